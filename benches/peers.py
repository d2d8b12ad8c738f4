#!/usr/bin/env python3
"""What a document costs beside other programs: `benches/peers.py [PROGRAM [LOAD…]]` prints the table of benches/README.md.

The peers are installed into a folder of their own (PEERS, by default one that is kept in the temporary folder) and run
in the same run, in turns, on the same facts (`papers.py`). CPU milliseconds a document, of the process and its children,
as the system reports them; what a program needs to start is taken off by running it on few documents and on many, the
quickest of several runs each. The last document of each run is looked at: its pages are counted and every word must be
there. LibreOffice, Node and poppler-utils must be there already; what cannot run has a "–", with its reason below.
"""

import html
import json
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
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import papers

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / ".ci"))
from parity import FONTCONFIG, FONTS  # noqa: E402

PEERS = Path(os.environ.get("PEERS", Path(tempfile.gettempdir()) / "vanthu_peers"))
PYTHON = PEERS / "v" / "bin" / "python"
PATIENCE_S = 600
PEERS_OF = {
    "PDF": ["vanthu, PDF", "Typst's compiler", "WeasyPrint", "LibreOffice"],
    "DOCX": ["vanthu, DOCX", "docxtpl", "docxtemplater"],
    "both": ["vanthu, both", "floor of both files", "floor, fonts compressed once"],
}
QUICK = ["vanthu, PDF", "vanthu, DOCX", "vanthu, both", "Typst's compiler", "docxtemplater", "floor of both files", "floor, fonts compressed once"]
# Documents of the short and of the long run, for those that are quick and for the others; how often.
COUNTS = {"form": ((20, 320), (5, 45), 3), "report": ((10, 110), (2, 22), 3), "list": ((1, 6), (1, 3), 2), "annex": ((1, 3), (1, 2), 1)}
TITLES = {"form": "form, 1 page", "report": "3 pages: 40 paragraphs, table of 30 rows", "list": "list of 1,840 rows", "annex": "annex of 10,000 rows"}
# Minutes a document.
TOO_LONG = [("list", "LibreOffice"), ("annex", "LibreOffice"), ("annex", "WeasyPrint")]
MANY_FORMS = 2_000


# The peers, each of which makes `count` documents in a process of its own.

