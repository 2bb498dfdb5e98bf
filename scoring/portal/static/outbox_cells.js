/* The cells of score sheets on this page: what their controls hold, what is put into them, what is said beside them.

The page:

  <form data-sheet="7" autocomplete="off">                    a score sheet: the id of its row; no other form needs this
    <div data-cell="A1" data-base="41">                       one criterion or box; base: id of its newest save, 0: none
      <input data-part="value" value="8">                     its mark: ONE text input, textarea, select or hidden input …
      <input type="radio" data-part="value" value="优">       … or several radio buttons: the checked one's value
      <textarea data-part="reason"></textarea>                its 扣分理由, where there is one
      <div data-note></div>                                   what the outbox has to say about it (made where missing)
    </div>
    <div data-cell="~highlights" data-base="0"><textarea data-part="value"></textarea><div data-note></div></div>
  </form>

data-cell may stand on any element around the controls. What a script of the page changes (steppers, ticks that make
√×√ in a hidden input) it tells by dispatching a bubbling `change` event at the control. What the outbox itself puts
into a control it tells by a bubbling `pingyi:put` event at the cell: {criterion, value, reason}.

The outbox sets data-state on the cell: waiting, kept, stale, refused, locked or closed; and dispatches on `document`
`pingyi:state` with {waiting, held, offline, signedOut, stale: [criterion, …]} whenever that changes. waiting: still to
be sent; held: answered, but not taken as they are, and kept on this device.

A fieldset with data-until-ready is disabled in the page, and opened once what is typed in it is kept: a page whose
scripts are still on their way (or never come) takes nothing that it would lose.

A form or link with data-after-outbox (signing) is followed only once nothing is waiting or held for the sheet whose id
the attribute holds (an empty attribute: for any sheet); until then it is stopped and [data-outbox] says why.
Everything else needs nothing: what is not sent is sent from the next page.

templates/outbox.html brings the line that says what is saved, all sentences, and the scripts: outbox_store (this
device), outbox_cells (this page), outbox_post (the way out), outbox_bar (what is said), outbox (what is sent when).
What a link with data-keep leads to is kept for when there is no network, where the browser can.

pingyi.cells() finds the cells: a Map from "sheet criterion" to {sheet, criterion, base, after, last: {value, reason},
element}. */
(() => {
  "use strict";
  const own = (window.pingyi = window.pingyi || {});
  own.cellName = (save) => `${save.sheet} ${save.criterion}`;

  const controls = (cell, part) => [...cell.element.querySelectorAll(`[data-part="${part}"]`)];
  const many = (found) => found.length > 0 && found[0].type === "radio";

  const held = (cell, part) => {
    const found = controls(cell, part);
    if (many(found)) return (found.find((one) => one.checked) || { value: "" }).value;
    return found.length ? found[0].value : "";
  };

  const fill = (cell, part, text) => {
    const found = controls(cell, part);
    if (many(found)) for (const one of found) one.checked = one.value === text;
    else if (found.length) found[0].value = text;
  };

  own.read = (cell) => ({ value: held(cell, "value"), reason: held(cell, "reason") });

  own.same = (one, other) => one.value === other.value && one.reason === other.reason;

  own.put = (cell, content) => {
    fill(cell, "value", content.value);
    fill(cell, "reason", content.reason);
    cell.last = own.read(cell);
    const detail = { criterion: cell.criterion, ...content };
    cell.element.dispatchEvent(new CustomEvent("pingyi:put", { bubbles: true, detail }));
  };

  /* Whether somebody is typing there: what stands in a cell is not to change under the fingers. */
  own.busy = (cell) => {
    const focus = document.activeElement;
    const typing = focus && focus.matches("textarea, input:not([type=radio]):not([type=checkbox])");
    return Boolean(cell.timer) || (typing && document.hasFocus() && cell.element.contains(focus));
  };

  own.cells = () => {
    const found = new Map();
    for (const form of document.querySelectorAll("[data-sheet]"))
      for (const element of form.querySelectorAll("[data-cell]")) {
        const cell = { sheet: Number(form.dataset.sheet), criterion: element.dataset.cell, element, after: null };
        cell.base = Number(element.dataset.base) || 0;
        // What a browser puts back by itself after a reload is older than what the server sent.
        for (const one of element.querySelectorAll("[data-part]")) {
          if (one.type === "radio") one.checked = one.defaultChecked;
          else if (one.type !== "hidden" && "defaultValue" in one) one.value = one.defaultValue;
        }
        cell.last = own.read(cell);
        found.set(own.cellName(cell), cell);
      }
    return found;
  };

  /* Call typed(cell) with every letter, and changed(cell) after a pause, or when a cell is left or chosen. */
  own.listen = (cells, { typed, changed }, pause) => {
    const at = ({ target }) => {
      if (!target.dataset || !target.dataset.part) return null;
      const [form, element] = [target.closest("[data-sheet]"), target.closest("[data-cell]")];
      return form && element ? cells.get(`${Number(form.dataset.sheet)} ${element.dataset.cell}`) : null;
    };
    document.addEventListener("input", (event) => {
      const cell = at(event);
      if (!cell) return;
      clearTimeout(cell.timer);
      cell.timer = setTimeout(() => changed(cell), pause);
      typed(cell);
    });
    document.addEventListener("change", (event) => {
      const cell = at(event);
      if (cell) changed(cell);
    });
  };

  own.ready = () => {
    for (const held of document.querySelectorAll("fieldset[data-until-ready]")) held.disabled = false;
  };

  const note = (cell) => {
    let found = cell.element.querySelector("[data-note]");
    if (!found) {
      found = document.createElement("div");
      found.dataset.note = "";
      cell.element.append(found);
    }
    return found;
  };

  own.state = (cell, state) => {
    cell.element.dataset.state = state;
    note(cell).replaceChildren();
  };

  const shown = (content) => [content.value || "—", content.reason].filter(Boolean).join(" · ");

  /* Say what became of a save that was not taken, with a button for each way out of it. */
  own.tell = (cell, save, choose) => {
    own.state(cell, save.state);
    const made = document.getElementById(`outbox-${save.state}`).content.cloneNode(true);
    const texts = {
      mine: shown(save),
      other: save.newest ? shown(save.newest) : "—",
      at: save.newest ? save.newest.at : "",
      message: save.message || "",
    };
    for (const place of made.querySelectorAll("[data-fill]")) place.textContent = texts[place.dataset.fill];
    for (const button of made.querySelectorAll("[data-choose]"))
      button.addEventListener("click", () => choose(button.dataset.choose));
    note(cell).append(made);
  };
})();
