/* What is typed, on this device: each save in local storage at once and in an IndexedDB that outlives a flat battery.

pingyi.openStore() resolves to a store:
  kind     "lasting", "local" (local storage only) or "memory" (nothing survives a reload)
  all()    every save on this device, of whomever, in the order in which they were typed (a promise)
  put(s)   keep a save {device, seq, made, …}, or what became of it; it is in local storage when this returns, and in
           the IndexedDB when its promise is done
  drop(s)  forget a save
  seen(sheet) / see(s)   the last acknowledged content of cells: {sheet, criterion, id, value, reason}
Both places hold the same: whatever one of them loses comes from the other. A save is called device/seq; the device is
this page as it was loaded, so two tabs never use the same number. */
(() => {
  "use strict";
  const own = (window.pingyi = window.pingyi || {});
  const PREFIX = "pingyi.save.";
  const SEEN = 4000;
  own.nameOf = (save) => `${save.device}/${save.seq}`;

  const local = (() => {
    try {
      localStorage.setItem("pingyi.try", "1");
      localStorage.removeItem("pingyi.try");
      return localStorage;
    } catch {
      return null;
    }
  })();

  const opened = () =>
    new Promise((done) => {
      let request;
      const given = setTimeout(() => done(null), 3000); // a browser that never answers is one that has none
      const end = (found) => {
        clearTimeout(given);
        done(found);
      };
      try {
        request = indexedDB.open("pingyi", 1);
      } catch {
        end(null);
        return;
      }
      request.onupgradeneeded = () => {
        request.result.createObjectStore("saves", { keyPath: ["device", "seq"] });
        request.result.createObjectStore("seen", { keyPath: ["sheet", "criterion"] });
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        end(request.result);
      };
      request.onerror = request.onblocked = () => end(null);
    });

  const asked = (db, name, mode, work) =>
    new Promise((done, failed) => {
      const step = db.transaction(name, mode, { durability: "strict" });
      const request = work(step.objectStore(name));
      step.oncomplete = () => done(request.result);
      step.onerror = step.onabort = () => failed(step.error);
      if (mode === "readwrite" && step.commit) step.commit();
    });

  const stored = () => {
    const found = [];
    for (let at = 0; local && at < local.length; at += 1) {
      const key = local.key(at);
      if (!key.startsWith(PREFIX)) continue;
      try {
        found.push(JSON.parse(local.getItem(key)));
      } catch {
        // cut off in the middle of writing: the other place has it, or its change was never seen as done
      }
    }
    return found;
  };

  own.openStore = async () => {
    const db = await opened();
    const memory = new Map();
    let kind = db ? "lasting" : local ? "local" : "memory";
    const all = async () => {
      const found = new Map(memory);
      for (const save of stored()) found.set(own.nameOf(save), save);
      if (db) {
        try {
          for (const save of await asked(db, "saves", "readonly", (held) => held.getAll()))
            if (!found.has(own.nameOf(save))) found.set(own.nameOf(save), save);
        } catch {
          kind = local ? "local" : "memory";
        }
      }
      return [...found.values()].sort((a, b) => a.made - b.made || a.seq - b.seq);
    };
    const put = async (save) => {
      memory.set(own.nameOf(save), save);
      let kept = false;
      try {
        local.setItem(PREFIX + own.nameOf(save), JSON.stringify(save));
        kept = true;
      } catch {
        // full, or there is none
      }
      if (db) {
        try {
          await asked(db, "saves", "readwrite", (held) => held.put(save));
          kept = true;
        } catch {
          // the disk is full: local storage has it, or this page alone
        }
      }
      if (!kept) kind = "memory";
    };
    const drop = async (save) => {
      memory.delete(own.nameOf(save));
      try {
        local.removeItem(PREFIX + own.nameOf(save));
      } catch {
        // there is none
      }
      if (db) await asked(db, "saves", "readwrite", (held) => held.delete([save.device, save.seq])).catch(() => {});
    };
    const seen = async (sheet) => {
      if (!db) return [];
      const range = IDBKeyRange.bound([sheet, ""], [sheet, "\uffff"]);
      return asked(db, "seen", "readonly", (held) => held.getAll(range, SEEN)).catch(() => []);
    };
    const see = async (cell) => {
      if (db) await asked(db, "seen", "readwrite", (held) => held.put(cell)).catch(() => {});
    };
    return { all, put, drop, seen, see, get kind() { return kind; } };
  };
})();
