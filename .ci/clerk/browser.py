"""A browser, the program that it looks at, and what is asked of every view: no fault of accessibility, a look as agreed.

The pictures that views are held against are small and grey (tests/trang/*.png): faces differ from machine to machine, so
only the size of the page and its coarse shades are compared. `UPDATE=1` writes them anew; look at them before a commit.
"""

import http.client
import os
import pathlib
import subprocess
import sys
import time

from PIL import Image, ImageChops, ImageFilter, ImageStat
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

ROOT = pathlib.Path(__file__).parents[2]
REFERENCES = ROOT / "tests" / "trang"
TOOLS = ROOT / "target" / "tools"
WIDTH, HEIGHT = 1200, 900
# Of a reference, in pixels.
SMALL = 160
# Mean difference of the coarse shades (0 to 255), share of the height.
MOST_SHADE, MOST_HEIGHT = 10, 0.08


class Failed(Exception):
    """What is not as it should be."""


def check(is_so, words):
    if not is_so:
        raise Failed(words)


class Program:
    """`vanthu mo`, and requests to it past the browser."""

    def __init__(self, vanthu, folder, memory, limit=None):
        call = [str(vanthu), "mo", "--khong-mo"] + ([str(folder)] if folder else [])
        environment = dict(os.environ, XDG_CONFIG_HOME=str(memory), HOME=str(memory))
        self.begun = time.monotonic()
        self.process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment,
                                        preexec_fn=limit, restore_signals=limit is None)
        self.address = self.process.stdout.readline().strip()
        check(self.address.startswith("http://127.0.0.1:"), f"no address: {self.address!r}")
        self.host, rest = self.address.removeprefix("http://").split("/", 1)
        self.origin = f"http://{self.host}"
        self.cookie = f"vanthu_{self.host.split(':')[1]}={rest.split('=')[1]}"

    def ask(self, method, path, body=None, **headers):
        """The status and the text of the answer; a header given as None is not sent."""
        usual = {"Host": self.host, "Origin": self.origin, "Cookie": self.cookie}
        usual.update({name.replace("_", "-"): value for name, value in headers.items()})
        connection = http.client.HTTPConnection(self.host, timeout=30)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        if body is not None and "Content-Length" not in usual:
            usual["Content-Length"] = str(len(body))
        for name, value in usual.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders()
        try:
            if body is not None:
                connection.send(body)
        except OSError:
            pass  # Refused before it was read.
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")

    def cpu(self):
        """Seconds of a processor that it has taken so far."""
        words = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)


class Browser:
    """Chromium, and what a clerk does with it."""

    def __init__(self):
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        quiet = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-proxy-server",
                 f"--window-size={WIDTH},{HEIGHT}", "--force-device-scale-factor=1", "--hide-scrollbars", "--lang=vi",
                 "--force-prefers-reduced-motion"]
        for word in quiet:
            options.add_argument(word)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.set_page_load_timeout(30)
        # What is wrong with views, told all at once at the end.
        self.faults = []
        self.axe = (TOOLS / "axe" / "package" / "axe.min.js").read_text()

    def enter(self, program):
        """Opens the address that the program tells; what the browser told of another program is forgotten."""
        self.open(program.address)
        self.driver.get_log("browser")

    def open(self, address):
        self.driver.get(address)

    def one(self, css):
        found = self.driver.find_elements(By.CSS_SELECTOR, css)
        check(found, f"nothing is {css} on {self.driver.current_url}: {self.text()[:600]}")
        return found[0]

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def text(self):
        return self.driver.find_element(By.TAG_NAME, "body").text

    def wait(self, is_so, words, seconds=20):
        """Waits until `is_so()`; elements that go away in between are looked for again."""
        def tried(_):
            try:
                return is_so()
            except (Failed, WebDriverException):  # stale elements, pages on their way
                return False
        try:
            return WebDriverWait(self.driver, seconds, poll_frequency=0.05).until(tried)
        except Exception as error:
            raise Failed(f"{words}: {self.driver.current_url}: {self.text()[:1500]}") from error

    def wait_for(self, words, seconds=20):
        self.wait(lambda: words in self.text(), f"`{words}` does not come", seconds)

    def press(self, words):
        """Presses the button or follows the link that says `words`."""
        def pressed():
            said = [it for it in self.all("a, button, summary") if it.is_displayed() and it.text.strip() == words]
            check(said, f"nobody says `{words}`")
            said[0].click()
            return True
        self.wait(pressed, f"nobody says `{words}`")

    def value(self, css):
        """What the field says, also while the page is just being renewed."""
        return self.wait(lambda: [self.one(css).get_attribute("value")], f"there is no {css}")[0]

    def fill(self, css, words):
        field = self.one(css)
        field.clear()
        field.send_keys(words)

    def view(self, name):
        """Asks of the view that is shown what is asked of all; gives its picture."""
        for ask in (self.is_accessible, self.looks_as_agreed):
            try:
                ask(name)
            except Failed as error:
                self.faults.append(str(error))
        told = [line["message"] for line in self.driver.get_log("browser") if line["level"] == "SEVERE"]
        # That a save was refused is told as a page of its own.
        faults = [words for words in told if "status of 409" not in words]
        self.faults += [f"{name}: the browser tells {words}" for words in faults]

    def is_accessible(self, name):
        self.driver.execute_script(self.axe)
        found = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, { resultTypes: ['violations'] }).then(done, (fault) => done({ fault: String(fault) }));")
        check("fault" not in found, f"{name}: axe: {found.get('fault')}")
        told = [f"{it['id']}: {it['help']}: {[node['html'][:120] for node in it['nodes'][:3]]}" for it in found["violations"]]
        check(not told, f"{name}: accessibility:\n  " + "\n  ".join(told))

    def looks_as_agreed(self, name):
        # The whole page, not just what is in the window.
        size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        height = min(int(size["height"]), 2400)
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True, "clip": {"x": 0, "y": 0, "width": WIDTH, "height": height, "scale": 1}})
        folder = TOOLS.parent / "page"
        folder.mkdir(parents=True, exist_ok=True)
        import base64
        import io
        picture = Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("L")
        picture.save(folder / f"{name}.png")
        small = picture.resize((SMALL, round(SMALL * picture.height / picture.width)), Image.Resampling.BOX)
        reference = REFERENCES / f"{name}.png"
        if os.environ.get("UPDATE"):
            REFERENCES.mkdir(exist_ok=True)
            small.quantize(16).save(reference, optimize=True)
            return
        check(reference.exists(), f"{name}: no reference; UPDATE=1 makes it")
        differs(name, Image.open(reference).convert("L"), small)

    def end(self):
        self.driver.quit()


def differs(name, agreed, found):
    """Compares coarse shades; a page that is a little longer is compared as far as both go."""
    apart = abs(agreed.height - found.height) / agreed.height
    check(apart <= MOST_HEIGHT, f"{name}: height {found.height}, agreed {agreed.height}")
    height = min(agreed.height, found.height)
    coarse = [it.crop((0, 0, SMALL, height)).filter(ImageFilter.GaussianBlur(4)) for it in (agreed, found)]
    shade = ImageStat.Stat(ImageChops.difference(*coarse)).mean[0]
    check(shade <= MOST_SHADE, f"{name}: shades differ by {shade:.1f}, at most {MOST_SHADE}")



def say(words):
    print(f"   {words}", flush=True)


def fail(error):
    sys.exit(f"FAILED: {error}")
