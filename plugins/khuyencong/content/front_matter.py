"""The header of a file: YAML between `---` lines, or Pelican's plain `Title: …` lines.

Every scalar stays text: what a value means is the model's business, so a telephone number
keeps its zeros and nobody's date is guessed. A key may be written as the handbook calls it
("Sa-pô:", "Ngày đăng:"). Each key remembers its line.
"""

import html
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel

from khuyencong.content.header_preprocessor import preprocess
from khuyencong.content.json_header import read_json_header
from khuyencong.model.entry import Entry
from khuyencong.model.keys import all_labels, declared_key, keys_below
from khuyencong.model.kinds import KINDS
from khuyencong.model.rules import Fault, Problem, Rule, Where
from khuyencong.vietnamese.cleanup import clean

MOST_NODES = 5_000
"""A header has some dozens of values; a YAML bomb has millions."""

_YAML = re.compile(
    r"\A\s*?^---[ \t]*\n(?P<header>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)(?P<body>[\s\S]*)",
    re.MULTILINE,
)
_PLAIN_LINE = re.compile(r"(?P<key>[^\W\d_][\w -]{0,40}?)[ \t]*:(?P<value>.*)")
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_MARKDOWN: frozenset[Where] = frozenset({("summary",)})
"""Values in which Markdown reads references such as `&amp;` itself."""
_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class NodeLoader(_BASE):  # type: ignore[misc]
    """Composes nodes without asking for each of which type it might be: all is text."""

    def descend_resolver(self, *_: object) -> None:
        """Nothing depends on where a node stands."""

    def ascend_resolver(self) -> None:
        """Nothing was remembered."""

    def resolve(self, *_: object) -> str:
        """The tag of every node, which nobody reads."""
        return ""


