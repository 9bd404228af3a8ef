"use strict";
// What every screen of the desk does: the list follows what is typed.
{
  const form = document.querySelector("form[data-list]");
  const shown = document.getElementById("danh-sach");
  let waiting = 0;
  let asked = 0;

  const look = async () => {
    const number = (asked += 1);
    const query = new URLSearchParams(new FormData(form));
    const answer = await fetch(`${form.dataset.list}?${query}`);
    if (!answer.ok || number !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    shown.replaceChildren(...page.body.childNodes);
    history.replaceState(null, "", `?${query}`);
  };

  form?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 150);
  });
}

// All lines of the list are chosen with one tick.
document.addEventListener("change", ({ target }) => {
  if (!("chooseAll" in target.dataset)) return;
  for (const each of target.form.querySelectorAll("[name=chon]")) each.checked = target.checked;
});

// A file that is dropped on a form with one place for files is sent at once.
for (const form of document.querySelectorAll("form[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  const over = (event, on) => {
    event.preventDefault();
    form.classList.toggle("drop--over", on);
  };
  form.addEventListener("dragover", (event) => over(event, true));
  form.addEventListener("dragleave", (event) => over(event, false));
  form.addEventListener("drop", (event) => {
    over(event, false);
    input.files = event.dataTransfer.files;
    if (input.files.length) form.requestSubmit();
  });
}

// The names of the files that were chosen, until their form is sent.
document.addEventListener("change", ({ target }) => {
  const label = target.closest("label:has(.pick)");
  if (!label || target.form?.id === "bai") return;
  const said = label.querySelector(".picked") ?? label.appendChild(document.createElement("output"));
  said.className = "picked";
  said.textContent = [...target.files].map(({ name }) => name).join(", ");
});
