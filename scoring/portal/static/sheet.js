/* The score sheet: steps, ticks that become √×√, what a mark is worth, the running total, what is still open.
   All of it is for the eye: what counts is worked out by the server from what was saved. */
(() => {
"use strict";
const PLACES = 12, ONE = 10n ** BigInt(PLACES);

/* A decimal number as a whole count of 10^-12; null for anything else. No floats: 0.1 + 0.2 is 0.3 here. */
const units = text => {
  const found = /^([-+]?)(\d*)(?:\.(\d{0,12})\d*)?$/.exec((text || "").normalize("NFKC").replace(/分$/, "").trim());
  if (!found || !(found[2] || found[3])) return null;
  const number = BigInt(found[2] || "0") * ONE + BigInt((found[3] || "").padEnd(PLACES, "0"));
  return found[1] === "-" ? -number : number;
};
const shown = number => {
  const size = number < 0n ? -number : number;
  const rest = String(size % ONE).padStart(PLACES, "0").replace(/0+$/, "");
  return (number < 0n ? "-" : "") + size / ONE + (rest ? "." + rest : "");
};
const least = (a, b) => (b === null || a < b ? a : b);
const all = (node, what) => [...node.querySelectorAll(what)];
const told = control => control.dispatchEvent(new Event("change", {bubbles: true}));
const valueOf = cell => cell.querySelector("input[data-part=value]:not([type=radio]),textarea[data-part=value]");

/* What the mark of a cell is worth: {open}, {wrong}, or {points}, null points for yes and no. */
const read = cell => {
  const data = cell.dataset;
  if (data.kind === "radio") {
    const chosen = cell.querySelector("input[type=radio]:checked");
    return chosen ? {points: chosen.dataset.points ? units(chosen.dataset.points) : null} : {open: true};
  }
  const text = valueOf(cell).value.trim();
  if (!text) return {open: true};
  if (data.kind === "ticks") {
    const met = all(cell, "[data-tick]:checked");
    return {points: met.reduce((sum, tick) => sum + units(tick.dataset.points), 0n)};
  }
  const number = units(text), low = units(data.low), high = units(data.high || "");
  if (number === null || number < low || (high !== null && number > high)) return {wrong: true};
  if (data.grid && (number - low) % units(data.grid)) return {wrong: true};
  if (data.rule === "points") return {points: number};
  const count = data.each ? number * units(data.each) / ONE : number;
  if (data.rule === "deductions") {
    const rest = units(data.start) - count, floor = units(data.floor);
    return {points: rest > floor ? rest : floor};
  }
  const worth = least(count, units(data.cap || ""));
  return {points: data.rule === "penalty" ? -worth : worth};
};

const put = (where, text) => { if (where && where.textContent !== text) where.textContent = text; };
const lacks = (cell, mark) => {
  const limit = units(cell.dataset.limit || "");
  const reason = cell.querySelector("[data-part=reason]");
  return limit !== null && "points" in mark && mark.points !== null && mark.points < limit && !reason.value.trim();
};

const shape = cell => {
  const mark = read(cell), lack = lacks(cell, mark);
  const warning = cell.querySelector("[data-lacking]"), why = cell.querySelector(".why"), clear = cell.querySelector("[data-clear]");
  if (warning && warning.hidden === lack) { warning.hidden = !lack; if (lack) why.open = true; }
  if (clear) clear.hidden = !!mark.open;
  put(cell.querySelector("[data-worth]"), "points" in mark && mark.points !== null ? shown(mark.points) : "—");
  return {mark, done: "points" in mark && !lack};
};

const form = document.querySelector("form.sheet");
const add = () => {
  let total = 0n, marked = 0, next = null;
  for (const section of all(form, "[data-section]")) {
    let left = 0;
    for (const cell of all(section, ".criterion")) {
      const {mark, done} = shape(cell);
      if ("points" in mark && mark.points !== null && !("veto" in cell.dataset)) total += mark.points;
      if (done) marked += 1; else { left += 1; if (!cell.disabled && !next) next = cell; }
    }
    put(document.querySelector(`[data-part-left="${CSS.escape(section.dataset.section)}"]`), left ? String(left) : "✓");
  }
  put(document.querySelector("[data-total]"), shown(total));
  put(document.querySelector("[data-marked]"), String(marked));
  const link = document.querySelector("[data-next]");
  link.hidden = !next;
  if (next) link.href = "#" + next.id;
};

const ticked = (cell, changed) => {
  const ticks = all(cell, "[data-tick]"), none = cell.querySelector("[data-none]"), value = valueOf(cell);
  if (changed === none && none.checked) ticks.forEach(tick => { tick.checked = false; });
  if (changed !== none && ticks.some(tick => tick.checked)) none.checked = false;
  const any = none.checked || ticks.some(tick => tick.checked);
  value.value = any ? ticks.map(tick => (tick.checked ? "√" : "×")).join("") : "";
  told(value);
};
const ticksOf = cell => {
  const signs = valueOf(cell).value;
  all(cell, "[data-tick]").forEach((tick, at) => { tick.checked = signs[at] === "√"; });
  cell.querySelector("[data-none]").checked = signs !== "" && !signs.includes("√");
};

const judge = (cell, field) => {
  if (read(cell).wrong) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
};

const step = (cell, way) => {
  const field = valueOf(cell), data = cell.dataset;
  const size = units(data.step), low = units(data.low), high = units(data.high || "");
  const now = units(field.value);
  let next = now === null ? (way < 0 && high !== null ? high : low) : now + BigInt(way) * size;
  if (now !== null && (now - low) % size) next = low + (now - low) / size * size + (way > 0 ? size : 0n);
  if (next < low) next = low;
  if (high !== null && next > high) next = high;
  field.value = shown(next);
  told(field);
};

const begin = () => {
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("change", event => {
    const cell = event.target.closest(".criterion");
    if (cell && event.target.matches("[data-tick],[data-none]")) ticked(cell, event.target);
    if (cell && event.target === valueOf(cell) && cell.dataset.kind === "number") judge(cell, event.target);
    add();
  });
  form.addEventListener("input", add);
  form.addEventListener("click", event => {
    const button = event.target.closest("button"), cell = button && button.closest(".criterion");
    if (!cell) return;
    if (button.dataset.stepBy) step(cell, Number(button.dataset.stepBy));
    if ("clear" in button.dataset) {
      all(cell, "input:checked").forEach(box => { box.checked = false; });
      if (cell.dataset.kind === "ticks") ticked(cell, null); else told(cell.querySelector("input[type=radio]"));
      cell.querySelector("input:not([type=hidden])").focus();
    }
  });
  /* The return key goes on to the next field instead of doing nothing. */
  form.addEventListener("keydown", event => {
    if (event.key !== "Enter" || !event.target.matches("input[inputmode]")) return;
    const fields = all(form, "input[inputmode]:not(:disabled)");
    const next = fields[fields.indexOf(event.target) + 1];
    if (next) next.focus(); else event.target.blur();
  });
  document.addEventListener("pingyi:put", event => {
    const cell = event.target.closest && event.target.closest(".criterion");
    if (cell && cell.dataset.kind === "ticks") ticksOf(cell);
    add();
  });
  document.querySelector("[data-next]").addEventListener("click", event => {
    const cell = document.querySelector(event.currentTarget.getAttribute("href").replace(/^#(.*)$/, (_, id) => "#" + CSS.escape(id)));
    if (!cell) return;
    event.preventDefault();
    cell.scrollIntoView({block: "start"});
    cell.querySelector("input:not([type=hidden])").focus({preventScroll: true});
  });
  addEventListener("pageshow", add);
  add();
};
if (form) begin();

/* A page of signing that was made before the last change arrived is made anew. */
const signing = document.querySelector("form[data-after-outbox]");
let left = 0;
document.addEventListener("pingyi:state", event => {
  const before = left;
  left = event.detail.waiting;
  if (signing && before && !left) location.reload();
});
})();
