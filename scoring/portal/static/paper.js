// Typing from paper: Enter goes to the next mark instead of sending the form half-typed.
"use strict";
const form = document.querySelector("[data-paper]");
if (form) {
  const keys = [...form.querySelectorAll("input.key")];
  if (keys.length) keys[0].focus();
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    const at = keys.indexOf(event.target);
    const next = at >= 0 && at + 1 < keys.length ? keys[at + 1] : form.querySelector("button[name=then]");
    next.focus();
    if (next.select) next.select();
  });
}
