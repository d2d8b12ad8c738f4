"""What must not go through, and what goes wrong by itself: each with an answer in words, and nothing lost."""

import http.client
import resource
import shutil
import signal
import socket
import subprocess
import time

from .browser import Program, check, say

GIGABYTE = 1 << 30
# What the program may hold of a body that it refuses, in kilobytes.
MOST_MEMORY = 400_000
# A disk of this size holds the campaign, and not what is made of it.
SMALL_DISK = 1 << 20


def requests(program):
    """Who does not know the key, or is not one of our pages, gets nothing; what leads out of the folder neither."""
    key = program.cookie.split("=")[1]
    refused = [
        dict(Cookie=None), dict(Cookie=program.cookie[:-1]), dict(Cookie=program.cookie.replace(key, "0" * len(key))),
        dict(Host="evil.example"), dict(Host=program.host.replace("127.0.0.1", "localhost")),
        dict(Origin="http://evil.example"), dict(Origin="null"),
    ]
    for headers in refused:
        for method, path, body in [("GET", "/loi", None), ("POST", "/sua", b""), ("POST", "/nhan/tep?so=1&ten=a.csv", b"a")]:
            status, text = program.ask(method, path, body, **headers)
            check(status == 403 and "Không làm được" in text, f"{method} {path} {headers}: {status}")
    outside = ["../x.van", "/etc/passwd", "noi_dung/../../x.van", "..\\x.van"]
    for name in outside:
        status, text = program.ask("POST", "/sua", f"tep={name}&noi_dung=x&viec=luu&so=1".encode())
        check(status == 403 and "TL001" in text, f"{name}: {status}")
        status, text = program.ask("GET", f"/sua?tep={name}")
        check("root:" not in text, f"{name} is shown")
    for path in ["/tai-san/../Cargo.toml", "/%2e%2e/etc/passwd", "//etc/passwd", "/khong-co"]:
        status, text = program.ask("GET", path)
        check(status == 404 and "Không làm được" in text, f"{path}: {status}")


def gigabyte(program):
    """A body of 1 GB is refused before it is read, and the program goes on."""
    for path in ["/nhan/tep?so=1&ten=a.csv", "/sua", "/ket-thuc"]:
        begun = time.monotonic()
        stream = socket.create_connection(program.host.split(":"), timeout=20)
        head = (f"POST {path} HTTP/1.1\r\nHost: {program.host}\r\nOrigin: {program.origin}\r\nCookie: {program.cookie}\r\n"
                f"Content-Length: {GIGABYTE}\r\n\r\n")
        stream.sendall(head.encode())
        sent = 0
        try:
            while sent < GIGABYTE:
                sent += stream.send(b"x" * (1 << 20))
        except OSError:
            pass  # Refused.
        answer = http.client.HTTPResponse(stream)
        try:
            answer.begin()
            words = answer.read().decode()
            check(answer.status == 413 and "không đọc và không ghi gì" in words, f"{path}: {answer.status} {words[:300]}")
        except OSError:
            # Who goes on sending may find the line cut before it reads why; the next request tells that all is well.
            pass
        stream.close()
        check(time.monotonic() - begun < 10, f"{path}: refused after {time.monotonic() - begun:.1f} s")
    most = next(line for line in open(f"/proc/{program.process.pid}/status") if line.startswith("VmHWM")).split()[1]
    check(int(most) < MOST_MEMORY, f"it held {most} kB")
    check(program.ask("GET", "/")[0] == 200, "it goes on")
    say(f"1 GB is not held: at most {int(most) >> 10} MB of memory")


