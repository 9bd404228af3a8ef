"""What the model says about a text that is not saved yet, each sentence with its input."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import BaseModel

from khuyencong.content.entry_parser import parse_entry
from khuyencong.content.file_references import Folder
from khuyencong.content.front_matter import FrontMatter, parse, parse_yaml
from khuyencong.content.record import Record
from khuyencong.desk.field_labels import labels_of
from khuyencong.desk.inputs import Message, Messages, is_mapping
from khuyencong.editing.entry_text import EntryText
from khuyencong.model.centre import Centre
from khuyencong.model.entry import Entry
from khuyencong.model.keys import inner_declaration
from khuyencong.model.rules import Fault, Problem, Severity, Where
from khuyencong.model.validation import validate
from khuyencong.vietnamese.cleanup import clean

BODY, FORM = "body", ""
"""Names of the places for what is said about the text, and about the whole."""

_ADD_LINE = re.compile(r"Thêm dòng `(?P<key>\w+): ?(?P<value>[^`]*)`")
_LIKE_LINE = re.compile(r"(?:Viết như|Sửa) `\w+: (?P<value>[^`]*)`")
_KEY_IN_BRACKETS = re.compile(r" \(`\w+(?:: [^`]*)?`\)")
_MARK_LINE = re.compile(r"(?:T|t)hêm `(?P<key>\w+): true`")
_ALT_IN_TEXT = re.compile(r"Viết trong ngoặc vuông: `!\[[^`]*`")
_ALT_IN_FORM = "Bấm “Sửa: Ảnh” dưới ảnh, kể điều nhìn thấy ở ô Mô tả"
_CODE = re.compile(r"`([^`]*)`")
_KEY = re.compile(r"`(?P<key>\w+)`")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A text as the program reads it, and everything wrong with it."""

    record: Record[Entry] | None
    messages: dict[str, list[Message]] = field(default_factory=dict)
    has_errors: bool = False


def judge(
    folder: Folder, source: str, kind: type[Entry], text: EntryText, now: datetime
) -> Judgement:
    """Judge the text of an entry as if it were the file `source`."""
    written = clean(text.data.decode(text.encoding).removeprefix("\ufeff")).text
    matter = parse(written, source, kind)
    entry, faults = validate(kind, matter.values)
    if entry:
        faults += [*entry.faults(), *entry.dated_faults(now)]
    parsed = parse_entry(folder, source, kind, written)
    problems = dict.fromkeys([*_problems(matter, faults), *parsed.problems])
    places = _Places(kind, matter, faults)
    return _judgement(parsed.record, places, list(problems))


def judge_centre(text: str) -> Judgement:
    """Judge a text as site.yml."""
    matter = parse_yaml(clean(text).text, "site.yml", Centre)
    centre, faults = validate(Centre, matter.values)
    faults += centre.faults() if centre else []
    problems = [*matter.problems, *_problems(matter, faults)]
    return _judgement(None, _Places(Centre, matter, faults), problems)


def _problems(matter: FrontMatter, faults: list[Fault]) -> list[Problem]:
    return [
        Problem(matter.source, matter.line(each.where), each.rule, each.message, each.advice)
        for each in faults
    ]


def _judgement(
    record: Record[Entry] | None, places: "_Places", problems: list[Problem]
) -> Judgement:
    messages: dict[str, list[Message]] = {}
    for problem in problems:
        severity = problem.rule.severity
        message = Message(
            severity.value,
            problem.rule.code,
            in_words_of_form(problem.message, places.kind),
            in_words_of_form(problem.advice, places.kind),
        )
        messages.setdefault(places.name_of(problem), []).append(message)
    errors = any(problem.rule.severity is Severity.ERROR for problem in problems)
    return Judgement(record, messages, errors)


@dataclass(frozen=True)
class _Places:
    """Finds the input that a problem is about."""

    kind: type[BaseModel]
    matter: FrontMatter
    faults: list[Fault]

    def name_of(self, problem: Problem) -> str:
        for fault in self.faults:
            if (fault.rule, fault.message) == (problem.rule, problem.message):
                return self._input_name(fault.where)
        if self.matter.body and problem.line >= self.matter.body_line:
            return BODY
        found = [where for where, line in self.matter.lines.items() if line == problem.line]
        return self._input_name(max(found, key=len)) if found else FORM

    def _input_name(self, where: Where) -> str:
        """The name of the input for a place in the header; that of the first one in a record."""
        if not where or where[0] not in self.kind.model_fields:
            return FORM
        declared = self.kind.model_fields[str(where[0])]
        value = self.matter.values.get(str(where[0]))
        if is_mapping(declared) and isinstance(value, Mapping) and len(where) > 1:
            place = [*value].index(where[1]) if where[1] in value else 0
            where = (where[0], place, *(where[2:] or ("value",)))
        inner = inner_declaration(declared.annotation)
        if len(where) == 2 and isinstance(where[1], int):
            where = (*where, next(iter(inner.model_fields))) if inner else where[:1]
        return ".".join(map(str, where))


def in_words_of_form(words: str, kind: type[BaseModel]) -> str:
    """A sentence of the program with labels of the form in the place of keys of YAML."""

    labels = labels_of(kind)

    def label(key: str) -> str:
        return f"“{labels.get(key, key)}”"

    def added(found: re.Match[str]) -> str:
        example = "" if found["value"] in ("", "…") else f", ví dụ: {found['value']}"
        return f"Điền ô {label(found['key'])}{example}"

    words = _ADD_LINE.sub(added, words)
    words = _MARK_LINE.sub(lambda m: f"đánh dấu ô {label(m['key'])}", words)
    words = _ALT_IN_TEXT.sub(_ALT_IN_FORM, words)
    words = _LIKE_LINE.sub(lambda m: f"Viết như “{m['value']}”", words)
    words = _KEY_IN_BRACKETS.sub("", words)
    words = _KEY.sub(lambda m: label(m["key"]) if m["key"] in labels else m[0], words)
    return _CODE.sub(r"“\1”", words)


def all_messages(messages: Messages) -> list[tuple[str, Message]]:
    """Every message with the name of its input, errors first."""
    found = [(name, each) for name, list_ in messages.items() for each in list_]
    order = [severity.value for severity in Severity]
    return sorted(found, key=lambda each: order.index(each[1].weight))
