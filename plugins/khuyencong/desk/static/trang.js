"use strict";
// An address of the own site is found by words of its title: a combobox (ARIA APG) in the place of
// each `<input data-pages>`, rows that are added later among them.
{
  const PAUSE = 150; // milliseconds of quiet until the desk is asked
  let waiting = 0;
  let asked = 0;

  const isAddress = (value) => /^(\/|https?:)/.test(value.trim());

  const listOf = (input) => {
    const next = input.nextElementSibling;
    if (next?.classList.contains("pages")) return next;
    const list = document.createElement("ul");
    list.className = "pages";
    list.id = `${input.id}-trang`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Trang của trung tâm");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) input.setAttribute(name, value);
    input.after(list);
    return list;
  };

  const close = (input) => {
    asked += 1;
    clearTimeout(waiting);
    listOf(input).hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const option = (page, id) => {
    const line = document.createElement("li");
    const section = document.createElement("span");
    line.id = id;
    line.dataset.address = page.address;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    section.textContent = `${page.section} · ${page.address}`;
    line.append(page.title, " ", section);
    return line;
  };

  const open = async (input) => {
    const mine = (asked += 1);
    const words = isAddress(input.value) ? "" : input.value;
    const answer = await fetch(`${document.body.dataset.desk}soan/entries?q=${encodeURIComponent(words)}`);
    const pages = answer.ok ? await answer.json() : [];
    if (mine !== asked || document.activeElement !== input) return;
    const list = listOf(input);
    list.replaceChildren(...pages.map((page, number) => option(page, `${list.id}-${number}`)));
    list.hidden = !pages.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (input, line) => {
    input.value = line.dataset.address;
    close(input);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const point = (input, step) => {
    const lines = [...listOf(input).children];
    const now = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
    const next = lines.at((now + step + (now < 0 && step < 0 ? 1 : 0)) % lines.length);
    for (const line of lines) line.setAttribute("aria-selected", String(line === next));
    next.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", next.id);
  };

  const inputOf = (event) => event.target.closest?.("[data-pages]");

  document.addEventListener("focusin", (event) => {
    const input = inputOf(event);
    if (input && !input.value) open(input);
  });
  document.addEventListener("focusout", (event) => {
    const input = inputOf(event);
    if (input) close(input);
  });
  document.addEventListener("input", (event) => {
    const input = inputOf(event);
    if (!input || !event.isTrusted) return;
    close(input); // what was found for other words is not chosen by quick hands
    if (!isAddress(input.value)) waiting = setTimeout(() => open(input), PAUSE);
  });
  document.addEventListener("keydown", (event) => {
    const input = inputOf(event);
    if (!input || event.isComposing) return;
    const list = listOf(input);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = list.querySelector("[aria-selected=true]");
    if (step && list.hidden) open(input);
    else if (step) point(input, step);
    else if (event.key === "Enter" && chosen && !list.hidden) choose(input, chosen);
    else if (event.key === "Enter" && input.value.trim() && !isAddress(input.value)) {
      if (list.hidden) open(input); // words are no address yet
      else point(input, 1);
    }
    else if (event.key === "Escape" && !list.hidden) close(input);
    else return;
    event.preventDefault();
  });
  // Before the input loses the focus to what is pressed.
  document.addEventListener("pointerdown", (event) => {
    const line = event.target.closest(".pages > [role=option]");
    if (!line) return;
    event.preventDefault();
    choose(line.parentElement.previousElementSibling, line);
  });
}
