"""Compares each PDF below a folder with the DOCX beside it: `parity.py FOLDER`.

The promise is that both say the same words on the same lines of the same pages. The DOCX is shown by
LibreOffice, which sees only the fonts of this project and takes Tinos for Times New Roman. Page
counts must all agree, and of all lines at least 99 in 100. Each line that differs is printed.

A line is a run of words on one level without a wide gap, so the two columns of a letterhead and the
cells of a table are lines of their own. Not compared, because the two formats must differ in them:
white space, dotted leaders, soft hyphens, marks of direction, and which emoji it is (LibreOffice mislabels some in the
text layer), and whether a hyphen is one that ends no line. How far an equal line stands from its partner is told as drift, and where it is greatest.
"""

import argparse
import html
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "fonts"
OUR_FONTS = ("Tinos", "NotoEmoji", "NotoSansSymbols")
# Share of equal lines over all files, and files handed to one LibreOffice.
LINES_MIN = 0.99
BATCH = 40
# Words on one level further apart than this belong to different lines; a level is as high as that.
GAP_PT = 9.0
LEVEL_PT = 5.0

FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <test qual="any" name="family"><string>Times New Roman</string></test>
    <edit name="family" mode="assign" binding="same"><string>Tinos</string></edit>
  </match>
</fontconfig>
"""

WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', re.S)
LEADER = re.compile(r"[.…_·]{4,}|…+")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"))


@dataclass
class Line:
    """A run of words; `key` is what is compared."""

    text: str
    key: str
    x: float
    y: float


@dataclass
class Result:
    """What came out of one pair of files."""

    name: str
    pages: tuple[int, int] = (0, 0)
    lines: int = 0
    equal: int = 0
    drift_pt: float = 0.0
    drift_at: str = ""
    differences: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def convert(files: list[Path], root: Path, work: Path) -> dict[Path, Path]:
    """Lets LibreOffice print `files`; the PDF of each that it managed."""
    (work / "fonts.conf").write_text(FONTCONFIG.format(fonts=FONTS, cache=work / "cache"))
    environment = dict(os.environ, FONTCONFIG_FILE=str(work / "fonts.conf"), SAL_USE_VCLPLUGIN="svp", LC_ALL="C.UTF-8")
    named = {}
    (work / "in").mkdir()
    for index, file in enumerate(files):
        copy = work / "in" / f"{index:05}.docx"
        copy.write_bytes(file.read_bytes())
        named[file] = copy
    copies = list(named.values())
    for start in range(0, len(copies), BATCH):
        batch = copies[start : start + BATCH]
        command = ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--norestore"]
        command += ["--convert-to", "pdf", "--outdir", str(work / "out"), *map(str, batch)]
        run = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=1200, check=False
        )
        if run.returncode != 0:
            print(f"soffice: exit code {run.returncode}\n{run.stdout}{run.stderr}", file=sys.stderr)
    printed = {file: work / "out" / f"{copy.stem}.pdf" for file, copy in named.items()}
    return {file: pdf for file, pdf in printed.items() if pdf.is_file()}


def output(*command: str) -> str:
    """Standard output of a tool that must succeed; halves of emoji that poppler tears apart are joined."""
    printed = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "surrogatepass")
    return printed.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def key(text: str) -> str:
    """`text` without what the formats may differ in."""
    plain = "".join(unicodedata.normalize("NFC", text).translate(INVISIBLE).replace("\u2011", "-").split())
    signs = ("◌" if unicodedata.category(letter) in ("So", "Sk", "Co", "Cn") else letter for letter in plain)
    return LEADER.sub("", re.sub("◌+", "◌", "".join(signs)))


def lines_of(page: str) -> list[Line]:
    """The lines of one page of `pdftotext -bbox`, from top to bottom."""
    words = []
    for x_min, y_min, x_max, y_max, text in WORD.findall(page):
        # The middle: faces with another descent stand on the same level.
        words.append(((float(y_min) + float(y_max)) / 2, float(x_min), float(x_max), html.unescape(text)))
    words.sort()
    levels: list[list[tuple[float, float, float, str]]] = []
    for word in words:
        if levels and word[0] - levels[-1][0][0] <= LEVEL_PT:
            levels[-1].append(word)
        else:
            levels.append([word])
    lines = []
    for level in levels:
        level.sort(key=lambda word: word[1])
        run = [level[0]]
        for word in level[1:]:
            if word[1] - run[-1][2] > GAP_PT:
                lines.append(run)
                run = []
            run.append(word)
        lines.append(run)
    found = []
    for run in lines:
        text = " ".join(word[3] for word in run)
        if key(text):
            found.append(Line(text, key(text), run[0][1], run[0][0]))
    return found


def pages_of(pdf: Path) -> list[list[Line]]:
    """The lines of each page."""
    return [lines_of(page) for page in output("pdftotext", "-bbox", str(pdf), "-").split("<page ")[1:]]


def rows(lines: list[Line]) -> dict[str, list[Line]]:
    """Lines that stand beside each other, by their joined key."""
    levels: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.y):
        if levels and line.y - levels[-1][0].y <= LEVEL_PT:
            levels[-1].append(line)
        else:
            levels.append([line])
    return {"".join(line.key for line in sorted(level, key=lambda line: line.x)): level for level in levels}


def compare_page(ours: list[Line], theirs: list[Line], number: int, result: Result) -> None:
    """Counts the equal lines of one page and notes the others."""
    left, right = [], list(theirs)
    for line in ours:
        same = [other for other in right if other.key == line.key]
        if same:
            nearest = min(same, key=lambda other: abs(other.y - line.y) + abs(other.x - line.x))
            right.remove(nearest)
            result.equal += 1
            if abs(nearest.y - line.y) > result.drift_pt:
                result.drift_pt = abs(nearest.y - line.y)
                result.drift_at = f" at page {number} “{line.text[:40]}”"
        else:
            left.append(line)
    # A gap near the limit may split a row on one side only: then compare the whole row.
    joined = rows(right)
    for joined_key, level in rows(left).items():
        if joined_key in joined:
            result.equal += len(level)
            for line in level:
                left.remove(line)
            for line in joined[joined_key]:
                right.remove(line)
    result.lines += max(len(ours), len(theirs))
    result.differences += [f"page {number}  PDF : {line.text}" for line in left]
    result.differences += [f"page {number}  DOCX: {line.text}" for line in right]


def foreign_fonts(pdf: Path) -> list[str]:
    """Fonts that LibreOffice took from elsewhere; with them a comparison proves nothing."""
    names = {row.split()[0].split("+")[-1] for row in output("pdffonts", str(pdf)).splitlines()[2:]}
    return sorted(name for name in names if not name.startswith(OUR_FONTS))


def compare(name: str, ours: Path, theirs: Path) -> Result:
    """One pair: the PDF of this project and what LibreOffice made of the DOCX."""
    result = Result(name)
    left, right = pages_of(ours), pages_of(theirs)
    result.pages = (len(left), len(right))
    if len(left) != len(right):
        result.faults.append(f"{len(left)} pages as PDF, {len(right)} as DOCX")
    if not any(left):
        result.faults.append("no text in the PDF")
    foreign = foreign_fonts(theirs)
    if foreign:
        result.faults.append(f"LibreOffice used other fonts: {', '.join(foreign)}")
    for number in range(max(len(left), len(right))):
        ours_here = left[number] if number < len(left) else []
        theirs_here = right[number] if number < len(right) else []
        compare_page(ours_here, theirs_here, number + 1, result)
    words = (Counter("".join(line.key for page in pages for line in page)) for pages in (left, right))
    ours_count, theirs_count = words
    if ours_count != theirs_count:
        missing = "".join((ours_count - theirs_count).elements())[:60]
        extra = "".join((theirs_count - ours_count).elements())[:60]
        result.faults.append(f"other characters: only in the PDF “{missing}”, only in the DOCX “{extra}”")
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quiet", action="store_true", help="do not print the lines that differ")
    parser.add_argument("--keep", type=Path, help="keep what LibreOffice printed in this folder")
    arguments = parser.parse_args()
    root = arguments.folder
    files = sorted(root.rglob("*.docx"))
    single = [path for path in sorted(root.rglob("*.pdf")) if path.parent.name != "gop"]
    alone = [str(path) for path in single if not path.with_suffix(".docx").is_file()]
    alone += [str(path) for path in files if not path.with_suffix(".pdf").is_file()]
    if not files or alone:
        print(f"FAILED: {'without a partner: ' + ', '.join(alone) if alone else f'no DOCX below {root}'}")
        return 1
    results = []
    with tempfile.TemporaryDirectory() as work:
        printed = convert(files, root, Path(work))
        for file in files:
            name = str(file.relative_to(root).with_suffix(""))
            if file in printed:
                results.append(compare(name, file.with_suffix(".pdf"), printed[file]))
                if arguments.keep:
                    copy = arguments.keep / f"{name}.pdf"
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    copy.write_bytes(printed[file].read_bytes())
            else:
                results.append(Result(name, faults=["LibreOffice could not open it"]))
    return report(results, arguments.quiet)


def report(results: list[Result], quiet: bool) -> int:
    """Prints every file and the sums; the exit code."""
    for result in results:
        mark = "FAILED" if result.faults else "ok    " if not result.differences else "lines "
        print(
            f"{mark} {result.name}: pages {result.pages[0]}/{result.pages[1]},"
            f" lines {result.equal}/{result.lines}, drift {result.drift_pt:.1f} pt{result.drift_at}"
        )
        for fault in result.faults:
            print(f"    {fault}")
        for difference in [] if quiet else result.differences[:60]:
            print(f"    {difference}")
        if not quiet and len(result.differences) > 60:
            print(f"    … {len(result.differences) - 60} more")
    lines, equal = sum(result.lines for result in results), sum(result.equal for result in results)
    share = equal / lines if lines else 0.0
    faults = sum(1 for result in results if result.faults)
    print(f"{len(results)} pairs, {faults} with faults; {equal} of {lines} lines equal = {share:.2%} (at least {LINES_MIN:.0%})")
    return 1 if faults or share < LINES_MIN else 0


if __name__ == "__main__":
    sys.exit(main())
