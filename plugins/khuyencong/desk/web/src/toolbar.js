// The row of buttons: one stop of the Tab key, arrows inside it (WAI-ARIA, pattern "toolbar").

import { element } from "./elements.js";

// `groups`: lists of {label, name, keys, run, on, can}; `on` and `can` look at the editor's state.
export class Toolbar {
  constructor(label, groups, leave) {
    this.tools = groups.flat();
    this.buttons = this.tools.map((tool) => button(tool));
    let place = 0;
    this.dom = element(
      "div",
      { role: "toolbar", "aria-label": label, class: "editor-toolbar" },
      ...groups.map((group) =>
        element("div", { class: "editor-toolbar__group" }, ...group.map(() => this.buttons[place++])),
      ),
    );
    this.leave = leave;
    this.stop(this.buttons[0]);
    this.dom.addEventListener("keydown", (event) => this.key(event));
    this.dom.addEventListener("focusin", (event) => this.stop(event.target));
    // The caret stays where it is when a button is pressed with the mouse.
    this.dom.addEventListener("mousedown", (event) => event.preventDefault());
  }

  stop(target) {
    for (const one of this.buttons) one.tabIndex = one === target ? 0 : -1;
  }

  focus() {
    this.buttons.find((one) => one.tabIndex === 0).focus();
  }

  key(event) {
    const shown = this.buttons.filter((one) => !one.closest("[hidden]"));
    const place = shown.indexOf(document.activeElement);
    const next = {
      ArrowRight: (place + 1) % shown.length,
      ArrowLeft: (place - 1 + shown.length) % shown.length,
      Home: 0,
      End: shown.length - 1,
    }[event.key];
    if (event.key === "Escape") this.leave();
    else if (next !== undefined) shown[next].focus();
    else return;
    event.preventDefault();
  }

  update(state) {
    this.tools.forEach(({ on, can }, place) => {
      if (on) this.buttons[place].setAttribute("aria-pressed", String(Boolean(on(state))));
      if (can) this.buttons[place].setAttribute("aria-disabled", String(!can(state)));
    });
  }
}

function button({ label, name, keys, run, style = "" }) {
  return element(
    "button",
    {
      type: "button",
      class: `editor-tool ${style}`,
      "aria-label": name === label ? null : name,
      "aria-keyshortcuts": keys ? keys.replace("Ctrl", "Control") : null,
      title: keys ? `${name} (${keys})` : name,
      onclick: run,
    },
    label,
  );
}
