"""The lines of a header as the form names them: "Xã, phường: Na Rì" for "commune: Na Rì"."""

import re
from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel

from khuyencong.model.keys import inner_declaration

_LINE = re.compile(r"^(?P<before> *(?:- )?)(?P<key>\w+):(?= |$)", re.MULTILINE)
_UID = re.compile(r"^uid: .*\n", re.MULTILINE)
_MARK = "---\n"


def with_labels(text: str, kind: type[BaseModel]) -> str:
    """A text whose keys are labels, for reading; the body of an entry stays as it is."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    labels = labels_of(kind)

    def labelled(found: re.Match[str]) -> str:
        return f"{found['before']}{labels.get(found['key'], found['key'])}:"

    head, mark, body = text.removeprefix(_MARK).partition(f"\n{_MARK}")
    head = _LINE.sub(labelled, _UID.sub("", f"{head}\n"))
    return f"{head}\n{body}" if mark else head


@cache
def labels_of(kind: type[BaseModel]) -> Mapping[str, str]:
    """Key → label, of the kind itself before those of the records in it."""
    found: dict[str, str] = {}
    for declared in kind.model_fields.values():
        inner = inner_declaration(declared.annotation)
        found |= dict(labels_of(inner)) if inner else {}
    return found | {key: each.title for key, each in kind.model_fields.items() if each.title}
