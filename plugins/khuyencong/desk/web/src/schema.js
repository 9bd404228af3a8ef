// What the editor can hold: each node and mark is one that the writer can put into Markdown.
// Everything else of a body is an island.

import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

// `key` is the number of the block of the opened body from which a node comes.
const key = { default: null };

const block = (tag, more = {}) => ({
  group: "block",
  attrs: { key },
  content: "inline*",
  parseDOM: [{ tag }],
  toDOM: () => [tag, 0],
  ...more,
});

const headings = [2, 3, 4, 5, 6];

// A list is tight when its items are lines, loose when they are paragraphs. In a list of `marks`
// (`– …`, `a) …`) the signs are part of the text, as the page shows them.
const list = (tag, number) => ({
  group: "block",
  content: "list_item+",
  attrs: {
    key,
    tight: { default: true },
    counting: { default: true },
    start: { default: 1 },
    marks: { default: false },
  },
  parseDOM: [
    {
      tag,
      getAttrs: (dom) => ({
        tight: !dom.querySelector(":scope > li > p"),
        counting: dom.dataset.counting !== "no",
        marks: dom.classList.contains("marks"),
        start: number ? Number(dom.getAttribute("start") ?? 1) : 1,
      }),
    },
  ],
  toDOM: ({ attrs }) => [
    tag,
    {
      ...(number && attrs.start !== 1 ? { start: attrs.start } : {}),
      ...(attrs.marks ? { class: "marks" } : {}),
    },
    0,
  ],
});

const alignment = {
  default: null,
  getFromDOM: (dom) => ["right", "centre"].find((name) => dom.classList.contains(name)) ?? null,
  setDOMAttr: (value, attributes) => {
    if (value) attributes.class = value;
  },
};

const tables = tableNodes({
  tableGroup: "block",
  cellContent: "paragraph",
  cellAttributes: { alignment },
});
tables.table = { ...tables.table, attrs: { key } };

const nodes = {
  doc: { content: "block+" },
  paragraph: block("p"),
  heading: block("h2", {
    attrs: { key, level: { default: 2 } },
    defining: true,
    parseDOM: headings.map((level) => ({ tag: `h${level}`, attrs: { level } })),
    toDOM: (node) => [`h${node.attrs.level}`, 0],
  }),
  blockquote: block("blockquote", {
    content: "(paragraph | heading | bullet_list | ordered_list | blockquote)+",
    defining: true,
  }),
  bullet_list: list("ul", false),
  ordered_list: list("ol", true),
  list_item: {
    content: "paragraph (paragraph | bullet_list | ordered_list | blockquote)*",
    defining: true,
    attrs: { mark: { default: null } },
    parseDOM: [{ tag: "li", getAttrs: (dom) => ({ mark: dom.dataset.mark ?? null }) }],
    toDOM: (node) => ["li", marked(node), 0],
  },
  rule: block("hr", { content: "", toDOM: () => ["hr"] }),
  ...tables,
  island: {
    group: "block",
    atom: true,
    attrs: { key, source: {}, html: {}, kind: {} },
    // On the clipboard an island is its Markdown; `following.js` has it drawn again.
    parseDOM: [
      {
        tag: "div[data-island]",
        getAttrs: ({ dataset }) => ({ source: dataset.island, kind: dataset.kind ?? "html", html: "" }),
      },
    ],
    toDOM: ({ attrs }) => ["div", { "data-island": attrs.source, "data-kind": attrs.kind }],
  },
  text: { group: "inline" },
  hard_break: {
    group: "inline",
    inline: true,
    selectable: false,
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },
  note: {
    group: "inline",
    inline: true,
    atom: true,
    attrs: { name: {} },
    parseDOM: [
      {
        tag: 'sup[id^="fnref"]',
        priority: 60,
        getAttrs: (dom) => ({ name: dom.id.replace(/^fnref\d*-/, "") }),
      },
    ],
    toDOM: (node) => ["sup", { class: "footnote-ref", id: `fnref-${node.attrs.name}` }, node.attrs.name],
  },
};

// Numbers and signs as they were typed, where they do not count up by themselves.
function marked(item) {
  const number = /^\(?(\d+)[.)]$/.exec(item.attrs.mark ?? "");
  return number ? { value: number[1] } : {};
}

export const PLAIN_TAGS = ["sub", "sup", "u", "del", "s", "ins", "mark", "small", "kbd", "cite", "q"];

const marks = {
  link: {
    attrs: { href: {}, title: { default: null } },
    inclusive: false,
    parseDOM: [
      {
        tag: "a[href]",
        getAttrs: (dom) => ({ href: dom.getAttribute("href"), title: dom.getAttribute("title") }),
      },
    ],
    toDOM: (mark) => ["a", mark.attrs.title ? { ...mark.attrs } : { href: mark.attrs.href }, 0],
  },
  strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
  em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
  ...Object.fromEntries(
    PLAIN_TAGS.map((tag) => [tag, { parseDOM: [{ tag }], toDOM: () => [tag, 0] }]),
  ),
  code: { excludes: "_", code: true, parseDOM: [{ tag: "code" }], toDOM: () => ["code", 0] },
};

export const schema = new Schema({ nodes, marks });
