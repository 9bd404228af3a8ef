for (const contents of document.querySelectorAll(".law-contents")) {
  // What was chosen is read: the contents get out of its way.
  contents.addEventListener("click", ({ target }) => target.closest("a") && contents.hidePopover?.());
}
