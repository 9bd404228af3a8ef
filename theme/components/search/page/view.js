// The search page: what the engine finds, shown as one types. Nothing is sent anywhere.
const view = document.querySelector(".search");
if (view) {
  const STEP = 10;
  const MOST_ASKED = 4;
  const part = (name) => view.querySelector(`.search__${name}`);
  const [form, said, answers, list, more, blank] = ["form", "said", "answers", "results", "more", "blank"].map(part);
  const choices = [...form.querySelectorAll("select")];
  const narrow = part("narrow");
  const title = document.title;
  const at = (address) => address.replace(/^\//, "../");
  const make = (name, properties, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  };
  const badge = (kind, words) => make("span", { className: `mark mark--${kind}` }, words);
  const grouped = (number) => number.toLocaleString("vi");
  const load = async (path) => {
    // A new index must not be mixed with an old one.
    const answer = await fetch(`chi-muc/${path}`, { cache: "no-cache" });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };
  const engine = createEngine(load);
  const answer = createAnswers(engine);

  // What is looked for is what the address says.
  const read = () => Object.fromEntries(new URLSearchParams(location.search));

  const marked = (text, words) => {
    const plain = new Set(words.map(engine.fold));
    return text.split(/([\p{L}\p{N}]+)/u).map((piece) => (plain.has(engine.fold(piece)) ? make("mark", {}, piece) : piece));
  };
  // "khoản 2 điều 5": the result of the article leads to the clause that was asked for.
  const clauseOf = (words, clauses, name) => {
    const after = (name) => words[words.findIndex((word) => engine.fold(word) === name) + 1] ?? "";
    const [article, clause, point] = ["dieu", "khoan", "diem"].map(after);
    if (article && !engine.fold(name).startsWith(`dieu ${engine.fold(article)}.`)) return [];
    const ends = [`khoan-${clause}`, `diem-${point}`].map((end) => end.replace("đ", "dd"));
    const ways = [[ends.join("-"), `Điểm ${point} khoản ${clause}`], [ends[0], `Khoản ${clause}`], [ends[1], `Điểm ${point}`]];
    return ways.find(([end]) => clauses.includes(end)) ?? [];
  };
  const day = (text) => text.split("-").reverse().join("/");
  const shown = ({ title: name, address, kind, day: date, text = "", place, mark, mark_kind: tone = "open", photo, draft, sample, clauses = [] }, words) => {
    const item = blank.content.firstElementChild.cloneNode(true);
    const inside = (selector) => item.querySelector(`.search__${selector}`);
    const link = inside("name").firstElementChild;
    const [end, cited] = clauseOf(words, clauses, name);
    link.href = at(end ? `${address}-${end}` : address);
    link.append(...marked(end ? `${cited} ${name}` : name, words));
    inside("summary").append(...marked(passage(text, words), words));
    inside("meta").append(make("span", {}, kind), ...(date ? [make("time", { dateTime: date }, day(date))] : []), ...(place ? [make("span", {}, place)] : []));
    if (mark) inside("meta").append(badge(tone, mark));
    if (sample) inside("meta").append(badge("sample", "Dữ liệu minh họa"));
    if (draft) inside("meta").append(badge("draft", draft));
    item.normalize();
    if (photo) item.prepend(make("img", { className: "search__photo", alt: "", loading: "lazy", width: photo[1], height: photo[2], src: at(`/${photo[0]}`) }));
    return item;
  };

  const answered = ({ result, facts }) => {
    const link = make("a", { href: at(result.address) }, result.title);
    const lines = facts.flatMap(([, label, value, , href]) => [make("dt", {}, label), make("dd", {}, href ? make("a", { href: at(href) }, value) : value)]);
    const sample = result.sample ? [" ", badge("sample", "Dữ liệu minh họa")] : [];
    return make("div", { className: "search__answer" }, make("dl", {}, ...lines), make("p", {}, "Theo: ", link, ...sample));
  };

  // Of a long text the part in which most words stand around the rarest one.
  const LONGEST = 260;
  const passage = (text, words) => {
    if (text.length <= LONGEST) return text;
    const places = new Map(words.map((word) => [engine.fold(word), []]));
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) places.get(engine.fold(word))?.push(index);
    const found = [...places.values()].filter((each) => each.length).sort((one, other) => one.length - other.length);
    const [rarest = [0]] = found;
    const near = (start) => found.filter((each) => each.some((at) => Math.abs(at - start) < LONGEST / 2)).length;
    const best = rarest.reduce((one, other) => (near(other) > near(one) ? other : one));
    const start = text.lastIndexOf(" ", Math.max(0, best - LONGEST / 4)) + 1;
    return `${start ? "… " : ""}${text.slice(start, text.lastIndexOf(" ", start + LONGEST))} …`;
  };
  // Words of the text are shown in their place.
  const showPlaces = async (items, words, stale) => {
    if (navigator.connection?.saveData) return;
    for (const item of items.slice(0, MOST_ASKED)) {
      const link = item.querySelector("a");
      const held = (text) => words.filter((word) => engine.fold(text).includes(engine.fold(word))).length;
      if (stale() || link.hash || held(item.textContent) === words.length) continue;
      const answer = await fetch(link.href).catch(() => null);
      if (!answer?.ok || stale()) continue;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const text = [...page.querySelectorAll(".prose :is(p, li, th, td):not(figure *)")].map((each) => each.textContent.trim()).join(" ").replace(/\s+/g, " ");
      if (held(text)) item.querySelector(".search__summary").replaceChildren(...marked(passage(text, words), words));
    }
  };

  let found;
  let hits = [];
  const showMore = async (until) => {
    const first = list.childElementCount;
    const results = await Promise.all(hits.slice(first, until).map(({ number }) => engine.result(number)));
    list.append(...results.map((result) => shown(result, found.words)));
    more.hidden = list.childElementCount >= hits.length;
    return list.children[first];
  };

  const narrowed = async (state) => {
    const facet = await engine.facets();
    const chosen = choices.map(({ name }) => [name, state[name]]);
    const fits = (number, except) => chosen.every(([name, value]) => !value || name === except || facet(name, number) === value);
    for (const choice of choices) {
      const counts = new Map();
      for (const { number } of found.ranked) {
        const value = facet(choice.name, number);
        if (value && fits(number, choice.name)) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const values = [...counts.keys()].sort((one, other) => (choice.name === "nam" ? other - one : counts.get(other) - counts.get(one)));
      choice.replaceChildren(new Option("Tất cả", ""), ...values.map((value) => new Option(`${value} (${grouped(counts.get(value))})`, value)));
      choice.value = state[choice.name] ?? "";
      choice.parentElement.hidden = values.length < 2 && !choice.value;
    }
    hits = found.ranked.filter(({ number }) => fits(number));
  };

  const tell = (q, best) => {
    const asked = q.slice(0, 80);
    const count = `${grouped(hits.length)} kết quả`;
    if (!hits.length) said.textContent = `Không tìm thấy “${asked}”. Thử bớt từ, hoặc xem các lối dưới đây.`;
    else said.textContent = found.missing.length && !best ? `Không có “${asked}”. Có phải bạn tìm “${found.words.join(" ")}”? ${count}` : count;
    document.title = `${asked} – ${title}`;
  };

  const failed = () => {
    part("begin").hidden = false;
    said.textContent = "Chưa tải được dữ liệu tìm kiếm. Kiểm tra mạng rồi thử lại.";
  };

  let turn = 0;
  const show = async ({ typing = false } = {}) => {
    const state = read();
    const mine = (turn += 1);
    if (form.elements.q !== document.activeElement || !typing) form.elements.q.value = state.q ?? "";
    const asked = Boolean(state.q?.trim());
    part("begin").hidden = asked;
    narrow.hidden = !asked;
    if (asked && !list.childElementCount) said.textContent = "Đang tìm…";
    try {
      // Together, so that no answer pushes the results down.
      const [heard, best] = asked ? await Promise.all([engine.search(state.q, { typing }), answer(state.q)]) : [];
      if (mine !== turn) return;
      list.replaceChildren();
      answers.replaceChildren();
      found = heard;
      hits = heard?.ranked ?? [];
      more.hidden = true;
      if (heard) {
        if (choices.some(({ name }) => state[name])) await narrowed(state);
        tell(state.q, best);
        if (best) answers.append(answered(best));
        await showMore(STEP);
        if (mine !== turn) return;
        if (narrow.open) await narrowed(state);
        showPlaces([...list.children], heard.words, () => mine !== turn);
      } else {
        said.textContent = "";
        document.title = title;
      }
      narrow.hidden = !heard?.ranked.length;
      part("begin").hidden = hits.length > 0;
    } catch {
      if (mine === turn) failed();
    }
  };

  const go = (how, options) => {
    const kept = [...new FormData(form)].filter(([, value]) => value.trim());
    history[how](null, "", kept.length ? `?${new URLSearchParams(kept)}` : location.pathname);
    return show(options);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go("pushState");
  });
  // Loaded while one types; without a network the query itself says so.
  form.elements.q.addEventListener("focus", () => engine.get("tu-vung.json").catch(() => {}), { once: true });
  let waiting;
  form.addEventListener("input", (event) => {
    // A word being composed is none yet.
    if (event.isComposing) return;
    clearTimeout(waiting);
    const choice = event.target !== form.elements.q;
    waiting = setTimeout(() => go(choice ? "pushState" : "replaceState", { typing: !choice }), choice ? 0 : 180);
  });
  form.elements.q.addEventListener("compositionend", (event) => event.target.dispatchEvent(new Event("input", { bubbles: true })));
  more.addEventListener("click", async () => (await showMore(list.childElementCount + STEP)).querySelector("a").focus());
  // The table of facets grows with the site: it is loaded by whom it serves.
  narrow.addEventListener("toggle", () => narrow.open && found && narrowed(read()).catch(failed));
  narrow.open = matchMedia("(min-width: 48rem)").matches || choices.some(({ name }) => read()[name]);
  addEventListener("popstate", () => show());
  show();
  if (!read().q) form.elements.q.focus();
}
