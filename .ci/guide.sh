#!/usr/bin/env bash
# Builds the guide as it is handed out, with pictures made anew by the program: guide/ to target/guide. Its links and
# its commands are held against the tree and the program by tests/guide.rs.
#
# usage: bash .ci/guide.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
vanthu=${1:-target/release/vanthu}
tools=target/tools
version=0.5.4

# Without its server and its search: neither is used, and the build is half as long.
[ "$("$tools/bin/mdbook" --version 2>/dev/null)" = "mdbook v$version" ] ||
    CARGO_TARGET_DIR=$tools/build cargo install --quiet --locked mdbook --version "$version" --no-default-features --root "$tools"
python=$tools/venv/bin/python
[ -x "$python" ] || python3 -m venv "$tools/venv"
"$python" -c 'import PIL' 2>/dev/null || "$python" -m pip install --quiet --disable-pip-version-check pillow==13.0.0

rm -rf target/guide target/guide_source
cp -r guide target/guide_source
PYTHON=$python bash guide/pictures.sh "$vanthu" target/guide_source/src/anh
"$tools/bin/mdbook" build target/guide_source --dest-dir "$PWD/target/guide" 2>&1 | tee target/guide.log
if grep -qE 'WARN|ERROR' target/guide.log; then
    echo "FAILED: mdBook finds fault with the guide"
    exit 1
fi
echo "guide: $(find target/guide -name '*.html' | wc -l) pages, $(du -sk target/guide | cut -f1) KB"
