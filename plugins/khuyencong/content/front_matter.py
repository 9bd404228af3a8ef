"""The header of a file: YAML between `---` lines, or Pelican's plain `Title: …` lines.

Every scalar stays text: what a value means is the model's business, so a telephone number
keeps its zeros and nobody's date is guessed. Each key remembers its line.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from khuyencong.model.rules import Problem, Rule
from khuyencong.vietnamese.cleanup import clean

Where = tuple[str | int, ...]

MOST_NODES = 5_000
"""A header has some dozens of values; a YAML bomb has millions."""

_YAML = re.compile(
    r"\A\s*?^---[ \t]*\n(?P<header>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)(?P<body>.*)",
    re.MULTILINE | re.DOTALL,
)
_PLAIN_LINE = re.compile(r"(?P<key>[A-Za-z][A-Za-z_-]*)[ \t]*:[ \t]*(?P<value>.*)")
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


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


def parse(text: str, source: str) -> FrontMatter:
    """Header and body of a text; what is broken is in `problems`, nothing is raised."""
    match = _YAML.match(text)
    if match:
        first = text.count("\n", 0, match.start("header")) + 1
        matter = parse_yaml(match["header"], source, first)
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
    return _parse_plain(text, source)


def parse_yaml(text: str, source: str, first_line: int = 1) -> FrontMatter:
    """Values of a YAML text whose first line is `first_line` of its file."""
    matter = FrontMatter(source)
    try:
        node = yaml.compose(text, Loader=_Loader)
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
    if node is None:
        return matter
    if not isinstance(node, yaml.MappingNode):
        return _refusal(
            source,
            first_line,
            "Phần khai báo không có dạng `khóa: giá trị`.",
            "Viết mỗi mục một dòng, ví dụ `title: Tên bài`.",
        )
    _Walk(matter, first_line).fill(node)
    return matter


def _refusal(source: str, line: int, message: str, advice: str) -> FrontMatter:
    problem = Problem(source, line, Rule.BROKEN_HEADER, message, advice)
    return FrontMatter(source, problems=[problem])


def _yaml_words(said: str, written: str) -> tuple[str, str]:
    """What a YAML error on a line means to somebody who has never heard of YAML."""
    value = written.partition(":")[2].strip()
    if written[: len(written) - len(written.lstrip())].count("\t"):
        return "Đầu dòng có phím Tab.", "Thay Tab bằng hai dấu cách."
    if value[:1] in ("*", "&", "@", "%", "`", "!", "|", ">"):
        return (
            f"Giá trị bắt đầu bằng ký tự `{value[0]}`.",
            'Đặt cả giá trị trong dấu nháy: `title: "*Ghi chú"`.',
        )
    if "mapping values are not allowed" in said or ": " in value:
        return (
            "Trong giá trị có dấu hai chấm.",
            'Đặt cả giá trị trong dấu nháy: `title: "Hội nghị: bàn giải pháp"`.',
        )
    if "quoted scalar" in said:
        return "Dấu nháy mở mà không đóng.", 'Thêm dấu nháy `"` ở cuối giá trị.'
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

    def fill(self, node: yaml.MappingNode) -> None:
        try:
            self.matter.values = self._mapping(node, ())
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

    def _value(self, node: yaml.Node, where: Where) -> Any:
        self.visited += 1
        if self.visited > MOST_NODES or len(where) > 12:
            raise _TooManyError(self._line(node))
        self.matter.lines.setdefault(where, self._line(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            items = (self._value(item, (*where, i)) for i, item in enumerate(node.value))
            return [item for item in items if item is not None]
        plain = getattr(node, "style", None) is None
        empty = plain and node.value in ("", "~", "null")
        # Escapes such as "\\x07" bring back what reading has already cleaned away.
        return None if empty else clean(node.value).text

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, Any]:
        values: dict[str, Any] = {}
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = str(key_node.value).strip() if isinstance(key_node, yaml.ScalarNode) else "?"
            key = key.lower() if not where else key
            place = (*where, key)
            line = self._line(key_node)
            if key in seen:
                self.matter.problems.append(
                    Problem(
                        self.matter.source,
                        line,
                        Rule.REPEATED_KEY,
                        f"Khóa `{key}` viết hai lần.",
                        "Giữ một dòng, bỏ dòng kia.",
                    )
                )
                continue
            seen.add(key)
            self.matter.lines[place] = line
            value = self._value(value_node, place)
            if value is not None:
                values[key] = value
        return values


class _TooManyError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _parse_plain(text: str, source: str) -> FrontMatter:
    """Pelican's plain header: `Title: …` lines down to the first empty line."""
    matter = FrontMatter(source)
    lines = text.split("\n")
    number = 0
    while number < len(lines) and not lines[number].strip():
        number += 1
    key = ""
    while number < len(lines) and lines[number].strip():
        line = lines[number]
        if line[:1].isspace() and key:
            matter.values[key] += f" {line.strip()}"
        elif match := _PLAIN_LINE.fullmatch(line.strip()):
            key = match["key"].lower()
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
    matter.values = {key: value for key, value in matter.values.items() if value}
    matter.body = "\n".join(lines[number:])
    matter.body_line = number + 1
    return matter
