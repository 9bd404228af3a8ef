// A reader who asked the browser to save data gets small pictures below the first screen.
if (navigator.connection?.saveData) {
  for (const image of document.querySelectorAll('img[loading="lazy"]')) {
    for (const part of [image, ...image.parentElement.querySelectorAll("source")]) part.sizes = "1px";
  }
}
