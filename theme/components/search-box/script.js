// A form is sent nowhere (the page's policy forbids it): the script goes to the search page itself.
const box = document.querySelector(".masthead .search-box");
if (box) {
  const page = new URL("../", document.querySelector(".search-box__plain").href);
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = box.elements.q.value.trim();
    location.assign(words ? `${page}?q=${encodeURIComponent(words)}` : page);
  });
}
document.addEventListener("keydown", (event) => {
  const busy = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || busy) return;
  const field = document.querySelector(".search [name=q]") ?? box?.elements.q;
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
