"""The header as people type it, made YAML before YAML reads it.

YAML was made for programmers: ` #` begins a comment, a colon makes a key, `[` a list. Staff
mean the words. Values that YAML would cut or refuse are put in quotes here, line for line, so
that every value keeps its line. What is quoted, listed or laid out as YAML asks stays as it is.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from khuyencong.vietnamese.slugs import slugify

LONGEST_LINE = 20_000
"""Letters; what is longer is nothing that somebody typed."""

_PLAIN_ITEM = r"[^\W_][^#:,\"'\[\]{}]*"
_ORDINARY = re.compile(
    r"(?P<indent> *(?:- (?=(?P<first>[a-z]+): ))?)(?:[a-z_]+:|(?:[a-z_]+: |- )"
    r"(?P<value>[^\W_](?:[^#:]|:(?=\S))*|\"[^\"\\]*\"|"
    rf"\[{_PLAIN_ITEM}(?:, {_PLAIN_ITEM})*\]))"
)
"""A key, with plain words, words in quotes or a list of plain words, or an item, which may be the
first key of several: nothing that YAML could take for a sign, as nearly every line is."""
_START = re.compile(r"(?P<indent> *)(?P<bullets>(?:- +)*)")
_COLON = re.compile(r":(?=\s|$)")
_KEY_LINE = re.compile(r"\s*(?:- +)?[A-Za-z_][\w-]*\s*:(?:\s|$)")
_NO_SPACE = re.compile(r"(?P<key>[^\W\d_][\w -]*):(?P<value>[^\s:/].*)")
_KEY = re.compile(r"(?P<key> *[^\W\d_][\w -]*)(?P<colon>[:：])\s*")
_BLOCK = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?:\s+#.*)?")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_REST = re.compile(r"\s*(?:\s#(?:\s.*)?)?")
"""What may follow a value in quotes or brackets: nothing, or a comment."""
_COMMENT = re.compile(r"(?<!\s)\s+#(?:\s+(?:(?P<label>[^:]{1,60}):\s)?|$)")
"""A comment; with a label, a hint as `khuyencong new` once wrote it: `# Tít: Tên bài`."""
_COMMENT_LINE = re.compile(r"\s*#(?:[\s#]|$)")
_CUT = re.compile(r"\s#|^#|:(?:\s|$)")
_RESERVED = re.compile(r"[%@`,\]}|>!&*]|[-?:](?:\s|$)")
_ALIAS = re.compile(r"\*[\w-]+")
_TYPED_ITEM = re.compile(r"(?P<indent> *)[–—•●·+*][ \t]+(?=\S)")
"""An item as Word makes it of `- `, or as people type it in a letter."""
_SIGNED = re.compile(r"\n *[–—•●·+*][ \t]|：")
"""What may be such an item or colon: most headers have none, which is soon seen."""
_ANCHORED = re.compile(r"&\w+\s+[\[{]")
_CLOSERS = {"[": "]", "{": "}"}


@dataclass(slots=True)
class Preprocessed:
    """The text for YAML, and what is wrong with it already: line (from 0), words and advice."""

    text: str
    faults: list[tuple[int, str, str]] = field(default_factory=list)


def preprocess(text: str, labels: Collection[str], *, comments: bool = False) -> Preprocessed:
    """A header with the values in quotes that YAML would misread.

    `labels` are the slugs of all keys and labels that the kind declares, at any depth: they
    tell an item that holds keys (`- file: anh/a.jpg`) from one that is a sentence with a colon.
    With `comments`, ` # ` ends a value as in YAML: site.yml is kept by who knows it.
    """
    preprocessor = _Preprocessor(text.split("\n"), labels, comments=comments)
    if _SIGNED.search(text):
        preprocessor.write_signs()
    return preprocessor.run()


class _Preprocessor:
    def __init__(self, lines: list[str], labels: Collection[str], *, comments: bool) -> None:
        self.lines = lines
        self.labels = labels
        self.comments = comments
        self.faults: list[tuple[int, str, str]] = []

    def run(self) -> Preprocessed:
        number = 0
        while number < len(self.lines):
            number = self._entry(number)
        return Preprocessed("\n".join(self.lines), self.faults)

    def write_signs(self) -> None:
        """Give keys their colon, and items below a key without a value the mark of YAML."""
        listed = False
        for number, line in enumerate(self.lines):
            if listed and (item := _TYPED_ITEM.match(line)):
                self.lines[number] = f"{item['indent']}- {line[item.end() :]}"
            elif line.strip() and not line.lstrip().startswith("- "):
                key = _KEY.match(line)
                known = key is not None and slugify(key["key"]) in self.labels
                if key and known and key["colon"] == "：":
                    self.lines[number] = f"{key['key']}: {line[key.end() :]}"
                # What is indented and no key of ours may be the words of a long value.
                is_key = known or line[0] != " "
                listed = key is not None and key.end() == len(line) and is_key

    def _entry(self, number: int) -> int:
        """Mend the value that begins on a line; gives the number of the line behind it."""
        line = self.lines[number]
        if self._is_ordinary(number, line):
            return number + 1
        text = line.lstrip(" ")
        if not text or text[0] in "#\t" or len(line) > LONGEST_LINE:
            return number + 1
        start = _START.match(line)
        column = start.end() if start else 0
        rest = line[column:]
        bullet = start["indent"] if start and start["bullets"] else None
        parts = _COLON.split(rest, maxsplit=1)
        glued = _NO_SPACE.fullmatch(rest) if len(parts) == 1 and bullet is None else None
        if glued and slugify(glued["key"]) in self.labels:
            parts = [glued["key"], f" {glued['value']}"]
            self.lines[number] = f"{line[:column]}{parts[0]}:{parts[1]}"
        end = self._end(number, len(bullet) if bullet is not None else column)
        if bullet is not None and not self._is_mapping(parts, number, end):
            return self._value(number, column, end)
        if len(parts) == 1:
            return number + 1  # YAML says what is wrong with it
        value = column + len(parts[0]) + 1
        value += len(self.lines[number][value:]) - len(self.lines[number][value:].lstrip())
        return self._value(number, value, self._end(number, column))

    def _is_ordinary(self, number: int, line: str) -> bool:
        """Whether YAML reads a line as it is meant."""
        found = _ORDINARY.fullmatch(line)
        if found is None or (found["first"] and found["first"] not in self.labels):
            return False
        return not (found["value"] and self._goes_on(number, found.end("indent")))

    def _goes_on(self, number: int, indent: int) -> bool:
        """Whether the next line that says anything lies deeper than an entry."""
        for behind in range(number + 1, len(self.lines)):
            line = self.lines[behind]
            text = line.lstrip()
            deeper = len(line) - len(text) > indent
            if text and (deeper or text[0] != "#"):
                return deeper
        return False

    def _end(self, number: int, indent: int) -> int:
        """The line behind those that lie deeper than an entry: its block, or its next lines."""
        end = number + 1
        while end < len(self.lines):
            text = self.lines[end].lstrip()
            if text and text[0] != "#" and len(self.lines[end]) - len(text) <= indent:
                break
            end += 1
        while end > number + 1 and _is_nothing(self.lines[end - 1], indent):
            end -= 1
        return end

    def _is_mapping(self, parts: list[str], number: int, end: int) -> bool:
        """Whether an item of a list holds keys; else it is a sentence."""
        if len(parts) == 1 or parts[0][:1] in "\"'[{":
            return False
        known = slugify(parts[0]) in self.labels
        return known or any(map(_KEY_LINE.match, self.lines[number + 1 : end]))

    def _value(self, number: int, column: int, end: int) -> int:
        """Mend a value that begins at a column of a line; its further lines go up to `end`."""
        self._drop_hint(number, column)
        value = self.lines[number][column:].rstrip()
        further = self.lines[number + 1 : end]
        if not value or (value[0] == "#" and (further or value[1:2] in ("", "#"))):
            return number + 1  # what is below it is its value
        if further and _BLOCK.fullmatch(value):
            return end
        if _ALIAS.fullmatch(value) or _ANCHORED.match(value):
            return number + 1
        if value[0] in "\"'":
            return self._quoted(number, column, end)
        if value[0] in _CLOSERS:
            return self._collection(number, column, end)
        if any(map(_KEY_LINE.match, further)):
            return number + 1  # YAML says so: a key stands too deep
        comment = next((n for n, text in enumerate(further) if _COMMENT_LINE.match(text)), None)
        end = end if comment is None else number + 1 + comment
        texts = [value, *map(str.strip, self.lines[number + 1 : end])]
        if any(map(_CUT.search, texts)) or _RESERVED.match(value):
            self._quote(number, column, end)
        return end

    def _drop_hint(self, number: int, column: int) -> None:
        """Take away a hint or comment behind a plain value, which is no part of it."""
        line = self.lines[number]
        if line[column : column + 1] in "\"'[{":
            return
        for hint in _COMMENT.finditer(line, max(column - 1, 0)):
            if self.comments or slugify(hint["label"] or "") in self.labels:
                self.lines[number] = line[: hint.start()]
                return

    def _quoted(self, number: int, column: int, end: int) -> int:
        """A value that begins with a quotation mark, which may be meant as one."""
        value = self.lines[number][column:].rstrip()
        whole = _QUOTED.match(value)
        if whole and _REST.fullmatch(value, whole.end()):
            return number + 1
        if whole or value.count(value[0]) > 1:
            self._quote(number, column, end)
            return end
        if any(value[0] in line for line in self.lines[number + 1 : end]):
            return end  # it is closed further down
        self._unclosed(number, "Dấu nháy", value[0])
        self._quote(number, column, end)
        return end

    def _unclosed(self, number: int, what: str, sign: str) -> None:
        message = f"{what} `{sign}` mở mà không đóng."
        advice = (
            "Đóng lại ở cuối giá trị, hoặc bỏ dấu đầu; là chữ của câu thì đặt cả giá trị trong "
        )
        self.faults.append((number, message, f"{advice}dấu nháy."))

    def _collection(self, number: int, column: int, end: int) -> int:
        """A value that begins with a bracket: a list, a mapping, or words in brackets."""
        value = self.lines[number][column:].rstrip()
        closing = _closing(value)
        if closing is None:
            further = None if value.count(_CLOSERS[value[0]]) else self._closed(number, value[0])
            if further is not None:
                return further
            if end > number + 1 or not value.count(_CLOSERS[value[0]]):
                self._unclosed(number, "Ngoặc", value[0])
            self._quote(number, column, end)
        elif _REST.fullmatch(value, closing + 1):
            inside = _quoted_items(value[1:closing], mapping=value[0] == "{")
            mended = f"{value[0]}{inside}{value[closing:]}"
            self.lines[number] = f"{self.lines[number][:column]}{mended}"
            return number + 1
        else:
            self._quote(number, column, end)
        return end

    def _closed(self, number: int, opener: str) -> int | None:
        """The line behind the one in which brackets that were opened are closed."""
        depth = 0
        for place in range(number, len(self.lines)):
            line = self.lines[place]
            depth += line.count(opener) - line.count(_CLOSERS[opener])
            if depth <= 0:
                return place + 1
        return None

    def _quote(self, number: int, column: int, end: int) -> None:
        """Put a value, with its further lines, in single quotes."""
        lines = self.lines
        head = lines[number][:column]
        lines[number] = lines[number][column:]
        for place in range(number, end):
            lines[place] = lines[place].rstrip().replace("'", "''")
        space = "" if not head or head[-1].isspace() else " "
        lines[number] = f"{head}{space}'{lines[number]}"
        lines[end - 1] += "'"


def _is_nothing(line: str, indent: int) -> bool:
    """Whether a line belongs to no value: it is empty, or a comment that does not lie deeper."""
    text = line.lstrip()
    return not text or bool(_COMMENT_LINE.match(line)) or len(line) - len(text) <= indent


def _outside_quotes(text: str) -> Iterator[tuple[int, str]]:
    """The signs of a list or mapping with their places, but for those of items in quotes."""
    if '"' not in text and "'" not in text:
        yield from enumerate(text)
        return
    place = 0
    fresh = True  # whether an item could begin here
    while place < len(text):
        sign = text[place]
        quoted = _QUOTED.match(text, place) if fresh and sign in "\"'" else None
        if quoted:
            place, fresh = quoted.end(), False
            continue
        yield place, sign
        fresh = sign in "[{,:" or (fresh and sign == " ")
        place += 1


def _closing(value: str) -> int | None:
    """Place of the bracket that closes the one at the start; None when there is none."""
    depth = 0
    for place, sign in _outside_quotes(value):
        depth += (sign in "[{") - (sign in "]}")
        if depth == 0:
            return place
    return None


def _quoted_items(inside: str, *, mapping: bool) -> str:
    """What stands between brackets, with quotes where YAML would take words for signs."""
    if "[" in inside or "{" in inside:
        return inside
    commas = [place for place, sign in _outside_quotes(inside) if sign == ","]
    items = []
    for start, end in pairwise([-1, *commas, len(inside)]):
        item = inside[start + 1 : end]
        key, colon, value = item.partition(": ") if mapping else ("", "", item)
        plain = value.strip()
        if plain and plain[0] not in "\"'*" and (_CUT.search(plain) or _RESERVED.match(plain)):
            value = "'{}'".format(plain.replace("'", "''"))
        items.append(f"{key}{colon}{value}")
    return ",".join(items)
