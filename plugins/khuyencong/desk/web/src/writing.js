// Editor nodes to Markdown that our renderer reads back as the same.

import { DOMSerializer } from "prosemirror-model";
import { PLAIN_TAGS, schema } from "./schema.js";

const SIGNS = { strong: "**", em: "*" };
const INDENT = "    ";

// `rise` is by how much the page shows headings deeper than they are written: one where the
// body has a heading of level 1, for the title of a page is its only one.
export function writeBlock(node, rise = 0) {
  const write = {
    paragraph: () => inline(node),
    heading: () => `${"#".repeat(Math.max(1, node.attrs.level - rise))} ${inline(node)}`,
    blockquote: () => prefixed(writeBlocks(node, rise), "> ", "> "),
    bullet_list: () => list(node, rise),
    ordered_list: () => list(node, rise),
    rule: () => "---",
    table: () => table(node),
    island: () => node.attrs.source,
  }[node.type.name];
  return write();
}

function writeBlocks(parent, rise) {
  return children(parent)
    .map((child) => writeBlock(child, rise))
    .join("\n\n");
}

const children = (node) => Array.from({ length: node.childCount }, (_, place) => node.child(place));

function prefixed(text, first, rest) {
  return text
    .split("\n")
    .map((line, number) => ((number ? rest : first) + line).trimEnd())
    .join("\n");
}

// ---- lists

function list(node, rise) {
  let mark = null;
  const items = children(node).map((item, place) => {
    mark = markOf(node, item, place, mark);
    const first = node.attrs.marks ? "" : `${mark} `;
    return prefixed(itemText(item, node.attrs.tight, rise), first, INDENT);
  });
  return items.join(node.attrs.tight ? "\n" : "\n\n");
}

function itemText(item, tight, rise) {
  return children(item)
    .map((child) => writeBlock(child, rise))
    .join(tight ? "\n" : "\n\n");
}

function markOf(node, item, place, before) {
  const ordered = node.type === schema.nodes.ordered_list;
  const first = node.firstChild.attrs.mark;
  if (ordered && node.attrs.counting) {
    return (first ?? "1.").replace(/\d+/, String(node.attrs.start + place));
  }
  return item.attrs.mark ?? (ordered ? following(before) : (first ?? "-"));
}

// The mark after `2.` is `3.`, after `b)` it is `c)`.
export function following(mark) {
  if (!mark) return "1.";
  if (/\d/.test(mark)) return mark.replace(/\d+/, (number) => String(Number(number) + 1));
  return mark.replace(/[a-y]/i, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1));
}

// ---- tables

const BORDERS = { right: "---:", centre: ":---:" };

// Markdown has no tables without a header row or with cells over several places: those are HTML.
function table(node) {
  const rows = children(node).map(children);
  const plain =
    rows[0].every((cell) => cell.type === schema.nodes.table_header) &&
    rows.every((row, place) =>
      row.every(
        ({ type, attrs }, column) =>
          attrs.colspan === 1 &&
          attrs.rowspan === 1 &&
          [null, rows[0][column]?.attrs.alignment].includes(attrs.alignment) &&
          (place === 0 || type === schema.nodes.table_cell),
      ),
    );
  return plain ? pipes(rows) : tableHtml(node);
}

function pipes(rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const texts = rows.map((row) => row.map((cell) => inline(cell.firstChild).replaceAll("|", "\\|")));
  const borders = rows[0].map((cell) => BORDERS[cell.attrs.alignment] ?? "---");
  return [line(texts[0]), `|${borders.join("|")}|`, ...texts.slice(1).map(line)].join("\n");
}

function tableHtml(node) {
  const page = document.implementation.createHTMLDocument("");
  const serializer = DOMSerializer.fromSchema(schema);
  const dom = serializer.serializeNode(node, { document: page });
  for (const paragraph of dom.querySelectorAll("p")) paragraph.replaceWith(...paragraph.childNodes);
  const rows = [...dom.querySelectorAll("tr")].map((row) => row.outerHTML);
  return ["<table>", ...rows, "</table>"].join("\n");
}

