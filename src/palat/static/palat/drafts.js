/* Long texts being typed are kept in this browser until the form has gone through: an expired session, a lost
   connection or a closed window loses nothing.

   <form data-draft="KEY">: its textareas, and other fields marked data-draft-field, are kept under the user and KEY.
   Never kept: passwords, files, hidden fields, and whatever is marked data-no-draft (identities).
   The server says that a form has gone through by data-draft-sent="KEY" on the message it shows. */
(() => {
  "use strict";
  const words = document.body.dataset;
  const user = words.user || "-";
  const prefix = "palat.draft.";
  // A signed-in officer's draft outlives a session and a weekend; a visitor's, perhaps on a shared machine, one day.
  const days = user === "-" ? 1 : 7;
  const name = (owner, key) => `${prefix}${owner}.${key}`;
  const store = (() => {
    try {
      localStorage.setItem(`${prefix}probe`, "1");
      localStorage.removeItem(`${prefix}probe`);
      return localStorage;
    } catch {
      return null;
    }
  })();
  if (!store) return;

  const read = (slot) => {
    try {
      return JSON.parse(store.getItem(slot));
    } catch {
      return null;
    }
  };
  const slots = () => Object.keys(store).filter((slot) => slot.startsWith(prefix));
  slots().forEach((slot) => {
    const kept = read(slot);
    if (!kept || Date.now() > kept.until) store.removeItem(slot);
  });
  document.querySelectorAll("[data-draft-sent]").forEach((mark) => {
    store.removeItem(name(user, mark.dataset.draftSent));
  });

  const fieldsOf = (form) =>
    Array.from(form.elements).filter(
      (field) =>
        field.name && !("noDraft" in field.dataset) && (field.tagName === "TEXTAREA" || "draftField" in field.dataset)
    );
  const fill = (fields, values) =>
    fields.forEach((field) => {
      if (field.name in values) field.value = values[field.name];
    });

  const offer = (form, slot, kept, fields) => {
    // What the server sent (after an error, or a conflict) is newer than the draft; then the draft is only offered.
    const lost = fields.filter((field) => kept.values[field.name] && kept.values[field.name] !== field.value);
    if (!lost.length) return;
    const blank = lost.every((field) => !field.value.trim());
    const note = document.createElement("div");
    note.className = "draft-note";
    note.setAttribute("role", "status");
    const say = document.createElement("span");
    say.textContent = blank ? words.wordRestored : words.wordFound;
    note.append(say);
    const button = (text, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "btn-plain";
      made.textContent = text;
      made.addEventListener("click", act);
      note.append(made);
    };
    if (blank) fill(lost, kept.values);
    else {
      button(words.wordUse, () => {
        fill(lost, kept.values);
        note.remove();
      });
    }
    button(words.wordDiscard, () => {
      store.removeItem(slot);
      if (blank) lost.forEach((field) => { field.value = field.defaultValue; });
      note.remove();
    });
    form.prepend(note);
  };

  let leaving = false;
  const watch = (form) => {
    const slot = name(user, form.dataset.draft);
    let dirty = false;
    let timer = 0;
    const save = () => {
      if (leaving) return;
      const values = {};
      fieldsOf(form).forEach((field) => { values[field.name] = field.value; });
      const empty = !Object.values(values).some((value) => value.trim());
      try {
        if (empty) store.removeItem(slot);
        else store.setItem(slot, JSON.stringify({ values, until: Date.now() + days * 864e5 }));
      } catch { /* the browser's store is full; the page itself still holds the text */ }
    };
    const kept = read(slot);
    if (kept) offer(form, slot, kept, fieldsOf(form));
    form.addEventListener("input", () => {
      dirty = true;
      clearTimeout(timer);
      timer = setTimeout(save, 400);
    });
    form.addEventListener("submit", () => {
      save();
      dirty = false;
    });
    window.addEventListener("pagehide", () => { if (dirty) save(); });
    window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  };
  document.querySelectorAll("form[data-draft]").forEach(watch);
  document.addEventListener("htmx:afterSwap", (event) => {
    event.detail.elt.querySelectorAll("form[data-draft]").forEach(watch);
  });

  /* Who signs out on purpose leaves nothing behind on the machine. */
  let warned = false;
  document.addEventListener("submit", (event) => {
    if (!("clearsDrafts" in event.target.dataset)) return;
    // Visits that wait for a network would be lost: said once, then done.
    const waiting = store.getItem(`palat.visits.${user}`);
    if (waiting && !warned) {
      warned = true;
      event.preventDefault();
      const note = document.createElement("p");
      note.setAttribute("role", "alert");
      note.textContent = words.wordUnsent.replace("{n}", waiting);
      event.target.prepend(note);
      return;
    }
    leaving = true;
    store.removeItem(`palat.visits.${user}`);
    if (window.indexedDB) indexedDB.deleteDatabase("palat.visits");
    if (window.caches) caches.delete("palat-visits");
    slots().filter((slot) => slot.startsWith(name(user, ""))).forEach((slot) => store.removeItem(slot));
  }, true); // before the guard against a second click, which would turn the button off
})();
