"""The text of a file of `content/` taken apart and put together again, byte for byte."""

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from khuyencong.alignment import aligned
from khuyencong.content.front_matter import FrontMatter, parse
from khuyencong.editing.header_yaml import HeaderError, line_end, split_lines, with_fields
from khuyencong.editing.yaml_writer import Value
from khuyencong.model.entry import Entry
from khuyencong.vietnamese.cleanup import clean
from khuyencong.vietnamese.slugs import address_slug

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")


@dataclass(frozen=True, slots=True)
class EntryText:
    """A file in five pieces that joined are its text: fences, header between them, body."""

    opening: str
    header: str
    closing: str
    body: str
    bom: bytes = b""
    encoding: str = "utf-8"

    @classmethod
    def of(cls, data: bytes) -> Self:
        """The pieces of a file; a header without fences (Pelican's plain one) gets them.

        Raises:
            HeaderError: the file is no Unicode text, or its header is not closed.
        """
        bom, encoding = next((m for m in _MARKS if data.startswith(m[0])), (b"", "utf-8"))
        try:
            text = data[len(bom) :].decode(encoding)
        except UnicodeDecodeError as error:
            raise HeaderError("the file is no Unicode text") from error
        lines = split_lines(text)
        first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
        if first == len(lines) or lines[first].rstrip() != "---":
            return cls._plain(lines, first, bom, encoding)
        for last in range(first + 1, len(lines)):
            if _FENCE.fullmatch(_bare(lines[last])):
                pieces = (lines[: first + 1], lines[first + 1 : last], lines[last : last + 1])
                opening, header, closing = map("".join, pieces)
                return cls(opening, header, closing, "".join(lines[last + 1 :]), bom, encoding)
        raise HeaderError("the header is not closed")

    @classmethod
    def _plain(cls, lines: list[str], first: int, bom: bytes, encoding: str) -> Self:
        """A plain header becomes the same lines between fences."""
        last = next((n for n in range(first, len(lines)) if not lines[n].strip()), len(lines))
        end = line_end("".join(lines))
        header = "".join(lines[first:last])
        header += "" if not header or header.endswith(("\n", "\r")) else end
        return cls(f"---{end}", header, f"---{end}", "".join(lines[last:]), bom, encoding)

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        text = f"{self.opening}{self.header}{self.closing}{self.body}"
        return self.bom + text.encode(self.encoding)

    def read(self, kind: type[Entry]) -> FrontMatter:
        """The values of the header, and the body as it is read."""
        text = f"{self.opening}{self.header}{self.closing}{self.body}"
        return parse(clean(text).text, "", kind)

    def with_fields(self, changes: Mapping[str, Value | None], kind: type[Entry]) -> Self:
        """The text with some fields changed (`header_yaml.with_fields`).

        Raises:
            HeaderError: the header cannot be changed field by field.
        """
        return replace(self, header=with_fields(self.header, changes, kind))

    @property
    def shown_body(self) -> str:
        """The body as one edits it: LF line ends, no empty lines around it."""
        return "\n".join(map(_bare, split_lines(self.body))).strip("\n")

    def with_body(self, body: str) -> Self:
        """The text with another body; lines that it shares with the old one stay as they are.

        The empty lines before and behind the body are those of the file.
        """
        old = split_lines(self.body)
        new = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        if new == self.shown_body:
            return self
        written = [n for n, line in enumerate(old) if _bare(line)]
        end = line_end(f"{self.opening}{self.header}{self.body}")
        first, last = (written[0], written[-1] + 1) if written else (0, len(old))
        head = "".join(old[:first]) if written else end
        lines = new.split("\n") if new else []
        merged = _merged(old[first:last], lines, end)
        return replace(self, body=f"{head}{merged}{''.join(old[last:])}")


def new_entry(kind: type[Entry], values: Mapping[str, Value | None], body: str) -> EntryText:
    """The text of a new file: UTF-8, LF, fields in the order of the declaration."""
    empty = EntryText("---\n", "", "---\n", "")
    return empty.with_fields(values, kind).with_body(body)


def new_file_name(title: str, taken: Iterable[str]) -> str:
    """A name for the file of a new entry, made from its title.

    ASCII letters, digits and hyphens, no name of a device, none that is `taken` on a disk which
    knows no capitals (Windows, macOS).
    """
    slug = address_slug(title) or "bai-viet"
    used = {name.casefold() for name in taken}
    names = (f"{slug}.md", *(f"{slug}-{number}.md" for number in range(2, len(used) + 3)))
    return next(name for name in names if name not in used)


def _bare(line: str) -> str:
    """A line without its end."""
    return line.rstrip("\n\r\v\f\u0085\u2028\u2029")


def _merged(old: list[str], new: list[str], end: str) -> str:
    """New lines, each with the bytes and the line end of the old one that it equals."""
    lines: list[str] = []
    for same, a, b, c, d in aligned([*map(_bare, old)], new):
        lines += old[a:b] if same else [f"{line}{end}" for line in new[c:d]]
    *inner, last = lines or [""]
    whole = (line if _bare(line) != line else f"{line}{end}" for line in inner)
    return "".join((*whole, last))
