/* What the outbox shows and guards: the line that says what is not sent yet, the draft file, signing only when all has
arrived, signing out, and what is kept for a reload without a network. The sentences stand in templates/outbox.html. */
(() => {
  "use strict";
  const own = (window.pingyi = window.pingyi || {});
  const bar = document.querySelector("[data-outbox]");
  if (!bar || own.barred) return;
  own.barred = true;
  const SLOW = 1200;
  let last = { waiting: 0, held: 0, stuck: [] };
  let timer = null;

  const filled = (name, n) => bar.dataset[name].replaceAll("{n}", String(n));

  const sentence = (state) => {
    const left = state.waiting + state.held;
    if (state.kind === "memory" && left) return ["memory", left];
    if (state.signedOut) return ["signedOut", left];
    if (state.network === "reload") return ["reload", left];
    if (state.held) return ["held", state.held];
    if (state.offline) return [state.waiting ? "offline" : "quiet", state.waiting];
    return state.waiting ? ["waiting", state.waiting] : ["saved", 0];
  };

  own.showBar = (_, state) => {
    last = state;
    clearTimeout(timer);
    // What is through in a moment is shown, and not read aloud.
    const told = bar.querySelector("[data-told]");
    const passing = sentence(state)[0] === "waiting";
    told.setAttribute("aria-busy", String(passing));
    if (passing) timer = setTimeout(() => told.setAttribute("aria-busy", "false"), SLOW);
    write();
  };

  function write() {
    const [name, n] = sentence(last);
    bar.dataset.now = name;
    if (name === "saved") bar.querySelector("[data-stopped-why]").hidden = true;
    const told = bar.querySelector("[data-told]");
    const text = filled(name, n);
    if (told.textContent !== text) told.textContent = text;
    bar.querySelector("[data-again]").hidden = name !== "signedOut" && name !== "reload";
    bar.querySelector("[data-draft]").hidden = name === "saved" || name === "waiting" || name === "quiet";
    const strangers = bar.querySelector("[data-strangers]");
    strangers.hidden = !last.others;
    strangers.textContent = last.others ? filled("others", last.others) : "";
    const there = last.stuck.find((save) => save.page !== location.pathname);
    const link = bar.querySelector("[data-there]");
    link.hidden = !there;
    if (there) link.href = there.page;
  }

  bar.querySelector("[data-draft]").addEventListener("click", () => {
    own.settle();
    const draft = { pingyi: "draft", version: 1, at: new Date().toISOString(), ...own.drafted() };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(draft, null, 1)], { type: "application/json" }));
    link.download = `pingyi-${draft.round}-${draft.at.replace(/[^0-9]/g, "").slice(0, 14)}.json`;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });

  /* Forms and links with data-after-outbox wait until all has arrived. */
  const guarded = async (element, go) => {
    if (await own.empty(element.dataset.afterOutbox)) {
      element.dataset.passed = "1";
      setTimeout(go); // while the event of the press goes on, a browser takes no second submit
      return;
    }
    bar.querySelector("[data-stopped-why]").hidden = false;
    bar.scrollIntoView({ block: "center" });
    bar.focus();
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.afterOutbox !== undefined && !form.dataset.passed) {
      event.preventDefault();
      const { submitter } = event;
      guarded(form, () => form.requestSubmit(submitter || undefined));
    } else if (new URL(form.action).pathname === "/out/") {
      own.settle();
      const left = last.waiting + last.held;
      if (left && !window.confirm(filled("leave", left))) event.preventDefault();
      else if ("caches" in window) caches.keys().then((names) => names.forEach((name) => caches.delete(name)));
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-after-outbox]");
    if (!link || link.dataset.passed || event.ctrlKey || event.metaKey || event.button) return;
    event.preventDefault();
    guarded(link, () => link.click());
  });

  /* Whatever may be the last moment of this page: a phone gives no other. */
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") own.away(true);
    else own.back();
  });
  window.addEventListener("pagehide", () => own.away(true));
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  window.addEventListener("online", () => own.back());
  window.addEventListener("offline", () => own.show());
  window.addEventListener("beforeunload", (event) => {
    own.settle();
    if (last.kind !== "memory" || !(last.waiting + last.held)) return;
    event.preventDefault();
    event.returnValue = true;
  });

  /* A reload without a network: only where the browser calls the connection secure. */
  const { worker, scope, who } = bar.dataset;
  if ("serviceWorker" in navigator && worker)
    navigator.serviceWorker
      .register(worker, { scope })
      .then(() => navigator.serviceWorker.ready)
      .then(({ active }) => {
        const ahead = [...document.querySelectorAll("a[data-keep]")].map((link) => link.href);
        active.postMessage({ who, page: location.href, ahead });
      })
      .catch(() => {});
})();