def vanished(browser, program, folder, edit):
    """The folder goes while a text of it is edited: the text stays, is told why, and is saved when the folder is back."""
    text = folder / "noi_dung" / "muc_dich.van"
    before = text.read_text()
    browser.open(f"{program.origin}/sua?tep=noi_dung/muc_dich.van")
    edit(browser, "Chữ chưa lưu.\n")
    away = folder.with_name("di_vang")
    folder.rename(away)
    browser.press("Lưu")
    browser.wait_for("không còn ở chỗ cũ")
    check("Chữ chưa lưu." in browser.value("#van"), "what was typed is still there")
    check(not folder.exists(), "no folder is made in its place")
    for path in ["/", "/tong-quan", "/loi", "/van-ban", "/nhan", "/sua"]:
        status, words = program.ask("GET", path)
        check(status < 500 and "panic" not in words, f"{path} without the folder: {status}")
    away.rename(folder)
    check(text.read_text() == before, "nothing was written")
    browser.press("Lưu")
    browser.wait_for("Đã lưu.")
    check(text.read_text() == "Chữ chưa lưu.\n", "saved when the folder is back")
    text.write_text(before)


def tabs(browser, program, folder, edit):
    """One text in two tabs: the second save is asked about, and both versions are there."""
    address = f"{program.origin}/sua?tep=noi_dung/yeu_cau.van"
    text = folder / "noi_dung" / "yeu_cau.van"
    before = text.read_text()
    driver = browser.driver
    first = driver.current_window_handle
    browser.open(address)
    driver.switch_to.new_window("tab")
    second = driver.current_window_handle
    browser.open(address)
    edit(browser, "Từ trang hai.\n")
    browser.press("Lưu")
    browser.wait_for("Đã lưu.")
    driver.switch_to.window(first)
    edit(browser, "Từ trang một.\n")
    browser.press("Lưu")
    browser.wait_for("đã được sửa ở nơi khác")
    check(text.read_text() == "Từ trang hai.\n", "the second tab's text stands")
    check("Từ trang một." in browser.value("#van"), "the first tab's text is there")
    driver.switch_to.window(second)
    driver.close()
    driver.switch_to.window(first)
    browser.open(program.origin)
    text.write_text(before)


class SmallDisk:
    """A disk that is soon full: a real one where it may be mounted, else files that may not grow."""

    def __init__(self, room):
        self.room = room
        self.folder = room / "dia_nho"
        self.folder.mkdir()
        call = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK},nr_inodes=2000", "tmpfs", self.folder]
        self.is_mounted = subprocess.run(call, capture_output=True).returncode == 0

    def program(self, vanthu, folder):
        if self.is_mounted:
            return Program(vanthu, folder, self.room)
        # Files of more than this are refused, with an error instead of a signal.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        return Program(vanthu, folder, self.room, limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))

    def fill(self):
        if self.is_mounted:
            with open(self.folder / "day", "wb", buffering=0) as file:
                try:
                    while file.write(b"x" * 4096):
                        pass
                except OSError:
                    pass  # Full.

    def clear(self):
        (self.folder / "day").unlink(missing_ok=True)

    def end(self):
        if self.is_mounted:
            subprocess.run(["umount", "-l", self.folder], check=True)


def full(browser, vanthu, room, sample, edit):
    """A full disk: a text is not saved, is told why, and is still there; the file on the disk is as it was."""
    disk = SmallDisk(room)
    program = None
    try:
        folder = disk.folder / "phong_trao"
        shutil.copytree(sample, folder)
        text = folder / "noi_dung" / "muc_dich.van"
        before = text.read_bytes()
        program = disk.program(vanthu, folder)
        browser.enter(program)
        browser.open(f"{program.origin}/sua?tep=noi_dung/muc_dich.van")
        disk.fill()
        edit(browser, "Chữ dài hơn chỗ còn lại.\n" * 400)
        browser.press("Lưu")
        browser.wait_for("Chưa lưu được")
        if disk.is_mounted:
            browser.wait_for("Hết chỗ trên ổ đĩa")
        check(text.read_bytes() == before, "the file is as it was")
        check("Chữ dài hơn" in browser.value("#van"), "what was typed is still there")
        check(not [it for it in text.parent.iterdir() if it.name.startswith(".vanthu-")], "nothing passing is left")
        browser.view("sua-day-dia")
        if disk.is_mounted:
            disk.clear()
            browser.press("Lưu")
            browser.wait_for("Đã lưu.")
    finally:
        if program:
            program.end()
        disk.end()
    say("a full disk: " + ("mounted" if disk.is_mounted else "files that may not grow"))