def worker(peer: str, load: str, count: int, folder: Path) -> None:
    facts = [papers.facts(load, at) for at in range(count)]
    if peer == "Typst's compiler":
        import typst
        (folder / "a.typ").write_text(papers.typst_source(load), encoding="utf-8")
        compiler = typst.Compiler(str(folder / "a.typ"), font_paths=[str(FONTS)])
        for of in facts:
            compiler.compile(output=str(folder / "a.pdf"), format="pdf", sys_inputs={"hang": json.dumps(of)}, pdf_standards=["a-2a", "ua-1"])
    elif peer == "WeasyPrint":
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
        fonts = FontConfiguration()
        style = weasyprint.CSS(string=papers.STYLE.replace("FONTS", FONTS.as_uri()), font_config=fonts)
        for at in range(count):
            weasyprint.HTML(string=papers.html(load, at)).write_pdf(folder / "a.pdf", stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    elif peer == "docxtpl":
        import docxtpl
        for of in facts:
            template = docxtpl.DocxTemplate(folder / "docxtpl.docx")
            template.render(of)
            template.save(folder / "a.docx")
    elif peer == "template":
        for name in papers.SIGNS:
            papers.docx_template(load, name, folder / f"{name}.docx")
    else:
        once = {"pdf": stored(folder / "one.pdf", peer == "floor of both files"), "docx": stored(folder / "one.docx", True)}
        for _ in range(count):
            for ending, (packed, bare) in once.items():
                (folder / f"floor.{ending}").write_bytes(b"".join([*(zlib.compress(part, 6) for part in packed), *bare]))


def stored(path: Path, fonts: bool) -> tuple[list[bytes], list[bytes]]:
    """What is compressed in a file, and what is written as it is. Without `fonts` these stay compressed as they are."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            return [package.read(name) for name in package.namelist()], []
    packed, bare, end = [], [], 0
    content = path.read_bytes()
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S):
        try:
            part = zlib.decompress(stream.group(1))
        except zlib.error:
            continue
        if fonts or part[:4] not in (b"\0\1\0\0", b"true", b"OTTO"):
            packed.append(part)
            bare.append(content[end:stream.start(1)])
            end = stream.end(1)
    return packed, [*bare, content[end:]]


NODE = """const fs=require('fs'),Zip=require('pizzip'),D=require('docxtemplater');const [,,folder,count]=process.argv;
const bytes=fs.readFileSync(folder+'/docxtemplater.docx'),facts=JSON.parse(fs.readFileSync(folder+'/facts.json'));
for(let at=0;at<+count;at++){const d=new D(new Zip(bytes),{paragraphLoop:true});const of={...facts[at]};
of.bang=of.bang.map(r=>({o0:r[0],o1:r[1],o2:r[2],o3:r[3]}));d.render(of);
fs.writeFileSync(folder+'/a.docx',d.getZip().generate({type:'nodebuffer',compression:'DEFLATE'}));}"""


def merge(program: Path, load: str, count: int, folder: Path, formats: str, jobs: int) -> tuple[list, Path]:
    """The command that makes `count` documents by vanthu, and the folder that they come to."""
    rows, template = folder / f"{count}.json", folder / "phieu.van.tera"
    rows.write_text(papers.van_rows(load, count), encoding="utf-8")
    template.write_text(papers.van(load), encoding="utf-8")
    out = folder / f"out_{time.monotonic_ns()}"
    return [program, "render", template, "--du-lieu", rows, "--formats", formats, "--jobs", jobs, "--out", out], out / "phieu"


def command(peer: str, program: Path, load: str, count: int, folder: Path) -> tuple[list, list[Path]]:
    """The command that makes `count` documents, and the last of them."""
    if peer.startswith("vanthu"):
        formats = {"PDF": "pdf", "DOCX": "docx", "both": "pdf,docx"}[peer.split(", ")[1]]
        line, out = merge(program, load, count, folder, formats, 1)
        return line, [out / f"phong_so_{count - 1}.{ending}" for ending in formats.split(",")]
    if peer == "docxtemplater":
        (folder / "a.cjs").write_text(NODE)
        (folder / "facts.json").write_text(json.dumps([papers.facts(load, at) for at in range(count)]))
        return ["node", folder / "a.cjs", folder, count], [folder / "a.docx"]
    if peer == "LibreOffice":
        names = [folder / f"lo_{at}.docx" for at in range(count)]
        made = [folder / "lo_out" / f"lo_{at}.pdf" for at in range(count)]
        for name, pdf in zip(names, made):
            shutil.copy(folder / "one.docx", name)
            pdf.unlink(missing_ok=True)
        return [*office(folder), folder / "lo_out", *names], made
    files = {"docxtpl": "a.docx", "Typst's compiler": "a.pdf", "WeasyPrint": "a.pdf"}
    made = [folder / files[peer]] if peer in files else [folder / "floor.pdf", folder / "floor.docx"]
    return [PYTHON, __file__, "--worker", peer, load, count, folder], made


def office(folder: Path) -> list:
    """LibreOffice with the faces of this project alone, as `.ci/parity.py` asks it."""
    (folder / "fonts.conf").write_text(FONTCONFIG.format(fonts=FONTS, cache=folder / "cache"))
    fonts = [f"FONTCONFIG_FILE={folder}/fonts.conf", "SAL_USE_VCLPLUGIN=svp", "LC_ALL=C.UTF-8"]
    return ["env", *fonts, "soffice", "--headless", f"-env:UserInstallation=file://{folder}/lo", "--convert-to", "pdf", "--outdir"]


# What a run costs and what came out.

@dataclass
class Row:
    """A program on a load; seconds are the least of the short and of the long run."""
    load: str
    peer: str
    few: float = float("inf")
    many: float = float("inf")
    megabytes: float = 0.0
    pages: str = "–"
    size: int = 0
    fault: str = ""
    more: int = field(default=1, repr=False)

    def milliseconds(self) -> float:
        return 1000 * (self.many - self.few) / self.more


def cpu(line: list) -> tuple[float, float, float]:
    """CPU seconds of a run with its children, seconds by the clock, and its peak MB."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    environment = os.environ | {"NODE_PATH": str(PEERS / "node_modules")}
    log = tempfile.TemporaryFile()
    child = subprocess.Popen(list(map(str, line)), stdout=log, stderr=log, env=environment, start_new_session=True)
    while time.monotonic() < start + PATIENCE_S:
        pid, status, own = os.wait4(child.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.005)
    else:
        os.killpg(child.pid, 9)
        os.wait4(child.pid, 0)
        raise RuntimeError(f"more than {PATIENCE_S} s")
    if os.waitstatus_to_exitcode(status) != 0:
        log.seek(0)
        raise RuntimeError(log.read().decode(errors="replace").strip()[-300:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, time.monotonic() - start, own.ru_maxrss / 1024


def bare(text: str) -> list[str]:
    """The words of `text`, without signs and hyphens."""
    return re.findall(r"\w+", text.casefold().replace("\u2060", "").replace("\u00ad", ""))


def text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    with zipfile.ZipFile(path) as package:
        part = package.read("word/document.xml").decode()
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"</w:p>|<w:noBreakHyphen/>|<w:br/>|<w:tab/>", " ", part)))


