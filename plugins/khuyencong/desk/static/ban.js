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
