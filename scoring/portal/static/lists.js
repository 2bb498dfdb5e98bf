/* Lists that are searched while one types, and figures that are fetched anew. What htmx cannot put in its place is asked
for as without a script: the whole page then says what is to be done. Without a network a line says so, and all stays. */
"use strict";
document.addEventListener("htmx:beforeSwap", (event) => {
  const asked = event.detail.requestConfig.elt;
  const meant = new URL(asked.getAttribute("hx-get"), location);
  const answered = new URL(event.detail.xhr.responseURL);
  if (event.detail.xhr.status === 200 && answered.pathname === meant.pathname) return;
  event.preventDefault();
  if (asked.matches("form")) asked.submit();
  else location.reload();
});
// Figures are fetched anew only where somebody wished it and looks on, and not under somebody's fingers.
const wish = document.getElementById("anew");
if (wish) wish.parentElement.hidden = false;
document.addEventListener("htmx:beforeRequest", (event) => {
  const rows = event.detail.elt;
  if (rows.id === "rows" && (document.hidden || !wish.checked || rows.contains(document.activeElement))) event.preventDefault();
});
const say = (asked, text) => {
  const line = document.getElementById(asked.id === "rows" ? "stale" : "found");
  if (line) line.textContent = text;
};
document.addEventListener("htmx:sendError", (event) => {
  const asked = event.detail.elt;
  say(asked, (asked.id === "rows" ? wish : asked).dataset.lost);
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.requestConfig.elt.id === "rows") document.getElementById("stale").textContent = "";
});
