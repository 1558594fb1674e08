/* The call screen and the one-minute form by keyboard: digits choose, Alt with a letter goes to a place, Ctrl+Enter sends.
   Everything can be done without it, by Tab and Enter. */
(() => {
  "use strict";
  const typing = (target) =>
    target.isContentEditable || target.tagName === "TEXTAREA" || target.tagName === "SELECT" ||
    (target.tagName === "INPUT" && !["checkbox", "radio", "submit", "button"].includes(target.type));
  const go = (element) => {
    if (element.type === "checkbox") element.click();
    if (["A", "BUTTON"].includes(element.tagName)) element.click();
    else element.focus();
  };
  const named = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      const form = event.target.closest("form") || document.querySelector("form:has([data-submit])");
      const button = form && form.querySelector("[data-submit]");
      if (!button) return;
      event.preventDefault();
      form.requestSubmit(button);
      return;
    }
    if (event.altKey && !event.ctrlKey && event.code.startsWith("Key")) {
      // By the place of the key, so that it works on the Thai layout too.
      const element = named(event.code.slice(3).toLowerCase());
      if (!element) return;
      event.preventDefault();
      go(element);
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey || typing(event.target)) return;
    const digit = event.code.startsWith("Digit") || event.code.startsWith("Numpad") ? event.code.slice(-1) : "";
    const element = digit ? document.querySelector(`[data-digit="${CSS.escape(digit)}"]`) : event.code === "Slash" ? named("/") : null;
    if (!element) return;
    event.preventDefault();
    go(element);
  });

  /* Fields that belong to one channel or kind of person stand there only while it is chosen. */
  const parts = Array.from(document.querySelectorAll("[data-when]"));
  const arrange = () => {
    parts.forEach((part) => {
      const chosen = document.querySelector(`#take-in [name="${part.dataset.when}"]`);
      if (chosen) part.hidden = !part.dataset.is.split(" ").includes(chosen.value);
    });
  };
  arrange();
  document.addEventListener("change", arrange);

  /* Takes a proposal into its field; the officer still sends the form. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose]");
    const field = button && document.querySelector(`#take-in [name="${button.dataset.choose}"]`);
    if (!field) return;
    field.value = button.dataset.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
})();
