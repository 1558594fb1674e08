/* Where visits wait in this browser: a draft for each matter, and an outbox of what is to be sent.
   Kept under the user; deleted after sending and when the user signs out (drafts.js). */
(() => {
  "use strict";
  let signedOut = false;
  const opened = new Promise((done, failed) => {
    const request = indexedDB.open("palat.visits", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("drafts", { keyPath: "id" });
      request.result.createObjectStore("outbox", { keyPath: "key" });
    };
    request.onsuccess = () => {
      // Signing out in another window deletes the store: let go of it then.
      request.result.onversionchange = () => {
        signedOut = true;
        request.result.close();
      };
      done(request.result);
    };
    request.onerror = () => failed(request.error);
  });
  const run = async (stores, act) => {
    const database = await opened;
    return new Promise((done, failed) => {
      // Nothing is kept after signing out, and nothing waits for it either: the page is about to go.
      if (signedOut) return;
      const work = database.transaction(stores, "readwrite");
      let result;
      work.oncomplete = () => done(result && "result" in result ? result.result : result);
      work.onerror = work.onabort = () => failed(work.error);
      result = act(...stores.map((name) => work.objectStore(name)));
    });
  };
  const note = async (user) => {
    const waiting = (await run(["outbox"], (outbox) => outbox.getAll())).filter((one) => one.user === user).length;
    try {
      if (waiting) localStorage.setItem(`palat.visits.${user}`, String(waiting));
      else localStorage.removeItem(`palat.visits.${user}`);
    } catch { /* the count is only a reminder at sign-out */ }
  };
  window.palatVisits = {
    draft: (id) => run(["drafts"], (drafts) => drafts.get(id)),
    saveDraft: (draft) => run(["drafts"], (drafts) => drafts.put(draft)),
    /* From draft to outbox in one step: never in both, never in neither. */
    async post(entry, draftId) {
      await run(["outbox", "drafts"], (outbox, drafts) => {
        drafts.delete(draftId);
        return outbox.put(entry);
      });
      await note(entry.user);
    },
    async takeBack(entry, draft) {
      await run(["outbox", "drafts"], (outbox, drafts) => {
        drafts.put(draft);
        return outbox.delete(entry.key);
      });
      await note(entry.user);
    },
    change: (entry) => run(["outbox"], (outbox) => outbox.put(entry)),
    async sent(entry) {
      await run(["outbox"], (outbox) => outbox.delete(entry.key));
      await note(entry.user);
    },
    outbox: async (user) =>
      (await run(["outbox"], (outbox) => outbox.getAll())).filter((one) => one.user === user),
  };
})();
