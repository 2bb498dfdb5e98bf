// Files go up one by one as soon as they are chosen, dragged here or photographed; a lost connection is tried again.
"use strict";
(() => {
  const form = document.getElementById("report-form");
  if (!form) return;
  const words = form.dataset, token = form.elements.csrfmiddlewaretoken.value;
  const queue = [];
  let busy = false;

  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const large = (job) => { say(job, words.large.replace("{n}", Math.floor(job.most / 1048576))); };
  const say = (job, text) => { job.line.textContent = text.replace("{name}", job.file.name); };
  const again = (job) => {
    say(job, words.failed);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = words.again;
    button.addEventListener("click", () => { job.tries = 0; queue.push(job); next(); });
    job.line.append(" ", button);
  };
  const put = (job, html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    job.line.remove();
    if (job.criterion === "report") {
      document.getElementById("report-file").replaceWith(page.getElementById("report-file"));
      return;
    }
    const piece = page.querySelector("li.piece");
    form.dispatchEvent(new CustomEvent("pingyi:piece", { detail: JSON.parse(piece.dataset.seen) }));
    if (!document.getElementById(piece.id)) form.querySelector('[data-pieces="' + CSS.escape(job.criterion) + '"]').append(piece);
  };
  const retry = (job) => {
    job.tries += 1;
    if (job.tries > 8) return again(job);
    say(job, words.waiting);
    setTimeout(() => { queue.push(job); next(); }, Math.min(1000 * 2 ** job.tries, 30000));
  };
  const next = () => {
    if (busy || !queue.length) return;
    busy = true;
    const job = queue.shift(), sent = new XMLHttpRequest(), body = new FormData();
    body.append("criterion", job.criterion);
    body.append("key", job.key);
    body.append("size", job.file.size);
    body.append("file", job.file);
    sent.open("POST", words.uploads);
    sent.setRequestHeader("X-CSRFToken", token);
    sent.upload.addEventListener("progress", (event) => {
      say(job, words.sending.replace("{n}", Math.floor((100 * event.loaded) / event.total)));
    });
    sent.addEventListener("loadend", () => {
      busy = false;
      if (sent.status === 201) put(job, sent.responseText);
      else if (sent.status === 422) job.line.innerHTML = new DOMParser().parseFromString(sent.responseText, "text/html").body.innerHTML;
      else if (sent.status === 413) large(job);
      else if (!sent.status || sent.status >= 500) retry(job);
      else job.line.textContent = words.ended;
      next();
    });
    sent.send(body);
  };
  const take = async (drop, files) => {
    const list = drop.querySelector(".sending");
    for (const file of files) {
      const line = list.appendChild(document.createElement("li"));
      const job = { file, line, criterion: drop.dataset.drop, key: fresh(), tries: 0, most: Number(drop.dataset.most) };
      // What would be refused at the end is not sent over a slow network first.
      if (file.size > job.most) {
        large(job);
        continue;
      }
      try {
        // Telephones hand over files that are not there yet: they have no size, or cannot be read.
        if (!file.size || !(await file.slice(0, 1).arrayBuffer()).byteLength) throw new Error("empty");
      } catch {
        say(job, words.empty);
        continue;
      }
      say(job, words.sending.replace("{n}", 0));
      queue.push(job);
      next();
    }
  };
  for (const drop of form.querySelectorAll("[data-drop]")) {
    drop.querySelector(".dragging").hidden = !matchMedia("(pointer: fine)").matches;
    drop.addEventListener("change", (event) => {
      const files = Array.from(event.target.files);
      event.target.value = "";
      take(drop, files);
    });
    drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      take(drop, Array.from(event.dataTransfer.files));
    });
  }
  window.addEventListener("beforeunload", (event) => { if (busy || queue.length) event.preventDefault(); });
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", (event) => event.preventDefault());
})();