def pages_of(path: Path) -> str:
    told = subprocess.run(["pdfinfo", path], capture_output=True, check=True, text=True).stdout
    return re.search(r"Pages:\s+(\d+)", told).group(1)


def look(row: Row, made: list[Path], at: int, folder: Path) -> None:
    """Counts the pages of what was made and compares its words with those of the paper number `at`."""
    row.size = made[-1].stat().st_size if len(made) == 1 or row.peer == "LibreOffice" else sum(path.stat().st_size for path in made)
    if row.peer.startswith("floor"):
        return
    last = made[-1]
    if last.suffix == ".docx" and row.load in ("form", "report"):
        cpu([*office(folder), folder / "looked", last])
        row.pages = pages_of(folder / "looked" / f"{last.stem}.pdf")
    for path in made:
        if path.suffix == ".pdf":
            row.pages = pages_of(path)
    for path in made if row.peer != "LibreOffice" else made[-1:]:
        missing = Counter(bare(" ".join(papers.words(row.load, at)))) - Counter(bare(text_of(path)))
        if missing:
            raise RuntimeError(f"words are missing in {path.name}: {list(missing)[:5]}")


def measure(row: Row, program: Path, turn: int, folder: Path) -> None:
    """What was made stays until the end: a file system that has just removed files makes new ones slowly."""
    few, many = COUNTS[row.load][0 if row.peer in QUICK else 1]
    try:
        line, _ = command(row.peer, program, row.load, few, folder)
        row.few = min(row.few, cpu(line)[0])
        line, made = command(row.peer, program, row.load, many, folder)
        seconds, _, megabytes = cpu(line)
        row.many, row.megabytes, row.more = min(row.many, seconds), max(row.megabytes, megabytes), many - few
        if turn == 0:
            look(row, made, many - 1 if row.peer != "LibreOffice" else 0, folder)
    except (OSError, RuntimeError, subprocess.SubprocessError, zipfile.BadZipFile) as error:
        row.fault = str(error) or type(error).__name__


