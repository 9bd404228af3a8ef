for (const tools of document.querySelectorAll(".story-tools")) {
  const said = tools.querySelector("[role=status]");

  const copy = tools.querySelector("[data-copy]");
  const words = copy.textContent;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(copy.dataset.copy);
      copy.textContent = said.textContent = "Đã chép liên kết";
    } catch {
      // No clipboard (an old browser, a page without https): show what to copy by hand.
      prompt("Chép địa chỉ này:", copy.dataset.copy);
    }
    setTimeout(() => {
      copy.textContent = words;
      said.textContent = "";
    }, 3000);
  });

  tools.querySelector("[data-print]").addEventListener("click", () => print());

  const listen = tools.querySelector("[data-listen]");
  if (listen && "speechSynthesis" in window) {
    const voice = () => speechSynthesis.getVoices().find(({ lang }) => /^vi\b/i.test(lang));
    const offer = () => listen.classList.toggle("story-tools__listen--offered", Boolean(voice()));
    const show = (reading) => {
      listen.setAttribute("aria-pressed", reading);
      listen.textContent = reading ? "Dừng đọc" : "Nghe bài";
    };
    // One utterance a paragraph: browsers cut long ones short.
    const passages = () =>
      [...document.querySelectorAll("[data-spoken], .prose :is(h2, h3, p, li, td, figcaption), .leaf__words p:not([class])")]
        .map((part) => part.textContent.trim())
        .filter(Boolean);
    listen.addEventListener("click", () => {
      const reading = listen.getAttribute("aria-pressed") !== "true";
      speechSynthesis.cancel();
      show(reading);
      if (!reading) return;
      const queue = passages();
      queue.forEach((words, index) => {
        const utterance = new SpeechSynthesisUtterance(words);
        utterance.voice = voice();
        utterance.lang = "vi-VN";
        if (index === queue.length - 1) utterance.onend = () => show(false);
        speechSynthesis.speak(utterance);
      });
    });
    addEventListener("pagehide", () => speechSynthesis.cancel());
    speechSynthesis.addEventListener?.("voiceschanged", offer);
    offer();
  }
}
