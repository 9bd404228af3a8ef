// What is pasted from elsewhere is cleaned by the server, by the same code as an import.

import { Fragment, Slice } from "prosemirror-model";
import { Selection } from "prosemirror-state";
import { insertBlock, leaveIsland } from "./commands.js";
import { island, readBlock } from "./reading.js";

const OWN = "data-pm-slice";

// Before ProseMirror parses anything itself.
export function handlePaste(editor) {
  return (view, event) => {
    leaveIsland(view);
    const html = event.clipboardData?.getData("text/html");
    if (!html || html.includes(OWN)) return false;
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    insert(view, editor, html, plain);
    return true;
  };
}

// It goes where it was pasted, whatever is typed while the server answers.
async function insert(view, { server, places }, html, plain) {
  const place = places.hold(view.state.selection);
  const blocks = await server.pasted(html).catch(() => null);
  const { tr } = view.state;
  view.dispatch(tr.setSelection(place(tr.doc)));
  if (blocks === null) view.pasteText(plain);
  else view.dispatch(view.state.tr.replaceSelection(sliceOf(blocks)).scrollIntoView());
}

function sliceOf(blocks) {
  const nodes = blocks.map((block) => readBlock(block, null) ?? island(block, null));
  const content = Fragment.from(nodes);
  const open = (node) => (node?.isTextblock ? 1 : 0);
  return new Slice(content, open(content.firstChild), open(content.lastChild));
}

// Blocks of Markdown behind the block with the caret, wherever that is by then.
// `above`: the Markdown before it.
export async function insertMarkdown(view, { server, places, hasCaret }, source, above = "") {
  const place = places.hold(hasCaret ? view.state.selection : Selection.atEnd(view.state.doc));
  const blocks = await server.blocks(source, above);
  view.dispatch(view.state.tr.setSelection(place(view.state.doc)));
  for (const block of blocks) insertBlock(readBlock(block, null) ?? island(block, null))(view.state, view.dispatch);
}
