#!/usr/bin/env python3
"""What a second run costs: `benches/rerun.py [PROGRAM [UNITS…]]` makes the forms of so many units, makes them again, and
once more with one changed row; CPU seconds, clock and peak memory of each, and how many times faster than the first."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cost import forms_of_units


def run(command: list[str]) -> tuple[float, float, float]:
    """CPU seconds, seconds and peak MB."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)}: exit {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


def main() -> None:
    program = str(Path(sys.argv[1] if len(sys.argv) > 1 else "target/release/vanthu").resolve())
    print("| units | run | CPU s | clock s | peak MB | faster (CPU) |\n|--:|---|--:|--:|--:|--:|")
    for units in [int(size) for size in sys.argv[2:]] or [1_000, 10_000]:
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work) / "c"
            forms_of_units(folder, units)
            command = [program, "render", str(folder), "dang_ky", "--out", str(Path(work) / "out")]
            first = 0.0
            for name in ["first", "again", "one row changed"]:
                if name == "one row changed":
                    rows = folder / "dang_ky.csv"
                    rows.write_text(rows.read_text().replace("Phòng 7,Tập thể,5/2", "Phòng 7,Tập thể,6/2"))
                cpu, clock, megabytes = run(command)
                first = first or cpu
                print(f"| {units:,} | {name} | {cpu:.2f} | {clock:.2f} | {megabytes:.0f} | {first / cpu:.1f} |", flush=True)


if __name__ == "__main__":
    main()
