const page = document.documentElement;
page.classList.add("js");
try {
  for (const choice of ["size", "contrast"]) {
    const kept = localStorage.getItem(`kc-${choice}`);
    if (kept) page.dataset[choice] = kept;
  }
} catch {
  // A browser that keeps nothing for this site: the page shows as designed.
}
