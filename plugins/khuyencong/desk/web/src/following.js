// After a pause the renderer is asked how what was typed will look. Where that is something else
// (a line `- …` is a list, an address alone is a video), the block is shown so, but never the
// one with the caret: nothing changes under the hands of who types.

import { isHistoryTransaction } from "prosemirror-history";
import { Fragment } from "prosemirror-model";
import { island, readBlock, withKey } from "./reading.js";
import { filled } from "./sources.js";

const PAUSE = 700;
const SHOWN = "shown";

export function follow(editor) {
  let waiting;
  let last;
  const confirmed = new WeakSet();
  const look = async () => {
    if (editor.view.composing) return soon();
    const { doc } = editor.view.state;
    const nodes = filled(doc, editor.sources);
    const open = nodes.filter((node) => !editor.sources.isUntouched(node) && !confirmed.has(node));
    if (open.length) {
      const shown = await editor.server.shown(editor.sources.pieces(doc)).catch(() => null);
      if (shown === null) return undefined; // asked again after the next change
      if (editor.view.state.doc !== doc) return soon();
      settle(editor, nodes, shown, { open, confirmed, last });
    }
    if (!editor.isPlain) editor.state = "settled";
    return undefined;
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  };
  // What was undone is left as it is, or undoing would never get past it.
  const changed = (tr) => {
    if (tr.getMeta(SHOWN)) return;
    clearTimeout(waiting);
    if (isHistoryTransaction(tr)) {
      editor.state = "settled";
      return;
    }
    last = tr;
    editor.state = "typed";
    soon();
  };
  return { changed };
}

// Undoing takes the new look back together with what was typed last.
function settle(editor, nodes, shown, { open, confirmed, last }) {
  const { state } = editor.view;
  const places = new Map();
  state.doc.forEach((node, offset) => places.set(node, offset));
  const { tr } = state;
  for (const node of open) {
    const block = { source: editor.sources.text(node), html: shown[nodes.indexOf(node)], kind: "html" };
    const seen = asSeen(block, node);
    if (seen.eq(node)) confirmed.add(node);
    else if (node.isAtom || !holdsCaret(state.selection, places.get(node), node)) {
      editor.sources.keep(seen, block.source);
      const from = tr.mapping.map(places.get(node));
      tr.replaceWith(from, from + node.nodeSize, Fragment.from(seen));
    }
  }
  if (tr.docChanged) editor.view.dispatch(tr.setMeta("appendedTransaction", last).setMeta(SHOWN, true));
}

function asSeen(block, node) {
  if (!block.html) return node;
  if (node.type.name === "island") {
    return node.attrs.html ? node : node.type.create({ ...node.attrs, html: block.html });
  }
  const seen = readBlock(block, node.attrs.key);
  return seen ? withKey(seen, node.attrs.key) : island(block, node.attrs.key);
}

const holdsCaret = ({ from, to }, start, node) => from <= start + node.nodeSize && to >= start;
