"use strict";
// Copies a text, prints a page: what a button says.
addEventListener("click", async (event) => {
  const { copies, prints } = event.target.closest("button")?.dataset ?? {};
  if (prints !== undefined) print();
  if (copies === undefined) return;
  const text = document.getElementById(copies);
  text.select();
  // Outside of a secure context (an office without HTTPS) the old way is the only one.
  const done = navigator.clipboard
    ? await navigator.clipboard.writeText(text.value).then(() => true, () => false)
    : document.execCommand("copy");
  document.querySelector("[data-copied]").textContent = done ? "Đã chép." : "Chưa chép được: bấm Ctrl+C.";
});