@dataclass(slots=True)
class FrontMatter:
    """Plain values of a header with their lines, and the body below it."""

    source: str
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[Where, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problems: list[Problem] = field(default_factory=list)

    def line(self, where: Where) -> int:
        """Line of a value, or of the nearest thing that contains it."""
        for length in range(len(where), 0, -1):
            if where[:length] in self.lines:
                return self.lines[where[:length]]
        return 1

    def line_of_text(self, words: str) -> int:
        """Line on which words stand in the body; its first line when they do not."""
        place = self.body.find(words)
        return self.body_line + (self.body.count("\n", 0, place) if place >= 0 else 0)


def problems_of(matter: FrontMatter, faults: list[Fault]) -> list[Problem]:
    """Faults of a header as problems with their lines."""
    return [
        Problem(matter.source, matter.line(fault.where), fault.rule, fault.message, fault.advice)
        for fault in faults
    ]


def parse(text: str, source: str, kind: type[BaseModel] = Entry) -> FrontMatter:
    """Header and body of a text of a kind; what is broken is in `problems`, nothing is raised.

    `Entry` stands for a file of any kind.
    """
    match = _YAML.match(text)
    if match:
        first = text.count("\n", 0, match.start("header")) + 1
        matter = parse_yaml(match["header"], source, kind, first)
        matter.body = match["body"]
        matter.body_line = text.count("\n", 0, match.start("body")) + 1
        return matter
    if text.lstrip().startswith("---"):
        return _refusal(
            source,
            1,
            "Phần khai báo đầu bài mở bằng `---` nhưng không đóng.",
            "Thêm một dòng `---` ngay trước nội dung bài.",
        )
    return _parse_plain(text, source, kind)


def parse_yaml(
    text: str, source: str, kind: type[BaseModel] = Entry, first_line: int = 1
) -> FrontMatter:
    """Values of a YAML text, declared by `kind`, whose first line is `first_line` of its file."""
    matter = FrontMatter(source)
    # A reference to a letter (`&amp;`) is read and told below.
    if not _REFERENCE.search(text) and (read := read_json_header(text, kind, first_line)):
        matter.values, matter.lines = read
        return matter
    prepared = preprocess(text, labels_of(kind), comments=not issubclass(kind, Entry))
    try:
        node = yaml.compose(prepared.text, Loader=NodeLoader)
    except RecursionError:
        return _refusal(
            source,
            first_line,
            "Phần khai báo lồng nhau quá sâu.",
            "Viết lại theo mẫu trong sổ tay.",
        )
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        number = mark.line if mark else 0
        written = [*text.split("\n"), ""][number]
        return _refusal(source, first_line + number, *_yaml_words(str(error), written))
    except yaml.YAMLError:
        return _refusal(
            source, first_line, "Phần khai báo có ký tự lạ.", "Xóa dòng lạ rồi gõ lại bằng tay."
        )
    matter.problems = [
        Problem(source, first_line + number, Rule.BROKEN_HEADER, message, advice)
        for number, message, advice in prepared.faults
    ]
    if node is None:
        return matter
    if not isinstance(node, yaml.MappingNode):
        return _refusal(
            source,
            first_line,
            "Phần khai báo không có dạng `khóa: giá trị`.",
            "Viết mỗi mục một dòng, ví dụ `title: Tên bài`.",
        )
    _Walk(matter, first_line).fill(node, kind)
    return matter


@cache
def labels_of(kind: type[BaseModel]) -> frozenset[str]:
    """All keys and labels that may stand in a header of a kind, or of any kind."""
    return frozenset().union(*map(all_labels, KINDS.values() if kind is Entry else (kind,)))


def _refusal(source: str, line: int, message: str, advice: str) -> FrontMatter:
    problem = Problem(source, line, Rule.BROKEN_HEADER, message, advice)
    return FrontMatter(source, problems=[problem])


def _yaml_words(said: str, written: str) -> tuple[str, str]:
    """What a YAML error on a line means to somebody who has never heard of YAML."""
    value = written.partition(":")[2].strip()
    if written[: len(written) - len(written.lstrip())].count("\t"):
        return "Đầu dòng có phím Tab.", "Thay Tab bằng hai dấu cách."
    if value[:1] and value[0] in "*&[{|>":
        return (
            f"Giá trị bắt đầu bằng ký tự `{value[0]}`.",
            f'Đặt cả giá trị trong dấu nháy: `title: "{value[0]}Ghi chú"`.',
        )
    if "escape" in said:
        return (
            "Trong dấu nháy kép có dấu `\\` không dùng được.",
            "Bỏ dấu `\\`, hoặc đổi dấu nháy kép thành dấu nháy đơn.",
        )
    if written[:1].isspace() and ":" in written:
        return (
            "Dòng này lùi vào, nhưng dòng trên đã có giá trị.",
            "Mục riêng thì viết sát đầu dòng; câu viết tiếp có dấu hai chấm thì đặt cả câu trong "
            "dấu nháy.",
        )
    return (
        "Dòng khai báo viết sai mẫu.",
        "Mỗi dòng có dạng `khóa: giá trị`, có dấu cách sau dấu hai chấm; "
        "dòng con lùi hai dấu cách.",
    )


class _Walk:
    """Turns YAML nodes into plain values, remembering lines and counting nodes."""

    def __init__(self, matter: FrontMatter, first_line: int) -> None:
        self.matter = matter
        self.first_line = first_line
        self.visited = 0

    def fill(self, node: yaml.MappingNode, kind: type[BaseModel]) -> None:
        try:
            self.matter.values = self._mapping(node, (), kind)
        except _TooManyError as error:
            refusal = _refusal(
                self.matter.source,
                error.line,
                "Phần khai báo có quá nhiều giá trị.",
                "Một bài chỉ có vài chục mục; bỏ các dòng lặp `&`, `*` hoặc chép nhầm.",
            )
            self.matter.values, self.matter.problems = {}, refusal.problems

    def _line(self, node: yaml.Node) -> int:
        return self.first_line + int(node.start_mark.line)

    def _value(self, node: yaml.Node, where: Where, kind: type[BaseModel] | None) -> Any:
        self.visited += 1
        if self.visited > MOST_NODES or len(where) > 12:
            raise _TooManyError(self._line(node))
        self.matter.lines.setdefault(where, self._line(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where, kind)
        if isinstance(node, yaml.SequenceNode):
            items = (self._value(item, (*where, i), kind) for i, item in enumerate(node.value))
            return [item for item in items if item is not None]
        plain = getattr(node, "style", None) is None
        empty = plain and node.value in ("", "~", "null")
        return None if empty else self._text(node, where)

    def _text(self, node: yaml.Node, where: Where) -> str:
        """The words of a value, without references to letters (`&amp;`) and debris.

        Escapes such as "\\x07" bring back what reading has already cleaned away.
        """
        text = str(node.value)
        escaped = getattr(node, "style", None) == '"'
        if "&" in text and where not in _MARKDOWN and _REFERENCE.search(text):
            read = without_references(text)
            if read != text:
                message = "Đã đọc ký hiệu HTML (`&amp;`, `&#8220;`) thành chữ."
                line = self._line(node)
                self.matter.problems.append(Problem(self.matter.source, line, Rule.MENDED, message))
                text, escaped = read, True
        return clean(text).text if escaped else text

    def _mapping(
        self, node: yaml.MappingNode, where: Where, kind: type[BaseModel] | None
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = str(key_node.value).strip() if isinstance(key_node, yaml.ScalarNode) else "?"
            key = declared_key(key, kind) or key
            place = (*where, key)
            line = self._line(key_node)
            if key in seen:
                self.matter.problems.append(_repeated(self.matter.source, line, key))
                continue
            seen.add(key)
            self.matter.lines[place] = line
            value = self._value(value_node, place, keys_below(kind, key))
            if value is not None:
                values[key] = value
        return values


def _plain_key(key: str) -> str:
    """An undeclared key of a plain header; nothing for words that only end in a colon."""
    return key.lower() if key.isascii() and " " not in key else ""


def _repeated(source: str, line: int, key: str) -> Problem:
    message = f"Khóa `{key}` viết hai lần."
    return Problem(source, line, Rule.REPEATED_KEY, message, "Giữ một dòng, bỏ dòng kia.")


def without_references(text: str) -> str:
    """Text with HTML references read; what a portal escaped twice is read twice."""
    for _ in range(3):
        read = _REFERENCE.sub(lambda found: html.unescape(found[0]), text)
        if read == text:
            break
        text = read
    return text


class _TooManyError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _parse_plain(text: str, source: str, kind: type[BaseModel]) -> FrontMatter:
    """Pelican's plain header: `Title: …` lines down to the first empty line."""
    matter = FrontMatter(source)
    lines = text.split("\n")
    number = 0
    while number < len(lines) and not lines[number].strip():
        number += 1
    key = ""
    while number < len(lines) and lines[number].strip():
        line = lines[number]
        match = _PLAIN_LINE.fullmatch(line.strip())
        if line[:1].isspace() and key:
            matter.values[key] += f" {line.strip()}"
        elif match and (named := declared_key(match["key"], kind) or _plain_key(match["key"])):
            key = named
            if (key,) in matter.lines:
                matter.problems.append(_repeated(source, number + 1, key))
            matter.values[key] = match["value"].strip()
            matter.lines[(key,)] = number + 1
        else:
            return _refusal(
                source,
                number + 1,
                "Đầu bài thiếu phần khai báo.",
                "Bắt đầu tệp bằng ba dòng `---`, `title: Tên bài`, `---` rồi mới tới nội dung.",
            )
        number += 1
    matter.values = {
        key: value if (key,) in _MARKDOWN else without_references(value)
        for key, value in matter.values.items()
        if value
    }
    matter.body = "\n".join(lines[number:])
    matter.body_line = number + 1
    return matter
