"""A new text, without a campaign: begun of a type, written over, made into its files."""

from .browser import check

NAME = "Thông báo họp"


def compose(browser, program, room):
    """From the first view to a PDF and a DOCX."""
    browser.open(program.origin)
    browser.press("Soạn văn bản mới…")
    browser.wait_for("Đặt trong thư mục")
    browser.one("#loai option[value=thong_bao]").click()
    browser.fill("#ten_tep", NAME)
    browser.fill("#noi", str(room))
    browser.view("soan")
    browser.press("Soạn")
    browser.wait(lambda: browser.one("#van"), "the text is opened")
    path = room / f"{NAME}.van"
    example = path.read_text()
    check("loai = \"thong_bao\"" in example and browser.all("#xem-thu img"), "the form is there, and its page")
    browser.one("#van").send_keys("Một ý riêng của cơ quan.")
    browser.wait(lambda: "Một ý riêng" in browser.one("#xem-thu").get_attribute("textContent"), "the paper follows")
    browser.press("Lưu và tạo PDF, Word")
    browser.wait_for("Đã lưu và tạo tệp")
    browser.view("soan-xong")
    check("Một ý riêng" in path.read_text(), "it is saved")
    for name in ("Thong bao hop.pdf", "Thong bao hop.docx"):
        check((room / "ket_qua" / name).is_file() and name in browser.text(), f"{name} is there and told")
    link = browser.one(".thong-bao a").get_attribute("href").removeprefix(program.origin)
    status, text = program.ask("GET", link)
    check(status == 200 and text.startswith("%PDF"), f"the PDF opens: {status}")
    # The same name again: nothing is written over.
    mine = path.read_text()
    browser.open(f"{program.origin}/soan")
    browser.fill("#ten_tep", NAME)
    browser.press("Soạn")
    browser.wait_for("TL012")
    check(path.read_text() == mine, "a text that is there stays")
    check(browser.value("#ten_tep") == NAME, "what was told is still there")
