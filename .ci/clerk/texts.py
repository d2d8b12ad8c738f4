"""Texts, previews and answers of units, as a clerk uses them."""

import shutil
import statistics
import subprocess

from .browser import check, say

BROKEN = "@o_trogn 2"
# Milliseconds of a processor that the program takes for a change and the pictures of its pages; 20 were measured of prose.
# The time until the page shows it is only told: it says as much of what else the machine does.
MOST_MS = 250
# Changes that are timed.
CHANGES = 7


def edit(browser, program, folder):
    """A text is edited: faults at their lines, the paper while it is typed, nothing newer overwritten."""
    path = folder / "noi_dung" / "muc_dich.van"
    before = path.read_text()
    browser.open(f"{program.origin}/sua?tep=noi_dung/muc_dich.van&loai=ke_hoach")
    browser.view("sua")
    check(browser.all("#xem-thu img"), "no page is shown beside the text")
    field = browser.one("#van")
    lines = len(field.get_attribute("value").split("\n"))
    check(len(browser.all(".so-dong div")) == lines, "each line has a number")
    field.send_keys(BROKEN + "\n")
    browser.wait(lambda: browser.all("#xem-thu a.den"), "the fault is told while it is typed")
    browser.view("sua-loi")
    wrong = [at for at, line in enumerate(field.get_attribute("value").split("\n"), 1) if line == BROKEN]
    link = browser.one("#xem-thu a.den")
    check(link.get_attribute("data-dong") == str(wrong[0]), f"the fault is at line {wrong}")
    browser.driver.execute_script("arguments[0].setSelectionRange(0, 0)", field)
    link.click()
    caret = browser.driver.execute_script("return arguments[0].selectionStart", field)
    check(field.get_attribute("value")[:caret].count("\n") == wrong[0] - 1, "the link leads the caret to the line")
    check(path.read_text() == before, "nothing is written before it is saved")
    put(browser, before + "Một ý nữa của mục đích.\n")
    browser.wait(lambda: "Một ý nữa của mục đích." in browser.one("#xem-thu").get_attribute("textContent"), "the paper follows")
    # Meanwhile somebody saves the file in another program.
    path.write_text(before + "Của người khác.\n")
    browser.press("Lưu")
    browser.wait_for("đã được sửa ở nơi khác")
    check(path.read_text() == before + "Của người khác.\n", "a newer file is not overwritten unasked")
    check("Một ý nữa" in browser.value("#van"), "what was typed is still there")
    browser.view("sua-moi-hon")
    browser.press("Ghi đè bản mới hơn")
    browser.wait_for("Đã lưu.")
    check(path.read_text() == before + "Một ý nữa của mục đích.\n", "saved when told")
    path.write_text(before)


def pace(browser, program, name):
    """How fast the paper follows the text `name`."""
    browser.open(f"{program.origin}/sua?tep={name}")
    before = browser.value("#van")
    times, spent = [], 0
    for at in range(CHANGES):
        # The first look opens the campaign.
        spent = program.cpu() if at == 1 else spent
        words = f"Lần sửa thứ {at} này."
        put(browser, f"{before}{words}\n")
        browser.wait(lambda: words in browser.one("#xem-thu").get_attribute("textContent"), "the paper follows")
        times.append(int(browser.one("#xem-thu").get_attribute("data-ms")))
    cost = 1000 * (program.cpu() - spent) / (CHANGES - 1)
    put(browser, before)
    pages = len(browser.all("#xem-thu img"))
    say(f"live preview of {name}, {pages} pages: {times[0]} ms, then {statistics.median(times[1:]):.0f} ms, {cost:.0f} ms of a processor")
    check(cost < MOST_MS, f"a change of {name} costs {cost:.0f} ms of a processor")


def template(browser, program, folder, kind):
    """A template of the program is copied to be changed, and seen while it is."""
    browser.open(f"{program.origin}/soan")
    browser.wait(lambda: browser.one("#loai-mau"), "templates are offered", 60)
    browser.is_accessible("soan-mau")
    browser.one(f"#loai-mau option[value={kind}]").click()
    browser.press("Chép mẫu ra để sửa")
    browser.wait(lambda: browser.one("#van"), "the template is opened")
    pace(browser, program, f"mau/{kind}.van.tera&loai={kind}")
    shutil.rmtree(folder / "mau")


