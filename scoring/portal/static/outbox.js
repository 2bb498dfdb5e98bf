/* The outbox: what is typed on a score sheet is kept on this device first, and then sent, in order, until it arrived.

How the page is built is said at the head of outbox_cells.js, what is sent in scoring/portal/lane.py. A save lies here
as {device, seq, who, round, page, made, state, sheet, criterion, value, reason, base, after}, and what the server said
of it; its state is typing (not sent before a pause), waiting (to be sent), or stale, locked, refused or closed
(answered, but not taken as it is: it stays until its owner decides). */
(() => {
  "use strict";
  const own = (window.pingyi = window.pingyi || {});
  const bar = document.querySelector("[data-outbox]");
  if (!bar || own.outbox || !own.showBar) return; // before its parts came there is nothing to do
  own.outbox = true;
  const { token, who, path, round } = bar.dataset;
  const [MOST, TRIES] = [50, 100]; // saves in a request; tenths of a second to wait before signing
  const [TYPING, LONGEST_PAUSE, GATHERING] = [700, 30000, 20000]; // milliseconds
  const device = Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => (n % 36).toString(36)).join("");
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("pingyi") : { postMessage() {} };

  let store = null;
  const cells = own.cells();
  let saves = []; // of this person, in the order in which they were typed
  let others = 0; // how many of somebody else lie on this device
  let seq = 0;
  let made = Date.now();
  let sending = false;
  let pause = 0;
  let timer = null;
  let network = "";
  let early = new Set(); // cells that were changed before the store was open

  const of = (save) => cells.get(own.cellName(save));
  const number = (save) => [save.device, save.seq];
  const called = (pair, save) => Boolean(pair) && pair[0] === save.device && pair[1] === save.seq;
  const later = (save) => saves.some((one) => own.cellName(one) === own.cellName(save) && one.made > save.made);
  const waiting = () => saves.filter((save) => save.state === "waiting");
  const unsent = () => saves.filter((save) => save.state === "waiting" || save.state === "typing");
  const held = () => saves.filter((save) => !unsent().includes(save));

  function forget(save) {
    saves = saves.filter((one) => one !== save && own.nameOf(one) !== own.nameOf(save));
    store.drop(save);
    tabs.postMessage({ gone: own.nameOf(save), who });
  }

  /* A save of a cell as it stands, under a number of its own. */
  function fresh(cell, content, state) {
    made = Math.max(made + 1, Date.now());
    seq += 1;
    const save = { device, seq, who, round, page: location.pathname, made, state, base: cell.base, after: cell.after };
    return Object.assign(save, { sheet: cell.sheet, criterion: cell.criterion }, content);
  }

  /* Keep what a cell holds now, if it is new: on this device first. */
  function keep(cell, content = own.read(cell)) {
    const save = cell.typing ? Object.assign(cell.typing, content, { state: "waiting" }) : fresh(cell, content, "waiting");
    rest(cell);
    for (const old of held()) if (own.cellName(old) === own.cellName(save)) forget(old);
    if (!saves.includes(save)) saves.push(save);
    Object.assign(cell, { after: number(save), last: content });
    own.state(cell, "waiting");
    const kept = store.put(save);
    tabs.postMessage({ put: save, who });
    show();
    kept.then(() => send());
  }

  /* While a text is typed it is kept already, under one number, and sent after the first pause. */
  function typed(cell) {
    if (!store) return;
    const content = own.read(cell);
    if (cell.typing) Object.assign(cell.typing, content);
    else if (own.same(content, cell.last)) return;
    else {
      cell.typing = fresh(cell, content, "typing");
      saves.push(cell.typing);
    }
    store.put(cell.typing);
    show();
  }

  function rest(cell) {
    clearTimeout(cell.timer);
    Object.assign(cell, { timer: null, typing: null });
  }

  function changed(cell) {
    if (!store) early.add(cell);
    else if (!own.same(own.read(cell), cell.last)) keep(cell);
    else {
      if (cell.typing) forget(cell.typing);
      rest(cell);
      show();
    }
  }

  function settle() {
    for (const cell of cells.values()) if (cell.timer) changed(cell);
  }

  async function send(parting = false) {
    if (sending || !store || network === "signed-out" || network === "reload") return;
    clearTimeout(timer);
    sending = true;
    let most = MOST;
    try {
      for (let batch = waiting().slice(0, most); batch.length; batch = waiting().slice(0, most)) {
        const { status, lines } = await own.post(path, token, batch, parting);
        if (lines) batch.forEach((save, at) => taken(save, lines[at]));
        if (status === 200) {
          [network, pause, most] = ["", 0, MOST];
        } else if (status === 401) {
          network = "signed-out";
          break;
        } else if (status === 403) {
          network = "reload";
          break;
        } else if ((status === 400 || status === 413) && batch.length > 1) {
          most = 1; // one of them cannot be read: the others are not to wait for it
        } else if (status === 400 || status === 413) {
          hold(batch[0], { status: "refused", message: bar.dataset.unreadable, newest: null });
        } else {
          network = "offline";
          break;
        }
      }
    } finally {
      sending = false;
    }
    if (network === "offline") {
      pause = Math.min(LONGEST_PAUSE, (pause || 500) * 2);
      timer = setTimeout(send, pause);
    }
    show();
  }

  /* Act on what the server says of one save. */
  function taken(save, line) {
    if (line.status === "taken") renumber(save);
    else if (line.status === "kept" || line.status === "known") arrived(save, line);
    else hold(save, line);
  }

  function arrived(save, line) {
    const last = !later(save);
    const now = line.newest || { id: line.id, value: line.value, reason: save.reason };
    if (!line.newest) for (const next of waiting()) if (called(next.after, save)) next.base = line.id;
    store.see({ sheet: save.sheet, criterion: save.criterion, id: now.id, value: now.value, reason: now.reason });
    forget(save);
    tabs.postMessage({ kept: save, id: now.id, newest: line.newest, who });
    const cell = of(save);
    if (!cell || !last) return;
    cell.base = now.id;
    // Another tab may have typed over it before the answer came: what that one typed stays.
    if (cell.timer || !called(cell.after, save)) return;
    const better = !own.same(now, own.read(cell)) && !own.same(now, cell.last);
    if (better && (line.newest || !own.busy(cell))) own.put(cell, now);
    own.state(cell, "kept");
  }

  function hold(save, line) {
    if (later(save)) {
      forget(save);
      return;
    }
    Object.assign(save, { state: line.status, newest: line.newest, message: line.message });
    store.put(save);
    const cell = of(save);
    if (cell) own.tell(cell, save, (way) => choose(cell, save, way));
  }

  function renumber(save) {
    const again = { ...save, device, seq: (seq += 1), after: number(save) };
    saves[saves.indexOf(save)] = again;
    const cell = of(save);
    if (cell && called(cell.after, save)) cell.after = number(again);
    for (const next of saves) if (called(next.after, save)) next.after = number(again);
    store.put(again).then(() => store.drop(save));
  }

  /* The owner decides between what was typed here and what the server holds. */
  function choose(cell, save, way) {
    const newest = save.newest || { id: cell.base, value: "", reason: "" };
    forget(save);
    if (cell.typing) forget(cell.typing);
    rest(cell);
    Object.assign(cell, { base: newest.id, after: null });
    own.put(cell, way === "mine" ? save : newest);
    if (way === "mine") keep(cell);
    else own.state(cell, "kept");
    const first = cell.element.querySelector("[data-part]:not([type=hidden])");
    if (first) first.focus();
    show();
  }

  /* What lies on this device goes into the page again, and out. */
  async function begin() {
    const opened = await own.openStore();
    const lying = await opened.all();
    saves = lying.filter((save) => save.who === who);
    others = lying.length - saves.length;
    made = Math.max(made, ...lying.map((save) => save.made));
    const seen = new Map();
    for (const sheet of new Set([...cells.values()].map((cell) => cell.sheet)))
      for (const cell of await opened.seen(sheet)) seen.set(own.cellName(cell), cell);
    store = opened;
    // A page that was closed while a text was typed did not come to send it; what was closed may be open again.
    for (const save of saves) if (["typing", "locked", "closed"].includes(save.state)) save.state = "waiting";
    for (const cell of cells.values()) again(cell, seen.get(own.cellName(cell)));
    for (const cell of early) changed(cell);
    early = new Set();
    show();
    send();
  }

  function again(cell, known) {
    const mine = saves.filter((save) => own.cellName(save) === own.cellName(cell));
    const cached = "cached" in document.documentElement.dataset;
    if (early.has(cell)) return;
    if (known && known.id > cell.base && !mine.length) {
      const differs = !own.same(known, own.read(cell));
      if (differs) own.put(cell, known);
      if (cached) cell.base = known.id;
      // A page from the server holds less than it acknowledged: it was set back, and gets it once more.
      else if (differs) keep(cell);
    }
    if (!mine.length) return;
    const save = mine[mine.length - 1];
    own.put(cell, save);
    cell.after = number(save);
    if (save.state === "waiting") own.state(cell, "waiting");
    else own.tell(cell, save, (way) => choose(cell, save, way));
  }

  /* What a tab left behind that was closed before it had sent all of it. */
  async function gather() {
    const known = new Set(saves.map(own.nameOf));
    const lying = store ? await store.all() : [];
    const left = lying.filter((save) => save.who === who && save.state !== "typing" && !known.has(own.nameOf(save)));
    saves.push(...left.filter((save) => save.made < Date.now() - GATHERING));
    saves.sort((a, b) => a.made - b.made || a.seq - b.seq);
    if (waiting().length && network === "") send();
    show();
  }

  /* Other tabs of this browser: a page that is not being typed into follows them. */
  tabs.onmessage = ({ data }) => {
    if (data.who !== who || !store) return;
    if (data.gone) {
      saves = saves.filter((save) => own.nameOf(save) !== data.gone);
    } else if (data.put) {
      const cell = of(data.put);
      if (!cell || own.busy(cell) || !own.same(own.read(cell), cell.last)) return;
      own.put(cell, data.put);
      cell.after = number(data.put);
      own.state(cell, "waiting");
    } else if (data.kept) {
      const cell = of(data.kept);
      if (!cell || !called(cell.after, data.kept)) return;
      cell.base = data.id;
      if (data.newest && !own.busy(cell)) own.put(cell, data.newest);
      own.state(cell, "kept");
    }
    show();
  };

  function show() {
    const [left, stuck] = [unsent().length, held()];
    const offline = network === "offline" || navigator.onLine === false;
    const stale = stuck.filter((save) => save.state === "stale").map((save) => save.criterion);
    const signedOut = network === "signed-out";
    const detail = { waiting: left, held: stuck.length, offline, signedOut, stale };
    own.showBar(bar, { ...detail, network, others, stuck, kind: store ? store.kind : "lasting" });
    const told = JSON.stringify(detail);
    if (told === show.last) return;
    show.last = told;
    document.dispatchEvent(new CustomEvent("pingyi:state", { detail }));
  }

  /* Wait until all of a sheet (or of any) has arrived; false where something stays behind. */
  async function empty(sheet) {
    await begun;
    settle();
    const left = () => saves.filter((save) => !sheet || save.sheet === Number(sheet));
    for (let tries = 0; tries < TRIES && left().some((save) => save.state === "waiting"); tries += 1) {
      await send();
      if (network) break;
      await new Promise((done) => setTimeout(done, 100));
    }
    return store !== null && left().length === 0;
  }

  const away = (parting) => {
    settle();
    send(parting);
  };
  const back = () => {
    pause = 0;
    send();
  };
  Object.assign(own, { empty, settle, away, back, show, drafted: () => ({ who, round, saves }) });

  own.listen(cells, { typed, changed }, TYPING);
  own.ready();
  setInterval(gather, GATHERING);
  const begun = begin();
})();
