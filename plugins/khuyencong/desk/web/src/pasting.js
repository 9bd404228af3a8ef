// What is pasted from elsewhere is cleaned by the server, by the same code as an import.

import { Fragment, Slice } from "prosemirror-model";
import { leaveIsland } from "./commands.js";
import { island, readBlock } from "./reading.js";

const OWN = "data-pm-slice";

// Before ProseMirror parses anything itself.
export function handlePaste(server) {
  return (view, event) => {
    leaveIsland(view);
    const html = event.clipboardData?.getData("text/html");
    if (!html || html.includes(OWN)) return false;
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    insert(view, server, html, plain);
    return true;
  };
}

// The place is kept in the document's own coordinates while the server answers.
async function insert(view, server, html, plain) {
  const place = view.state.selection.getBookmark();
  const { doc } = view.state;
  const blocks = await server.pasted(html).catch(() => null);
  if (blocks === null) {
    view.pasteText(plain);
    return;
  }
  const { tr } = view.state;
  if (view.state.doc === doc) tr.setSelection(place.resolve(doc));
  view.dispatch(tr.replaceSelection(sliceOf(blocks)).scrollIntoView());
}

function sliceOf(blocks) {
  const nodes = blocks.map((block) => readBlock(block, null) ?? island(block, null));
  const content = Fragment.from(nodes);
  const open = (node) => (node?.isTextblock ? 1 : 0);
  return new Slice(content, open(content.firstChild), open(content.lastChild));
}
