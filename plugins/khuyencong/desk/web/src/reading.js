// What the renderer shows, as editor nodes.

import { DOMParser as NodeParser } from "prosemirror-model";
import { schema } from "./schema.js";
import { following } from "./writing.js";

const parser = NodeParser.fromSchema(schema);
const ITEM = /^[ \t>]*([-*+•–—]|\(?(?:\d+|[a-zđ])[.)])[ \t]+/gim;

export const dom = (html) => new DOMParser().parseFromString(html, "text/html").body;

// The one editor node of a block, or null when it shows something that no node can hold.
export function readBlock({ source, html, kind }, key) {
  const body = dom(html);
  if (["definition", "video", "chart"].includes(kind) || body.childElementCount !== 1) return null;
  noteMarks(body, source);
  forgetPhoneLinks(body, source);
  const { content } = parser.parse(body);
  return content.childCount === 1 ? withKey(content.firstChild, key) : null;
}

export const withKey = (node, key) =>
  node.type.create({ ...node.attrs, key }, node.content, node.marks);

export const island = ({ source, html, kind }, key) =>
  schema.node("island", { key, kind, html, source: source.trim() });

// A telephone number is a link on the page whether or not it was written as one.
function forgetPhoneLinks(body, source) {
  for (const link of body.querySelectorAll('a[href^="tel:"]')) {
    if (!source.includes(link.getAttribute("href"))) link.replaceWith(...link.childNodes);
  }
}

// Numbers and letters before items are kept as they were typed.
function noteMarks(body, source) {
  const items = [...body.querySelectorAll("li")];
  const marks = [...source.matchAll(ITEM)].map((found) => found[1]);
  if (marks.length !== items.length) return;
  items.forEach((item, place) => {
    item.dataset.mark = marks[place];
  });
  for (const list of body.querySelectorAll("ol")) {
    const own = [...list.children].map((item) => item.dataset.mark);
    if (!own.every((mark, place) => place === 0 || mark === following(own[place - 1]))) {
      list.dataset.counting = "no";
    }
  }
}
