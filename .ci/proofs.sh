#!/usr/bin/env bash
# Renders every sample and every hostile text twice and hands the files to the proofs.
#
# `bash .ci/proofs.sh` can be run by hand after `.ci/install.sh`; the files stay in target/proofs.
set -euo pipefail
cd "$(dirname "$0")/.."
shopt -s nullglob
vanthu=target/release/vanthu
out=target/proofs

# The very build of the tests: same profile, same features.
cargo build --release
rm -rf "$out"

render() { # SOURCE OUT JOBS [OPTION…]
    "$vanthu" render "$1" --out "$2" --formats pdf,docx --jobs "${@:3}" ||
        { printf 'FAILED to render %s (exit code %d)\n' "$1" "$?"; exit 1; }
}

sources=0
for jobs in 1 2; do
    for source in samples/*.van samples/mau_nd30/*.van tests/hostile/*.van; do
        name=$(basename "$source" .van)
        render "$source" "$out/jobs$jobs/$(dirname "$source")/$name" "$jobs"
        sources=$((sources + 1))
    done
    for source in samples/*/*.van.tera; do
        folder=$(dirname "$source")
        "$vanthu" render "$source" --du-lieu "$(ls "$folder"/*.xlsx "$folder"/*.ods "$folder"/*.csv 2>/dev/null | head -1)" \
            --out "$out/jobs$jobs/$folder" --formats pdf,docx --jobs "$jobs" ||
            { printf 'FAILED to merge %s (exit code %d)\n' "$source" "$?"; exit 1; }
        sources=$((sources + 1))
    done
    for source in samples/*/phong_trao.toml; do
        folder=$(dirname "$source")
        render "$folder" "$out/jobs$jobs/$folder" "$jobs" --mau-trong --gop --hai-mat --theo-don-vi
        sources=$((sources + 1))
    done
done
[ "$sources" -gt 0 ] || { echo "FAILED: nothing to render"; exit 1; }

echo "-- same bytes with one worker and with two"
diff -r -x .dau_tep_vanthu.jsonl "$out/jobs1" "$out/jobs2" || { echo "FAILED: the number of workers shows in the files"; exit 1; }

files=$out/jobs1
status=0
echo "-- DOCX against the schema of OOXML"
target/tools/venv/bin/python .ci/docx.py "$files" || status=1
echo "-- PDF against PDF/A-2a and PDF/UA-1"
python3 .ci/pdf.py "$files" || status=1
echo "-- DOCX beside PDF"
python3 .ci/parity.py "$files" || status=1
echo "-- workbooks of units through LibreOffice and back"
target/tools/venv/bin/python .ci/phieu.py "$vanthu" samples/binh_phuoc_2024 "$out/phieu" || status=1
echo "-- samples against the JSON Schema of their facts"
target/tools/venv/bin/python .ci/schema.py "$vanthu" "$out/luoc_do" || status=1
exit "$status"
