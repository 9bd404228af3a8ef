"use strict";
// Records of a list are added, moved, folded and removed; a calendar writes a date as one types it.
{
  // A long list is a line for each record, so that one sees all of it; photos are told by looking.
  const MANY = 3;
  const NAMING = ":scope > .fields > .field :is(input:not([type=hidden], .dated__pick), select)";

  const named = (row) => {
    const values = [...row.querySelectorAll(NAMING)].map((each) => each.selectedOptions?.[0].text ?? each.value);
    return values.filter(Boolean).slice(0, 2).join(" · ") || "Mục chưa ghi gì";
  };

  const fold = (row, isFolded) => {
    const line = row.querySelector(":scope > .row__line");
    row.classList.toggle("row--folded", isFolded);
    line.setAttribute("aria-expanded", !isFolded);
    line.textContent = named(row);
  };

  for (const rows of document.querySelectorAll(".records:not([data-records=photos]) > .rows")) {
    if (rows.children.length <= MANY) continue;
    for (const row of rows.children) {
      const line = document.createElement("button");
      line.type = "button";
      line.className = "row__line";
      line.addEventListener("click", () => fold(row, !row.classList.contains("row--folded")));
      row.prepend(line);
      fold(row, !row.querySelector(".told--error"));
    }
  }

  // A link to a field opens the records around it.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest("a[href^='#o-']");
    const field = link && document.getElementById(link.hash.slice(1));
    for (let row = field?.closest(".row--folded"); row; row = row.parentElement.closest(".row--folded")) fold(row, false);
  });

  // An address that names a folded part opens it.
  document.querySelector(`details[id="${CSS.escape(location.hash.slice(1))}"]`)?.setAttribute("open", "");

  // Records: add, move, remove.
  let fresh = 0;
  const add = (records) => {
    const row = records.querySelector(":scope > template").content.firstElementChild.cloneNode(true);
    const place = `m${Date.now().toString(36)}${(fresh += 1)}`;
    for (const each of row.querySelectorAll("[name], [id], [for], [data-at], [data-picks], [data-fills], [aria-describedby], [data-records]")) {
      for (const name of ["name", "id", "for", "data-at", "data-picks", "data-fills", "aria-describedby", "data-records"]) {
        if (each.hasAttribute(name)) each.setAttribute(name, each.getAttribute(name).replace(".__moi__", `.${place}`));
      }
    }
    records.querySelector(":scope > .rows").append(row);
    return row;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const row = button.closest(".row");
    if ("add" in button.dataset) {
      add(button.closest(".records")).querySelector("input:not([type=hidden]), select, textarea").focus();
    } else if ("remove" in button.dataset) {
      const list = row.closest(".records");
      row.remove();
      list.querySelector("[data-add]").focus();
    } else if (button.dataset.move === "up") {
      row.previousElementSibling?.before(row);
      button.focus();
    } else if (button.dataset.move === "down") {
      row.nextElementSibling?.after(row);
      button.focus();
    } else {
      return;
    }
    (row ?? button).closest("form")?.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // A record is dragged to its place by its handle, with a mouse or a finger, or by arrow keys.
  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-drag]");
    const row = handle?.closest(".row");
    if (!row) return;
    event.preventDefault();
    const rows = row.parentElement;
    rows.classList.add("rows--moving");
    row.classList.add("row--dragged");
    row.scrollIntoView({ block: "nearest" });
    const move = (at) => {
      const over = document.elementFromPoint(at.clientX, at.clientY)?.closest(".row");
      if (!over || over === row || over.parentElement !== row.parentElement) return;
      const { top, height } = over.getBoundingClientRect();
      const isAbove = at.clientY < top + height / 2;
      over[isAbove ? "before" : "after"](row);
    };
    const end = () => {
      removeEventListener("pointermove", move);
      for (const name of ["pointerup", "pointercancel"]) removeEventListener(name, end);
      row.classList.remove("row--dragged");
      rows.classList.remove("rows--moving");
      row.scrollIntoView({ block: "nearest" });
      handle.focus();
      row.closest("form")?.dispatchEvent(new Event("input", { bubbles: true }));
    };
    addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, end);
  });

  document.addEventListener("keydown", (event) => {
    const handle = event.target.closest?.("[data-drag]");
    const step = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!handle || !step) return;
    event.preventDefault();
    handle.parentElement.querySelector(`[data-move="${step}"]`).click();
    handle.focus();
  });

  // The calendar writes the date as one types it.
  document.addEventListener("change", (event) => {
    const { picks } = event.target.dataset;
    if (!picks || !event.target.value) return;
    if (event.target.type === "color") {
      document.getElementById(picks).value = event.target.value;
      return;
    }
    const [day, hour] = event.target.value.split("T");
    document.getElementById(picks).value = `${day.split("-").reverse().join("/")}${hour ? ` ${hour}` : ""}`;
  });
}