def kind(browser, program, folder):
    """A kind of paper of the office's own is begun in the clerk's words, changed while it is seen, and made at once."""
    browser.open(f"{program.origin}/soan")
    browser.wait(lambda: browser.one("#ten_loai"), "a kind can be begun", 60)
    browser.fill("#ten_loai", "Phiếu nhận hồ sơ")
    browser.one("#loai-giay option[value=bieu_mau]").click()
    browser.one("#moi option[value=don_vi]").click()
    browser.one("#loai-moi").location_once_scrolled_into_view
    browser.view("soan-loai")
    browser.press("Thêm loại văn bản")
    browser.wait(lambda: browser.all("#xem-thu img"), "the first paper is seen", 60)
    path = folder / "mau" / "phieu_nhan_ho_so.van.tera"
    words = "Đã nhận đủ hồ sơ."
    put(browser, path.read_text().replace("Viết nội dung ở đây", words))
    browser.wait(lambda: words in browser.one("#xem-thu").get_attribute("textContent"), "the paper follows")
    put(browser, path.read_text() + "{% if don_vi.ten %}\n")
    browser.wait(lambda: "{% if don_vi.ten %} không có thẻ đóng" in browser.one("#xem-thu").text, "the tag is named")
    put(browser, path.read_text().replace("Viết nội dung ở đây", words))
    browser.press("Lưu")
    browser.wait_for("Đã lưu.")
    browser.open(f"{program.origin}/van-ban?loai=phieu_nhan_ho_so")
    browser.wait(lambda: browser.all("input[name=giay]:not([disabled])"), "its papers are ready", 60)
    browser.press("Tạo cả loại Phiếu nhận hồ sơ")
    browser.wait_for("Lần tạo vừa rồi", 60)
    made = list((folder.parent / "ket_qua").rglob("phieu_nhan_ho_so/*.pdf"))
    check(made, "it is made")
    shutil.rmtree(folder / "mau")


def put(browser, words):
    """Types `words` in the place of what stands in the field, as a paste does."""
    browser.driver.execute_script(
        "const field = document.getElementById('van'); field.value = arguments[0];"
        "field.dispatchEvent(new Event('input', { bubbles: true }));", words)


def preview(browser, program, paper):
    browser.open(f"{program.origin}/xem?giay={paper}")
    # Pages further down come when somebody reads on.
    come = ("const all = [...document.querySelectorAll('.trang-in img')]; all.forEach((it) => { it.loading = 'eager'; });"
            "return all.length > 0 && all.every((it) => it.complete && it.naturalWidth > 0);")
    browser.wait(lambda: browser.driver.execute_script(come), "pictures come", 60)
    browser.view("xem")
    before = browser.wait(lambda: browser.one(".trang-in img").size["width"], "a page is shown")
    browser.wait(lambda: browser.one("#ty-le").send_keys("50") or True, "a size can be chosen")
    browser.wait(lambda: browser.one(".trang-in img").size["width"] < before, "the size can be changed")


def answers(browser, program, vanthu, folder, place):
    """Workbooks that units sent back are read, seen, and accepted."""
    subprocess.run([vanthu, "phieu", folder, "--out", place / "phieu"], check=True, capture_output=True)
    books = sorted((place / "phieu").glob("*.xlsx"))
    wrong = place / "phieu" / "ghi chú.docx"
    wrong.write_text("không phải sổ tính")
    browser.open(f"{program.origin}/nhan")
    browser.view("nhan")
    browser.one("#tep-gui").send_keys("\n".join(str(path) for path in [*books[:2], wrong]))
    browser.wait_for("2 tệp đang chờ", 60)
    check("ghi chú.docx" in browser.one("#gui-loi").text, "what is no workbook is told")
    check("Phiếu của" in browser.text(), "it says whose answer it is")
    browser.view("nhan-cho")
    check(not (folder / "so_lieu").exists(), "nothing is written before it is accepted")
    for box in browser.all(".tep-cho input[type=checkbox]"):
        if not box.is_selected():
            box.click()
    browser.press("Nhận các tệp đã đánh dấu")
    browser.wait_for("Đã nhận 2 tệp", 60)
    for book in books[:2]:
        check((folder / "so_lieu" / book.name).read_bytes() == book.read_bytes(), "accepted as it was sent")
    shutil.rmtree(folder / "so_lieu")

