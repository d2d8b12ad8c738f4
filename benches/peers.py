#!/usr/bin/env python3
"""What a document costs beside other programs: `benches/peers.py [PROGRAM]` prints the table of benches/README.md.

The peers are installed into a folder of their own (PEERS, by default one that is kept in the temporary folder) and run
in the same run, one after the other, on the same words. CPU milliseconds a document, of the process and its children,
as the system reports them; what a program needs to start is taken off by running it on few documents and on many.
LibreOffice and Node must be there already; what is not there is left out of the table.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = Path(os.environ.get("PEERS", Path(tempfile.gettempdir()) / "vanthu_peers"))
PYTHON = PEERS / "v" / "bin" / "python"
HEAD = '+++\nloai = "bieu_mau"\nten_loai = "{title}"\nco_quan_chu_quan = "Sở Tài chính Kiên Giang"\nco_quan = "{office}"\ndia_danh = "Kiên Giang"\nngay = "2022-03"\n+++\n'
SENTENCE = "Nhằm huy động tinh thần đoàn kết, sáng tạo của công chức trong việc thực hiện nhiệm vụ cải cách hành chính, các phòng, đơn vị thuộc Sở tổ chức phát động, đăng ký và đánh giá kết quả thi đua. "
FORM = ["Thực hiện Kế hoạch phát động phong trào thi đua cải cách hành chính của Sở Tài chính, phòng đăng ký thi đua như sau:",
        "1. Tập thể", "Số công chức hiện có: ............ người, trong đó nữ: ............ người.", "Nội dung đăng ký:",
        "2. Cá nhân", "Số lượng: .............. người (không ghi tên cụ thể).", "3. Sáng kiến, giải pháp dự kiến"]


def content(load: str) -> tuple[list[str], list[str], list[list[str]]]:
    """Paragraphs, the head of a table and its rows."""
    person = lambda at: [str(at), f"Trần Văn {at}", f"Phòng {at % 40}", "95,5"]
    head = ["TT", "Họ và tên", "Đơn vị", "Điểm"]
    match load:
        case "form": return FORM, head, [[str(at), "", "", ""] for at in range(1, 4)]
        case "report": return [SENTENCE] * 40, head, [person(at) for at in range(1, 31)]
        case "list": return ["Danh sách đề nghị khen thưởng"], head, [person(at) for at in range(1, 1801)]
        case _: return ["Danh sách kèm theo"], head, [person(at) for at in range(1, 10_001)]


def van(load: str, office: str) -> str:
    pars, head, rows = content(load)
    line = lambda cells: "| " + " | ".join(cells) + " |\n"
    table = line(head) + "|---|---|---|---|\n" + "".join(map(line, rows))
    return HEAD.format(title="Đăng ký", office=office) + "".join(f"{par}\n" for par in pars) + table


def typst_source(load: str) -> str:
    pars, head, rows = content(load)
    cells = lambda row: ", ".join(f"[{cell}]" for cell in row)
    body = "\n\n".join(pars).replace("....", "\\....")
    return f"""#set document(title: "Đăng ký", date: datetime(year: 2022, month: 3, day: 1))
#set page(paper: "a4", margin: (x: 2.5cm, y: 2cm), numbering: "1", number-align: top + center)
#set text(font: "Tinos", size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, linebreaks: "simple")
#grid(columns: (1fr, 1fr), align: center, [SỞ TÀI CHÍNH KIÊN GIANG \\ *#sys.inputs.at("office", default: "Phòng")*], [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM \\ Độc lập - Tự do - Hạnh phúc* \\ _Kiên Giang, ngày … tháng 3 năm 2022_])
#title[Đăng ký]

{body}

#table(columns: (1cm, 1fr, 1fr, 2cm), table.header({cells(head)}), {", ".join(map(cells, rows))})
"""


def html(load: str, office: str) -> str:
    pars, head, rows = content(load)
    row = lambda cells, tag: "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"
    return (f"<html lang=vi><title>Đăng ký</title><style>@page{{size:A4;margin:2cm 2.5cm}}body{{font:14pt Tinos;text-align:justify}}"
            f"table{{border-collapse:collapse;width:100%}}td,th{{border:.5pt solid}}</style><p>SỞ TÀI CHÍNH KIÊN GIANG<br><b>{office}</b></p>"
            f"<h1>Đăng ký</h1>{''.join(f'<p>{par}</p>' for par in pars)}<table><thead>{row(head, 'th')}</thead>{''.join(row(r, 'td') for r in rows)}</table>")


def worker(peer: str, load: str, count: int, folder: Path) -> None:
    """Makes `count` documents in this process."""
    if peer == "typst":
        import typst
        (folder / "a.typ").write_text(typst_source(load), encoding="utf-8")
        compiler = typst.Compiler(str(folder / "a.typ"), font_paths=[str(ROOT / "fonts")])
        for at in range(count):
            compiler.compile(output=str(folder / "a.pdf"), format="pdf", sys_inputs={"office": f"Phòng {at}"}, pdf_standards=["a-2a", "ua-1"])
    elif peer == "weasyprint":
        import weasyprint
        for at in range(count):
            weasyprint.HTML(string=html(load, f"Phòng {at}")).write_pdf(folder / "a.pdf", pdf_variant="pdf/ua-1")
    elif peer == "docxtpl":
        import docxtpl
        for at in range(count):
            template = docxtpl.DocxTemplate(folder / "template.docx")
            template.render({"office": f"PHÒNG {at}"})
            template.save(folder / "a.docx")
    elif peer in ("floor", "floor, fonts once"):
        parts = stored(folder / "one.pdf", fonts=peer == "floor") + stored(folder / "one.docx", fonts=True)
        for _ in range(count):
            (folder / "floor").write_bytes(b"".join(zlib.compress(part, 6) for part in parts))


def stored(path: Path, fonts: bool) -> list[bytes]:
    """What is compressed in a file."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            return [package.read(name) for name in package.namelist()]
    parts = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", path.read_bytes(), re.S):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    is_font = lambda part: part[:4] in (b"\0\1\0\0", b"true", b"OTTO")
    return [part for part in parts if fonts or not is_font(part)]


