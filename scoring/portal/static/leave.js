/* Where somebody signs in, nobody is signed in: what this device kept of a panel member's pages is forgotten, so that
whoever has the device next does not come to them without a network. What was typed and not sent stays. */
(() => {
  "use strict";
  if ("caches" in window) caches.delete("pingyi-pages");
})();
