/* Drawing a box on a page: with a pointer, or with the keys; the numbers of the form are what is sent. */
(() => {
  "use strict";
  const sheet = document.querySelector("[data-redact]");
  const form = document.getElementById("mark");
  if (!sheet || !form) return;
  const WHOLE = 10000;
  const STEP = 50;
  const LEAST = 20;
  const draft = sheet.querySelector(".redact-draft");
  const names = ["left", "top", "right", "bottom"];
  const fields = names.map((name) => form.elements.namedItem(name));
  let box = null;
  let begun = null;

  const bounded = (value) => Math.min(WHOLE, Math.max(0, Math.round(value)));
  const draw = () => {
    const [left, top, right, bottom] = box || [0, 0, 0, 0];
    draft.setAttribute("x", left);
    draft.setAttribute("y", top);
    draft.setAttribute("width", Math.max(0, right - left));
    draft.setAttribute("height", Math.max(0, bottom - top));
  };
  const show = (next) => {
    box = next.map(bounded);
    fields.forEach((field, place) => {
      field.value = (box[place] / 100).toFixed(2);
    });
    draw();
  };
  const typed = () => {
    const said = fields.map((field) => Math.round(parseFloat(field.value.replace(",", ".")) * 100));
    box = said.every((value) => value >= 0 && value <= WHOLE) ? said : null;
    draw();
  };
  const place = (event) => {
    const edge = sheet.querySelector("svg").getBoundingClientRect();
    return [((event.clientX - edge.left) / edge.width) * WHOLE, ((event.clientY - edge.top) / edge.height) * WHOLE];
  };
  const around = (one, other) => [
    Math.min(one[0], other[0]), Math.min(one[1], other[1]), Math.max(one[0], other[0]), Math.max(one[1], other[1]),
  ];

  sheet.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    begun = place(event);
    // A finger that moves up or down scrolls (the style sheet says so); across it draws, as mouse and pen do anyway.
    if (event.pointerType !== "touch") {
      sheet.setPointerCapture(event.pointerId);
      event.preventDefault();
    }
  });
  sheet.addEventListener("pointermove", (event) => {
    if (begun) show(around(begun, place(event)));
  });
  const end = (event) => {
    if (!begun) return;
    const last = around(begun, place(event));
    begun = null;
    if (event.type === "pointercancel" || last[2] - last[0] < LEAST || last[3] - last[1] < LEAST) return;
    show(last);
    const ground = form.elements.namedItem("ground");
    if (event.pointerType !== "touch" && ground && !ground.value) ground.focus({ preventScroll: false });
  };
  sheet.addEventListener("pointerup", end);
  sheet.addEventListener("pointercancel", end);

  const MOVES = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
  sheet.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      form.elements.namedItem("ground").focus();
      event.preventDefault();
      return;
    }
    if (event.key === "Escape") {
      box = null;
      draw();
      return;
    }
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const now = box || [4000, 4800, 6000, 5100];
    const far = event.ctrlKey ? 4 : 1;
    const [across, down] = [move[0] * far, move[1] * far];
    if (event.shiftKey) {
      show([now[0], now[1], Math.max(now[0] + LEAST, now[2] + across), Math.max(now[1] + LEAST, now[3] + down)]);
    } else if (now[0] + across >= 0 && now[1] + down >= 0 && now[2] + across <= WHOLE && now[3] + down <= WHOLE) {
      show([now[0] + across, now[1] + down, now[2] + across, now[3] + down]);
    }
  });
  fields.forEach((field) => field.addEventListener("input", typed));
  if (fields.every((field) => field.value)) typed();
})();
