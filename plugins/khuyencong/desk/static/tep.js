"use strict";
// Files for readers (PDF, Word, Excel): dropped on the form or chosen, checked by the desk, and a link
// to each put into the text where the caret stands; a field that names a file takes one too.
{
  const form = document.getElementById("bai");
  const drop = form.querySelector("[data-files]");
  const said = drop?.querySelector(".drop__said");
  const body = document.getElementById("body");

  const send = async (files) => {
    const data = new FormData();
    data.append("token", form.elements.token.value);
    for (const file of files) data.append("tep", file, file.name);
    const answer = await fetch(`${document.body.dataset.desk}tep`, { method: "POST", body: data }).catch(() => null);
    if (answer === null) throw new Error("Không nối được với Bàn biên tập; tệp chưa được nhận. Thả lại sau ít giây.");
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()).files;
  };

  // What one says of a file that was taken, or was not.
  const told = (file) => {
    if (file.trouble) return `${file.name}: ${file.trouble}`;
    return file.wasThere ? `Tệp này đã có, dùng lại ${file.file}.` : `Đã nhận ${file.file} (${file.size}).`;
  };

  const linkTo = ({ words, file }) => `[${words.replace(/[[\]\\]/g, " ")}](/${file})`;

  // The text editor puts it behind the paragraph with the caret; a plain text box at its caret.
  const write = async (links) => {
    const detail = { markdown: links.join("\n\n") };
    if (!body.dispatchEvent(new CustomEvent("insert", { detail, cancelable: true }))) {
      await detail.done;
      return;
    }
    const at = body.selectionEnd;
    const before = body.value.slice(0, at).trimEnd();
    body.value = [before, ...links, body.value.slice(at).trimStart()].filter(Boolean).join("\n\n");
    body.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const attach = async (chosen) => {
    said.textContent = `Đang nhận ${chosen.length} tệp…`;
    try {
      const files = await send(chosen);
      const taken = files.filter((file) => !file.trouble);
      if (taken.length) await write(taken.map(linkTo));
      const where = taken.length ? "Đường dẫn đã đặt vào bài; sửa chữ của nó như sửa mọi chữ khác." : "";
      said.textContent = [...files.map(told), where].join(" ");
    } catch (error) {
      said.textContent = error.message;
    }
  };

  const fill = async (input, place) => {
    const help = place.closest(".field").querySelector("[data-file-said]");
    try {
      const [file] = await send([input]);
      help.textContent = told(file);
      if (file.trouble) return;
      place.value = file.file;
      place.dispatchEvent(new Event("input", { bubbles: true }));
    } catch (error) {
      help.textContent = error.message;
    }
  };

  const isPhoto = (file) => file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name);

  form.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file" || !("fills" in input.dataset || input.closest("[data-files]"))) return;
    event.stopPropagation();
    const files = [...input.files];
    input.value = "";
    if (!files.length) return;
    if ("fills" in input.dataset) fill(files[0], document.getElementById(input.dataset.fills));
    else attach(files);
  });

  if (drop) {
    form.addEventListener("drop", (event) => {
      const files = [...(event.dataTransfer?.files ?? [])].filter((file) => !isPhoto(file));
      if (files.length) attach(files);
    });
    drop.addEventListener("dragover", () => drop.classList.add("drop--over"));
    for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("drop--over"));
  }
}