def measured(program: Path, load: str) -> list[Row]:
    """All programs on a load, in turns."""
    rows = [Row(load, peer) for peers in PEERS_OF.values() for peer in peers if (load, peer) not in TOO_LONG]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        line, out = merge(program, load, 1, folder, "pdf,docx", 1)
        for needed in (line, [PYTHON, __file__, "--worker", "template", load, 0, folder]):
            subprocess.run(list(map(str, needed)), check=True, stdout=subprocess.DEVNULL)
        for ending in ("pdf", "docx"):
            shutil.copy(out / f"phong_so_0.{ending}", folder / f"one.{ending}")
        for turn in range(COUNTS[load][2]):
            for row in rows:
                if not row.fault:
                    measure(row, program, turn, folder)
                    print(f"{load}, turn {turn + 1}, {row.peer}: {row.fault or f'{row.milliseconds():.2f} ms'}", file=sys.stderr, flush=True)
    return rows


def printed(rows: list[Row]) -> None:
    kinds = {peer: peers[0] for peers in PEERS_OF.values() for peer in peers}
    ours = {row.peer: row.milliseconds() for row in rows if not row.fault}
    for index, row in enumerate(rows):
        title = TITLES[row.load] if index == 0 else ""
        if row.fault:
            print(f"| {title} | {row.peer} | – | – | – | – | – |")
            continue
        ratio = row.milliseconds() / ours[kinds[row.peer]] if kinds[row.peer] in ours else float("nan")
        print(f"| {title} | {row.peer} | {row.milliseconds():,.2f} | {ratio:.1f} | {row.pages} | {row.size / 1000:,.1f} | {row.megabytes:.0f} |")
    sys.stdout.flush()


def second_core(program: Path) -> None:
    """Forms in both formats, with one worker and with two: the quickest of three runs each."""
    print("\n| workers | clock s | CPU s | documents a second | faster by the clock |\n|--:|--:|--:|--:|--:|")
    first = None
    with tempfile.TemporaryDirectory() as name:
        for jobs in (1, 2):
            runs = []
            for _ in range(3):
                line, _ = merge(program, "form", MANY_FORMS, Path(name), "pdf,docx", jobs)
                seconds, clock, _ = cpu(line)
                runs.append((clock, seconds))
            clock, seconds = min(runs)
            first = first or clock
            print(f"| {jobs} | {clock:.2f} | {seconds:.2f} | {MANY_FORMS / clock:.0f} | {first / clock:.2f} |", flush=True)


def install() -> None:
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", PEERS / "v"], check=True)
        subprocess.run([PYTHON, "-m", "pip", "-q", "install", "docxtpl", "typst", "weasyprint"], check=True)
    if shutil.which("npm") and not (PEERS / "node_modules").exists():
        subprocess.run(["npm", "install", "--silent", "docxtemplater", "pizzip"], cwd=PEERS, check=True)


def versions(program: Path) -> str:
    told = lambda line: subprocess.run(list(map(str, line)), capture_output=True, text=True).stdout
    python = [line for line in told([PYTHON, "-m", "pip", "list", "--format=freeze"]).split() if line.startswith(("docxtpl=", "typst=", "weasyprint="))]
    node = [f"{name}=={json.loads((PEERS / 'node_modules' / name / 'package.json').read_text())['version']}" for name in ("docxtemplater",) if shutil.which("npm")]
    return "; ".join([told([program, "--version"]).strip(), *python, *node, told(["soffice", "--version"]).strip(), f"{os.cpu_count()} cores"])


def main() -> None:
    if sys.argv[1:2] == ["--worker"]:
        peer, load, count, folder = sys.argv[2:6]
        return worker(peer, load, int(count), Path(folder))
    program = Path(sys.argv[1] if len(sys.argv) > 1 else "target/release/vanthu").resolve()
    loads = sys.argv[2:] or [*TITLES, "cores"]
    install()
    print(versions(program), "\n\n| load | program | CPU ms a document | × vanthu | pages | KB | peak MB |\n|---|---|--:|--:|--:|--:|--:|", sep="", flush=True)
    faults = []
    for load in loads:
        if load in TITLES:
            rows = measured(program, load)
            printed(rows)
            faults += [row for row in rows if row.fault]
    if "cores" in loads:
        second_core(program)
    for row in faults:
        print(f"\n{TITLES[row.load]}, {row.peer}: {row.fault}")


if __name__ == "__main__":
    main()
