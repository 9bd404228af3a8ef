// Filters and sorts the full gallery in place. The links of the facets stay links: without this
// script, or when the list of products does not arrive, they lead to pages with the same products.
const nav = document.querySelector(".facet-nav[data-finder]");

if (nav) {
  const FACETS = ["cap", "nhom", "tinh", "xa", "nam"];
  const STEP = 24;
  const make = (name, properties, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  };
  const form = document.querySelector(".gallery-filter");
  const said = document.querySelector(".gallery-filter__said");
  const clear = document.querySelector(".gallery-filter__clear");
  const whole = document.querySelector(".gallery-filter__whole");
  const blank = document.querySelector(".gallery-filter__card").content.firstElementChild;
  const grid = document.querySelector(".gallery__products > .product-grid");
  const pages = document.querySelector(".pagination");
  const title = document.title;
  const found = grid.cloneNode(false);
  const more = make("button", { type: "button", className: "gallery-filter__more", hidden: true });
  found.classList.add("product-grid--filtered");
  found.hidden = true;
  grid.after(found, more);

  // "mien dong" finds "Miến dong", "duong" finds "Đường".
  const folded = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("đ", "d");
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ".");

  const finder = new URL(nav.dataset.finder, location);
  let values;
  let products;
  let asked;
  const load = () => (asked ??= fetch(finder).then((answer) => answer.json()).then((data) => {
    values = data.values;
    products = data.products.map(([slug, name, producer, nhom, tinh, xa, awards, badge, stars, sample, photo]) => {
      const place = values.tinh[tinh]?.[1] ?? "";
      const text = `${name} ${producer} ${place}`.normalize("NFC").toLowerCase();
      const words = folded(text);
      return { text, slug, name, producer, nhom, tinh, xa, awards, badge, stars, sample, photo, place, words };
    });
  }).catch((error) => {
    asked = null;
    throw error;
  }));

  // What is chosen is what the address says.
  const read = () => Object.fromEntries(new URLSearchParams(location.search));
  const address = (state) => {
    const kept = [...FACETS, "tim", "xep"].filter((key) => state[key]).map((key) => [key, state[key]]);
    return location.pathname + (kept.length ? `?${new URLSearchParams(kept)}` : "");
  };

  // Products that fit, and beside each value how many would if it were chosen too.
  const sift = (state) => {
    const chosen = (facet) => (state[facet] ? values[facet].findIndex(([slug]) => slug === state[facet]) : null);
    const [cap, nhom, tinh, xa, nam] = FACETS.map(chosen);
    const counts = Object.fromEntries(FACETS.map((facet) => [facet, values[facet].map(() => 0)]));
    const words = folded(state.tim ?? "").split(/\s+/).filter(Boolean);
    const hits = products.filter((product) => {
      if (!words.every((word) => product.words.includes(word))) return false;
      const group = nhom === null || product.nhom === nhom;
      const province = tinh === null || product.tinh === tinh;
      const place = province && (xa === null || product.xa === xa);
      // Level and year are those of one award; a bit for each that a product may be counted by.
      let award = cap === null && nam === null;
      let levels = 0;
      let years = 0;
      for (const [level, year] of product.awards) {
        const right = cap === null || level === cap;
        const then = nam === null || year === nam;
        if (then) levels |= 1 << level;
        if (right) years |= 1 << year;
        award ||= right && then;
      }
      if (place && award) counts.nhom[product.nhom] += 1;
      if (group && award) counts.tinh[product.tinh] += 1;
      if (group && award && province && tinh !== null) counts.xa[product.xa] += 1;
      if (place && group) {
        for (let level = 0; levels; level += 1, levels >>>= 1) counts.cap[level] += levels & 1;
        for (let year = 0; years; year += 1, years >>>= 1) counts.nam[year] += years & 1;
      }
      return group && place && award;
    });
    // Values stand highest level first and newest year first; the sort is stable.
    // What is spelt with its marks comes first: "hồng" before "không".
    const typed = (state.tim ?? "").normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
    const begins = (text, word) => ` ${text}`.includes(` ${word}`);
    const fit = ({ text, words: plain }) => typed.reduce(
      (sum, word) => sum + (begins(text, word) ? 0 : begins(plain, folded(word)) ? 1 : text.includes(word) ? 2 : 3), 0,
    );
    if (typed.length) hits.sort((one, other) => fit(one) - fit(other));
    const rank = { cap: ({ badge }) => badge + 1 || 99, moi: ({ awards }) => Math.min(999, ...awards.map(([, nam]) => nam)) }[state.xep];
    if (rank) hits.sort((one, other) => rank(one) - rank(other));
    return { hits, counts };
  };

  const parts = [...nav.querySelectorAll("[data-facet]")];
  for (const item of nav.querySelectorAll("li")) item.dataset.value = item.firstElementChild.pathname.split("/").at(-2);
  const provinces = parts.find((part) => part.dataset.facet === "tinh");
  if (provinces) {
    const part = provinces.cloneNode(true);
    part.dataset.facet = "xa";
    part.hidden = true;
    part.querySelector("summary").textContent = "Xã, phường";
    part.querySelector("ul").replaceChildren();
    provinces.after(part);
    parts.push(part);
  }

  const showFacets = (state, counts) => {
    for (const part of parts) {
      const { facet } = part.dataset;
      const list = part.querySelector("ul");
      const items = new Map([...list.children].map((item) => [item.dataset.value, item]));
      const rows = [["", "Tất cả", state[facet] && " "]];
      for (const [value, [slug, label]] of values[facet].entries()) rows.push([slug, label, counts[facet][value]]);
      let last = null;
      for (const [slug, label, number] of rows) {
        const current = slug && state[facet] === slug;
        let item = items.get(slug);
        // Items are kept, not made anew, so that the focus stays where it is.
        if (!item && number) {
          item = make("li", {}, make("a", {}, `${label} `, make("span", { className: "facet-nav__count" })));
          item.dataset.value = slug;
          if (last) last.after(item);
          else list.prepend(item);
        }
        if (!item) continue;
        last = item;
        item.hidden = !number && !current;
        const link = item.firstElementChild;
        link.href = address({ ...state, [facet]: slug, ...(facet === "tinh" && { xa: "" }) });
        link.lastElementChild.textContent = slug && `(${grouped(number)})`;
        link.toggleAttribute("aria-current", current);
        if (current) link.setAttribute("aria-current", "true");
      }
      part.hidden = ![...list.children].some((item) => !item.hidden);
      if (state[facet]) part.open = true;
    }
  };

  const tint = (colour) => [1, 3, 5].map((start) => "05af"[Math.round(parseInt(colour.slice(start, start + 2), 16) / 85)]).join("");
  // The award that fits the choice of level and year; without a choice the highest in force.
  const shownLevel = ({ awards, badge }, { cap, nam }) => {
    const at = (facet, slug) => values[facet].findIndex(([each]) => each === slug);
    if (!cap && !nam) return badge;
    const levels = awards.filter(([level, year]) => (!cap || level === at("cap", cap)) && (!nam || year === at("nam", nam)));
    return Math.min(...levels.map(([level]) => level));
  };
  const card = ({ slug, name, producer, nhom, place, awards, badge, stars, sample, photo }) => {
    const made = blank.cloneNode(true);
    const part = (selector) => made.querySelector(selector);
    const keep = (selector, wanted, text) => {
      if (!wanted) part(selector).remove();
      else if (text) part(selector).textContent = text;
    };
    for (const link of made.querySelectorAll("a")) link.href = slug.includes(":") ? slug : new URL(`${slug}/`, finder);
    part(".product-card__title a").textContent = name;
    part(".product-card__producer").textContent = place ? `${producer} · ${place}` : producer;
    const state = read();
    const level = values.cap[shownLevel({ awards, badge }, state)];
    if (level) part(".award-badge").classList.add(`award-badge--${level[0]}`);
    keep(".award-badge", level, level && state.nam ? `${level[1]}, ${values.nam.find(([slug]) => slug === state.nam)?.[1]}` : level?.[1]);
    keep(".ocop-badge", stars, `OCOP ${stars} sao`);
    keep(".mark--sample", sample, "Dữ liệu minh họa");
    keep("picture", photo);
    keep(".placeholder", !photo);
    if (photo) {
      const [start, width, height, colour, widths] = photo;
      const set = (kind) => widths.map((each) => `${new URL(`../${start}-${each}.${kind}`, finder)} ${each}w`).join(", ");
      const image = part("img");
      image.previousElementSibling.srcset = set("avif");
      image.classList.add(`tint-${tint(colour)}`);
      Object.assign(image, { width, height, srcset: set("jpg"), src: new URL(`../${start}-${widths.at(-1)}.jpg`, finder) });
    } else {
      const group = values.nhom[nhom][0];
      part(".placeholder").className = `placeholder placeholder--${group} placeholder--${name.length % 4}`;
      part(".placeholder__letters").textContent = name.split(/\s+/).map((word) => word.match(/[\p{L}\p{N}]/u)?.[0] ?? "").join("").slice(0, 2).toUpperCase();
    }
    return made;
  };

  let hits = [];
  const showMore = (until) => {
    const first = found.childElementCount;
    found.append(...hits.slice(first, until).map(card));
    const left = hits.length - found.childElementCount;
    more.hidden = left < 1;
    more.textContent = `Xem thêm ${Math.min(STEP, left)} trong ${grouped(left)} sản phẩm còn lại`;
    return found.children[first];
  };

  const show = async () => {
    const state = read();
    await load();
    const sifted = sift(state);
    showFacets(state, sifted.counts);
    for (const field of form.elements) if (field !== document.activeElement) field.value = state[field.name] ?? "";
    const names = FACETS.map((facet) => values[facet].find(([slug]) => slug === state[facet])?.[1]).filter(Boolean);
    if (state.tim) names.push(`“${state.tim}”`);
    const plain = !names.length && !state.xep;
    grid.hidden = !plain;
    found.hidden = plain;
    if (pages) pages.hidden = !plain;
    clear.hidden = !names.length;
    // The index of the whole site knows more than names, and what a slip of the keyboard meant.
    whole.hidden = !state.tim;
    whole.href = new URL(`../tim/?${new URLSearchParams({ q: state.tim ?? "", loai: "Sản phẩm" })}`, finder);
    hits = plain ? [] : sifted.hits;
    found.replaceChildren();
    showMore(Math.max(STEP, history.state?.shown ?? 0));
    const count = grouped(sifted.hits.length);
    said.textContent = [sifted.hits.length ? `${count} sản phẩm` : "Không có sản phẩm nào như vậy", ...names].join(" · ");
    document.title = names.length ? `${names.join(", ")} – ${title}` : title;
  };

  const go = (to, how = "pushState") => {
    history[how](null, "", to);
    return show();
  };

  nav.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const part = link.closest("[data-facet]");
    const { value } = link.parentElement.dataset;
    const to = address({ ...read(), [part.dataset.facet]: value, ...(part === provinces && { xa: "" }) });
    load().then(() => go(to), () => location.assign(link.href));
    // "Tất cả" goes with the choice that it takes back.
    if (!value) part.querySelector("summary").focus();
  });
  clear.addEventListener("click", () => {
    go(address({ xep: read().xep }));
    form.tim.focus();
  });
  more.addEventListener("click", () => {
    showMore(found.childElementCount + STEP).querySelector("h2 a").focus();
    // Whoever comes back from a product finds as many as there were.
    history.replaceState({ shown: found.childElementCount }, "");
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  let waiting;
  form.addEventListener("input", ({ target }) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const to = address({ ...read(), [target.name]: target.value.trim() });
      go(to, target === form.xep ? "pushState" : "replaceState").catch(() => {
        said.textContent = "Chưa tải được danh sách. Thử lại sau ít phút.";
      });
    }, target === form.xep ? 0 : 150);
  });
  // The list is asked for when somebody is about to filter, and not before.
  for (const sign of ["pointerover", "focusin"]) {
    for (const place of [nav, form]) place.addEventListener(sign, () => load().catch(() => {}), { once: true });
  }
  addEventListener("popstate", () => show());
  if (address(read()) !== location.pathname) show();
}
