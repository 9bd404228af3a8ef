"use strict";
// Records of a list are added, moved and removed; a calendar writes a date as one types it.
{
  // Records: add, move, remove.
  let fresh = 0;
  const add = (records) => {
    const row = records.querySelector(":scope > template").content.firstElementChild.cloneNode(true);
    const place = `m${Date.now().toString(36)}${(fresh += 1)}`;
    for (const each of row.querySelectorAll("[name], [id], [for], [data-at], [data-picks], [aria-describedby], [data-records]")) {
      for (const name of ["name", "id", "for", "data-at", "data-picks", "aria-describedby", "data-records"]) {
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

  // The calendar writes the date as one types it.
  document.addEventListener("change", (event) => {
    const { picks } = event.target.dataset;
    if (!picks || !event.target.value) return;
    const [day, hour] = event.target.value.split("T");
    document.getElementById(picks).value = `${day.split("-").reverse().join("/")}${hour ? ` ${hour}` : ""}`;
  });
}
