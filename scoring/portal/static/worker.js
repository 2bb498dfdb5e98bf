/* The service worker of one round: score sheets of a panel member open again without a network, as they last came.

It keeps pages only of whoever is signed in, gives them out only when the network fails, and marks them as kept
(data-cached on the root element), so that the outbox knows that the server may hold more. What was typed is none of
its business: static/outbox.js sends that. */
"use strict";
const PAGES = "pingyi-pages";
const ASSETS = "pingyi-assets";
const OWNER = "/owner-of-the-pages";
const PATIENCE = 8000;
const FRESH = 600000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const kept = (page) => page.ok && !page.redirected && (page.headers.get("Content-Type") || "").startsWith("text/html");

const keep = async (request, page) => {
  const text = await page.clone().text();
  if (!text.includes("data-outbox")) return;
  const told = text.replace("<html ", '<html data-cached="" ');
  const headers = new Headers(page.headers);
  headers.set("Date", new Date().toUTCString());
  const cache = await caches.open(PAGES);
  await cache.put(request.url || request, new Response(told, { headers }));
};

/* A page that is kept ahead of its being opened is not asked for at every turn. */
const isFresh = async (url) => {
  const held = await caches.match(url, { cacheName: PAGES, ignoreVary: true });
  return Boolean(held) && Date.now() - Date.parse(held.headers.get("Date")) < FRESH;
};

/* What the kept pages are made of, all of it: one that was never opened brings scripts that no other has. */
const furnish = async () => {
  const [pages, assets] = [await caches.open(PAGES), await caches.open(ASSETS)];
  const wanted = new Set();
  for (const request of await pages.keys()) {
    const text = await (await pages.match(request)).text();
    for (const [, path] of text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) wanted.add(self.location.origin + path);
  }
  for (const held of await assets.keys()) if (!wanted.has(held.url)) await assets.delete(held);
  for (const url of wanted) if (!(await assets.match(url, { ignoreVary: true }))) await assets.add(url).catch(() => {});
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
    const fetchAll = async (urls) => {
      for (const url of urls) {
        const page = await fetch(url, { credentials: "same-origin" }).catch(() => null);
        if (page && kept(page)) await keep(url, page);
      }
      await furnish();
    };
    await fetchAll([data.page]);
    const ahead = [];
    for (const url of data.ahead) if (!(await isFresh(url))) ahead.push(url);
    if (ahead.length) await fetchAll(ahead);
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
