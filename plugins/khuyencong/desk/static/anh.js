"use strict";
// Photos: dropped, pasted or chosen, many at once. What a photo says of itself is filled in; what it
// shows only a person can say.
{
  const form = document.getElementById("bai");
  const drop = form.querySelector("[data-photos]");
  const said = drop?.querySelector(".drop__said");

  const fill = (row, photo) => {
    for (const [key, value] of Object.entries({ file: photo.file, caption: photo.caption, credit: photo.credit })) {
      row.querySelector(`[name$=".${key}"]`).value = value;
    }
    const small = row.querySelector(".row__photo");
    small.src = `${document.body.dataset.desk}anh-nho/${photo.file.split("/").map(encodeURIComponent).join("/")}`;
    small.hidden = false;
  };

  const send = async (files) => {
    const data = new FormData();
    data.append("token", form.elements.token.value);
    data.append("folder", form.elements.folder.value);
    for (const file of files) data.append("anh", file, file.name);
    said.textContent = `Đang nhận ${files.length} ảnh…`;
    let answer;
    try {
      answer = await fetch(drop.dataset.photos, { method: "POST", body: data });
    } catch {
      said.textContent = "Không nối được với Bàn biên tập; ảnh chưa được nhận. Thả lại sau ít giây.";
      return [];
    }
    if (!answer.ok) {
      said.textContent = await answer.text();
      return [];
    }
    return (await answer.json()).photos;
  };

  const take = async (files) => {
    const photos = await send(files);
    if (!photos.length) return;
    const words = [];
    let first;
    for (const photo of photos) {
      if (photo.trouble) {
        words.push(`${photo.name}: ${photo.trouble}`);
        continue;
      }
      const records = drop.closest(".records");
      records.querySelector(":scope > [data-add]").click();
      const row = records.querySelector(":scope > .rows > :last-child");
      fill(row, photo);
      first ??= row.querySelector('[name$=".alt"]');
      if (photo.wasThere) words.push(`${photo.name}: ảnh này đã có trong kho, dùng lại ${photo.file}.`);
      words.push(...photo.remarks);
    }
    const taken = photos.filter((photo) => !photo.trouble).length;
    said.textContent = [taken ? `Đã nhận ${taken} ảnh. Viết mô tả cho từng ảnh: kể điều nhìn thấy.` : "", ...words].join(" ");
    first?.focus();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // Another photo in the place of one: its words stay to be looked at, its frame does not.
  const replace = async (row, file) => {
    const [photo] = await send([file]);
    if (!photo) return;
    if (photo.trouble) {
      said.textContent = `${photo.name}: ${photo.trouble}`;
      return;
    }
    for (const key of ["turn", "crop", "focus"]) row.querySelector(`[name$=".${key}"]`).value = "";
    const kept = row.querySelector('[name$=".caption"]').value;
    fill(row, { ...photo, caption: photo.caption || kept, credit: photo.credit || row.querySelector('[name$=".credit"]').value });
    row.querySelector(".row__photo").dispatchEvent(new Event("replaced", { bubbles: true }));
    const words = [...photo.remarks];
    if (photo.wasThere) words.unshift(`Ảnh này đã có trong kho, dùng lại ${photo.file}.`);
    said.textContent = ["Đã thay ảnh. Xem lại mô tả, chú thích cho đúng ảnh mới.", ...words].join(" ");
    row.querySelector('[name$=".alt"]').focus();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };

  form.addEventListener("change", (event) => {
    const input = event.target;
    if (!("replace" in input.dataset)) return;
    event.stopPropagation();
    if (input.files.length) replace(input.closest(".row"), input.files[0]);
    input.value = "";
  });

  if (drop) {
    const input = drop.querySelector("input");
    input.addEventListener("change", (event) => {
      event.stopPropagation();
      if (input.files.length) take([...input.files]);
      input.value = "";
    });
    input.addEventListener("input", (event) => event.stopPropagation());
    for (const name of ["dragover", "dragleave", "drop"]) {
      form.addEventListener(name, (event) => {
        if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
        event.preventDefault();
        drop.classList.toggle("drop--over", name === "dragover");
        if (name !== "drop") return;
        const photos = [...event.dataTransfer.files].filter((file) => file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name));
        if (photos.length) take(photos);
      });
    }
    form.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"));
      if (!files.length || event.clipboardData.types.includes("text/html")) return;
      event.preventDefault();
      take(files);
    });
  }
}
