// Dialogs: one form, one promise of what was filled in; null when it was left.

import { element, freshId } from "./elements.js";

// `fields`: [{name, label, help, value, lines, options, type, required, suggest}]
export function ask(title, fields, { action = "Xong", remove = null, preview = null } = {}) {
  const heading = element("h2", { id: freshId("hop") }, title);
  const inputs = Object.fromEntries(fields.map((field) => [field.name, input(field)]));
  const values = () =>
    Object.fromEntries(Object.entries(inputs).map(([name, { value }]) => [name, value]));
  const form = element(
    "form",
    { method: "dialog", class: "editor-dialog__form" },
    heading,
    ...fields.map((field) => labelled(field, inputs[field.name], inputs)),
    ...(preview ? [previewOf(preview, inputs, values)] : []),
    element(
      "div",
      { class: "editor-dialog__actions" },
      element("button", { value: "ok", class: "editor-button--main" }, action),
      element("button", { value: "", formnovalidate: true }, "Hủy"),
      ...(remove ? [element("button", { value: "remove", formnovalidate: true }, remove)] : []),
    ),
  );
  const dialog = element("dialog", { class: "editor-dialog", "aria-labelledby": heading.id }, form);
  return shown(dialog, (said) => {
    if (said === "ok") return values();
    return said === "remove" ? { removed: true } : null;
  });
}

export function tell(title, ...content) {
  const heading = element("h2", { id: freshId("hop") }, title);
  const form = element(
    "form",
    { method: "dialog", class: "editor-dialog__form" },
    heading,
    ...content,
    element("div", { class: "editor-dialog__actions" }, element("button", {}, "Đóng")),
  );
  const dialog = element("dialog", { class: "editor-dialog", "aria-labelledby": heading.id }, form);
  return shown(dialog, () => null);
}

function shown(dialog, answer) {
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer(dialog.returnValue));
    });
  });
}

function input({ value = "", lines, options, required = false, type = "text", placeholder = null }) {
  const id = freshId("o");
  if (lines) {
    const area = element("textarea", { id, rows: lines, spellcheck: "false", required });
    area.value = value;
    return area;
  }
  if (options) {
    const choices = options.map(([name, label]) => element("option", { value: name, selected: name === value }, label));
    return element("select", { id }, ...choices);
  }
  return element("input", { id, type, value, required, placeholder, autocomplete: "off" });
}

function labelled({ label, help, suggest }, field, inputs) {
  const box = element("div", { class: "editor-dialog__field" });
  box.append(element("label", { for: field.id }, label));
  if (help) {
    const note = element("p", { id: freshId("chi-dan"), class: "editor-dialog__help" }, help);
    field.setAttribute("aria-describedby", note.id);
    box.append(note);
  }
  box.append(field, ...(suggest ? [suggestions(field, suggest, inputs)] : []));
  return box;
}

// Results of a search below a field: chosen with the mouse, Tab and Enter, or the arrow keys.
function suggestions(field, { find, choose }, inputs) {
  const list = element("ul", { class: "editor-dialog__results", "aria-label": "Trang tìm được" });
  const status = element("p", { role: "status", class: "editor-dialog__help" });
  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    const found = await find(field.value).catch(() => []);
    if (mine !== asked) return;
    list.replaceChildren(
      ...found.map((entry) =>
        element(
          "li",
          {},
          element("button", { type: "button", onclick: () => pick(entry) }, entry.title),
        ),
      ),
    );
    status.textContent = found.length ? `Tìm được ${found.length} trang.` : "";
  };
  const pick = (entry) => {
    asked += 1;
    choose(entry, inputs);
    list.replaceChildren();
    status.textContent = `Đã chọn “${entry.title}”.`;
    field.focus();
  };
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 200);
  });
  const box = element("div", {}, status, list);
  box.addEventListener("keydown", (event) => move(event, field, list));
  field.addEventListener("keydown", (event) => move(event, field, list));
  return box;
}

function move(event, field, list) {
  const stops = [field, ...list.querySelectorAll("button")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const next = stops[stops.indexOf(document.activeElement) + (step ?? NaN)];
  if (!next || event.isComposing) return;
  event.preventDefault();
  next.focus();
}

function previewOf(draw, inputs, values) {
  const box = element("div", { class: "editor-dialog__preview prose" });
  let waiting;
  const redraw = async () => box.replaceChildren(...(await draw(values())));
  for (const field of Object.values(inputs)) {
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(redraw, 300);
    });
  }
  redraw();
  return element("section", { "aria-label": "Trên trang" }, box);
}
