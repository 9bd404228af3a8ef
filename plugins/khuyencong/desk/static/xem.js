"use strict";
// The true page beside the form: drawn by the server from what stands in the form now.
{
  const form = document.getElementById("bai");
  const frame = form.querySelector(".view iframe");
  const room = form.querySelector(".view__frame");
  const said = document.getElementById("xem-noi");
  const PAUSE = 120; // milliseconds of quiet until the page is drawn
  let waiting = 0;
  let drawing = false;
  let again = false;

  const fit = () => {
    const width = Number(form.querySelector(".view [aria-pressed=true]").dataset.width);
    const scale = Math.min(1, room.clientWidth / width);
    frame.style.width = `${width}px`;
    frame.style.height = `${room.clientHeight / scale}px`;
    frame.style.transform = `scale(${scale}) translateX(-50%)`;
  };

  const put = (page) => {
    const shown = frame.contentDocument;
    const made = new DOMParser().parseFromString(page, "text/html");
    if (!shown?.querySelector("main")) {
      // Firefox matches 'self' of a policy in a srcdoc with nothing: the desk's own, inherited, holds.
      made.querySelector('meta[http-equiv="Content-Security-Policy"]')?.remove();
      frame.srcdoc = `<!doctype html>${made.documentElement.outerHTML}`;
      return;
    }
    const top = shown.scrollingElement.scrollTop;
    shown.title = made.title;
    shown.body.replaceWith(shown.adoptNode(made.body));
    shown.scrollingElement.scrollTop = top;
  };

  const draw = async () => {
    if (!room.clientWidth) return; // there is no room for it on this screen
    if (drawing) {
      again = true;
      return;
    }
    drawing = true;
    try {
      const answer = await fetch(form.dataset.view, { method: "POST", body: new FormData(form) });
      if (answer.ok) {
        put(await answer.text());
        said.textContent = "";
      } else {
        said.textContent = await answer.text();
        if (answer.status === 422 && !frame.srcdoc) waiting = setTimeout(draw, 3000);
      }
    } catch {
      said.textContent = "Không nối được với Bàn biên tập; trang bên dưới là bản trước.";
    } finally {
      drawing = false;
      if (again) {
        again = false;
        draw();
      }
    }
  };

  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, PAUSE);
  };

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("click", (event) => {
    const { width } = event.target.closest("button")?.dataset ?? {};
    if (!width) {
      if (event.target.closest(".row__moves")) soon();
      return;
    }
    for (const each of form.querySelectorAll("[data-width]")) each.setAttribute("aria-pressed", each.dataset.width === width);
    fit();
  });
  // A window of its own shows what was kept: keep first.
  for (const link of form.querySelectorAll("[data-window]")) {
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      const page = window.open("", "_blank");
      await fetch(form.dataset.keep, { method: "POST", body: new FormData(form) });
      page.location = link.href;
    });
  }
  // The page scrolls along: the same share of both has gone by.
  addEventListener("scroll", () => {
    const shown = frame.contentDocument?.scrollingElement;
    if (!shown) return;
    const gone = scrollY / Math.max(1, document.documentElement.scrollHeight - innerHeight);
    shown.scrollTop = gone * (shown.scrollHeight - shown.clientHeight);
  }, { passive: true });
  addEventListener("resize", fit);
  fit();
  // Who wants to write goes first: the page is drawn when the text stands open on the screen.
  const drawBehind = () => requestAnimationFrame(() => setTimeout(draw));
  if (form.querySelector("[data-editor]")) form.addEventListener("opened", drawBehind);
  else draw();
}
