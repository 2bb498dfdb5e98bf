/* The way out of the device: one request with saves, one answer. Nothing is decided here. */
(() => {
  "use strict";
  const own = (window.pingyi = window.pingyi || {});
  const PATIENCE = 20000;
  const SENT = ["device", "seq", "sheet", "criterion", "value", "reason", "base", "after"];

  /* Send saves; resolve to the status (0: no answer) and, with 200, one line for each of them. */
  own.post = async (path, token, batch, parting) => {
    const end = new AbortController();
    const patience = setTimeout(() => end.abort(), PATIENCE);
    const saves = batch.map((save) => Object.fromEntries(SENT.map((name) => [name, save[name]])));
    try {
      const answer = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ token, saves }),
        credentials: "same-origin",
        keepalive: parting,
        redirect: "error",
        signal: end.signal,
      });
      if (answer.status !== 200) return { status: answer.status, lines: null };
      const lines = (await answer.json()).saves;
      // What answers for something else (the sign-in page of a hotel's network, say) has not answered.
      const right = batch.every((save, at) => lines[at].device === save.device && lines[at].seq === save.seq);
      return right ? { status: 200, lines } : { status: 0, lines: null };
    } catch {
      return { status: 0, lines: null };
    } finally {
      clearTimeout(patience);
    }
  };
})();
