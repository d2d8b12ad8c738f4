"""A long run: the page is there at once, the run is stopped half-way, nothing of it is half, and it goes on."""

import hashlib
import json
import shutil
import time

from .browser import ROOT, check, say

UNITS = 1500
# A machine may be done before anybody can press the button; so often it is tried.
TRIALS = 3
# Seconds until the page of the largest campaign can be used, on a machine that also does other things.
MOST_SECONDS = 6


def campaign(folder, units=UNITS):
    """A campaign with a registration form of each of so many units."""
    folder.mkdir()
    (folder / "phong_trao.toml").write_text((ROOT / "tests" / "so_lieu" / "nhieu_don_vi.toml").read_text())
    names = [f"Phòng {at}" for at in range(1, units + 1)]
    (folder / "don_vi.csv").write_text("Tên đơn vị\n" + "".join(f"{name}\n" for name in names))
    rows = "".join(f"{name},Tập thể,20/3/2022\n" for name in names)
    (folder / "dang_ky.csv").write_text("Đơn vị,Đối tượng,Ngày nộp\n" + rows)
    return folder


def usable(browser, program):
    """How long after its start the program shows the campaign."""
    browser.enter(program)
    browser.wait(lambda: "Đang đọc số liệu" not in browser.text(), "the campaign is read", 60)
    seconds = time.monotonic() - program.begun
    check(seconds < MOST_SECONDS, f"usable only after {seconds:.1f} s")
    return seconds


def stop(browser, program, out):
    """Stopped half-way, what was made is whole and told as it is; then the rest is made."""
    for trial in range(TRIALS):
        shutil.rmtree(out, ignore_errors=True)
        if is_stopped(browser, program):
            break
        check(trial + 1 < TRIALS, "the run can't be stopped: it is over")
    browser.is_accessible("van-ban-dung")
    first = whole(out)
    check(0 < first < UNITS, f"{first} papers of {UNITS} when it was stopped")
    begun = time.monotonic()
    browser.press("Tạo tất cả")
    browser.wait(lambda: whole(out, is_strict=False) >= UNITS, "the rest is made", 120)
    browser.wait(lambda: "Đã tạo" in browser.one(".viec-lam").text, "the end is told", 60)
    whole(out)
    say(f"stopped after {first} papers, the others in {time.monotonic() - begun:.1f} s")


def is_stopped(browser, program):
    """Begins to make all papers and presses the button; whether that came before the end."""
    browser.open(f"{program.origin}/van-ban")
    browser.wait(lambda: browser.all("table tbody tr"), "papers are listed", 60)
    browser.press("Tạo tất cả")
    over = "Lần tạo vừa rồi"
    browser.wait(lambda: over in browser.text() or int(browser.one("#da-lam").text.split("/")[0]) > 0, "the run goes on", 60)
    for button in browser.all("form[action='/dung'] button"):
        button.click()
    browser.wait_for(over, 120)
    return "Đã dừng theo yêu cầu" in browser.text()


def whole(out, is_strict=True):
    """How many papers the manifest tells, all of whose files are there as it tells; nothing else lies about."""
    path = out / "manifest.json"
    if not path.exists():
        return 0
    documents = json.loads(path.read_text())["documents"]
    told = [it for it in documents if it["status"] == "ok"]
    if not is_strict:
        return len(told)
    files = {it[kind]["path"]: it[kind]["sha256"] for it in told for kind in ("pdf", "docx")}
    for name, check_sum in files.items():
        check(hashlib.sha256((out / name).read_bytes()).hexdigest() == check_sum, f"{name} is not as it is told")
    there = {str(it.relative_to(out)) for kind in ("pdf", "docx") for it in out.rglob(f"*.{kind}")}
    check(there == set(files), f"not told: {sorted(there - set(files))[:5]}, not there: {sorted(set(files) - there)[:5]}")
    passing = [it for it in out.rglob("*") if it.name.startswith(".vanthu-")]
    check(not passing, f"left behind: {passing}")
    return len(told)
