// Shows the photos of a page large. Without this script their links lead to the same pictures.
const links = [...document.querySelectorAll("main .figure__link")];

if (links.length && "showModal" in HTMLDialogElement.prototype) {
  const dialog = document.createElement("dialog");
  dialog.className = "photo-viewer";
  dialog.setAttribute("aria-label", "Xem ảnh");
  dialog.innerHTML = `
    <div class="photo-viewer__stage"></div>
    <p class="photo-viewer__caption" aria-live="polite"></p>
    <div class="photo-viewer__tools">
      <button type="button" data-do="-" aria-label="Thu nhỏ">−</button>
      <button type="button" data-do="+" aria-label="Phóng to">+</button>
      <button type="button" data-do="Escape">Đóng</button>
    </div>
    <button class="photo-viewer__step" type="button" data-do="ArrowLeft" aria-label="Ảnh trước">‹</button>
    <button class="photo-viewer__step photo-viewer__step--next" type="button" data-do="ArrowRight" aria-label="Ảnh sau">›</button>`;
  document.body.append(dialog);
  const stage = dialog.querySelector(".photo-viewer__stage");
  const caption = dialog.querySelector(".photo-viewer__caption");
  if (links.length === 1) for (const step of dialog.querySelectorAll(".photo-viewer__step")) step.hidden = true;

  const LARGEST = 5;
  let index = 0;
  let opener;
  let scale = 1;
  let x = 0;
  let y = 0;

  const place = () => {
    const { clientWidth, clientHeight } = stage;
    const most = { x: (clientWidth * (scale - 1)) / 2, y: (clientHeight * (scale - 1)) / 2 };
    x = Math.max(-most.x, Math.min(most.x, x));
    y = Math.max(-most.y, Math.min(most.y, y));
    stage.firstElementChild.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    stage.classList.toggle("photo-viewer__stage--zoomed", scale > 1);
  };
  // The point (from the middle of the stage) under the finger stays under it.
  const zoom = (to, [px, py] = [0, 0]) => {
    const next = Math.max(1, Math.min(LARGEST, to));
    x = px - ((px - x) * next) / scale;
    y = py - ((py - y) * next) / scale;
    scale = next;
    // A closer look asks for a larger picture.
    for (const part of stage.querySelectorAll("[sizes]")) part.sizes = scale > 1 ? "250vw" : "100vw";
    place();
  };
  const from = ({ clientX, clientY }) => {
    const { left, top, width, height } = stage.getBoundingClientRect();
    return [clientX - left - width / 2, clientY - top - height / 2];
  };

  const show = (to) => {
    index = (to + links.length) % links.length;
    const picture = links[index].querySelector("picture").cloneNode(true);
    const image = picture.querySelector("img");
    Object.assign(image, { loading: "eager", draggable: false });
    for (const part of picture.querySelectorAll("[sizes]")) part.sizes = "100vw";
    stage.replaceChildren(picture);
    [scale, x, y] = [1, 0, 0];
    place();
    const words = links[index].parentElement.querySelector("figcaption")?.textContent.trim() ?? "";
    caption.textContent = [links.length > 1 && `Ảnh ${index + 1}/${links.length}.`, words || image.alt].filter(Boolean).join(" ");
  };
  const open = (to) => {
    show(to);
    dialog.showModal();
    dialog.querySelector("[data-do=Escape]").focus();
  };
  // Opening is a step in the history, so the back button of a phone closes; so closing goes back.
  const close = () => history.back();

  const act = (name) => {
    const pan = scale > 1;
    if (name === "Escape") close();
    else if (name === "+" || name === "=") zoom(scale * 1.5);
    else if (name === "-") zoom(scale / 1.5);
    else if (name === "0") zoom(1);
    else if (name === "Home") show(0);
    else if (name === "End") show(-1);
    else if (name === "ArrowLeft" && !pan) show(index - 1);
    else if (name === "ArrowRight" && !pan) show(index + 1);
    else if (name.startsWith("Arrow")) {
      x += { ArrowLeft: 80, ArrowRight: -80 }[name] ?? 0;
      y += { ArrowUp: 80, ArrowDown: -80 }[name] ?? 0;
      place();
    } else return false;
    return true;
  };

  for (const [place, link] of links.entries()) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      opener = link;
      history.pushState({ photo: place }, "");
      open(place);
    });
  }
  addEventListener("popstate", ({ state }) => {
    if (dialog.open) dialog.close();
    else if (links[state?.photo]) open(state.photo);
  });
  dialog.addEventListener("close", () => (opener ?? links[index]).focus());
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener("click", ({ target }) => target.dataset.do && act(target.dataset.do));
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" && act(event.key)) event.preventDefault();
  });

  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(scale * (event.deltaY < 0 ? 1.2 : 1 / 1.2), from(event));
  }, { passive: false });
  stage.addEventListener("dblclick", (event) => zoom(scale > 1 ? 1 : 2.5, from(event)));

  // One finger moves a zoomed picture or swipes to the next, two fingers zoom.
  const fingers = new Map();
  let start;
  const spread = () => {
    const [one, other] = [...fingers.values()];
    return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  };
  stage.addEventListener("pointerdown", (event) => {
    stage.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, event);
    start = fingers.size === 2 ? { spread: spread(), scale } : { event, x, y };
  });
  stage.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, event);
    if (fingers.size === 2 && start.spread) zoom((start.scale * spread()) / start.spread);
    else if (scale > 1 && start.event) {
      x = start.x + event.clientX - start.event.clientX;
      y = start.y + event.clientY - start.event.clientY;
      place();
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    stage.addEventListener(end, (event) => {
      if (end === "pointerup" && scale === 1 && start?.event && fingers.size === 1) {
        const across = event.clientX - start.event.clientX;
        const down = event.clientY - start.event.clientY;
        if (Math.abs(across) > 50 && Math.abs(across) > Math.abs(down)) act(across > 0 ? "ArrowLeft" : "ArrowRight");
        else if (down > 120) close();
      }
      fingers.delete(event.pointerId);
      start = null;
    });
  }
}
