"use strict";
// Reloads the page when it is to look otherwise; shows what is wrong over the old page.
{
  // What this page shows: it may be old already when the line to the server stands.
  const { version } = document.currentScript.dataset;
  const shown = document.createElement("div");
  shown.className = "xem-thu-loi";
  shown.setAttribute("role", "alert");

  const show = (errors) => {
    shown.replaceChildren();
    if (!errors.length) {
      shown.remove();
      return;
    }
    const heading = document.createElement("p");
    heading.className = "xem-thu-loi__dau";
    heading.textContent = `Có ${errors.length} lỗi. Trang đang hiện là bản trước khi có lỗi; sửa xong, trang tự tải lại.`;
    const list = document.createElement("ol");
    for (const error of errors) {
      const item = document.createElement("li");
      item.textContent = error;
      list.append(item);
    }
    shown.append(heading, list);
    document.body.append(shown);
  };

  const source = new EventSource(`/__xem-thu/su-kien?trang=${encodeURIComponent(decodeURI(location.pathname))}`);
  source.addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    if (told.version !== version) {
      location.reload();
      return;
    }
    show(told.errors);
  });
}
