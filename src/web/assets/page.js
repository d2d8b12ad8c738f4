// The script of the pages: asks for news, shows them without losing the place, says goodbye. All works without it,
// by loading the page again.
"use strict";
(() => {
  const status = document.getElementById("tin");
  let known = document.body.dataset.so;
  let shownAs = document.body.dataset.so;

  // How far the run has come, where that is shown.
  const advance = (run) => {
    const bar = document.getElementById("tien-do");
    if (!bar || !run || run.tong === null) return;
    bar.max = run.tong;
    bar.value = run.xong;
    const words = document.getElementById("da-lam");
    if (words) words.textContent = `${run.xong}/${run.tong}`;
  };

  const say = (words) => { if (status && status.textContent !== words) status.textContent = words; };

  // Puts the page as it is now in the place of what is shown, unless the user is writing in it.
  const renew = async () => {
    const shown = document.getElementById("noi-dung");
    if (shown.querySelector("[data-giu]")) return;
    const changed = (field) => field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
      : field.tagName === "SELECT" ? [...field.options].some((option) => option.selected !== option.defaultSelected)
      : field.value !== field.defaultValue;
    if ([...shown.querySelectorAll("input, textarea, select")].some(changed)) {
      say("Số liệu đã đổi. Tải lại trang này để xem; phần đang điền sẽ mất.");
      return;
    }
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("noi-dung");
    if (!fresh) return;
    const open = [...shown.querySelectorAll("details[id]")].filter((part) => part.open).map((part) => part.id);
    const focused = shown.contains(document.activeElement) ? document.activeElement.id : "";
    shown.replaceChildren(...fresh.childNodes);
    document.dispatchEvent(new Event("trang-moi"));
    open.forEach((id) => { const part = document.getElementById(id); if (part) part.open = true; });
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    const head = page.querySelector(".dau");
    const place = document.querySelector(".dau");
    if (head && place && !place.contains(document.activeElement)) place.replaceWith(head);
    document.title = page.title;
  };

  // Until the tab comes into sight or goes out of it, or for so long.
  const turned = (most) => new Promise((done) => {
    const end = () => { clearTimeout(timer); document.removeEventListener("visibilitychange", end); done(); };
    const timer = setTimeout(end, most);
    document.addEventListener("visibilitychange", end);
  });

  const listen = async () => {
    for (;;) {
      try {
        // Who waits holds a connection, and a browser has six for all tabs: one that nobody sees only says that it is there.
        const isHidden = document.hidden;
        const answer = await fetch(isHidden ? "/su-kien" : `/su-kien?tu=${known}`);
        if (!answer.ok) throw new Error(answer.status);
        const news = await answer.json();
        if (news.het) { say("Chương trình đã kết thúc. Mở lại chương trình để dùng tiếp."); return; }
        known = String(news.so);
        if (news.trang > Number(shownAs)) { shownAs = known; await renew(); }
        advance(news.viec);
        if (document.hidden) await turned(30000);
      } catch {
        say("Không liên lạc được với chương trình. Nếu đã đóng thì mở lại chương trình.");
        await new Promise((done) => setTimeout(done, 3000));
      }
    }
  };

  // A picture of a paper that has changed meanwhile: the page as it is now has others. Texts that are typed look again by
  // themselves.
  let lost = 0;
  document.addEventListener("error", (event) => {
    if (event.target.matches?.(".trang-in img") && !document.getElementById("van") && lost++ < 5) renew();
  }, true);

  // One box for all papers of the page; without a script it is not there.
  const wire = () => {
    const all = document.getElementById("chon-het");
    if (!all) return;
    all.hidden = false;
    all.addEventListener("change", () => {
      document.querySelectorAll('input[name="giay"]:not(:disabled)').forEach((box) => { box.checked = all.checked; });
    });
  };
  document.addEventListener("trang-moi", wire);
  wire();

  if (known) {
    addEventListener("pagehide", () => navigator.sendBeacon("/roi", ""));
    listen();
  }
})();
