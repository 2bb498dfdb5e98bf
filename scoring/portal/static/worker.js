/* The service worker of one round: score sheets of a panel member open again without a network, as they last came.

It keeps pages only of whoever is signed in, gives them out only when the network fails, and marks them as kept
(data-cached on the root element), so that the outbox knows that the server may hold more. What was typed is none of
its business: static/outbox.js sends that. */
"use strict";
const PAGES = "pingyi-pages";
const ASSETS = "pingyi-assets";
const OWNER = "/owner-of-the-pages";
const PATIENCE = 8000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const kept = (page) => page.ok && !page.redirected && (page.headers.get("Content-Type") || "").startsWith("text/html");

const keep = async (request, page) => {
  const text = await page.clone().text();
  if (!text.includes("data-outbox")) return;
  const told = text.replace("<html ", '<html data-cached="" ');
  const cache = await caches.open(PAGES);
  await cache.put(request.url || request, new Response(told, { headers: page.headers }));
};

const owned = async (who) => {
  const cache = await caches.open(PAGES);
  const owner = await cache.match(OWNER);
  if (owner && (await owner.text()) === who) return;
  await caches.delete(PAGES);
  await (await caches.open(PAGES)).put(OWNER, new Response(who));
};

self.addEventListener("message", (event) => {
  const { data } = event;
  const work = (async () => {
    await owned(data.who);
    const assets = await caches.open(ASSETS);
    for (const held of await assets.keys()) if (!data.assets.includes(held.url)) await assets.delete(held);
    for (const url of data.assets) if (!(await assets.match(url))) await assets.add(url).catch(() => {});
    for (const url of data.pages) {
      const page = await fetch(url, { credentials: "same-origin" }).catch(() => null);
      if (page && kept(page)) await keep(url, page);
    }
  })();
  event.waitUntil(work);
});

const visited = async (event) => {
  const { request } = event;
  const given = new Promise((_, fail) => setTimeout(() => fail(new Error("slow")), PATIENCE));
  try {
    const page = await Promise.race([fetch(request), given]);
    if (kept(page)) event.waitUntil(keep(request, page.clone()).catch(() => {}));
    return page;
  } catch (broken) {
    const found = await caches.match(request.url, { cacheName: PAGES, ignoreVary: true });
    if (found) return found;
    if (broken.message === "slow") return fetch(request);
    throw broken;
  }
};

const fetched = async (request) => (await caches.match(request, { cacheName: ASSETS, ignoreVary: true })) || fetch(request);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(visited(event));
  else if (pathname.startsWith("/assets/")) event.respondWith(fetched(request));
});
