"use strict";
// The form of an entry: records, calendar, and above all: no word is lost.
{
  const form = document.getElementById("bai");
  const said = document.getElementById("da-giu");
  const PAUSE = 2000; // milliseconds of typing until what stands there is kept
  const SIGN = 15000; // milliseconds between signs that the form is open
  const LOCAL = `ban-dang-viet:${form.elements.source.value || form.elements.folder.value}`;
  let dirty = false;
  let busy = false;
  let waiting = 0;

  const say = (words, bad = false) => {
    said.textContent = words;
    said.classList.toggle("keep__said--bad", bad);
  };

  const pairs = () => [...new FormData(form)].filter(([name]) => name !== "token");

  const keepHere = () => {
    try {
      localStorage.setItem(LOCAL, JSON.stringify({ at: new Date().toISOString(), pairs: pairs() }));
      return true;
    } catch {
      return false;
    }
  };

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
    try {
      const answer = await fetch(form.dataset.keep, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
      });
      if (!answer.ok) throw new Error(answer.status === 507 ? (await answer.json()).trouble : await answer.text());
      const told = await answer.json();
      localStorage.removeItem(LOCAL);
      if (wasDirty) say(`Đã giữ bản đang viết lúc ${told.kept}.`);
      tellAll(told.messages);
      const others = document.getElementById("nguoi-khac");
      others.hidden = !told.others.length;
      others.querySelector("b").textContent = told.others.join(", ");
      document.getElementById("da-doi").hidden = !told.changed;
      form.dispatchEvent(new CustomEvent("kept"));
    } catch (error) {
      dirty = dirty || wasDirty;
      const why = error instanceof TypeError ? "Không nối được với Bàn biên tập" : error.message;
      const where = keepHere() ? "Chữ đang viết được giữ trong trình duyệt này" : "Hãy chép chữ đang viết ra nơi khác";
      say(`${why}. ${where}; tự gửi lại khi nối được.`, true);
      if (dirty) schedule(PAUSE * 2);
    } finally {
      busy = false;
      if (dirty && !waiting) schedule(PAUSE);
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
    if (!waiting) schedule(PAUSE);
  };

  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("submit", () => {
    dirty = false;
    clearTimeout(waiting);
    keepHere();
  });
  addEventListener("beforeunload", (event) => {
    if (dirty) {
      keepHere();
      event.preventDefault();
    }
  });
  addEventListener("visibilitychange", () => {
    if (document.hidden && dirty) keepHere();
  });
  setInterval(() => {
    if (form.elements.source.value && !busy && !waiting) keep();
  }, SIGN);

  // What the browser kept while the server was away.
  const offer = () => {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(LOCAL));
    } catch {
      return;
    }
    if (!kept) return;
    const words = (list) => JSON.stringify(list.filter(([name]) => !["draft", "base"].includes(name)));
    const differs = words(kept.pairs) !== words(pairs());
    if (!differs) {
      localStorage.removeItem(LOCAL);
      return;
    }
    const note = document.createElement("div");
    note.className = "note";
    note.setAttribute("role", "status");
    const line = document.createElement("p");
    line.textContent = `Trình duyệt này còn giữ chữ viết lúc ${new Date(kept.at).toLocaleString("vi-VN")} chưa gửi được.`;
    const take = document.createElement("button");
    take.type = "button";
    take.className = "button button--plain";
    take.textContent = "Lấy lại chữ đó";
    take.addEventListener("click", () => {
      giveBack(kept.pairs);
    });
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "button button--plain";
    drop.textContent = "Bỏ";
    drop.addEventListener("click", () => {
      localStorage.removeItem(LOCAL);
      note.remove();
    });
    note.append(line, take, " ", drop);
    document.querySelector(".notes").append(note);
  };

  // The server makes the form anew from what was kept, records that were added among it.
  const giveBack = async (list) => {
    const data = new FormData();
    for (const [name, value] of [...list, ["token", form.elements.token.value]]) data.append(name, value);
    const answer = await fetch(form.dataset.keep, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (!answer.ok) {
      say(await answer.text(), true);
      return;
    }
    localStorage.removeItem(LOCAL);
    dirty = false;
    location.search = `?nhap=${data.get("draft")}`;
  };

  offer();
  document.getElementById("con-loi")?.focus();
}
