// What the keys and the toolbar do. No key writes or selects anything of its own accord, and
// Backspace has no handler of ours: UniKey types it to put a letter right.

import {
  baseKeymap,
  chainCommands,
  exitCode,
  lift,
  setBlockType,
  toggleMark,
  wrapIn,
} from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { NodeSelection, Selection, TextSelection } from "prosemirror-state";
import * as tables from "prosemirror-tables";
import { schema } from "./schema.js";
import { following } from "./writing.js";

const { nodes, marks } = schema;
const MARK = /^(\S{1,4}) /;

export const bold = toggleMark(marks.strong);
export const italic = toggleMark(marks.em);

export const blockIs = (type, attrs = {}) => (state) => {
  const { $from } = state.selection;
  return $from.parent.hasMarkup(type, { ...$from.parent.attrs, ...attrs });
};

export const isInside = (type) => (state) => {
  const { $from } = state.selection;
  return Array.from({ length: $from.depth + 1 }, (_, depth) => $from.node(depth).type).includes(type);
};

export const hasMark = (type) => ({ selection, storedMarks, doc }) =>
  selection.empty
    ? Boolean(type.isInSet(storedMarks ?? selection.$from.marks()))
    : doc.rangeHasMark(selection.from, selection.to, type);

// A heading of the level, or a paragraph again.
export const heading = (level) => (state, dispatch) => {
  const on = blockIs(nodes.heading, { level })(state);
  const key = state.selection.$from.parent.attrs.key ?? null;
  return (on ? setBlockType(nodes.paragraph, { key }) : setBlockType(nodes.heading, { level, key }))(
    state,
    dispatch,
  );
};

// A list of the kind, its other kind, or paragraphs again.
export const list = (type) => (state, dispatch) => {
  const { $from } = state.selection;
  const depth = [...Array($from.depth).keys()].reverse().find((at) => isList($from.node(at)));
  if (depth === undefined) return wrapInList(type)(state, dispatch);
  if ($from.node(depth).type === type) return liftListItem(nodes.list_item)(state, dispatch);
  dispatch?.(state.tr.setNodeMarkup($from.before(depth), type));
  return true;
};

const isList = ({ type }) => type === nodes.bullet_list || type === nodes.ordered_list;

export const quote = (state, dispatch) =>
  (isInside(nodes.blockquote)(state) ? lift : wrapIn(nodes.blockquote))(state, dispatch);

export const lineBreak = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

// A block in the place of an empty paragraph, else behind the block with the caret.
export function insertBlock(node) {
  return (state, dispatch) => {
    const { $from } = state.selection;
    const empty = $from.depth === 1 && $from.parent.content.size === 0;
    const [from, to] = $from.depth
      ? empty
        ? [$from.before(1), $from.after(1)]
        : [$from.after(1), $from.after(1)]
      : [state.selection.to, state.selection.to];
    if (!dispatch) return true;
    const tr = state.tr.replaceWith(from, to, node);
    if (from + node.nodeSize === tr.doc.content.size) {
      tr.insert(tr.doc.content.size, nodes.paragraph.create());
    }
    const place = node.isAtom ? from + node.nodeSize : from;
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(place))).scrollIntoView());
    return true;
  };
}

export function newTable(rows = 3, columns = 2) {
  const row = (type) =>
    nodes.table_row.create(null, Array.from({ length: columns }, () => type.createAndFill()));
  return nodes.table.create(
    null,
    Array.from({ length: rows }, (_, place) => row(place ? nodes.table_cell : nodes.table_header)),
  );
}

const inTable = (command) => (state, dispatch) => tables.isInTable(state) && command(state, dispatch);

export const tableCommands = {
  rowBefore: inTable(tables.addRowBefore),
  rowAfter: inTable(tables.addRowAfter),
  columnAfter: inTable(tables.addColumnAfter),
  deleteRow: inTable(tables.deleteRow),
  deleteColumn: inTable(tables.deleteColumn),
  headerRow: inTable(tables.toggleHeader("row")),
  alignRight: inTable(alignColumn("right")),
  deleteTable: inTable(tables.deleteTable),
};

// The whole column, or none of it any more.
function alignColumn(alignment) {
  return (state, dispatch) => {
    const rect = tables.selectedRect(state);
    const cells = rect.map.cellsInRect({ ...rect, top: 0, bottom: rect.map.height });
    const cell = (place) => rect.table.nodeAt(place);
    const value = cells.every((place) => cell(place).attrs.alignment === alignment) ? null : alignment;
    if (!dispatch) return true;
    const { tr } = state;
    for (const place of cells) tr.setNodeAttribute(rect.tableStart + place, "alignment", value);
    dispatch(tr);
    return true;
  };
}

