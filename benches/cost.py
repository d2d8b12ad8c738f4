#!/usr/bin/env python3
"""What a run costs as its input grows: `benches/cost.py [PROGRAM [LOAD]]` prints the table of benches/README.md, or the rows
of the loads in whose names LOAD stands.

Each load is made at several sizes and given to the program once; CPU time and peak memory are those that the
system reports of the process, so a busy machine changes them little. A load whose cost a piece grows with its
size is a square somewhere.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

FACTS = """ten = "cải cách hành chính năm 2026"
[co_quan]
ten = "Sở Nội vụ"
viet_tat = "SNV"
dia_danh = "An Giang"
[ke_hoach]
ky_hieu = "KH-SNV"
ngay = "2026-01-05"
trich_yeu = "Phát động phong trào thi đua"
nguoi_ky = { quyen_han = ["GIÁM ĐỐC"], ho_ten = "Nguyễn Văn A" }
[dang_ky]
trich_yeu = "Thi đua cải cách hành chính năm 2026"
han = { den_het = 2026-02-28 }
"""
DAYS = "ngay_xet = 2026-12-15\nngay_nop_ho_so = 2026-12-10\n"
AWARD = """[[hinh_thuc]]
ma = "giay_khen"
ten = "Giấy khen của Giám đốc Sở"
danh_muc = "giay_khen"
tieu_chuan = ["tren_90"]
[[chi_so]]
ma = "diem"
ten = "Chỉ số cải cách hành chính"
don_vi_tinh = "%"
[[tieu_chuan]]
ma = "tren_90"
loai = "nguong"
chi_so = "diem"
muc = 90
"""
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def csv(path: Path, rows: list[list[str]]) -> None:
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")


def xlsx(path: Path, sheets: dict[str, list[list[str]]]) -> None:
    """A workbook with the texts of `sheets` in its cells, as any program writes it."""
    names = list(sheets)
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(names, 1))
    linked = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(names) + 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("_rels/.rels", f'<Relationships xmlns="{LINKS}"><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{SHEETS}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{LINKS}">{linked}</Relationships>')
        for at, name in enumerate(names, 1):
            with book.open(f"xl/worksheets/sheet{at}.xml", "w") as part:
                part.write(f'<worksheet xmlns="{SHEETS}"><sheetData>'.encode())
                for row in sheets[name]:
                    cells = "".join(f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' for text in row)
                    part.write(f"<row>{cells}</row>".encode())
                part.write(b"</sheetData></worksheet>")


def people(count: int) -> list[list[str]]:
    head = ["Họ và tên", "Đơn vị", "Mã", "Chức vụ", "Giới tính", "Quê quán", "Trình độ", "Điện thoại", "Nơi ở hiện nay"]
    rows = ([f"Trần Văn {at}", f"Phòng {at % 1000}", f"CB{at}", "Chuyên viên", "Nam", "An Giang", "Đại học",
             f"09{at:08}", "Long Xuyên"] for at in range(count))
    return [head, *rows]


def units(count: int) -> list[list[str]]:
    return [["Tên đơn vị"], *([f"Phòng {at}"] for at in range(count))]


def campaign(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "phong_trao.toml").write_text(FACTS, encoding="utf-8")
    return folder


def people_in_a_workbook(folder: Path, count: int) -> list[str]:
    xlsx(campaign(folder) / "so_lieu.xlsx", {"Đơn vị": units(1000), "Cá nhân": people(count)})
    return ["check", str(folder)]


def people_in_json(folder: Path, count: int) -> list[str]:
    _, *rows = people(count)
    keys = ["ho_ten", "don_vi", "ma", "chuc_vu"]
    data = {
        "don_vi": [{"ten": name} for [name] in units(1000)[1:]],
        "ca_nhan": [dict(zip(keys, row)) for row in rows],
    }
    (campaign(folder) / "so_lieu.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return ["check", str(folder)]


def unknown_units(folder: Path, count: int) -> list[str]:
    csv(campaign(folder) / "don_vi.csv", units(1000))
    rows = ([f"Đơn vị lạ {at}", "Tập thể", "5/2/2026"] for at in range(count))
    csv(folder / "dang_ky.csv", [["Đơn vị", "Đối tượng", "Ngày nộp"], *rows])
    return ["check", str(folder)]


def forms_of_units(folder: Path, count: int, formats: str = "native", jobs: int = 1) -> list[str]:
    csv(campaign(folder) / "don_vi.csv", units(count))
    rows = ([f"Phòng {at}", "Tập thể", "5/2/2026"] for at in range(count))
    csv(folder / "dang_ky.csv", [["Đơn vị", "Đối tượng", "Ngày nộp"], *rows])
    return ["render", str(folder), "dang_ky", "--formats", formats, "--jobs", str(jobs), "--out", str(folder / "out")]


def whole_forms_of_units(folder: Path, count: int) -> list[str]:
    return forms_of_units(folder, count, "pdf,docx", 2)


def reports_of_people(folder: Path, count: int) -> list[str]:
    facts = campaign(folder) / "phong_trao.toml"
    facts.write_text(DAYS + facts.read_text(encoding="utf-8") + AWARD, encoding="utf-8")
    csv(folder / "don_vi.csv", units(100))
    csv(folder / "ca_nhan.csv", [["Họ và tên", "Đơn vị", "Mã"], *([f"Trần Văn {at}", f"Phòng {at % 100}", f"CB{at}"] for at in range(count))])
    csv(folder / "de_nghi.csv", [["Đối tượng", "Hình thức", "Năm"], *([f"CB{at}", "giay_khen", "2026"] for at in range(count))])
    results = ([f"CB{at}", "diem", "2026", "95", "1/12/2026"] for at in range(count))
    csv(folder / "ket_qua.csv", [["Đối tượng", "Chỉ số", "Năm", "Giá trị", "Ngày công bố"], *results])
    return ["render", str(folder), "bao_cao_thanh_tich_ca_nhan", "--jobs", "2", "--out", str(folder / "out")]


def long_text(folder: Path, count: int) -> list[str]:
    folder.mkdir(parents=True)
    body = "".join(f"Đoạn **số {at}** của một văn bản dài, viết cho đủ một dòng rưỡi khi in trên khổ giấy A4.\n" for at in range(count))
    (folder / "van_ban.van").write_text(f'+++\nloai = "bieu_mau"\nten_loai = "Thử"\n+++\n{body}', encoding="utf-8")
    return ["render", str(folder / "van_ban.van"), "--jobs", "1", "--out", str(folder / "out")]


def long_table(folder: Path, count: int) -> list[str]:
    folder.mkdir(parents=True)
    rows = "".join(f"| {at} | Trần Văn {at} | Phòng {at % 40} | 95,5 |\n" for at in range(count))
    text = f'+++\nloai = "bieu_mau"\nten_loai = "Thử"\n+++\n| TT | Họ và tên | Đơn vị | Điểm |\n|---|---|---|---|\n{rows}'
    (folder / "van_ban.van").write_text(text, encoding="utf-8")
    return ["render", str(folder / "van_ban.van"), "--jobs", "1", "--out", str(folder / "out")]


LOADS = [
    ("people in a workbook, 9 columns", people_in_a_workbook, [25_000, 50_000, 100_000, 200_000]),
    ("people in JSON, 4 keys", people_in_json, [25_000, 50_000, 100_000]),
    ("registrations of unknown units", unknown_units, [1_000, 5_000, 10_000]),
    ("registration forms, native", forms_of_units, [250, 1_000, 4_000]),
    ("registration forms, PDF and DOCX", whole_forms_of_units, [250, 1_000, 10_000]),
    ("reports of people, PDF and DOCX", reports_of_people, [250, 1_000, 10_000]),
    ("paragraphs, PDF and DOCX", long_text, [500, 1_000, 2_000]),
    ("rows of a table, PDF and DOCX", long_table, [2_500, 5_000, 10_000]),
]


def cost(command: list[str]) -> tuple[float, float]:
    """CPU seconds and peak MB of a run."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def made(load: int, size: int, folder: Path) -> list[str]:
    """Makes a load in a process of its own, whose memory must not count as the program's."""
    command = [sys.executable, __file__, "--make", str(load), str(size), str(folder)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    if sys.argv[1:2] == ["--make"]:
        load, size, folder = sys.argv[2:5]
        print(json.dumps(LOADS[int(load)][1](Path(folder), int(size))))
        return
    program = str(Path(sys.argv[1] if len(sys.argv) > 1 else "target/release/vanthu").resolve())
    print("| load | size | CPU s | ms a piece | peak MB |\n|---|--:|--:|--:|--:|")
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory() as work:
        for at, (name, _, sizes) in enumerate(LOADS):
            for size in sizes if wanted in name else []:
                folder = Path(work) / f"{at}_{size}"
                seconds, megabytes = cost([program, *made(at, size, folder)])
                shutil.rmtree(folder)
                print(f"| {name} | {size:,} | {seconds:.2f} | {1000 * seconds / size:.3f} | {megabytes:.0f} |", flush=True)


if __name__ == "__main__":
    main()
