if ("serviceWorker" in navigator) {
  const worker = new URL("../sw.js", document.currentScript.src);
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register(worker);
    } catch {
      // Private windows and old browsers refuse: the site works as any other.
    }
  });
}

const saved = document.querySelector("[data-saved-pages]");
if (saved && "caches" in window) {
  (async () => {
    const pages = await caches.open("kc-trang");
    const found = [];
    for (const request of (await pages.keys()).reverse()) {
      const answer = await pages.match(request);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      found.push([new URL(request.url).pathname, page.querySelector("h1")?.textContent.trim() || page.title]);
    }
    for (const [address, title] of found) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = title;
      saved.appendChild(document.createElement("li")).append(link);
    }
    saved.hidden = !found.length;
  })();
}
