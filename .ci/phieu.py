"""Workbooks that units fill in, through LibreOffice and back: the answer is that of one set of tables.

A sample campaign with lists (CSV) is taken apart: the office keeps its own tables, `vanthu phieu` makes a workbook for
each unit, the rows of the sample are filled into them, and LibreOffice saves them as .xlsx, .xls and .ods in turn. Put
back into so_lieu/, they must give the verdicts and the papers of the sample, word for word.

usage: phieu.py VANTHU SAMPLE FOLDER
"""

import csv
import json
import pathlib
import shutil
import subprocess
import sys

import openpyxl

# Tables that units fill in, with the column that says whom a row is about.
OF_UNITS = {
    "ca_nhan": "Đơn vị", "dang_ky": "Đơn vị", "de_nghi": "Đối tượng", "ket_qua": "Đối tượng", "sang_kien": "Tác giả",
    "ho_so": "Đối tượng", "khen_thuong": "Đối tượng", "bao_cao": "Đối tượng", "ky_luat": "Đối tượng",
}
LABELS = {
    "ca_nhan": "Cá nhân", "dang_ky": "Đăng ký", "de_nghi": "Đề nghị", "ket_qua": "Kết quả", "sang_kien": "Sáng kiến",
    "ho_so": "Hồ sơ", "khen_thuong": "Khen thưởng đã nhận", "bao_cao": "Báo cáo thành tích", "ky_luat": "Kỷ luật",
}
# A prepared row is found again by these columns.
ASKED = ["Đối tượng", "Chỉ số"]
# Headers of the sample that the workbooks call otherwise.
CALLED = {"Năm sinh": "Ngày sinh"}
FORMS = ["xlsx", "xls", "ods"]


def main(vanthu, sample, folder):
    shutil.rmtree(folder, ignore_errors=True)
    office = folder / "phong_trao"
    shutil.copytree(sample, office)
    tables = {name: read(sample / f"{name}.csv") for name in OF_UNITS if (sample / f"{name}.csv").exists()}
    for name, (header, _) in tables.items():
        write(office / f"{name}.csv", header, [])
    run(vanthu, "phieu", office, "--out", folder / "phieu")
    books = sorted((folder / "phieu").glob("*.xlsx"))
    units = [fill(book, tables) for book in books]
    if len(books) < 12 or sum(units) != sum(len(rows) for _, rows in tables.values()):
        sys.exit(f"FAILED: {sum(units)} rows filled into {len(books)} workbooks, not all of the sample")
    for at, form in enumerate(FORMS):
        some = books[at::len(FORMS)]
        run("soffice", "--headless", "--convert-to", form, "--outdir", office / "so_lieu" / form, *some)
    came = sum(len(list((office / "so_lieu" / form).glob(f"*.{form}"))) for form in FORMS)
    if came != len(books):
        sys.exit(f"FAILED: {came} of {len(books)} workbooks came back from LibreOffice")
    differs = verdicts(vanthu, sample) != verdicts(vanthu, office)
    for source, name in [(sample, "mau"), (office, "nop")]:
        run(vanthu, "render", source, "--formats", "native", "--out", folder / name, fine=(0, 1))
    papers = [papers_of(folder / name) for name in ("mau", "nop")]
    for path in sorted(papers[0].keys() | papers[1].keys()):
        if papers[0].get(path) != papers[1].get(path):
            differs = True
            print(f"differs: {path}")
    if differs:
        sys.exit("FAILED: what units filled in is not what one workbook says")
    print(f"{len(books)} workbooks, {sum(units)} rows, {len(papers[0])} papers: the same")


def run(*words, fine=(0,)):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    if done.returncode not in fine:
        sys.exit(f"FAILED: {' '.join(map(str, words[:3]))}\n{done.stdout}{done.stderr}")
    return done.stdout


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    return header, [dict(zip(header, row)) for row in rows]


def write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def fill(path, tables):
    """Fills the rows of its unit into the workbook at `path`; how many they were."""
    book = openpyxl.load_workbook(path)
    unit = next(row[1].value for row in book["Hướng dẫn"] if row[0].value == "Phiếu của đơn vị")
    people = {row["Họ và tên"] for row in tables["ca_nhan"][1] if row["Đơn vị"] == unit}
    filled = 0
    for name, (_, rows) in tables.items():
        def is_own(row):
            whom, of = row[OF_UNITS[name]], row.get("Đơn vị", "")
            return whom == unit or (of == unit if of else whom in people)
        own = [row for row in rows if is_own(row)]
        if own:
            fill_sheet(book[LABELS[name]], own)
        filled += len(own)
    book.save(path)
    return filled


def fill_sheet(sheet, rows):
    columns = {cell.value: cell.column for cell in sheet[1]}
    asked = {}
    last = 1
    for row in range(2, sheet.max_row + 1):
        if any(sheet.cell(row, column).value for column in columns.values()):
            last = row
            asked[tuple(sheet.cell(row, columns.get(key, 1)).value for key in ASKED)] = row
    for row in rows:
        at = asked.get(tuple(row.get(key) for key in ASKED)) if "Chỉ số" in columns else None
        if at is None:
            last += 1
            at = last
        for header, text in row.items():
            cell = sheet.cell(at, columns[CALLED.get(header, header)])
            if text and cell.value is None:
                cell.value = text


def verdicts(vanthu, folder):
    """What the check says of each đề nghị, without the places."""
    out = run(vanthu, "check", folder, "--json", "--ket-qua", fine=(0, 1))
    items = [json.loads(line)["de_nghi"] for line in out.splitlines() if line.startswith('{"de_nghi"')]
    return sorted(json.dumps(without_places(item), ensure_ascii=False, sort_keys=True) for item in items)


def without_places(value):
    if isinstance(value, dict):
        return {key: without_places(inner) for key, inner in value.items() if key not in ("vi_tri", "place")}
    return [without_places(inner) for inner in value] if isinstance(value, list) else value


def papers_of(folder):
    return {path.relative_to(folder): path.read_text(encoding="utf-8") for path in folder.rglob("*.txt")}


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:]))