// ---- text

export function inline(parent) {
  const pieces = spacesOutside(children(parent));
  const paired = pairedSigns(parent.textContent);
  let open = [];
  let text = "";
  for (const { node, words, marks } of pieces) {
    const kept = open.findIndex((mark, place) => !mark.eq(marks[place] ?? schema.mark("code")));
    const common = kept < 0 ? open.length : kept;
    text += open.slice(common).reverse().map(closing).join("");
    text += marks.slice(common).map(opening).join("");
    open = marks;
    text += words === null ? atom(node) : written(words, marks, paired);
  }
  return (text + open.reverse().map(closing).join("")).trim();
}

// Emphasis may not begin or end with a space, so spaces carry only what both sides carry.
function spacesOutside(nodes) {
  const pieces = nodes.flatMap((node) =>
    isBareAddress(node)
      ? [{ node, words: null, marks: node.marks.filter((mark) => mark.type !== schema.marks.link) }]
      : node.isText && !node.marks.some((mark) => mark.type === schema.marks.code)
      ? node.text
          .split(/^(\s+)|(\s+)$/)
          .filter(Boolean)
          .map((words) => ({ node, words, marks: node.marks }))
      : [{ node, words: node.isText ? node.text : null, marks: node.marks }],
  );
  return pieces.map((piece, place) =>
    piece.words === null || piece.words.trim()
      ? piece
      : { ...piece, marks: sharedMarks(pieces[place - 1], pieces[place + 1]) },
  );
}

// An address that is written out becomes a link by itself.
function isBareAddress(node) {
  const link = node.isText && node.marks.find((mark) => mark.type === schema.marks.link);
  return link && !link.attrs.title && link.attrs.href.replace(/^(?:mailto|tel):/, "") === node.text;
}

function sharedMarks(before, after) {
  if (!before || !after) return [];
  return before.marks.filter((mark) => mark.isInSet(after.marks));
}

function opening(mark) {
  if (PLAIN_TAGS.includes(mark.type.name)) return `<${mark.type.name}>`;
  return SIGNS[mark.type.name] ?? (mark.type.name === "link" ? "[" : "");
}

function closing(mark) {
  if (PLAIN_TAGS.includes(mark.type.name)) return `</${mark.type.name}>`;
  return SIGNS[mark.type.name] ?? (mark.type.name === "link" ? target(mark.attrs) : "");
}

function target({ href, title }) {
  const address = /[\s()<>]/.test(href) ? `<${href}>` : href;
  return title ? `](${address} "${title.replaceAll('"', "&quot;")}")` : `](${address})`;
}

function atom(node) {
  if (node.isText) return node.text;
  return node.type === schema.nodes.note ? `[^${node.attrs.name}]` : "<br>";
}

function written(words, marks, paired) {
  if (marks.some((mark) => mark.type === schema.marks.code)) {
    const fence = words.includes("`") ? "``" : "`";
    return fence + words + fence;
  }
  return escaped(words, paired);
}

// Signs that stand in a text at least twice may be read as a pair of marks.
function pairedSigns(text) {
  return [..."*_`"].filter((sign) => text.split(sign).length > 2);
}

const WORD = /[\p{L}\p{N}]/u;

export function escaped(words, paired) {
  return words
    .replace(/\\(?=[\\`*_{}[\]()>#+\-.!|])/g, "\\\\")
    .replace(/[*_`]/g, (sign, place) => (standsAlone(words, sign, place, paired) ? sign : `\\${sign}`))
    .replace(/\[(?=\^|[^\]]*\][([:])/g, "\\[")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/<(?=[a-z/!?])/gi, "&lt;");
}

function standsAlone(words, sign, place, paired) {
  if (!paired.includes(sign)) return true;
  const [before, after] = [words[place - 1] ?? " ", words[place + 1] ?? " "];
  if (sign === "_") return WORD.test(before) && WORD.test(after);
  return (before === " " && after === " ") || (sign === "*" && /\d \d/.test(`${before} ${after}`));
}
