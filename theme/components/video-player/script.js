// A result of the search leads to a second of a programme: #t=70. So do its parts and its words,
// by the address of the file: here they play on the page.
const media = document.querySelector(".video__picture");
const SECOND = /#t=(\d+)$/;
const go = (second) => {
  media.preload = "metadata";
  media.currentTime = second;
  media.scrollIntoView({ block: "center" });
};
const asked = SECOND.exec(location.hash);
if (media && asked) go(Number(asked[1]));
for (const list of media ? document.querySelectorAll(".timed") : []) {
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const second = link && link.origin === location.origin && SECOND.exec(link.hash);
    if (!second || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(Number(second[1]));
    media.play();
  });
}
