// The script of papers, texts and files that are sent: without it a text is tried and saved with the buttons, and a file
// is put into its folder by hand.
(() => {
  const wait = 80;

  // --- A text that is edited: numbers of lines, faults at them, the paper while it is typed.
  const editor = () => {
    const field = document.getElementById("van");
    if (!field || field.dataset.xong) return;
    field.dataset.xong = "1";
    const form = field.form;
    const frame = field.parentElement;
    const mirror = frame.querySelector(".so-dong");
    const trial = document.getElementById("xem-thu");
    frame.classList.add("co-so");
    let faults = new Set();

    const number = () => {
      const lines = field.value.split("\n");
      while (mirror.children.length > lines.length) mirror.lastChild.remove();
      lines.forEach((line, at) => {
        const row = mirror.children[at] ?? mirror.appendChild(document.createElement("div"));
        if (row.textContent !== line) row.textContent = line;
        row.classList.toggle("co-loi", faults.has(at + 1));
      });
      mirror.scrollTop = field.scrollTop;
    };
    const mark = () => {
      faults = new Set([...trial.querySelectorAll("li.loi a.den")].map((link) => Number(link.dataset.dong)));
      number();
    };
    const go = (line, column) => {
      const lines = field.value.split("\n");
      const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
      const place = before + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
      field.focus();
      field.setSelectionRange(place, place);
      const row = mirror.children[line - 1];
      if (row) field.scrollTop = Math.max(0, row.offsetTop - field.clientHeight / 3);
    };

    let timer = 0;
    let running = false;
    let again = false;
    const look = async () => {
      if (running) { again = true; return; }
      running = true;
      const begin = performance.now();
      try {
        const answer = await fetch("/sua/thu", { method: "POST", body: new URLSearchParams(new FormData(form)) });
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
        // Pages that look as before keep their pictures.
        const shown = new Map([...trial.querySelectorAll("img")].map((image) => [image.srcset, image]));
        const kept = [...fresh.querySelectorAll("img")].flatMap((image) => {
          const known = shown.get(image.srcset);
          if (!known) return [];
          shown.delete(image.srcset);
          const place = fresh.ownerDocument.createElement("span");
          image.replaceWith(place);
          return [[place, known, image.alt]];
        });
        await Promise.all([...fresh.querySelectorAll("img:not([loading])")].map((image) => {
          const picture = new Image();
          picture.srcset = image.srcset;
          picture.src = image.src;
          return picture.decode().catch(() => {});
        }));
        const open = [...trial.querySelectorAll("details")].map((part) => part.open);
        trial.replaceChildren(...fresh.childNodes);
        kept.forEach(([place, known, words]) => { known.alt = words; place.replaceWith(known); });
        trial.querySelectorAll("details").forEach((part, at) => { part.open = open[at] ?? false; });
        trial.dataset.ms = String(Math.round(performance.now() - begin));
        mark();
      } catch {
        // The page says that the program can't be reached; the text stays where it is.
      }
      running = false;
      if (again) { again = false; look(); }
    };

    // A picture that was let go for others comes with a new look at the text; not for ever.
    let lost = 0;
    trial.addEventListener("error", (event) => { if (event.target.tagName === "IMG" && lost++ < 5) { event.target.srcset = ""; look(); } }, true);
    let saved = field.value;
    field.addEventListener("input", () => { number(); clearTimeout(timer); timer = setTimeout(look, wait); });
    field.addEventListener("scroll", () => { mirror.scrollTop = field.scrollTop; });
    new ResizeObserver(number).observe(field);
    document.getElementById("loai")?.addEventListener("change", look);
    trial.addEventListener("click", (event) => {
      const link = event.target.closest("a.den");
      if (!link) return;
      event.preventDefault();
      go(Number(link.dataset.dong), Number(link.dataset.cot));
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "s" && (event.ctrlKey || event.metaKey) && field.isConnected) {
        event.preventDefault();
        form.requestSubmit(form.querySelector("button[value=luu]"));
      }
    });
    form.addEventListener("submit", () => {
      saved = field.value;
      sessionStorage.setItem("van", JSON.stringify([form.elements.tep.value, field.selectionStart, field.scrollTop]));
    });
    addEventListener("beforeunload", (event) => {
      if (field.isConnected && field.value !== saved) event.preventDefault();
    });

    number();
    mark();
    const [name, place, top] = JSON.parse(sessionStorage.getItem("van") ?? "[]");
    if (name === form.elements.tep.value && place !== undefined) {
      field.setSelectionRange(place, place);
      field.scrollTop = top;
    }
    sessionStorage.removeItem("van");
  };

  // --- Files that are sent, chosen or dropped: one after the other, then what was read from them.
  const receiver = () => {
    const zone = document.getElementById("tha");
    if (!zone || zone.dataset.xong) return;
    zone.dataset.xong = "1";
    const field = document.getElementById("tep-gui");
    const send = async (files) => {
      const faults = [];
      const status = document.getElementById("tin");
      for (const [at, file] of [...files].entries()) {
        if (status) status.textContent = `Đang đọc tệp ${at + 1} trên ${files.length}…`;
        try {
          const answer = await fetch(`/nhan/tep?so=${zone.dataset.so}&ten=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
          if (answer.status === 413) faults.push(`${file.name}: tệp quá lớn, không đọc`);
          else if (!answer.ok) faults.push((await answer.json()).loi);
        } catch {
          faults.push(`${file.name}: không gửi được; tệp quá lớn, đã đổi khi đang gửi, hoặc chương trình đã đóng`);
        }
      }
      if (status) status.textContent = "";
      const page = new DOMParser().parseFromString(await (await fetch("/nhan")).text(), "text/html");
      document.getElementById("noi-dung").replaceChildren(...page.getElementById("noi-dung").childNodes);
      document.dispatchEvent(new Event("trang-moi"));
      const list = document.getElementById("gui-loi");
      list?.replaceChildren(...faults.map((words) => {
        const item = document.createElement("li");
        item.className = "loi";
        item.textContent = words;
        return item;
      }));
    };
    field.addEventListener("change", () => { if (field.files.length) send(field.files); });
    const over = (is) => (event) => { event.preventDefault(); zone.classList.toggle("dang-keo", is); };
    zone.addEventListener("dragover", over(true));
    zone.addEventListener("dragleave", over(false));
    zone.addEventListener("drop", (event) => { over(false)(event); if (event.dataTransfer.files.length) send(event.dataTransfer.files); });
  };

  // --- A choice that acts by itself; its button is for who has no script.
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-tu-gui]")) event.target.form.requestSubmit();
  });

  const wire = () => { editor(); receiver(); };
  document.addEventListener("trang-moi", wire);
  wire();
})();
