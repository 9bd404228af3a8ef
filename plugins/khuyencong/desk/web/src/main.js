// Puts the editor in the place of each `<textarea data-editor="address below which the desk answers">`.

import "./editor.css";
import { Editor } from "./editor.js";
import { Server } from "./server.js";

for (const textarea of document.querySelectorAll("textarea[data-editor]")) {
  new Editor(textarea, new Server(textarea.dataset.editor, document.body.dataset.token)).open();
}
