"""Validates every PDF below a folder: `pdf.py FOLDER`.

veraPDF judges PDF/A-2a and PDF/UA-1, qpdf the structure of the file, pdffonts that every font is
embedded. A file that a tool says nothing about counts as failed, and so does a folder without any PDF.
"""

import subprocess
import sys
from pathlib import Path

VERAPDF = Path(__file__).resolve().parent.parent / "target" / "tools" / "verapdf"
FLAVOURS = ("2a", "ua1")
CHUNK = 50


def verapdf(flavour: str, files: list[Path], *options: str) -> str:
    """What veraPDF prints; one line `PASS path flavour` or `FAIL path flavour` a file."""
    command = ["java", "-cp", f"{VERAPDF}/*", "org.verapdf.apps.GreenfieldCliWrapper", "--flavour", flavour]
    command += ["--format", "text", *options, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def failures_of_flavour(flavour: str, files: list[Path]) -> list[str]:
    """A message for each file that does not pass `flavour`."""
    passed = set()
    for start in range(0, len(files), CHUNK):
        for line in verapdf(flavour, files[start : start + CHUNK]).splitlines():
            if line.startswith("PASS "):
                passed.add(line.removeprefix("PASS ").rsplit(" ", 1)[0].strip())
    messages = []
    for file in files:
        if str(file) not in passed:
            detail = verapdf(flavour, [file], "--verbose").strip() or "veraPDF said nothing"
            messages.append(f"{file}: not {flavour}\n{detail[:3000]}")
    return messages


def failures_of_qpdf(file: Path) -> list[str]:
    """What qpdf has against the structure of `file`, warnings included."""
    run = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    return [] if run.returncode == 0 else [f"{file}: qpdf\n{run.stdout}{run.stderr}"]


def failures_of_fonts(file: Path) -> list[str]:
    """Fonts of `file` that are not embedded."""
    run = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=False)
    rows = run.stdout.splitlines()[2:]
    if run.returncode != 0 or not rows:
        return [f"{file}: pdffonts sees no font\n{run.stderr}"]
    return [f"{file}: font not embedded: {row}" for row in rows if row.split()[-5] != "yes"]


def main(folder: Path) -> int:
    files = sorted(path.resolve() for path in folder.rglob("*.pdf"))
    if not files:
        print(f"FAILED: no PDF below {folder}")
        return 1
    messages = [message for flavour in FLAVOURS for message in failures_of_flavour(flavour, files)]
    for file in files:
        messages += failures_of_qpdf(file) + failures_of_fonts(file)
    for message in messages:
        print(f"FAILED {message}")
    print(f"{len(files)} PDF, {len(messages)} failures of PDF/A-2a, PDF/UA-1, qpdf or fonts")
    return 1 if messages else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: pdf.py FOLDER")
    sys.exit(main(Path(sys.argv[1])))
