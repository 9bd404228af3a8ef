// The text as it will look, in the place of a textarea that always holds the whole Markdown.

import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { keys, leaveIsland, writes } from "./commands.js";
import { element } from "./elements.js";
import { follow } from "./following.js";
import { islandView } from "./islands.js";
import { handlePaste, insertMarkdown } from "./pasting.js";
import { Places } from "./places.js";
import { island, readBlock } from "./reading.js";
import { schema } from "./schema.js";
import { Sources } from "./sources.js";
import { tools } from "./tools.js";
import { writeBlock } from "./writing.js";

export class Editor {
  // `blocks`: those of the text with which the page came.
  constructor(textarea, server, blocks) {
    this.textarea = textarea;
    this.server = server;
    this.blocks = blocks;
    this.files = textarea.form?.querySelector("[data-files] input");
    this.place = element("div", { class: "editor__text prose" });
    this.tools = tools(this);
    this.dom = element("div", { class: "editor" }, this.tools.dom, this.place);
    this.isPlain = true;
    this.opening = null;
    this.places = new Places();
    this.follower = follow(this);
    textarea.addEventListener("change", () => this.changedElsewhere());
    textarea.addEventListener("insert", (event) => this.insert(event));
    textarea.form?.addEventListener("reset", () => setTimeout(() => this.changedElsewhere()));
    textarea.before(this.dom);
    this.showPlain(true);
  }

  // How the text stands: "opening", "plain", "typed" (the renderer was not asked yet how it
  // looks), or "settled".
  set state(name) {
    this.dom.dataset.state = name;
    this.dom.setAttribute("aria-busy", String(name === "opening"));
  }

  // Shows the text of the textarea; when the desk cannot take it apart, the textarea stays.
  open() {
    this.opening ??= this.read().finally(() => {
      this.opening = null;
      this.textarea.dispatchEvent(new Event("opened", { bubbles: true }));
    });
    return this.opening;
  }

  async read() {
    this.state = "opening";
    const body = this.textarea.value;
    const found = await this.opened(body).catch(() => null);
    if (this.textarea.value !== body) return this.read();
    if (found && document.activeElement === this.textarea) return this.readLater();
    this.tools.say(found ? "" : "Chưa xem được như trên trang; viết tiếp ở dạng chữ thuần.");
    if (found) this.show(body, found);
    else this.showPlain(true);
    return undefined;
  }

  async opened(body) {
    // An empty form may stand there without the desk (tho.js): then one writes in the textarea.
    const isOfPage = body !== "" && this.blocks.map(({ source }) => source).join("") === body;
    return documentOf(isOfPage ? this.blocks : await this.server.blocks(body), this.server);
  }

  // Somebody writes in the textarea already: it is not taken from under the hands.
  readLater() {
    this.showPlain(true);
    this.textarea.addEventListener("blur", () => this.isPlain && this.open(), { once: true });
  }

  show(body, { sources, doc }) {
    this.sources = sources;
    const state = EditorState.create({ doc, plugins: this.plugins() });
    this.places.replaced(doc);
    if (this.view) this.view.updateState(state);
    else this.view = this.makeView(state);
    this.written = this.textarea.value;
    this.showPlain(false);
  }

  plugins() {
    const open = { "Mod-k": () => this.tools.link(), "Alt-F10": () => this.tools.focus() };
    return [keymap(open), keymap(keys), history(), gapCursor(), dropCursor(), tableEditing()];
  }

  makeView(state) {
    return new EditorView(this.place, {
      state,
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": labelOf(this.textarea),
        lang: "vi",
        spellcheck: "false",
      },
      nodeViews: { island: islandView(this) },
      handleKeyDown: (view, event) => {
        if (writes(event)) leaveIsland(view);
        return false;
      },
      handleDOMEvents: {
        paste: handlePaste(this),
        focus: () => {
          this.hasCaret = true;
        },
      },
      dispatchTransaction: (tr) => this.apply(tr),
    });
  }

  apply(tr) {
    this.view.updateState(this.view.state.apply(tr));
    this.tools.update(this.view.state);
    if (tr.docChanged) {
      this.places.moved(tr);
      this.write();
      this.follower.changed(tr);
    }
  }

  write() {
    const body = this.sources.body(this.view.state.doc);
    if (body === this.written) return;
    if (this.textarea.value !== this.written) {
      this.changedElsewhere();
      return;
    }
    this.textarea.value = body;
    this.written = this.textarea.value;
    this.textarea.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Another script has Markdown for the place of the caret; nobody wrote yet: for the end.
  insert(event) {
    if (this.isPlain) return;
    event.preventDefault();
    event.detail.done = insertMarkdown(this.view, this, event.detail.markdown);
  }

  // Somebody else put another text into the textarea, such as a draft that was found again.
  changedElsewhere() {
    if (!this.isPlain && !this.opening && this.textarea.value !== this.written) this.open();
  }

  showPlain(isPlain) {
    this.isPlain = isPlain;
    this.state = isPlain ? "plain" : "settled";
    this.textarea.hidden = !isPlain;
    this.place.hidden = isPlain;
    this.tools.showPlain(isPlain);
    if (!isPlain) this.tools.update(this.view.state);
  }

  async togglePlain() {
    if (!this.isPlain) {
      this.showPlain(true);
      this.textarea.focus();
      return;
    }
    if (this.view && this.textarea.value === this.written) this.showPlain(false);
    else await this.open();
    if (!this.isPlain) this.view.focus();
  }
}

const labelOf = (textarea) =>
  textarea.getAttribute("aria-label") ?? (textarea.labels[0]?.textContent.trim() || "Nội dung bài");

// Whether the editor writes a block letter for letter as it was.
const standsAsWritten = ({ source }, written) => written.trimEnd() === source.trimEnd();

// The document of a body. A block can be edited when what the editor would write for it is
// shown by the renderer as the block itself is; every other block is an island.
async function documentOf(blocks, server) {
  const nodes = blocks.map(readBlock);
  const readable = new Sources(blocks, nodes.map((node, place) => node ?? island(blocks[place], place)));
  const rewritten = blocks.map(({ source }, place) =>
    nodes[place] ? `${writeBlock(nodes[place], readable.rise)}\n\n` : source,
  );
  const isSame = blocks.every((block, place) => !nodes[place] || standsAsWritten(block, rewritten[place]));
  const shown = isSame ? blocks.map(({ html }) => html) : await server.shown(rewritten);
  const held = blocks.map((block, place) =>
    nodes[place] && shown[place] === block.html ? nodes[place] : island(block, place),
  );
  const sources = new Sources(blocks, held);
  const content = held.length ? held : [schema.node("paragraph")];
  return { sources, doc: schema.node("doc", null, content) };
}
