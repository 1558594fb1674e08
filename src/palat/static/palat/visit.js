/* The visit page: what is typed, taken and signed is kept at once, and sent when there is a network.
   Each visit has a key of its own, so that the server takes it once however often it is sent. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-visit]");
  const state = document.querySelector("[data-visit-state]");
  if (!form || !state || !window.indexedDB) return;
  const store = window.palatVisits;
  const words = state.dataset;
  const { user, visit: code, tokenUrl, workerUrl, loginUrl } = form.dataset;
  const draftId = `${user}.${code}`;
  const line = state.querySelector("[data-visit-line]");
  const kept = state.querySelector("[data-visit-draft]");
  const list = state.querySelector("[data-visit-outbox]");
  let photos = [];
  let signatures = {};

  const fields = () =>
    Array.from(form.elements).filter(
      (one) => one.name && one.type !== "file" && !["csrfmiddlewaretoken", "once_key", "held_file"].includes(one.name)
    );
  const values = () =>
    Object.fromEntries(fields().map((one) => [one.name, one.type === "checkbox" ? one.checked : one.value]));
  const isEmpty = () =>
    !photos.length && !Object.keys(signatures).length && !Object.values(values()).some((one) => one === true || String(one || "").trim());

  const say = (place, text) => { place.textContent = text; };
  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-sm btn-quiet";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };

  /* Draft */
  let timer = 0;
  const save = async () => {
    clearTimeout(timer);
    try {
      await store.saveDraft({ id: draftId, user, values: values(), photos, signatures });
      say(kept, isEmpty() ? "" : words.wordDraft);
    } catch {
      say(kept, words.wordFull);
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 250);
  };
  const fill = (draft) => {
    photos = draft.photos || [];
    signatures = draft.signatures || {};
    fields().forEach((one) => {
      if (!(one.name in draft.values)) return;
      if (one.type === "checkbox") one.checked = draft.values[one.name];
      else one.value = draft.values[one.name];
    });
    form.querySelectorAll("[data-statement]").forEach((block) => {
      const number = block.dataset.statement;
      if (draft.values[`s${number}-name`] || draft.values[`s${number}-words`]) block.open = true;
    });
    show();
  };
  const show = () => {
    const place = form.querySelector("[data-visit-photos]");
    place.replaceChildren(...photos.map((photo, index) => {
      const item = document.createElement("li");
      item.append(`${photo.name} · ${Math.ceil(photo.size / 1e3)} KB `, button(words.wordRemove, () => {
        photos.splice(index, 1);
        show();
        save();
      }));
      return item;
    }));
    form.querySelectorAll("[data-statement]").forEach((block) => {
      say(block.querySelector("[data-signed]"), signatures[block.dataset.statement] ? words.wordSigned : "");
    });
  };

  form.addEventListener("input", soon);
  form.addEventListener("change", (event) => {
    const box = event.target;
    if (box.type !== "file" || !box.files.length) return soon();
    // Taken over at once: a file field forgets its files when the page is loaded again.
    if (box.name === "files") photos.push(...box.files);
    else signatures[box.name.replace("signature", "")] = box.files[0];
    box.value = "";
    show();
    return save();
  });

  /* Signature by finger */
  form.querySelectorAll("[data-statement]").forEach((block) => {
    const pad = block.querySelector("[data-sign]");
    const pen = pad.getContext("2d");
    const number = block.dataset.statement;
    let drawing = false;
    const blank = () => {
      pen.fillStyle = "#ffffff";
      pen.fillRect(0, 0, pad.width, pad.height);
    };
    const at = (event) => {
      const box = pad.getBoundingClientRect();
      return [((event.clientX - box.left) * pad.width) / box.width, ((event.clientY - box.top) * pad.height) / box.height];
    };
    blank();
    pad.addEventListener("pointerdown", (event) => {
      drawing = true;
      pad.setPointerCapture(event.pointerId);
      pen.lineWidth = 4;
      pen.lineCap = "round";
      pen.strokeStyle = "#1f2a5c";
      pen.beginPath();
      pen.moveTo(...at(event));
    });
    pad.addEventListener("pointermove", (event) => {
      if (!drawing) return;
      pen.lineTo(...at(event));
      pen.stroke();
    });
    const end = () => {
      if (!drawing) return;
      drawing = false;
      pad.toBlob((blob) => {
        signatures[number] = new File([blob], "signature.png", { type: "image/png" });
        show();
        save();
      }, "image/png");
    };
    pad.addEventListener("pointerup", end);
    pad.addEventListener("pointercancel", end);
    block.querySelector("[data-sign-clear]").addEventListener("click", () => {
      blank();
      delete signatures[number];
      show();
      save();
    });
  });

  /* Place, to about a kilometre */
  form.querySelector("[data-visit-locate]").addEventListener("click", () => {
    const place = form.querySelector("[data-visit-located]");
    const failed = () => say(place, words.wordNotLocated);
    if (!navigator.geolocation) return failed();
    return navigator.geolocation.getCurrentPosition((found) => {
      form.elements.coarse.value = `${found.coords.latitude.toFixed(2)},${found.coords.longitude.toFixed(2)}`;
      say(place, words.wordLocated);
      save();
    }, failed, { timeout: 15000 });
  });

  /* Sending */
  const newKey = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(24)), (one) => one.toString(16).padStart(2, "0")).join("");
  const bodyOf = (entry) => {
    const body = new FormData();
    Object.entries(entry.values).forEach(([name, value]) => {
      if (value === true) body.append(name, "on");
      else if (value !== false) body.append(name, value);
    });
    body.set("at", entry.at);
    body.set("once_key", entry.key);
    entry.photos.forEach((photo) => body.append("files", photo, photo.name));
    Object.entries(entry.signatures).forEach(([number, file]) => body.append(`signature${number}`, file, file.name));
    return body;
  };
  const json = { Accept: "application/json" };
  const signIn = () => {
    say(line, `${words.wordSignIn} `);
    const link = document.createElement("a");
    link.href = `${loginUrl}?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = words.wordSignInLink;
    line.append(link);
  };
  const sendOne = async (entry, csrf) => {
    const answer = await fetch(entry.url, {
      method: "POST", body: bodyOf(entry), headers: { ...json, "X-CSRFToken": csrf }, credentials: "same-origin",
    });
    if (answer.status === 401 || answer.status === 403 || answer.redirected) return "sign-in";
    if (answer.ok) {
      const { url } = await answer.json();
      await store.sent(entry);
      tellSent(url);
      return "sent";
    }
    const told = await answer.json().catch(() => ({}));
    await store.change({ ...entry, problem: told.problem || `HTTP ${answer.status}` });
    return "refused";
  };
  const tellSent = (url) => {
    say(line, `${words.wordSent} `);
    const link = document.createElement("a");
    link.href = url;
    link.textContent = words.wordOpen;
    line.append(link);
  };

  const sendAll = async () => {
    const waiting = (await store.outbox(user)).filter((one) => !one.problem);
    if (!waiting.length) {
      if (!line.querySelector("a") || !navigator.onLine) say(line, navigator.onLine ? words.wordOnline : words.wordOffline);
      return undefined;
    }
    try {
      const who = await fetch(tokenUrl, { headers: json, credentials: "same-origin", cache: "no-store" });
      if (!who.ok) return signIn();
      const { user: present, csrf } = await who.json();
      if (present !== user) return signIn(); // somebody else signed in on this machine: their session sends nothing of ours
      for (const entry of waiting) {
        if ((await sendOne(entry, csrf)) === "sign-in") return signIn();
      }
    } catch {
      say(line, words.wordOffline);
    }
    return undefined;
  };
  const sync = async () => {
    // One window sends at a time; the server's key guards what slips through.
    if (navigator.locks) await navigator.locks.request("palat.visits", sendAll);
    else await sendAll();
    await showOutbox();
  };
  const showOutbox = async () => {
    const waiting = await store.outbox(user);
    list.replaceChildren(...waiting.map((entry) => {
      const item = document.createElement("li");
      item.append(`${words.wordWaiting}: ${entry.values.place} `);
      if (entry.problem) {
        const why = document.createElement("strong");
        why.textContent = `${entry.problem} `;
        item.append(why);
        if (entry.code === code) {
          item.append(button(words.wordBack, async () => {
            const draft = { id: draftId, user, values: entry.values, photos: entry.photos, signatures: entry.signatures };
            await store.takeBack(entry, draft);
            fill(draft);
            await showOutbox();
          }));
        }
      }
      item.append(button(words.wordAgain, async () => {
        await store.change({ ...entry, problem: "" });
        await sync();
      }));
      return item;
    }));
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isEmpty()) return;
    clearTimeout(timer);
    const entry = {
      key: newKey(), user, code, url: location.pathname, at: new Date().toISOString(),
      values: values(), photos, signatures,
    };
    try {
      await store.post(entry, draftId);
    } catch {
      say(kept, words.wordFull);
      return;
    }
    form.reset();
    photos = [];
    signatures = {};
    form.querySelectorAll("[data-sign-clear]").forEach((one) => one.click());
    form.querySelectorAll("[data-statement]").forEach((one) => { one.open = false; });
    form.elements.coarse.value = "";
    show();
    await showOutbox();
    await sync();
  });

  window.addEventListener("online", sync);
  window.addEventListener("offline", () => say(line, words.wordOffline));

  (async () => {
    const draft = await store.draft(draftId);
    if (draft) fill(draft);
    await showOutbox();
    await sync();
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register(workerUrl, { scope: "/desk/" });
    const ready = await navigator.serviceWorker.ready;
    navigator.serviceWorker.addEventListener("message", (event) => {
      if (event.data && event.data.kept) state.dataset.kept = "1";
    });
    await document.fonts.ready;
    const made = performance.getEntriesByType("resource").map((one) => new URL(one.name))
      .filter((one) => one.origin === location.origin && one.pathname.startsWith("/static/")).map((one) => one.href);
    if (navigator.onLine) ready.active.postMessage({ keep: [location.pathname, ...new Set(made)] });
  })();
})();
