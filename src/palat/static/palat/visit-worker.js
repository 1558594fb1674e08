/* Keeps the visit page and what it is made of, so that it opens where there is no network.
   Only that page and static files are kept; signing out deletes them (drafts.js). */
"use strict";
const KEPT = "palat-visits";
const PAGE = /^\/desk\/petitions\/[^/]+\/visit\/$/;
const isStatic = (url) => url.pathname.startsWith("/static/");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const keep = async (request, response) => {
  if (response.ok && !response.redirected) await (await caches.open(KEPT)).put(request, response.clone());
  return response;
};

self.addEventListener("message", (event) => {
  const all = (event.data && event.data.keep) || [];
  event.waitUntil((async () => {
    await Promise.allSettled(all.map(async (address) => keep(address, await fetch(address, { credentials: "same-origin" }))));
    if (event.source) event.source.postMessage({ kept: true });
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && PAGE.test(url.pathname)) {
    // The network first, so that whoever is signed out is asked to sign in; the kept page only without it.
    event.respondWith(
      fetch(event.request)
        .then((response) => keep(url.pathname, response))
        .catch(async () => (await caches.match(url.pathname)) || Response.error())
    );
  } else if (isStatic(url)) {
    event.respondWith(fetch(event.request).catch(async () => (await caches.match(event.request)) || Response.error()));
  }
});
