// Places in the text that move along with it while a dialog is open or the desk answers.

import { Selection } from "prosemirror-state";

export class Places {
  constructor() {
    this.held = new Set();
  }

  // Holds a selection; what is given back finds it again in a later document.
  hold(selection) {
    const place = { bookmark: selection.getBookmark() };
    this.held.add(place);
    return (doc) => {
      this.held.delete(place);
      return place.bookmark.resolve(doc);
    };
  }

  moved(tr) {
    for (const place of this.held) place.bookmark = place.bookmark.map(tr.mapping);
  }

  // Another text stands there: nothing of the old one has a place in it.
  replaced(doc) {
    for (const place of this.held) place.bookmark = Selection.atEnd(doc).getBookmark();
  }
}
