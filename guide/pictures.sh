#!/usr/bin/env bash
# The pictures of the guide, small, in few colours: pages that the program makes, and views of the local page.
#
# usage: bash guide/pictures.sh PROGRAM [FOLDER]     (FOLDER: guide/src/anh, or that of a copy of the guide)
set -euo pipefail
vanthu=$(realpath "$1")
cd "$(dirname "$0")/.."
out=$(realpath "${2:-guide/src/anh}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Every fence `toml,tep=…` of a page becomes its file, as the reader would save it.
file() { # PAGE NAME
    awk -v head="\`\`\`toml,tep=$2" '$0 == head { on = 1; next } /^```/ { on = 0 } on' "guide/src/$1.md"
}
# Exit code 1 is a campaign with a paper that cannot be made; the picture is then missing below.
render() { "$vanthu" render "$@" --formats pdf --out "$work/out" >/dev/null 2>&1 || [ $? -eq 1 ]; }
picture() { # NAME PDF RESOLUTION
    pdftoppm -r "$3" -f 1 -l 1 -singlefile -png "$2" "$work/$1"
    "${PYTHON:-python3}" - "$work/$1.png" "$out/$1.png" <<'PYTHON'
import sys
from PIL import Image, ImageOps
page = ImageOps.expand(Image.open(sys.argv[1]).convert("RGB"), border=1, fill=(170, 170, 170))
page.quantize(16, dither=Image.Dither.NONE).save(sys.argv[2], optimize=True)
PYTHON
}

"$vanthu" new "$work/An Giang 2026" </dev/null >/dev/null
mkdir -p "$work/An Giang 2026/mau" "$out"
file mau_rieng "An Giang 2026/mau/phieu_nhan.van.tera" >"$work/An Giang 2026/mau/phieu_nhan.van.tera"
file van_ban_le cong_van.van >"$work/cong_van.van"

render "$work/An Giang 2026"
picture ke_hoach "$work/out/ke_hoach/ke_hoach.pdf" 60
picture giay_khen "$(ls "$work"/out/giay_khen/[!m]*.pdf | head -1)" 50
picture dang_ky "$(ls "$work"/out/dang_ky/[!m]*.pdf | head -1)" 60
picture tong_hop_dang_ky "$work/out/tong_hop_dang_ky/tong_hop_dang_ky.pdf" 60
picture quyet_dinh "$(ls "$work"/out/quyet_dinh_khen_thuong/[!m]*.pdf | head -1)" 60
picture phieu_nhan "$work/out/phieu_nhan/phong_chuyen_doi_so.pdf" 60
rm -r "$work/out"
render "$work/cong_van.van"
picture cong_van "$work/out/cong_van.pdf" 60
rm -r "$work/out"
render samples/giay_moi/giay_moi.van.tera --du-lieu samples/giay_moi/khach_moi.xlsx
picture giay_moi "$(find "$work/out" -name '*.pdf' | sort | head -1)" 60

# The local page as the test in the browser saw it (.ci/page.py); without it the pictures that are there stay.
for name in tao-moi tong-quan loi van-ban xem soan soan-xong soan-loai; do
    [ -e "target/page/$name.png" ] || continue
    "${PYTHON:-python3}" - "target/page/$name.png" "$out/trang_${name//-/_}.png" <<'PYTHON'
import sys
from PIL import Image, ImageOps
page = Image.open(sys.argv[1]).convert("RGB")
height = min(page.height, page.width * 3 // 4)
# What the guide tells of a new kind stands at the foot of its page.
top = page.height - height if sys.argv[1].endswith("soan-loai.png") else 0
page = page.crop((0, top, page.width, top + height))
page = ImageOps.expand(page.resize((page.width * 2 // 3, page.height * 2 // 3), Image.Resampling.LANCZOS), 1, (170, 170, 170))
page.quantize(16, dither=Image.Dither.NONE).save(sys.argv[2], optimize=True)
PYTHON
done
