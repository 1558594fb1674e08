/* What makes pages quicker and kinder where there is JavaScript; nothing here is needed to do one's work. */
(() => {
  "use strict";
  const words = document.body.dataset;
  const root = document.documentElement;
  root.classList.add("js");

  const announce = (text) => {
    const place = document.getElementById("announce");
    if (place) place.textContent = text;
  };

  /* A form is sent once: a second click finds the buttons off. The server's own key guards what slips through. */
  const release = (form) => {
    delete form.dataset.sending;
    form.querySelectorAll("[aria-busy]").forEach((button) => {
      button.disabled = false;
      button.removeAttribute("aria-busy");
      if (button.dataset.label) button.textContent = button.dataset.label;
    });
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "1";
    const pressed = event.submitter;
    // After the browser has gathered the fields, so that the pressed button's own value goes along.
    setTimeout(() => {
      document.querySelectorAll("button").forEach((button) => {
        if (button.form !== form || button.type !== "submit") return;
        button.disabled = true;
        button.setAttribute("aria-busy", "true");
        if (button === pressed && !button.querySelector("svg")) {
          button.dataset.label = button.textContent;
          button.textContent = words.wordSending;
        }
      });
      announce(words.wordSending);
    }, 0);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sending]").forEach(release);
  });

  /* Menus close on Escape and on a click elsewhere. */
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    const button = event.target.closest("[data-print], [data-copy]");
    if (!button) return;
    if (button.hasAttribute("data-print")) window.print();
    else navigator.clipboard?.writeText(button.dataset.copy).then(() => announce(words.wordCopied));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.dataset.selectAll) {
      document.querySelectorAll(`input[type=checkbox][name="${box.dataset.selectAll}"]`).forEach((one) => {
        one.checked = box.checked;
      });
    }
    if (box.type === "file") showChosen(box);
  });

  /* Names and sizes of the files chosen; one that is too large is said at once, before a long upload. */
  const showChosen = (input) => {
    const list = input.parentElement.querySelector(".files-chosen");
    if (!list) return;
    const most = Number(input.dataset.maxBytes || 0);
    let large = false;
    list.replaceChildren(...Array.from(input.files, (file) => {
      const item = document.createElement("li");
      const size = file.size < 1e6 ? `${Math.ceil(file.size / 1e3)} KB` : `${(file.size / 1e6).toFixed(1)} MB`;
      item.textContent = `${file.name} · ${size}`;
      if (most && file.size > most) {
        large = true;
        item.className = "file-too-large";
        item.textContent += ` · ${words.wordLarge}`;
      }
      return item;
    }));
    input.setCustomValidity(large ? words.wordLarge : "");
  };

  /* The summary of errors, or the note that somebody else acted, is where reading goes on. */
  const wanted = document.querySelector("[data-focus]");
  if (wanted) wanted.focus();

  /* A chart wider than the screen opens at its first state, which is drawn with the thickest line. */
  const openChart = (frame) => {
    const first = frame.querySelector('rect[stroke-width="3"]');
    if (!first) return;
    const box = first.getBoundingClientRect();
    frame.scrollLeft += box.left + box.width / 2 - frame.getBoundingClientRect().left - frame.clientWidth / 2;
  };
  window.addEventListener("load", () => document.querySelectorAll(".chart-frame").forEach(openChart));

  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach((name) => {
    document.addEventListener(name, () => announce(words.wordOffline));
  });
})();
