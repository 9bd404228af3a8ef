// Computes what the rules on the page give for the four answers, on this machine alone.
const finder = document.querySelector(".finder");
if (finder) {
  const rules = JSON.parse(document.querySelector(".finder__rules").textContent);
  const places = [...document.querySelectorAll(".finder__offer")];
  const said = document.querySelector(".finder__said");
  const ways = document.querySelector(".finder__ways");
  const wrong = document.querySelector(".finder__wrong");
  const A_DAY = 864e5;
  const LEAST = 1e5;
  const dong = (amount) => `${String(amount).replace(/\B(?=(\d{3})+$)/g, ".")} đồng`;

  // "400 triệu", "khoảng 1,2 tỷ", "1 tỷ rưỡi", "1 tỷ 250 triệu", "400.000.000" → đồng; null for what
  // is no amount.
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\p{M}\p{Cf}]/gu, "").replace(/đ/g, "d");
  const UNITS = new Map([["ty", 1e9], ["ti", 1e9], ["trieu", 1e6], ["tr", 1e6], ["nghin", 1e3], ["ngan", 1e3], ["k", 1e3], ["", 1]]);
  const MONEY = /^(?:(?:khoang|tam|chung|gan|hon) )?(\d[\d.,\s]*?)\s*(?:([a-z]+)(?:\s*(ruoi)|\s*(\d+)\s*([a-z]*))?)?$/;
  const numberOf = (text, unit) => Number(text.replace(/[.\s](?=\d{3}(\D|$))/g, "").replace(/,(?=\d{3}(,|$))/g, unit ? "," : "").replace(",", "."));
  const amountOf = (text) => {
    const plain = fold(text.trim()).replace(/\s*(dong|vnd|d)$/, "");
    const [, number, unit = "", half, more = "0", part = ""] = MONEY.exec(plain) ?? [];
    if (number === undefined || !UNITS.has(unit) || !UNITS.has(part)) return null;
    // "1 tỷ 2" is 1,2 tỷ.
    const rest = part ? more * UNITS.get(part) : Number(`0.${half ? 5 : more}`) * UNITS.get(unit);
    const value = Math.round(numberOf(number, unit) * UNITS.get(unit) + rest);
    return Number.isSafeInteger(value) && value > 0 ? value : null;
  };
  // Rates have at most a few decimals: a thousandth of a per cent, so that all stays whole.
  const share = (cost, rate) => Number((BigInt(cost) * BigInt(Math.round(rate * 1000))) / 100000n);
  const amount = ({ rate_percent: rate, ceiling }, cost) => {
    const limits = [rate === null ? null : share(cost, rate), ceiling].filter((limit) => limit !== null);
    return limits.length ? Math.min(...limits, cost) : null;
  };
  const explained = ({ rate_percent: rate, ceiling }, cost) => {
    const parts = [];
    if (rate !== null) parts.push(`${String(rate).replace(".", ",")}% của ${dong(cost)} là ${dong(share(cost, rate))}`);
    if (ceiling !== null) parts.push(`mức trần ${dong(ceiling)}`);
    return `${parts.join("; ")}${parts.length > 1 ? "; lấy số nhỏ hơn" : ""}.`;
  };

  // A policy takes its levels away when its time is over, on a page that was opened before as well.
  const inForce = ({ until }) => !until || Date.now() < Date.parse(until);
  // Whether one of some levels cannot be had with another of them.
  const apart = (shown) => shown.some(({ excludes }) => shown.some(({ title }) => excludes.includes(title)));

  const read = () => Object.fromEntries(new URLSearchParams(location.search));
  const show = () => {
    const { ai, viec, tinh, "chi-phi": cost = "" } = Object.fromEntries(new FormData(finder));
    const total = cost.trim() ? amountOf(cost) : null;
    const unread = Boolean(cost.trim()) && total === null;
    const meant = unread ? "Chưa đọc được số tiền." : total && total < LEAST ? `Đang tính với ${dong(total)}.` : "";
    wrong.textContent = meant && `${meant} Viết cả đơn vị, như: 400 triệu, 1,2 tỷ.`;
    finder.elements["chi-phi"].setAttribute("aria-invalid", String(unread));
    const amounts = [];
    let lapsed = false;
    for (const [index, rule] of rules.entries()) {
      const fits = ai && viec && rule.applies_to.includes(ai) && rule.activities.includes(viec) && (!tinh || !rule.provinces.length || rule.provinces.includes(tinh));
      places[index].hidden = !fits || !inForce(rule);
      lapsed ||= fits && !inForce(rule);
      if (places[index].hidden) continue;
      const most = total === null ? null : amount(rule, total);
      amounts.push(most);
      const small = document.createElement("small");
      small.textContent = most === null ? "" : explained(rule, total);
      places[index].querySelector(".offer__amount").replaceChildren(most === null ? "" : `Nhiều nhất ${dong(most)}`, small);
    }
    const count = amounts.length;
    const highest = total === null ? 0 : Math.max(...amounts);
    ways.hidden = !count;
    if (!ai || !viec) said.textContent = ai || viec ? `Trả lời thêm câu ${ai ? 2 : 1} để xem mức hỗ trợ.` : "";
    else if (!count) said.textContent = `${lapsed ? "Văn bản ghi mức này đã hết hiệu lực" : "Trang chưa ghi mức nào cho việc và đối tượng này"}. Gọi trung tâm để hỏi.`;
    else said.textContent = `${count} mức hỗ trợ${highest ? `, ${count > 1 ? "mức cao nhất" : "nhiều nhất"} ${dong(highest)}` : ""}${apart(rules.filter((_, index) => !places[index].hidden)) ? "; không cộng với nhau: chỉ nhận một mức" : ""}${total === null ? "; ghi số tiền ở câu 4 để tính" : ""}${tinh ? "" : "; chọn tỉnh ở câu 3 để biết mức của tỉnh"}.`;
  };
  const fill = () => {
    const state = read();
    for (const field of finder.elements) {
      if (field.type === "radio") field.checked = state[field.name] === field.value;
      else if (field.name) field.value = state[field.name] ?? "";
    }
    const { tinh } = finder.elements;
    if (tinh.selectedIndex < 0) tinh.value = "";
    show();
  };
  // A list jumps to what is typed; so it does without marks: "lang s" is Lạng Sơn.
  let typed = "";
  let pause;
  finder.elements.tinh.addEventListener("keydown", (event) => {
    if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey || (event.key === " " && !typed)) return;
    event.preventDefault();
    typed += fold(event.key);
    clearTimeout(pause);
    pause = setTimeout(() => (typed = ""), 1000);
    const { options, selectedIndex } = event.target;
    const found = [...options].findIndex(({ text }) => fold(text).startsWith(typed));
    if (found < 0 || found === selectedIndex) return;
    event.target.selectedIndex = found;
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });
  let waiting;
  finder.addEventListener("input", ({ isComposing, target }) => {
    if (isComposing) return;
    const kept = [...new FormData(finder)].filter(([, value]) => value);
    history[target.type === "radio" ? "pushState" : "replaceState"](null, "", kept.length ? `?${new URLSearchParams(kept)}` : location.pathname);
    clearTimeout(waiting);
    waiting = setTimeout(show, target.name === "chi-phi" ? 300 : 0);
  });
  finder.addEventListener("submit", (event) => event.preventDefault());
  document.querySelector(".finder__print").addEventListener("click", () => print());
  document.querySelector(".finder__again").addEventListener("click", () => {
    history.pushState(null, "", location.pathname);
    fill();
    finder.elements.ai[0].focus();
  });
  addEventListener("popstate", fill);
  document.addEventListener("visibilitychange", show);
  for (const { until } of rules) {
    const left = Date.parse(until) - Date.now();
    if (left > 0 && left < A_DAY) setTimeout(show, left);
  }
  fill();
}
