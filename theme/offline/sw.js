// What a reader has opened stays readable without a network. Pages always come from the network
// when there is one, so nobody is shown old news; files whose names carry a hash never change.
const PAGES = "kc-trang";
const INDEX = "kc-chi-muc";
const FILES = "kc-tep-{{ version }}";
const SHELL = {{ shell }};
const OFFLINE = "{{ offline }}";
const MOST_PAGES = 80;
const HASHED = /-[0-9a-f]{10}[^/]*\.(avif|jpg|png|css|js)$/;

const here = (path) => new URL(path, registration.scope).href;

// What is fetched before anybody reads it has an address of its own in the log of the server: it is no view.
const fetchAhead = async (cache, path) => {
  const answer = await fetch(`${here(path)}?giu-san`);
  if (!answer.ok) throw new Error(path);
  await cache.put(here(path), answer);
};

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(
    (async () => {
      const files = await caches.open(FILES);
      await files.addAll(SHELL.map(here));
      await fetchAhead(files, OFFLINE);
      await fetchAhead(await caches.open(PAGES), "./");
    })(),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const ours = (await caches.keys()).filter((name) => name.startsWith("kc-"));
      const old = ours.filter((name) => ![PAGES, INDEX, FILES].includes(name));
      await Promise.all(old.map((name) => caches.delete(name)));
      await clients.claim();
    })(),
  );
});

// The search page is the same for every query, and no query is kept.
const withoutQuery = (url) => (url.startsWith(here("tim/?")) ? here("tim/") : url);

const page = async (asked) => {
  const request = new Request(withoutQuery(asked.url), { headers: asked.headers });
  const pages = await caches.open(PAGES);
  try {
    // Asked again even when the browser thinks that its own copy is fresh enough.
    const answer = await fetch(request, { cache: "no-cache" });
    if (answer.ok && !answer.redirected) {
      // Deleted first, so that the newest visit stands last.
      await pages.delete(request);
      await pages.put(request, answer.clone());
      const kept = await pages.keys();
      const front = here("./");
      const spare = kept.filter(({ url }) => url !== front);
      await Promise.all(spare.slice(0, -MOST_PAGES).map((old) => pages.delete(old)));
    } else if (answer.status === 404 || answer.status === 410) {
      await pages.delete(request);
    }
    return answer;
  } catch {
    return (await pages.match(request, { ignoreSearch: true })) || caches.match(here(OFFLINE));
  }
};

const file = async (request) => {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(FILES)).put(request, answer.clone());
  return answer;
};

// The index as it is now; without a network what was loaded of it before.
const index = async (request) => {
  const kept = await caches.open(INDEX);
  try {
    const answer = await fetch(request);
    if (answer.ok) await kept.put(request, answer.clone());
    return answer;
  } catch (error) {
    const old = await kept.match(request);
    if (old) return old;
    throw error;
  }
};

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (request.url.startsWith(here("tim/chi-muc/")) || request.url === here("san-pham/tim.json")) event.respondWith(index(request));
  else if (HASHED.test(new URL(request.url).pathname)) event.respondWith(file(request));
});
