// Buttons that copy a text: shown only where there is script; over plain HTTP the text is selected and copied the old way.
"use strict";
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    text.focus();
    text.select();
    try {
      if (navigator.clipboard) await navigator.clipboard.writeText(text.value);
      else if (!document.execCommand("copy")) return;
    } catch {
      if (!document.execCommand("copy")) return;
    }
    button.textContent = button.dataset.done;
  });
}
