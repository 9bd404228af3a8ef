"use strict";
// A sheet: filtered, sorted, edited like one in Excel. Only rows that were changed are sent.
for (const form of document.querySelectorAll("form[data-send-paste]")) {
  form.elements.dan.addEventListener("paste", () => setTimeout(() => form.elements.dan.value.trim() && form.requestSubmit()));
}

{
  const form = document.getElementById("bang");
  const body = form?.querySelector("tbody");
  const isTold = (row) => row.classList.contains("sheet__told");
  const rows = () => [...body.rows].filter((row) => !isTold(row));
  const told = (row) => (row.nextElementSibling && isTold(row.nextElementSibling) ? row.nextElementSibling : null);
  const cells = (row) => [...row.querySelectorAll("[data-before]")];
  const isChanged = (cell) => cell.value.trim() !== cell.dataset.before.trim();
  const isNew = (row) => !row.querySelector('[name$=".@"]').value;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const shownText = (cell) => cell.selectedOptions?.[0]?.textContent ?? cell.value;
  let sending = false;

  const say = () => {
    const edited = rows().map((row) => cells(row).filter(isChanged).length).filter(Boolean);
    sum();
    const review = form.querySelector("[data-review]");
    if (!review) return edited.length;
    const many = edited.reduce((sum, each) => sum + each, 0);
    review.disabled = !many;
    form.querySelector("[data-edited]").textContent = many ? `Đã sửa ${many} ô ở ${edited.length} dòng, chưa ghi.` : "Chưa sửa ô nào.";
    return edited.length;
  };

  // What the rows that are shown come to, below columns of money.
  const sum = () => {
    for (const foot of form.querySelectorAll("[data-sum]")) {
      const all = rows().filter((row) => !row.hidden && !row.classList.contains("sheet__gone"));
      const amounts = all.map((row) => Number(row.cells[foot.cellIndex].querySelector("[data-before]").value.replace(/\D/g, "")));
      foot.textContent = new Intl.NumberFormat("vi-VN").format(amounts.reduce((total, each) => total + each, 0));
    }
  };

  // A row of a table is to be taken away, or not after all.
  const mark = (row) => {
    const input = row.querySelector("[data-gone]");
    input.value = input.value ? "" : "1";
    row.classList.toggle("sheet__gone", Boolean(input.value));
    row.querySelector("[data-go]").setAttribute("aria-pressed", String(Boolean(input.value)));
    say();
  };

  const fill = () => {
    const name = form.querySelector("[data-fill-column]").value;
    const { value } = form.querySelector(`[data-fill="${name}"] select`);
    for (const cell of form.querySelectorAll(`tbody select[name$=".${name}"]`)) {
      if (!cell.value) cell.value = value;
    }
  };

  const filter = () => {
    const words = fold(form.querySelector("[data-filter]").value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows()) {
      const text = fold(cells(row).map(shownText).join(" "));
      row.hidden = !words.every((word) => text.includes(word));
      if (told(row)) told(row).hidden = row.hidden;
      shown += row.hidden ? 0 : 1;
    }
    form.querySelector("[data-count]").textContent = `${shown} dòng`;
    sum();
  };

  const sort = (button) => {
    const heading = button.closest("th");
    const up = heading.getAttribute("aria-sort") !== "ascending";
    for (const each of form.querySelectorAll("th[aria-sort]")) each.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    const place = heading.cellIndex;
    const key = (row) => {
      const cell = row.cells[place].querySelector("[data-before]");
      return cell ? shownText(cell) : "";
    };
    const inOrder = new Intl.Collator("vi", { numeric: true });
    const keyed = rows().map((row) => ({ row, told: told(row), text: key(row) }));
    keyed.sort((a, b) => (a.text === "") - (b.text === "") || (up ? 1 : -1) * inOrder.compare(a.text, b.text));
    body.append(...keyed.flatMap((each) => (each.told ? [each.row, each.told] : [each.row])));
  };

  let fresh = 0;
  const add = () => {
    const row = document.getElementById("dong-moi").content.firstElementChild.cloneNode(true);
    fresh += 1;
    for (const each of row.querySelectorAll("[name]")) each.name = each.name.replace("__moi__", `m${fresh}`);
    body.append(row);
    return row;
  };

  const write = (cell, text) => {
    if (cell.tagName === "SELECT") {
      const wanted = fold(text.trim());
      const found = [...cell.options].find((option) => option.value === text.trim() || fold(option.textContent) === wanted);
      if (!found) cell.add(new Option(text.trim(), text.trim()));
      cell.value = found ? found.value : text.trim();
    } else {
      cell.value = text.trim();
    }
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // Cells that were copied in Excel: a tab between cells, a line end between rows.
  const spread = (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const start = event.target.closest?.("td");
    if (!start || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    let row = start.parentElement;
    for (const line of text.replace(/\r/g, "").replace(/\n+$/, "").split("\n")) {
      line.split("\t").forEach((part, offset) => {
        const cell = row.cells[start.cellIndex + offset]?.querySelector("[data-before]");
        if (cell) write(cell, part);
      });
      const shown = rows().filter((each) => !each.hidden);
      row = shown[shown.indexOf(row) + 1] ?? add();
    }
    if (isNew(row) && !cells(row).some((cell) => cell.value)) row.remove();
  };

  const move = (event) => {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    const cell = event.target;
    if (!step || event.isComposing || !cell.matches("input[data-before]")) return;
    event.preventDefault();
    const shown = rows().filter((each) => !each.hidden);
    const next = shown[shown.indexOf(cell.closest("tr")) + step];
    next?.cells[cell.closest("td").cellIndex].querySelector("[data-before]")?.focus();
  };

  if (form) {
    form.addEventListener("input", (event) => {
      if (event.target.matches("[data-filter]")) return filter();
      event.target.closest("td")?.classList.toggle("sheet__cell--changed", isChanged(event.target));
      return say();
    });
    form.addEventListener("change", (event) => {
      if (!event.target.matches("[data-fill-column]")) return;
      for (const each of form.querySelectorAll("[data-fill]")) each.hidden = each.dataset.fill !== event.target.value;
    });
    form.addEventListener("paste", spread);
    form.addEventListener("keydown", move);
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.sort) sort(button);
      if ("addRow" in button.dataset) add().querySelector("[data-before]").focus();
      if ("go" in button.dataset) mark(button.closest("tr"));
      if ("fillNow" in button.dataset) fill();
      if ("leave" in button.dataset) {
        const row = button.closest("tr");
        told(row)?.remove();
        row.remove();
        filter();
        say();
      }
    });
    form.addEventListener("submit", () => {
      sending = true;
      for (const row of rows()) {
        const changed = cells(row).filter(isChanged);
        for (const cell of cells(row)) cell.disabled = !changed.includes(cell);
        if (!changed.length) for (const each of row.querySelectorAll("input[type=hidden]")) each.disabled = true;
      }
    });
    sum();
    addEventListener("pageshow", () => {
      for (const each of form.querySelectorAll("tbody [disabled]")) each.disabled = false;
    });
    // Whoever presses "Hủy, không ghi" has been asked already.
    form.querySelector(".keep a")?.addEventListener("click", () => { sending = true; });
    addEventListener("beforeunload", (event) => {
      if (!sending && say()) event.preventDefault();
    });
  }
}
