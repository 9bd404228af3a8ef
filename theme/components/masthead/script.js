const today = document.querySelector("[data-today]");
if (today) {
  const day = new Date();
  const words = { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" };
  const zone = { timeZone: "Asia/Ho_Chi_Minh" };
  today.textContent = new Intl.DateTimeFormat("vi-VN", { ...words, ...zone }).format(day);
}

const menu = document.querySelector(".masthead__menu");
if (menu) {
  const open = () => menu.querySelector("details[open]");
  document.addEventListener("click", ({ target }) => {
    const parts = open();
    if (parts && !parts.contains(target)) parts.open = false;
  });
  menu.addEventListener("keydown", ({ key }) => {
    const parts = open();
    if (key !== "Escape" || !parts) return;
    parts.open = false;
    parts.querySelector("summary").focus();
  });
}
