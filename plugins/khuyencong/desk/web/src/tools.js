// The editor's toolbar, the tools of a table, and the dialogs that they open.

import { redo, redoDepth, undo, undoDepth } from "prosemirror-history";
import { TextSelection } from "prosemirror-state";
import { isInTable } from "prosemirror-tables";
import { askChart } from "./charts.js";
import * as commands from "./commands.js";
import { ask, tell } from "./dialogs.js";
import { element } from "./elements.js";
import { askFigure, askVideo, newIsland } from "./islands.js";
import { insertMarkdown } from "./pasting.js";
import { schema } from "./schema.js";
import { Toolbar } from "./toolbar.js";

const { nodes, marks } = schema;

const SHORTCUTS = [
  ["Ctrl+B", "Đậm"],
  ["Ctrl+I", "Nghiêng"],
  ["Ctrl+K", "Liên kết"],
  ["Ctrl+Alt+2", "Đề mục"],
  ["Ctrl+Alt+3", "Đề mục nhỏ"],
  ["Ctrl+Alt+0", "Đoạn văn"],
  ["Ctrl+Shift+8", "Danh sách gạch đầu dòng"],
  ["Ctrl+Shift+7", "Danh sách đánh số"],
  ["Ctrl+Shift+9", "Trích dẫn"],
  ["Tab, Shift+Tab", "Lùi vào, lùi ra trong danh sách; sang ô khác trong bảng"],
  ["Shift+Enter", "Xuống dòng trong cùng một đoạn"],
  ["Ctrl+Z, Ctrl+Y", "Hoàn tác, làm lại"],
  ["Alt+F10", "Lên thanh công cụ; Esc trở lại bài"],
  ["Enter", "Mở khối đang chọn (ảnh, video, chú thích) để sửa"],
];

export function tools(editor) {
  const run = (command) => () => {
    command(editor.view.state, editor.view.dispatch, editor.view);
    editor.view.focus();
  };
  const insert = async (source) => {
    const answer = await source;
    if (answer) run(commands.insertBlock(await newIsland(answer.source, editor.server)))();
    else editor.view.focus();
  };
  const link = () => {
    askLink(editor);
    return true;
  };
  const text = new Toolbar("Định dạng bài", textTools({ editor, run, insert, link }), () => editor.view.focus());
  const table = new Toolbar("Bảng", [tableTools(run)], () => editor.view.focus());
  const plain = element("button", { type: "button", class: "editor__switch", onclick: () => editor.togglePlain() });
  const said = element("p", { role: "status", class: "editor__said" });
  const dom = element("div", { class: "editor__tools" }, text.dom, table.dom, plain, said);
  table.dom.hidden = true;
  return {
    dom,
    link,
    say: (words) => {
      said.textContent = words;
    },
    focus: () => {
      (table.dom.hidden ? text : table).focus();
      return true;
    },
    update: (state) => {
      text.update(state);
      table.update(state);
      table.dom.hidden = !isInTable(state);
    },
    showPlain: (isPlain) => {
      text.dom.hidden = isPlain;
      table.dom.hidden = true;
      plain.textContent = isPlain ? "Xem như trên trang" : "Xem dạng chữ thuần";
    },
  };
}

function textTools({ editor, run, insert, link }) {
  const { bold, italic, heading, list, quote, hasMark, blockIs, isInside, insertBlock } = commands;
  return [
    [
      { label: "Đậm", name: "Đậm", keys: "Ctrl+B", style: "editor-tool--bold", run: run(bold), on: hasMark(marks.strong) },
      { label: "Nghiêng", name: "Nghiêng", keys: "Ctrl+I", style: "editor-tool--italic", run: run(italic), on: hasMark(marks.em) },
      { label: "Liên kết", name: "Liên kết", keys: "Ctrl+K", run: link, on: hasMark(marks.link) },
    ],
    [
      { label: "Đề mục", name: "Đề mục", keys: "Ctrl+Alt+2", run: run(heading(2)), on: blockIs(nodes.heading, { level: 2 }) },
      { label: "Đề mục nhỏ", name: "Đề mục nhỏ", keys: "Ctrl+Alt+3", run: run(heading(3)), on: blockIs(nodes.heading, { level: 3 }) },
      { label: "– Danh sách", name: "Danh sách gạch đầu dòng", keys: "Ctrl+Shift+8", run: run(list(nodes.bullet_list)), on: isInside(nodes.bullet_list) },
      { label: "1. Danh sách", name: "1. Danh sách đánh số", keys: "Ctrl+Shift+7", run: run(list(nodes.ordered_list)), on: isInside(nodes.ordered_list) },
      { label: "Trích dẫn", name: "Trích dẫn", keys: "Ctrl+Shift+9", run: run(quote), on: isInside(nodes.blockquote) },
    ],
    [
      { label: "Ảnh", name: "Chèn ảnh", run: () => insert(askFigure()) },
      { label: "Bảng", name: "Chèn bảng", run: run(insertBlock(commands.newTable())) },
      ...(editor.files ? [{ label: "Tệp", name: "Đính kèm tệp PDF, Word, Excel", run: () => editor.files.click() }] : []),
      { label: "Biểu đồ", name: "Chèn biểu đồ", run: () => addChart(editor) },
      { label: "Video, biểu mẫu", name: "Chèn video, biểu mẫu trực tuyến", run: () => insert(askVideo()) },
      { label: "Chú thích", name: "Chèn chú thích cuối bài", run: () => addNote(editor) },
      { label: "Đường kẻ", name: "Chèn đường kẻ ngang", run: run(insertBlock(nodes.rule.create())) },
    ],
    [
      { label: "Hoàn tác", name: "Hoàn tác", keys: "Ctrl+Z", run: run(undo), can: undoDepth },
      { label: "Làm lại", name: "Làm lại", keys: "Ctrl+Y", run: run(redo), can: redoDepth },
      { label: "Phím tắt", name: "Danh sách phím tắt", run: () => showShortcuts(editor) },
    ],
  ];
}

