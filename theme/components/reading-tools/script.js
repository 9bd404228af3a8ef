const page = document.documentElement;
const SIZES = ["s", "", "l", "xl"];

const keep = (choice, value) => {
  if (value) page.dataset[choice] = value;
  else delete page.dataset[choice];
  try {
    localStorage.setItem(`kc-${choice}`, value);
  } catch {
    // Not remembered, but applied.
  }
};

const tools = document.querySelector(".reading-tools");
if (tools) {
  const contrast = tools.querySelector("[data-contrast-switch]");
  const steps = [...tools.querySelectorAll("[data-step]")];
  const show = () => {
    const size = SIZES.indexOf(page.dataset.size || "");
    for (const button of steps) {
      const step = Number(button.dataset.step);
      button.setAttribute("aria-disabled", step ? !(size + step in SIZES) : size === 1);
    }
    contrast.setAttribute("aria-pressed", page.dataset.contrast === "high");
  };
  tools.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button === contrast) keep("contrast", page.dataset.contrast ? "" : "high");
    else if (button) {
      const step = Number(button.dataset.step);
      const size = step ? SIZES.indexOf(page.dataset.size || "") + step : 1;
      if (size in SIZES) keep("size", SIZES[size]);
    }
    show();
  });
  show();
}
