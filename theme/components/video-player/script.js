// A result of the search leads to a second of a video: #t=70.
const video = document.querySelector(".video video");
const second = Number(/^#t=(\d+)$/.exec(location.hash)?.[1]);
if (video && second) {
  video.currentTime = second;
  video.preload = "metadata";
  video.scrollIntoView({ block: "center" });
}
