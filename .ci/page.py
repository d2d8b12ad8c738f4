"""The local page in a real browser: Chromium, driven over WebDriver, as a clerk uses it and as nobody should.

A single text, then a day's work from a new campaign to the print file and the parcels of units with a wrong cell mended
on the way; texts, previews and answers of units; a long run that is stopped and goes on; two tabs, a folder that goes, a full disk, and requests that must be refused. Every view is held against a small
picture of it (tests/trang) and against axe-core.

usage: page.py VANTHU [STEP…]        UPDATE=1 writes the pictures anew
"""

import pathlib
import shutil
import sys
import tempfile
import time

from selenium.common.exceptions import WebDriverException

from clerk import browser as parts
from clerk import compose, day, hostile, long, texts
from clerk.browser import Browser, Failed, Program, fail, say

SAMPLE = parts.ROOT / "samples" / "kien_giang_2022"


def main(vanthu, wanted):
    place = pathlib.Path(tempfile.mkdtemp(prefix="vanthu-trang-"))
    browser = Browser()
    try:
        for name, step in STEPS.items():
            if not wanted or name in wanted:
                begun = time.monotonic()
                room = place / name
                room.mkdir()
                step(browser, vanthu, room)
                say(f"{name}: {time.monotonic() - begun:.1f} s")
    except (Failed, WebDriverException) as error:
        browser.driver.save_screenshot(str(parts.TOOLS.parent / "page" / "failed.png"))
        fail(str(error).split("Stacktrace")[0])
    finally:
        browser.end()
        for fault in browser.faults:
            print(f"   {fault}")
        shutil.rmtree(place, ignore_errors=True)
    if browser.faults:
        fail(f"{len(browser.faults)} faults of views")


def opened(browser, vanthu, room, sample=SAMPLE):
    """A copy of `sample` in `room`, open in the browser."""
    folder = room / "phong_trao"
    shutil.copytree(sample, folder)
    program = Program(vanthu, folder, room)
    browser.enter(program)
    return program, folder


def of_texts(browser, vanthu, room):
    program, folder = opened(browser, vanthu, room)
    try:
        texts.edit(browser, program, folder)
        texts.pace(browser, program, "noi_dung/muc_dich.van")
        texts.template(browser, program, folder, "ke_hoach")
        texts.kind(browser, program, folder)
        texts.preview(browser, program, "ke_hoach/ke_hoach")
        texts.answers(browser, program, vanthu, folder, room)
    finally:
        program.end()


def of_hostile(browser, vanthu, room):
    program, folder = opened(browser, vanthu, room)
    try:
        hostile.requests(program)
        hostile.gigabyte(program)
        hostile.tabs(browser, program, folder, texts.put)
        hostile.vanished(browser, program, folder, texts.put)
    finally:
        program.end()
    hostile.full(browser, vanthu, room, SAMPLE, texts.put)


def of_day(browser, vanthu, room):
    program = Program(vanthu, None, room)
    try:
        browser.enter(program)
        say(f"the first view after {time.monotonic() - program.begun:.1f} s")
        day.day(browser, program, room)
    finally:
        program.end()


def of_long_run(browser, vanthu, room):
    program = Program(vanthu, long.campaign(room / "phong_trao"), room)
    try:
        say(f"{long.UNITS} units: usable after {long.usable(browser, program):.1f} s")
        long.stop(browser, program, room / "ket_qua" / "phong_trao")
    finally:
        program.end()


def of_single(browser, vanthu, room):
    program = Program(vanthu, None, room)
    try:
        browser.enter(program)
        compose.compose(browser, program, room)
    finally:
        program.end()


STEPS = {"le": of_single, "ngay": of_day, "van": of_texts, "dai": of_long_run, "xau": of_hostile}

if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:])
