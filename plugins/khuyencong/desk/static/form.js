"use strict";
// The form of an entry: records, calendar, and above all: no word is lost.
{
  const form = document.getElementById("bai");
  const said = document.getElementById("da-giu");
  const PAUSE = 1500; // milliseconds of typing until what stands there is kept
  const SIGN = 15000; // milliseconds between signs that the form is open
  const DRAFT = form.elements.draft.value;
  // The draft from which this form goes on; each opening of a form has one of its own.
  const FOLLOWED = form.elements.follows?.value;
  let dirty = false;
  let busy = false;
  let waiting = 0;
  let submitting = null;
  let away = false; // whether the desk could not be reached when it was asked last

  const say = (words, bad = false) => {
    said.textContent = words;
    said.classList.toggle("keep__said--bad", bad);
  };

  // How the words of the form stand: "changed", "kept" by the desk, "here" in this browser alone,
  // on their way to be "saved".
  const state = (name) => {
    form.dataset.state = name;
  };

  const pairs = () => [...new FormData(form)].filter(([name]) => name !== "token");

  const keepHere = () => copies.put(pairs());

  // Who loads the page again, or comes back to it, goes on from the draft of this form.
  const showAddress = () => history.replaceState(null, "", `${form.getAttribute("action")}?nhap=${DRAFT}`);

  const tell = (name, list) => {
    const place = form.querySelector(`.told-at[data-at="${CSS.escape(name)}"]`) ?? document.querySelector('.told-at[data-at=""]');
    for (const each of list) {
      const line = document.createElement("p");
      const weight = document.createElement("b");
      const kind = { lỗi: "error", nhắc: "warning" }[each.weight] ?? "note";
      line.className = `told told--${kind}`;
      weight.textContent = `${each.weight[0].toUpperCase()}${each.weight.slice(1)}:`;
      line.append(weight, ` ${each.text} ${each.advice}`);
      place.append(line);
    }
  };

  const tellAll = (messages) => {
    for (const place of document.querySelectorAll(".told-at")) place.replaceChildren();
    for (const [name, list] of Object.entries(messages)) tell(name, list);
  };

  const keep = async () => {
    if (busy) return;
    busy = true;
    const wasDirty = dirty;
    dirty = false;
    const sent = pairs();
    const isHere = wasDirty && copies.put(sent);
    // A mere sign that the form is open leaves the draft as it is: somebody may go on from it elsewhere.
    if (!wasDirty) sent.push(["sign", "1"]);
    try {
      const told = await copies.send(sent);
      away = false;
      if (told.kept) showAddress();
      if (!dirty) {
        copies.drop(DRAFT);
        state("kept");
      }
      if (wasDirty) say(told.kept ? `Đã giữ bản đang viết lúc ${told.kept}.` : "Chữ ở đây như trong bài đã lưu.");
      tellAll(told.messages);
      const others = document.getElementById("nguoi-khac");
      others.hidden = !told.others.length;
      others.querySelector("b").textContent = told.others.join(", ");
      document.getElementById("da-doi").hidden = !told.changed;
    } catch (error) {
      away = copies.isAway(error);
      if (!wasDirty) return; // no words were on their way
      dirty = true;
      const why = away ? "Không nối được với Bàn biên tập" : error.message.replace(/\.$/, "");
      const where = isHere ? "Chữ đang viết được giữ trong trình duyệt này" : "Hãy chép chữ đang viết ra nơi khác";
      say(`${why}. ${where}; tự gửi lại khi nối được.`, true);
      state("here");
    } finally {
      busy = false;
      const button = submitting;
      submitting = null;
      if (button && !away) button.form.requestSubmit(button);
      else if (dirty && !waiting) schedule(PAUSE);
    }
  };

  const schedule = (pause) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      waiting = 0;
      keep();
    }, pause);
  };

  const touched = () => {
    dirty = true;
    state("changed");
    if (!waiting) schedule(PAUSE);
  };

  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  // A draft that is on its way must not arrive behind the save that does away with it. While the
  // desk cannot be reached, the browser would leave the form for its own page of errors.
  const leave = (event) => {
    keepHere();
    if (busy || away || !navigator.onLine) {
      submitting = event.submitter ?? event.target.querySelector("button:not([type=button])");
      event.preventDefault();
      dirty = true;
      keep();
      return;
    }
    dirty = false;
    clearTimeout(waiting);
    showAddress();
    state("saved");
  };
  form.addEventListener("submit", leave);
  // The buttons below take the text along: what is seen is what goes out.
  for (const each of document.querySelectorAll("form[data-with-text]")) {
    each.addEventListener("submit", leave);
    each.addEventListener("formdata", ({ formData }) => {
      const own = new Set(formData.keys());
      for (const [name, value] of new FormData(form)) if (!own.has(name)) formData.append(name, value);
    });
  }
  // A window of its own shows what was kept, so it is kept by then (xem.js).
  for (const link of form.querySelectorAll("[data-window]")) link.addEventListener("click", showAddress);
  addEventListener("beforeunload", (event) => {
    if (dirty) {
      keepHere();
      event.preventDefault();
    }
  });
  addEventListener("visibilitychange", () => {
    if (document.hidden && dirty) keepHere();
  });
  addEventListener("online", () => {
    if (dirty) keep();
  });
  setInterval(() => {
    if (form.elements.source.value && !busy && !waiting) keep();
  }, SIGN);

  // What the browser kept of the draft from which this form goes on after the desk had it last.
  const bringBack = async () => {
    const copy = FOLLOWED && copies.get(FOLLOWED);
    if (!copy || copies.wordsOf(copy.pairs) === copies.wordsOf(pairs())) return;
    await copies.send(copy.pairs);
    copies.drop(FOLLOWED, copy);
    location.reload();
  };

  bringBack().catch((error) => say(error.message, true));
  copies.sendAll(DRAFT, FOLLOWED);
  document.getElementById("con-loi")?.focus();
}
