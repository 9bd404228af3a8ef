// The Markdown of a document: what was not touched is given back letter for letter.

import { schema } from "./schema.js";
import { writeBlock } from "./writing.js";

export class Sources {
  // `blocks`: the server's blocks; `nodes`: the editor's node for each.
  constructor(blocks, nodes) {
    this.blocks = blocks.map(({ source }, place) => sliced(source, place === 0, nodes[place]));
    this.rise = riseOf(nodes, blocks);
    this.originals = new Map(nodes.map((node, place) => [contentKey(node), this.blocks[place].text]));
    this.written = new WeakMap();
  }

  // From now on a node with this content is given back as this Markdown.
  keep(node, text) {
    this.originals.set(contentKey(node), text);
  }

  // Whether a node is as it was when the body was opened.
  isUntouched(node) {
    return this.originals.has(contentKey(node));
  }

  // Markdown of one top-level node, without blank lines around it.
  text(node) {
    let text = this.written.get(node);
    if (text === undefined) {
      text = this.originals.get(contentKey(node)) ?? writeBlock(node, this.rise);
      this.written.set(node, text);
    }
    return text;
  }

  // The pieces of a body, each with what stands behind it; joined, they are the body.
  pieces(doc) {
    const nodes = filled(doc, this);
    return nodes.map((node, place) => {
      const lead = place === 0 ? (this.blocks[0]?.lead ?? "") : "";
      return lead + this.text(node) + this.gap(node, nodes[place + 1]);
    });
  }

  body(doc) {
    return this.pieces(doc).join("");
  }

  // The Markdown of what stands before a place of a document.
  above(doc, place) {
    const texts = [];
    doc.forEach((node, offset) => {
      if (offset < place) texts.push(this.text(node));
    });
    return texts.join("\n\n");
  }

  gap(node, next) {
    const before = this.blocks[node.attrs.key];
    if (!next) {
      const end = this.blocks.at(-1);
      return end && this.text(node) === end.text ? end.gap : end?.gap || "\n";
    }
    const neighbours = before && next.attrs.key === node.attrs.key + 1;
    const after = this.blocks[next.attrs.key];
    return neighbours && before.type === node.type && after.type === next.type ? before.gap : "\n\n";
  }
}

// The nodes that put anything into the body.
export function filled(doc, sources) {
  const nodes = [];
  doc.forEach((node) => {
    if (sources.text(node)) nodes.push(node);
  });
  return nodes;
}

function sliced(source, isFirst, node) {
  const [, lead, text, gap] = (isFirst ? /^(\s*\n|)([^]*?)(\s*)$/ : /^()([^]*?)(\s*)$/).exec(source);
  return { lead, text, gap, type: node.type };
}

const contentKey = (node) => JSON.stringify(node.toJSON());

function riseOf(nodes, blocks) {
  const rises = nodes.map((node, place) =>
    node.type === schema.nodes.heading
      ? node.attrs.level - (/^\s*(#+)/.exec(blocks[place].source)?.[1].length ?? node.attrs.level)
      : 0,
  );
  return Math.max(0, ...rises);
}
