// Computes what the rules on the page give for the four answers, on this machine alone.
const finder = document.querySelector(".finder");
if (finder) {
  const rules = JSON.parse(document.querySelector(".finder__rules").textContent);
  const places = [...document.querySelectorAll(".finder__offer")];
  const said = document.querySelector(".finder__said");
  const ways = document.querySelector(".finder__ways");
  const wrong = document.querySelector(".finder__wrong");
  const dong = (amount) => `${String(amount).replace(/\B(?=(\d{3})+$)/g, ".")} đồng`;

  // "400 triệu", "1,2 tỷ", "400.000.000" → đồng; null for what is no amount.
  const UNITS = { tỷ: 1e9, tỉ: 1e9, ty: 1e9, ti: 1e9, triệu: 1e6, trieu: 1e6, tr: 1e6, nghìn: 1e3, ngàn: 1e3, k: 1e3 };
  const amountOf = (text) => {
    const plain = text.normalize("NFC").trim().toLowerCase().replace(/\s*(đồng|dong|vnđ|vnd|đ)$/, "");
    const [, number, unit = ""] = /^(\d[\d.,\s]*?)\s*([\p{L}]*)$/u.exec(plain) ?? [];
    if (number === undefined || (unit && !UNITS[unit])) return null;
    const whole = number.replace(/[.\s](?=\d{3}(\D|$))/g, "").replace(/,(?=\d{3}(,|$))/g, unit ? "," : "").replace(",", ".");
    const value = Math.round(Number(whole) * (UNITS[unit] ?? 1));
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
    if (rate !== null) parts.push(`${String(rate).replace(".", ",")} % của ${dong(cost)} là ${dong(share(cost, rate))}`);
    if (ceiling !== null) parts.push(`mức trần ${dong(ceiling)}`);
    return `${parts.join("; ")}${parts.length > 1 ? "; lấy số nhỏ hơn" : ""}.`;
  };

  // Whether one of some levels cannot be had with another of them.
  const apart = (shown) => shown.some(({ excludes }) => shown.some(({ title }) => excludes.includes(title)));

  const read = () => Object.fromEntries(new URLSearchParams(location.search));
  const show = () => {
    const { ai, viec, tinh, "chi-phi": cost = "" } = Object.fromEntries(new FormData(finder));
    const total = cost.trim() ? amountOf(cost) : null;
    wrong.textContent = cost.trim() && total === null ? "Chưa đọc được số tiền. Viết như: 400 triệu, 1,2 tỷ." : "";
    finder.elements["chi-phi"].setAttribute("aria-invalid", String(Boolean(wrong.textContent)));
    let count = 0;
    for (const [index, rule] of rules.entries()) {
      const fits = ai && viec && rule.applies_to.includes(ai) && rule.activities.includes(viec) && (!tinh || !rule.provinces.length || rule.provinces.includes(tinh));
      places[index].hidden = !fits;
      if (!fits) continue;
      count += 1;
      const most = total === null ? null : amount(rule, total);
      const small = document.createElement("small");
      small.textContent = most === null ? "" : explained(rule, total);
      places[index].querySelector(".offer__amount").replaceChildren(most === null ? "" : `Nhiều nhất ${dong(most)}`, small);
    }
    ways.hidden = !count;
    if (!ai || !viec) said.textContent = ai || viec ? `Trả lời thêm câu ${ai ? 2 : 1} để xem mức hỗ trợ.` : "";
    else if (!count) said.textContent = "Trang chưa ghi mức nào cho việc và đối tượng này. Gọi trung tâm để hỏi.";
    else said.textContent = `${count} mức hỗ trợ${apart(rules.filter((_, index) => !places[index].hidden)) ? ", không cộng với nhau: chỉ nhận một mức" : ""}${total === null ? "; ghi số tiền ở câu 4 để tính" : ""}${tinh ? "" : "; chọn tỉnh ở câu 3 để biết mức của tỉnh"}.`;
  };
  const fill = () => {
    const state = read();
    for (const field of finder.elements) {
      if (field.type === "radio") field.checked = state[field.name] === field.value;
      else if (field.name) field.value = state[field.name] ?? "";
    }
    show();
  };
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
  fill();
}
