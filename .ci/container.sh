#!/usr/bin/env bash
# Builds the image of examples/cum_may/Containerfile: it holds the program and nothing else, and a shard is made in it.
# The program is linked anew without the libraries of the machine; nothing is compiled a second time.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! unshare --mount true 2>/dev/null; then
    echo "container: NOT RUN, this machine lets nobody make a mount namespace"
    exit 0
fi
command -v buildah >/dev/null || {
    root=()
    [ "$(id -u)" -eq 0 ] || root=(sudo)
    export DEBIAN_FRONTEND=noninteractive
    "${root[@]}" apt-get update -qq
    "${root[@]}" apt-get install -y -qq --no-install-recommends buildah >/dev/null
}
dir=$(mktemp -d /tmp/vanthu-image.XXXXXX)
builder() { buildah --storage-driver vfs --root "$dir/storage" --runroot "$dir/run" "$@"; }
leave() {
    status=$?
    trap - EXIT
    builder rm --all >/dev/null 2>&1 || true
    builder rmi --all --force >/dev/null 2>&1 || true
    rm -rf "$dir"
    exit "$status"
}
trap leave EXIT
fail() { echo "FAILED: $1"; exit 1; }

cargo rustc --release --bin vanthu -- -C target-feature=+crt-static
mkdir -p "$dir/context/target/dist"
cp target/release/vanthu "$dir/context/target/dist/vanthu"
builder bud --quiet --isolation chroot -f examples/cum_may/Containerfile -t vanthu "$dir/context" >/dev/null
container=$(builder from vanthu)
[ "$(find "$(builder mount "$container")" -type f -printf '%f ')" = "vanthu " ] || fail "the image holds more than the program"

cp -r samples/soc_trang_2022 "$dir/phong_trao"
mkdir "$dir/ket_qua"
chmod 777 "$dir/ket_qua"
for index in 0 1; do
    builder run --isolation chroot --user 1000 --env JOB_COMPLETION_INDEX=$index --volume "$dir/phong_trao:/phong_trao:ro" \
        --volume "$dir/ket_qua:/ket_qua" "$container" -- /vanthu render /phong_trao --out /ket_qua --manh tu-dong/2 --formats docx \
        2>"$dir/log" || { cat "$dir/log"; fail "shard $index in the image"; }
done
target/release/vanthu ghep "$dir/ket_qua" --ra "$dir/mo_ra" 2>"$dir/log" || { cat "$dir/log"; fail "the shards of the image"; }
target/release/vanthu render "$dir/phong_trao" --out "$dir/mot_may" --formats docx 2>"$dir/log"
diff -r -x '.*_vanthu.jsonl' "$dir/mot_may" "$dir/mo_ra" || fail "the image makes other bytes"
echo "container: $(find "$dir/mo_ra" -name '*.docx' | wc -l) papers of 2 shards are those of the program outside"