NODE = """const fs=require('fs'),Zip=require('pizzip'),D=require('docxtemplater');const [,,folder,count]=process.argv;
const bytes=fs.readFileSync(folder+'/template.docx');for(let at=0;at<+count;at++){const d=new D(new Zip(bytes),{delimiters:{start:'{{',end:'}}'}});
d.render({office:'PHÒNG '+at});fs.writeFileSync(folder+'/a.docx',d.getZip().generate({type:'nodebuffer',compression:'DEFLATE'}));}"""


def cpu(command: list[str], **more) -> tuple[float, float]:
    """CPU seconds of a run with its children, and its peak MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    _, status, own = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"{command}: {status}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, own.ru_maxrss / 1024


def command(peer: str, program: Path, load: str, count: int, folder: Path) -> list:
    if peer.startswith("vanthu"):
        rows = folder / f"{count}.csv"
        rows.write_text("Phòng\n" + "".join(f"Phòng {at}\n" for at in range(count)), encoding="utf-8")
        template = folder / "phieu.van.tera"
        template.write_text(van(load, "{{ hang.phong }}"), encoding="utf-8")
        out = folder / f"out_{peer}_{count}_{time.monotonic_ns()}"
        return [program, "render", template, "--du-lieu", rows, "--formats", peer.split()[1], "--jobs", "1", "--out", out]
    if peer == "docxtemplater":
        (folder / "a.cjs").write_text(NODE)
        return ["node", folder / "a.cjs", folder, count]
    if peer == "LibreOffice":
        for at in range(count):
            shutil.copy(folder / "one.docx", folder / f"lo_{at}.docx")
        return ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/lo", "--convert-to", "pdf", "--outdir", folder / "lo_out", *(folder / f"lo_{at}.docx" for at in range(count))]
    return [PYTHON, __file__, "--worker", peer, load, count, folder]


def install() -> None:
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", PEERS / "v"], check=True)
        subprocess.run([PYTHON, "-m", "pip", "-q", "install", "docxtpl", "typst", "weasyprint"], check=True)
    if shutil.which("npm") and not (PEERS / "node_modules").exists():
        subprocess.run(["npm", "install", "--silent", "docxtemplater", "pizzip"], cwd=PEERS, check=True)


SHORT = ["vanthu pdf", "vanthu docx", "vanthu pdf,docx", "typst", "weasyprint", "LibreOffice", "docxtpl", "docxtemplater", "floor", "floor, fonts once"]
LOADS = [("form", SHORT, (10, 110)), ("report", SHORT, (5, 45)), ("list", ["vanthu pdf", "vanthu docx", "typst", "weasyprint"], (1, 2)), ("annex", ["vanthu pdf", "vanthu docx", "typst"], (0, 1))]


def main() -> None:
    if sys.argv[1:2] == ["--worker"]:
        peer, load, count, folder = sys.argv[2:6]
        return worker(peer, load, int(count), Path(folder))
    program = Path(sys.argv[1] if len(sys.argv) > 1 else "target/release/vanthu").resolve()
    install()
    more = {"env": os.environ | {"NODE_PATH": str(PEERS / "node_modules")}}
    print("| load | program | CPU ms a document | peak MB |\n|---|---|--:|--:|")
    for load, peers, (few, many) in LOADS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for stem, office in (("one", "Phòng 1"), ("template", "{{ office }}")):
                (folder / f"{stem}.van").write_text(van(load, office).replace("{{ office }}", "{{office}}"), encoding="utf-8")
                subprocess.run([program, "render", folder / f"{stem}.van", "--out", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            template_in_small_letters(folder / "template.docx")
            for peer in peers:
                low, high = (few, many) if peer != "LibreOffice" else (1, 6)
                try:
                    start = cpu(command(peer, program, load, low, folder), **more)[0] if low else 0.0
                    seconds, megabytes = cpu(command(peer, program, load, high, folder), **more)
                except (OSError, RuntimeError) as error:
                    print(f"{load}, {peer}: {error}", file=sys.stderr)
                    continue
                print(f"| {load} | {peer} | {1000 * (seconds - start) / (high - low):,.2f} | {megabytes:.0f} |", flush=True)


def template_in_small_letters(path: Path) -> None:
    """The name of an office is printed in capitals, that of a field must not be."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).replace(b"{{OFFICE}}", b"{{office}}") for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)


if __name__ == "__main__":
    main()