function tableTools(run) {
  const { rowBefore, rowAfter, columnAfter, deleteRow, deleteColumn, headerRow, alignRight, deleteTable } =
    commands.tableCommands;
  return [
    ["Thêm hàng trên", rowBefore],
    ["Thêm hàng dưới", rowAfter],
    ["Thêm cột", columnAfter],
    ["Xóa hàng", deleteRow],
    ["Xóa cột", deleteColumn],
    ["Hàng đầu là tiêu đề", headerRow],
    ["Căn phải cột", alignRight],
    ["Xóa bảng", deleteTable],
  ].map(([name, command]) => ({ label: name, name, run: run(command) }));
}

async function showShortcuts(editor) {
  const rows = SHORTCUTS.map(([keys, what]) =>
    element("tr", {}, element("td", {}, element("kbd", {}, keys)), element("td", {}, what)),
  );
  await tell("Phím tắt", element("table", { class: "editor-dialog__keys" }, ...rows));
  editor.view.focus();
}

async function askLink(editor) {
  const { state } = editor.view;
  const there = commands.linkAt(state);
  const { from, to } = there ?? state.selection;
  const words = there?.text ?? state.doc.textBetween(from, to);
  const place = editor.places.hold(TextSelection.create(state.doc, from, to));
  const choose = (entry, inputs) => {
    inputs.href.value = entry.address;
    if (!inputs.words.value) inputs.words.value = entry.title;
  };
  const answer = await ask(
    "Liên kết",
    [
      { name: "href", label: "Địa chỉ, hoặc vài chữ trong tít bài cần dẫn", value: there?.href ?? "", required: true,
        suggest: { find: (typed) => found(editor.server, typed), choose } },
      { name: "words", label: "Chữ hiện trong bài", value: words },
    ],
    { remove: there ? "Bỏ liên kết" : null },
  );
  const now = place(editor.view.state.doc);
  if (answer) {
    const href = answer.removed ? "" : answer.href.trim();
    const link = { href, words: answer.words, from: now.from, to: now.to };
    commands.setLink(link)(editor.view.state, editor.view.dispatch);
  }
  editor.view.focus();
}

const ADDRESS = /^(?:[a-z]+:|\/|#|\S+\/\S*$)/i;
const found = async (server, typed) =>
  typed.trim().length < 2 || ADDRESS.test(typed) ? [] : server.entries(typed);

// Behind the block with the caret, with its table where cells were given.
async function addChart(editor) {
  const { doc, selection } = editor.view.state;
  const above = editor.sources.above(doc, editor.hasCaret ? selection.to : doc.content.size);
  const answer = await askChart({ server: editor.server, above });
  if (answer) await insertMarkdown(editor.view, editor, answer.source, above);
  editor.view.focus();
}

async function addNote(editor) {
  const field = { name: "text", label: "Lời chú thích", lines: 3, required: true, value: "" };
  const answer = await ask("Chú thích cuối bài", [field]);
  if (answer?.text.trim()) await insertNote(editor, answer.text.trim().replace(/\s+/g, " "));
  editor.view.focus();
}

async function insertNote(editor, text) {
  const name = freeNoteName(editor.view.state.doc);
  const source = `[^${name}]: ${text}`;
  const place = editor.places.hold(editor.view.state.selection);
  const blocks = await editor.server.blocks(`x[^${name}]\n\n${source}`);
  const note = schema.node("island", { source, kind: "definition", html: blocks.at(-1).html });
  const { tr } = editor.view.state;
  tr.setSelection(place(tr.doc)).replaceSelectionWith(nodes.note.create({ name }), false);
  editor.view.dispatch(tr.insert(tr.doc.content.size, note).scrollIntoView());
}

function freeNoteName(doc) {
  const taken = new Set();
  doc.descendants((node) => {
    if (node.type === nodes.note) taken.add(node.attrs.name);
    if (node.type === nodes.island) taken.add(/^\[\^([^\]]+)\]/.exec(node.attrs.source)?.[1]);
  });
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}
