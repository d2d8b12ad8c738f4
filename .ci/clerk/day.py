"""A whole day's work: from a new campaign to the print file, with a wrong cell mended on the way."""

import time
import zipfile

import openpyxl

from .browser import check, say

NAME = "Thi đua 2026"
UNIT, SLIP = "Phòng Đổi mới sáng tạo", "Phòng Đổi mới sáng tác"


def day(browser, program, room):
    folder = begin(browser, program, room)
    mend(browser, program, folder)
    make(browser, program, room)
    narrow(browser, program)
    end(browser, program)


def begin(browser, program, room):
    """A new campaign, by answering questions."""
    browser.view("bat-dau")
    browser.press("Tạo phong trào mới…")
    browser.wait_for("Đặt trong thư mục")
    browser.fill("#noi", str(room))
    browser.fill("#ten_thu_muc", NAME)
    for field, words in [("ten", "Sở Khoa học và Công nghệ"), ("tinh", "An Giang"), ("viet_tat", "SKHCN"), ("nguoi_ky", "Nguyễn Văn A")]:
        browser.fill(f"#{field}", words)
    browser.view("tao-moi")
    browser.press("Tạo")
    browser.wait(lambda: browser.driver.current_url.endswith("/tong-quan"), "the overview comes after a campaign is begun")
    browser.wait(lambda: "Đang đọc số liệu" not in browser.text(), "the campaign is read", 60)
    browser.view("tong-quan")
    folder = room / NAME
    check((folder / "phong_trao.toml").exists(), "the folder is there")
    return folder


def mend(browser, program, folder):
    """A cell goes wrong in the workbook, and is mended: the page tells both by itself."""
    browser.open(f"{program.origin}/loi")
    browser.wait_for("Không có lỗi")
    browser.view("loi")
    cell = change(folder, UNIT, SLIP)
    browser.wait_for(SLIP, 60)
    text = browser.text()
    check(cell in text and "Cách sửa" in text and UNIT in text, f"it says where ({cell}) and what was meant: {text[:1500]}")
    check("Mới có" in text, "what is new is told")
    browser.view("loi-moi")
    change(folder, SLIP, UNIT)
    browser.wait_for("Không có lỗi", 60)
    check("Đã hết" in browser.text() and SLIP in browser.one("#da-het").text, f"what has gone is told: {browser.text()[:900]}")
    code = browser.one("#noi-dung a[href^='/giai-thich']")
    code.click()
    browser.wait_for("Căn cứ")
    browser.view("giai-thich")


def change(folder, old, new):
    """Writes `new` in the first cell of Đăng ký that says `old`, as a spreadsheet program saves it; the name of the cell."""
    path = folder / "so_lieu.xlsx"
    book = openpyxl.load_workbook(path)
    cells = [cell for row in book["Đăng ký"].iter_rows() for cell in row if cell.value == old]
    check(cells, f"no cell says {old}")
    cells[0].value = new
    book.save(path)
    return cells[0].coordinate


def make(browser, program, room):
    """All papers, with a file to print for each kind and a parcel for each unit."""
    browser.open(f"{program.origin}/van-ban")
    browser.wait(lambda: browser.all("table tbody tr"), "papers are listed", 90)
    browser.view("van-ban")
    begun = time.monotonic()
    browser.one("#gop-co").click()
    browser.one("#theo_don_vi-co").click()
    browser.press("Tạo tất cả")
    browser.wait_for("Đã tạo", 180)
    say(f"papers made in {time.monotonic() - begun:.1f} s")
    browser.wait(lambda: browser.all("#de-in"), "what is to be printed is offered", 60)
    browser.view("van-ban-xong")
    made = sorted(path for path in room.rglob("*.pdf"))
    check(len(made) > 10 and [path for path in made if path.parent.name == "gop"], f"{len(made)} PDF, one to print for each kind")
    link = browser.one("section[aria-labelledby=de-in] a").get_attribute("href")
    status, text = program.ask("GET", link.removeprefix(program.origin))
    check(status == 200 and text.startswith("%PDF"), f"the file to print opens: {status}")
    parcels(browser, room)
    browser.press("Xem trước")
    browser.wait(lambda: browser.all(".trang-in img"), "a paper is seen")


def parcels(browser, room):
    """Each unit has a ZIP of its own papers, which the page offers; a list tells all that was made."""
    zips = sorted(room.rglob("don_vi/*.zip"))
    check(len(zips) > 2, f"{len(zips)} parcels")
    for path in zips:
        with zipfile.ZipFile(path) as parcel:
            check(parcel.testzip() is None and any(name.endswith(".pdf") for name in parcel.namelist()), f"{path.name}: {parcel.namelist()}")
        check(f"don_vi/{path.name}" in browser.text(), f"{path.name} is offered")
    check(len(list(room.rglob("danh_muc.xlsx"))) == 1, "the list is there")


def narrow(browser, program):
    """On a telephone nothing goes beyond the side."""
    driver = browser.driver
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 360, "height": 720, "deviceScaleFactor": 1, "mobile": True})
    for path in ["/", "/tong-quan", "/loi", "/van-ban", "/nhan", "/sua", "/xem?giay=ke_hoach/ke_hoach"]:
        browser.open(program.origin + path)
        browser.wait(lambda: "Đang đọc số liệu" not in browser.text(), "the campaign is read", 60)
        wide = driver.execute_script("return document.documentElement.scrollWidth")
        check(wide <= 360, f"{path} is {wide} wide on a telephone of 360")
        # A word is as wide as it is: no cell breaks one.
        broken = driver.execute_script(
            "return [...document.querySelectorAll('th, td')].filter((it) => it.offsetWidth > 0 && it.offsetWidth < 40 && it.innerText.trim().length > 4).map((it) => it.innerText)")
        check(not broken, f"{path}: cells too narrow for their words: {broken[:3]}")
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def end(browser, program):
    browser.open(program.origin)
    browser.press("Kết thúc")
    browser.wait_for("Đã kết thúc")
    check(program.process.wait(20) == 0, "the program ends well")
