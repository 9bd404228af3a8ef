const form = document.querySelector(".law-finder");
const said = document.querySelector(".law-finder__said");
const years = [...document.querySelectorAll(".law-year")];
const lines = [...document.querySelectorAll(".law-line")];
// "nghi dinh 45" finds "Nghị định 45/2012/NĐ-CP".
const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("đ", "d");
const texts = new Map(lines.map((line) => [line, folded(line.dataset.words)]));
const dataOf = (line, name) => line.getAttribute(`data-${name}`);

const show = () => {
  const asked = new FormData(form);
  const words = folded(asked.get("q")).split(/\s+/).filter(Boolean);
  const chosen = [...asked].filter(([name, value]) => name !== "q" && value);
  for (const line of lines) {
    const fits = words.every((word) => texts.get(line).includes(word));
    line.hidden = !(fits && chosen.every(([name, value]) => dataOf(line, name) === value));
  }
  for (const year of years) year.hidden = !year.querySelector(".law-line:not([hidden])");
  const count = lines.filter((line) => !line.hidden).length;
  said.textContent = count ? `${count} văn bản` : "Không có văn bản nào như vậy; bỏ bớt một điều kiện.";
  const query = new URLSearchParams([...asked].filter(([, value]) => value)).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
};

for (const [name, value] of new URLSearchParams(location.search)) {
  const input = form.elements.namedItem(name);
  if (input) input.value = value;
}
form.hidden = false;
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
show();
