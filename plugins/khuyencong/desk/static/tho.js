"use strict";
// The service worker of the desk: an empty form of a story for when there is no network. What is
// written into it waits in the browser (giu.js). Nothing else of the desk is kept here.
const DESK = new URL(self.registration.scope).pathname;
const EMPTY_FORM = `${DESK}viet/tin-tuc`;
const KEPT = "ban-bien-tap";

const keepForm = async () => {
  const answer = await fetch(EMPTY_FORM, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return;
  const page = await answer.clone().text();
  const cache = await caches.open(KEPT);
  await cache.put(EMPTY_FORM, answer);
  const files = [...page.matchAll(/(?:src|href)="([^"]*\/tinh\/[^"]+)"/g)].map(([, address]) => address);
  const known = new Set((await cache.keys()).map(({ url }) => url));
  await cache.addAll(files.filter((file) => !known.has(new URL(file, self.location.origin).href)));
  const wanted = new Set([EMPTY_FORM, ...files].map((file) => new URL(file, self.location.origin).href));
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
};

// Each opening of the form has a draft of its own.
const freshForm = async () => {
  const kept = await caches.match(EMPTY_FORM);
  if (!kept) return Response.error();
  const draft = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const page = (await kept.text()).replace(/(name="draft" value=")[0-9a-f]{16}/, `$1${draft}`);
  return new Response(page, { headers: kept.headers });
};

addEventListener("install", (event) => event.waitUntil(keepForm().then(() => self.skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
addEventListener("message", ({ data }) => {
  if (data === "forget") caches.delete(KEPT);
  if (data === "refresh") keepForm().catch(() => undefined);
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || !pathname.startsWith(DESK)) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(freshForm));
  else if (pathname.startsWith(`${DESK}tinh/`)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
  }
});
