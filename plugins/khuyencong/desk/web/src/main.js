// Puts the editor in the place of each `<textarea data-editor="address below which the desk answers">`.
// The blocks of its text may have come with the page, as JSON in `#<id of the textarea>-blocks`.

import "./editor.css";
import { Editor } from "./editor.js";
import { Server } from "./server.js";

for (const textarea of document.querySelectorAll("textarea[data-editor]")) {
  const server = new Server(textarea.dataset.editor, document.body.dataset.token);
  const blocks = JSON.parse(document.getElementById(`${textarea.id}-blocks`)?.textContent ?? "[]");
  new Editor(textarea, server, blocks).open();
}
