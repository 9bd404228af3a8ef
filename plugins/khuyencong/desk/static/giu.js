"use strict";
// What this browser keeps of a text while the desk cannot be reached, a copy for each opening of a
// form; and sends as soon as any screen of the desk is open again.
const copies = (() => {
  const PREFIX = "ban-dang-viet:";
  const { desk, token, who, received } = document.body.dataset;
  const ADDRESS = `${desk}ban-dang-viet`;
  const LONGEST = 10000; // milliseconds until the desk counts as away
  const OF_AN_OPENING = ["draft", "follows", "follows_at", "base", "token"];

  const valueOf = (pairs, name) => pairs.find(([key]) => key === name)?.[1] ?? "";

  // The words of a form, without what each opening of it has anew.
  const wordsOf = (pairs) => JSON.stringify(pairs.filter(([name]) => !OF_AN_OPENING.includes(name)));

  const put = (pairs) => {
    try {
      localStorage.setItem(PREFIX + valueOf(pairs, "draft"), JSON.stringify({ who, at: new Date().toISOString(), pairs }));
      return true;
    } catch {
      return false;
    }
  };

  // The copy of a draft; null when there is none, or somebody else wrote it in this browser.
  const get = (draft) => {
    try {
      const copy = JSON.parse(localStorage.getItem(PREFIX + draft));
      return copy?.who === who ? copy : null;
    } catch {
      return null;
    }
  };

  // Forget a copy; given the one that was sent, only if its window has not kept a newer one since.
  const drop = (draft, sent) => {
    const stands = localStorage.getItem(PREFIX + draft);
    if (!sent || stands === JSON.stringify(sent)) localStorage.removeItem(PREFIX + draft);
  };

  const names = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));

  // The desk's answer to a draft; throws an error with its words when it could not be kept.
  const send = async (pairs) => {
    const body = new FormData();
    for (const [name, value] of [...pairs, ["token", token]]) body.append(name, value);
    const signal = AbortSignal.timeout(LONGEST);
    const answer = await fetch(ADDRESS, { method: "POST", body, signal, headers: { Accept: "application/json" } });
    if (answer.ok) return answer.json();
    throw new Error(answer.status === 507 ? (await answer.json()).trouble : await answer.text());
  };

  // Whether the desk did not answer; what it answered with a refusal is another matter.
  const isAway = (error) => error instanceof TypeError || error instanceof DOMException;

  const addressOf = (pairs) => {
    const source = valueOf(pairs, "source");
    const path = source ? `bai/${source}` : `viet/${valueOf(pairs, "folder")}`;
    return `${desk}${path.split("/").map(encodeURIComponent).join("/")}?nhap=${valueOf(pairs, "draft")}`;
  };

  const tell = ({ at, pairs }) => {
    const note = document.createElement("div");
    const link = document.createElement("a");
    note.className = "note";
    note.setAttribute("role", "status");
    link.className = "button button--plain";
    link.href = addressOf(pairs);
    link.textContent = "Mở bản đang viết";
    const title = valueOf(pairs, "title") || "bài chưa có tít";
    const hour = new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    note.append(`Chữ viết lúc ${hour} chưa kịp gửi (${title}) đã về Bàn biên tập. `, link);
    (document.querySelector(".notes") ?? document.querySelector("main")).prepend(note);
  };

  // Sends what was kept by forms that are gone; `own` are the drafts of the form that is open here.
  const sendAll = async (...own) => {
    for (const draft of names()) {
      const copy = own.includes(draft) ? null : get(draft);
      if (!copy) continue;
      try {
        const { kept } = await send(copy.pairs);
        drop(draft, copy);
        if (kept) tell(copy);
      } catch (error) {
        if (isAway(error)) return; // the next screen tries again; a refused copy holds up no other
      }
    }
  };

  if (received) drop(received); // this very screen answers the form that had these words
  return { put, get, drop, send, sendAll, wordsOf, isAway };
})();

if (!document.getElementById("bai")) {
  copies.sendAll();
  addEventListener("online", () => copies.sendAll());
}

// An empty form for when there is no network; a browser has this over HTTPS and on this machine.
if (navigator.serviceWorker) {
  const { desk } = document.body.dataset;
  navigator.serviceWorker.register(`${desk}tinh/tho.js`, { scope: desk });
  // Once a window: another session has another token.
  if (!sessionStorage.getItem("tho")) {
    sessionStorage.setItem("tho", "1");
    navigator.serviceWorker.ready.then(({ active }) => active.postMessage("refresh"));
  }
  document.querySelector("form[action$='dang-xuat']")?.addEventListener("submit", () => {
    navigator.serviceWorker.controller?.postMessage("forget");
  });
}