// Address and words of the link at the caret.
export function linkAt({ selection: { $from }, doc }) {
  const mark = marks.link.isInSet($from.marks()) ?? marks.link.isInSet($from.nodeAfter?.marks ?? []);
  if (!mark) return null;
  let [from, to] = [$from.pos, $from.pos];
  const start = $from.start();
  $from.parent.forEach((node, offset) => {
    const [begin, end] = [start + offset, start + offset + node.nodeSize];
    if (mark.isInSet(node.marks) && begin <= $from.pos && end >= $from.pos) {
      [from, to] = [Math.min(from, begin), Math.max(to, end)];
    }
  });
  return { href: mark.attrs.href, from, to, text: doc.textBetween(from, to) };
}

export function setLink({ href, words, from, to }) {
  return (state, dispatch) => {
    const { tr } = state;
    if (!href) tr.removeMark(from, to, marks.link);
    else {
      const mark = marks.link.create({ href });
      const text = words || href;
      if (state.doc.textBetween(from, to) !== text) tr.insertText(text, from, to);
      const end = tr.mapping.map(to);
      tr.addMark(from, end, mark).setSelection(TextSelection.create(tr.doc, end)).removeStoredMark(mark);
    }
    dispatch(tr.scrollIntoView());
    return true;
  };
}

// What is typed or pasted while an island is chosen stands behind it, never in its place.
export function leaveIsland({ state, dispatch }) {
  const { selection, tr } = state;
  if (!(selection instanceof NodeSelection) || selection.node.type !== nodes.island) return;
  tr.insert(selection.to, nodes.paragraph.create());
  dispatch(tr.setSelection(TextSelection.create(tr.doc, selection.to + 1)));
}

// Whether a key will write something, now or through an input method (key code 229).
export const writes = ({ key, keyCode, ctrlKey, altKey, metaKey }) =>
  keyCode === 229 || key === "Process" || (key.length === 1 && !ctrlKey && !altKey && !metaKey);

const editSelectedIsland = (state, dispatch, view) => {
  if (!(state.selection instanceof NodeSelection) || state.selection.node.type !== nodes.island) return false;
  view?.nodeDOM(state.selection.from).querySelector(".island__edit").click();
  return true;
};

export const keys = {
  ...baseKeymap,
  "Mod-b": bold,
  "Mod-i": italic,
  "Mod-z": undo,
  "Mod-y": redo,
  "Mod-Shift-z": redo,
  "Mod-Alt-2": heading(2),
  "Mod-Alt-3": heading(3),
  "Mod-Alt-0": setBlockType(nodes.paragraph),
  "Mod-Shift-7": list(nodes.ordered_list),
  "Mod-Shift-8": list(nodes.bullet_list),
  "Mod-Shift-9": quote,
  "Shift-Enter": lineBreak,
  Enter: chainCommands(
    editSelectedIsland,
    inTable(lineBreak),
    splitMarkedItem,
    splitListItem(nodes.list_item, { mark: null }),
    baseKeymap.Enter,
  ),
  Tab: chainCommands(sinkListItem(nodes.list_item), tables.goToNextCell(1), rowAtEnd),
  "Shift-Tab": chainCommands(liftListItem(nodes.list_item), tables.goToNextCell(-1)),
};

// In a list whose signs are text (`a) …`) a new item begins with the next sign.
function splitMarkedItem(state, dispatch) {
  const { $from } = state.selection;
  const list = $from.depth > 2 ? $from.node(-2) : null;
  const sign = list?.attrs.marks && MARK.exec($from.node(-1).textContent);
  if (!sign || $from.parent.textContent.trim() === sign[0].trim()) return false;
  return splitListItem(nodes.list_item, { mark: null })(
    state,
    dispatch && ((tr) => dispatch(tr.insertText(`${following(sign[1])} `))),
  );
}

// Tab in the last cell makes a row, as in Word.
function rowAtEnd(state, dispatch, view) {
  if (!tables.isInTable(state)) return false;
  if (dispatch && tables.addRowAfter(state, dispatch)) tables.goToNextCell(1)(view.state, view.dispatch);
  return true;
}
