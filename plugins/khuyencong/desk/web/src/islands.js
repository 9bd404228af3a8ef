// Blocks that are shown as readers will see them, and edited in a dialog.

import { askChart, chartFields } from "./charts.js";
import { ask } from "./dialogs.js";
import { element } from "./elements.js";
import { dom } from "./reading.js";
import { schema } from "./schema.js";

const NAMES = {
  figure: "Ảnh",
  video: "Video, biểu mẫu",
  table: "Bảng",
  chart: "Biểu đồ",
  definition: "Chú thích, chữ viết tắt",
  html: "Khối có định dạng riêng",
};
const nameOf = (kind) => NAMES[kind] ?? "Khối có định dạng riêng";

const FIGURE = /^!\[(?<alt>[^\]]*)\]\((?<file><[^>]*>|[^\s)]+)(?:\s+"(?<title>[^"]*)")?\)$/;
const CREDIT = /\s*(?<credit>(?:Ảnh|Tranh|Đồ họa|Nguồn ảnh)\s*[:：].*)$/s;
const VIDEO = /^(?:\[[^\]]*\]\()?(?<address>https?:\/\/\S+?)\)?$/;

export const islandView = (editor) => (node, view, getPos) => new IslandView(node, view, getPos, editor);

class IslandView {
  constructor(node, view, getPos, editor) {
    Object.assign(this, { node, view, getPos, editor });
    this.dom = element("div", { class: `island island--${node.attrs.kind}` });
    this.draw();
  }

  draw() {
    const { html, kind, source } = this.node.attrs;
    const content = element("div", { class: "island__content" });
    content.append(...dom(html).childNodes);
    if (!content.hasChildNodes()) content.append(element("code", {}, source));
    content.addEventListener("click", (event) => event.preventDefault());
    const edit = element(
      "button",
      { type: "button", class: "island__edit", onclick: () => this.edit() },
      `Sửa: ${nameOf(kind)}`,
    );
    this.dom.replaceChildren(content, edit);
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    const changed = !node.eq(this.node);
    this.node = node;
    if (changed) this.draw();
    return true;
  }

  async edit() {
    const { server, sources } = this.editor;
    const above = sources.above(this.view.state.doc, this.getPos());
    const answer = await editIsland(this.node.attrs, server, above);
    this.view.focus();
    if (!answer) return;
    const from = this.getPos();
    const to = from + this.node.nodeSize;
    const { tr } = this.view.state;
    if (answer.removed) this.view.dispatch(tr.delete(from, to));
    else this.view.dispatch(tr.setNodeMarkup(from, null, { ...this.node.attrs, ...answer }));
  }

  stopEvent(event) {
    return event.target.closest?.(".island__edit") !== null && event.type !== "dragstart";
  }

  ignoreMutation() {
    return true;
  }
}

// New `source` and `html` of an island, {removed: true}, or null. `above`: the Markdown before it.
async function editIsland({ source, kind }, server, above) {
  const name = nameOf(kind);
  const remove = `Bỏ ${name[0].toLowerCase()}${name.slice(1)} này`;
  const figure = kind === "figure" && FIGURE.exec(source);
  if (figure) return redrawn(await askFigure(figureFields(figure.groups), remove), server);
  const video = kind === "video" && VIDEO.exec(source);
  if (video) return redrawn(await askVideo(video.groups.address, remove), server);
  const fields = kind === "chart" && chartFields(source);
  if (fields) return redrawn(await askChart({ server, above, fields, remove }), server, above);
  return redrawn(await askSource(source, name, remove, server, above), server, above);
}

async function redrawn(answer, server, above = "") {
  if (!answer || answer.removed || !answer.source.trim()) return answer?.source === "" ? { removed: true } : answer;
  const blocks = await server.blocks(answer.source, above);
  return { source: answer.source, html: blocks.map(({ html }) => html).join("") };
}

function askSource(source, name, remove, server, above) {
  const preview = async ({ source: typed }) => {
    const blocks = await server.blocks(typed, above);
    return [...dom(blocks.map(({ html }) => html).join("")).childNodes];
  };
  const field = { name: "source", label: "Cách viết", value: source, lines: 10 };
  return ask(name, [field], { remove, preview });
}

function figureFields({ alt, file, title = "" }) {
  const credit = CREDIT.exec(title)?.groups.credit ?? "";
  const caption = title.slice(0, title.length - credit.length).trim();
  return { alt, file: file.replace(/^<|>$/g, ""), caption, credit };
}

export async function askFigure(figure = { file: "", alt: "", caption: "", credit: "" }, remove = null) {
  const file = { name: "file", label: "Tệp ảnh", value: figure.file, required: true, help: "Ví dụ: anh/le-trao-giai.jpg" };
  // A photo that stands in the text is opened for its words; only a new one needs its file first.
  const [first, last] = figure.file ? [[], [file]] : [[file], []];
  const answer = await ask(
    "Ảnh trong bài",
    [
      ...first,
      { name: "alt", label: "Mô tả cho người không nhìn thấy ảnh", value: figure.alt,
        help: "Gửi duyệt, đăng thì phải có. Ví dụ: Ba người dệt thổ cẩm bên khung cửi trong xưởng." },
      { name: "caption", label: "Chú thích dưới ảnh", value: figure.caption },
      { name: "credit", label: "Nguồn ảnh", value: figure.credit, help: "Ví dụ: Ảnh: Nguyễn Văn An" },
      ...last,
    ],
    { remove },
  );
  return answer && !answer.removed ? { source: figureSource(answer) } : answer;
}

function figureSource({ file, alt, caption, credit }) {
  const title = [caption, credit && !CREDIT.test(credit) ? `Ảnh: ${credit}` : credit]
    .map((words) => words.trim().replaceAll('"', "”"))
    .filter(Boolean)
    .join(" ");
  const address = /[\s()]/.test(file) ? `<${file}>` : file;
  return `![${alt.replace(/[[\]]/g, "")}](${address}${title ? ` "${title}"` : ""})`;
}

export async function askVideo(address = "", remove = null) {
  const answer = await ask(
    "Video YouTube, biểu mẫu trực tuyến",
    [{ name: "source", label: "Địa chỉ video hoặc biểu mẫu", type: "url", value: address, required: true,
       help: "Chép địa chỉ ở trang YouTube, Google Forms hoặc Microsoft Forms rồi dán vào đây. Ví dụ: https://www.youtube.com/watch?v=abcdefghijk" }],
    { remove },
  );
  return answer && !answer.removed ? { source: answer.source.trim() } : answer;
}

// An island node from Markdown, drawn by the server.
export async function newIsland(source, server) {
  const blocks = await server.blocks(source);
  const html = blocks.map((block) => block.html).join("");
  return schema.node("island", { source, html, kind: blocks[0]?.kind ?? "html" });
}
