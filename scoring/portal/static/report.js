// The form of a report saves itself: what was typed is kept on the device until the portal has it.
"use strict";
(() => {
  const form = document.getElementById("report-form");
  if (!form) return;
  const words = form.dataset, state = document.getElementById("saving");
  const token = form.elements.csrfmiddlewaretoken.value, place = "pingyi-report:" + location.pathname;
  const asked = /^(report\.text|contact\.|self\.|facts\.|piece\.)/;
  let seen = JSON.parse(form.elements.seen.value), waiting = {}, sending = false, timer = 0, pause = 2000, ended = false;
  // What somebody else changed too: it lies on the device until one of the versions is chosen.
  const differing = {};

  const keep = () => {
    try {
      const held = { ...differing };
      for (const [name, value] of Object.entries(waiting)) held[name] = { value, edition: seen[name] || 0 };
      if (Object.keys(held).length) localStorage.setItem(place, JSON.stringify(held));
      else localStorage.removeItem(place);
    } catch { /* no room on the device: the portal still gets it */ }
  };
  const tell = (offline) => {
    const n = Object.keys(waiting).length, both = Object.keys(differing).length;
    state.textContent = ended ? words.ended : offline ? words.offline : n ? words.unsaved.replace("{n}", n)
      : both ? words.differing.replace("{n}", both) : words.allSaved;
  };
  const settle = (name, edition) => {
    seen[name] = edition;
    form.elements.seen.value = JSON.stringify(seen);
  };
  const differ = (name, other) => {
    const input = form.elements[name];
    if (!input) return;
    input.parentElement.querySelector(".meanwhile")?.remove();
    const part = document.getElementById("meanwhile").content.firstElementChild.cloneNode(true);
    const told = part.querySelector("[data-told]");
    told.textContent = told.dataset.told.replace("{name}", other.name || "—");
    part.querySelector("q").textContent = other.value;
    for (const button of part.querySelectorAll("[data-keep]")) {
      button.addEventListener("click", () => {
        settle(name, other.edition);
        delete differing[name];
        if (button.dataset.keep === "other") input.value = other.value;
        part.remove();
        input.focus();
        last[name] = undefined;
        note(input);
      });
    }
    input.parentElement.append(part);
  };
  const send = async () => {
    clearTimeout(timer);
    const names = Object.keys(waiting);
    if (sending || ended || !names.length) return;
    sending = true;
    const values = { ...waiting }, known = Object.fromEntries(names.map((name) => [name, seen[name] || 0]));
    try {
      const answer = await fetch(words.saves, {
        method: "POST", redirect: "manual", body: JSON.stringify({ values, seen: known }),
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      });
      if (answer.ok) {
        const { kept, stale } = await answer.json();
        for (const [name, edition] of Object.entries(kept)) settle(name, edition);
        for (const name of names) if (waiting[name] === values[name]) delete waiting[name];
        for (const name of Object.keys(kept)) delete differing[name];
        for (const [name, other] of Object.entries(stale)) {
          differing[name] = { value: values[name], edition: known[name] };
          differ(name, other);
        }
        pause = 2000;
        keep();
        tell(false);
      } else if (answer.status >= 500) throw new Error(answer.status);
      else if (answer.status === 422) {
        const { told } = await answer.json();
        for (const name of names) delete waiting[name];
        keep();
        state.textContent = told.join(" ");
      } else {
        ended = true;
        tell(false);
      }
    } catch (error) {
      tell(true);
      pause = Math.min(pause * 2, 60000);
      timer = setTimeout(send, pause);
    }
    sending = false;
    if (pause === 2000 && Object.keys(waiting).length) timer = setTimeout(send, 300);
  };
  const last = {};
  const given = (input) => input.options
    ? (Array.from(input.options).find((option) => option.defaultSelected) || input.options[0]).value : input.defaultValue;
  // What a browser puts back by itself after a reload is older than what the portal sent.
  const again = performance.getEntriesByType("navigation").some(({ type }) => type !== "navigate");
  for (const input of form.elements) {
    if (!asked.test(input.name)) continue;
    last[input.name] = given(input);
    if (again) input.value = last[input.name];
  }
  const note = (input) => {
    // Leaving a field changes nothing that was not typed before.
    if (!asked.test(input.name) || last[input.name] === input.value) return;
    last[input.name] = input.value;
    waiting[input.name] = input.value;
    keep();
    tell(false);
    clearTimeout(timer);
    timer = setTimeout(send, 800);
  };
  form.addEventListener("input", (event) => note(event.target));
  form.addEventListener("change", (event) => note(event.target));
  form.addEventListener("pingyi:piece", (event) => {
    for (const [name, edition] of Object.entries(event.detail)) settle(name, edition);
  });
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(); });
  window.addEventListener("beforeunload", (event) => { if (Object.keys(waiting).length) { send(); if (!navigator.onLine) event.preventDefault(); } });

  try {
    // What was pressed "Save" for without a connection lies here still. Where somebody else changed the field since,
    // the edition that was seen then brings both versions up; where it arrived, there is nothing to do.
    for (const [name, { value, edition }] of Object.entries(JSON.parse(localStorage.getItem(place) || "{}"))) {
      const input = form.elements[name];
      if (!input) continue;
      if (input.value === value) {
        // The page that answered "Save" shows both versions already.
        if (input.parentElement.querySelector(".meanwhile")) differing[name] = { value, edition };
        continue;
      }
      settle(name, edition);
      input.value = value;
      note(input);
    }
    keep();
    if (Object.keys(differing).length) tell(false);
  } catch { /* what is there cannot be read: the portal's version stands */ }
  // What was typed while this script was still on its way.
  for (const input of form.elements) note(input);
})();
