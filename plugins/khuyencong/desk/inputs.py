"""What stands in a form: inputs made from the one declaration, with values and messages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from khuyencong.desk.themes import Theme, themes
from khuyencong.editing.yaml_writer import Value
from khuyencong.model.field_forms import ONE_OF, RECORD, RECORDS, choice_in, form_word
from khuyencong.model.keys import inner_declaration

ROW = "@"
"""Name of the hidden input that says which record of the file a row was made from."""
NAME_OF_ROW = "#"
"""Name of the input that holds the key of a record, where staff choose the keys."""
BLANK = "__moi__"
"""Place of a row that a script copies for a new record; it is never submitted."""

_LONG_KEYS = {"summary", "note", "script", "description", "press_terms"}
_LONG = 90
"""Letters from which a text is edited in more than one line."""


class Widget(StrEnum):
    """How a value is edited."""

    LINE = "line"
    AREA = "area"
    COMMAS = "commas"
    """A list on one line."""
    LINES = "lines"
    """A list, an item a line."""
    MOMENT = "moment"
    DAY = "day"
    CHOICE = "choice"
    CHOICES = "choices"
    FLAG = "flag"
    RECORD = "record"
    RECORDS = "records"
    PAGE = "page"
    """An address of the own site, or of another; own pages are offered by their titles."""
    FILE = "file"
    """A path below `tep/`; a file may be chosen for it."""
    COLOUR = "colour"
    AS_WRITTEN = "as-written"
    """A value of a shape that no form can hold; it stays as it is."""


_SIX_DIGITS = "^#[0-9a-fA-F]{6}$"
_BY_WORD = {
    "địa chỉ trong trang hoặc địa chỉ web": Widget.PAGE,
    **{"ngày": Widget.DAY, "ngày giờ": Widget.MOMENT, "có/không": Widget.FLAG},
    **{"danh sách": Widget.COMMAS, "các dòng": Widget.LINES, "danh sách ngày giờ": Widget.LINES},
    **{"danh sách địa chỉ": Widget.COMMAS, "danh sách địa chỉ trong trang": Widget.LINES},
    **{RECORD: Widget.RECORD, RECORDS: Widget.RECORDS, "mã và lý do": Widget.RECORDS},
}


_DATED = frozenset({Widget.DAY, Widget.MOMENT})
_DAY_FIRST = re.compile(r"^(\d{4})-(\d\d)-(\d\d)(?=$| \d\d:\d\d$)")
"""A day as files may have it (ISO 8601), which staff write with the day in front."""


@dataclass(frozen=True, slots=True)
class Message:
    """What the model says about a value: the word for its weight, its code, two sentences."""

    weight: str
    code: str
    text: str
    advice: str


Messages = Mapping[str, Sequence[Message]]
"""Name of an input → messages."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record of a list: its place in the form, and its inputs."""

    place: str
    origin: str
    """Place of the record in the file; for a mapping its key; empty for a new one."""
    inputs: tuple["Input", ...]


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a form."""

    name: str
    key: str
    label: str
    help: str
    example: str
    required: bool
    widget: Widget
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    chosen: tuple[str, ...] = ()
    inputs: tuple["Input", ...] = ()
    rows: tuple[Row, ...] = ()
    blank: Row | None = None
    messages: tuple[Message, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether there is anything to see in it."""
        inside = any(each.is_filled for each in self.inputs)
        return bool(self.value or self.chosen or self.rows or inside)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a form, folded or open."""

    theme: Theme
    inputs: tuple[Input, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is shown at once: because of its theme, or of something wrong in it."""
        return self.theme.open or any(_has_messages(each) for each in self.inputs)

    @property
    def filled(self) -> int:
        """How many values it holds; each record of a list is one."""
        return sum(len(each.rows) or each.is_filled for each in self.inputs)


@dataclass(frozen=True)
class Inputs:
    """Makes the inputs of a form: plain values of a header, and messages by their names."""

    messages: Messages = field(default_factory=dict)

    def sections(self, kind: type[BaseModel], values: Mapping[str, Value]) -> tuple[Section, ...]:
        """The form of a whole declaration."""
        return tuple(
            Section(theme, tuple(self._inputs(kind, theme.keys, values, "")))
            for theme in themes(kind)
        )

    def fields(self, kind: type[BaseModel], values: Mapping[str, Value]) -> tuple[Input, ...]:
        """The inputs of a declaration without headings."""
        return tuple(self._inputs(kind, [*kind.model_fields], values, ""))

    def _inputs(
        self, kind: type[BaseModel], keys: Sequence[str], values: Mapping[str, Value], before: str
    ) -> Iterator[Input]:
        for key in keys:
            yield self._input(key, kind.model_fields[key], values.get(key), f"{before}{key}")

    def _input(self, key: str, declared: FieldInfo, value: Value | None, name: str) -> Input:
        widget = widget_of(key, declared, value)
        field = Input(
            name=name,
            key=key,
            label=declared.title or key,
            help=(declared.description or "").replace("`", ""),
            example=str((declared.examples or [""])[0]),
            required=declared.is_required(),
            widget=widget,
            value=as_shown(widget, value),
            options=_options(declared),
            chosen=_chosen(widget, value),
            messages=tuple(self.messages.get(name, ())),
        )
        return self._with_inside(field, declared, value)

    def _with_inside(self, field: Input, declared: FieldInfo, value: Value | None) -> Input:
        """The input with what is inside it, when it is a record or a list of records."""
        inner = inner_declaration(declared.annotation)
        if field.widget is Widget.RECORD and inner:
            values = value if isinstance(value, Mapping) else {}
            inside = self._inputs(inner, [*inner.model_fields], values, f"{field.name}.")
            return replace(field, inputs=tuple(inside))
        if field.widget is Widget.RECORDS:
            rows = tuple(
                self._row(field.name, inner, str(number), origin, each)
                for number, (origin, each) in enumerate(origins(value))
            )
            blank = _blank(field.name, inner, is_mapping(declared))
            return replace(field, rows=rows, blank=blank)
        return field

    def _row(
        self,
        name: str,
        inner: type[BaseModel] | None,
        place: str,
        origin: str,
        value: Value,
        *,
        named: bool | None = None,
    ) -> Row:
        before = f"{name}.{place}."
        inputs: list[Input] = []
        if named or (named is None and not origin.isdigit()):
            label = "Tên khóa" if inner else "Chữ, mã"
            inputs.append(_plain(f"{before}{NAME_OF_ROW}", label, origin))
        if inner:
            values = value if isinstance(value, Mapping) else {}
            inputs += self._inputs(inner, [*inner.model_fields], values, before)
        else:
            inputs.append(_plain(f"{before}value", "Nghĩa, lý do", str(value)))
        return Row(place, origin, tuple(inputs))


@lru_cache(maxsize=1024)
def _blank(name: str, inner: type[BaseModel] | None, named: bool) -> Row:
    """The row that a script copies for a new record of a list."""
    return Inputs()._row(name, inner, BLANK, "", {} if inner else "", named=named)


def widget_of(key: str, declared: FieldInfo, value: Value | None = None) -> Widget:
    """How a field is edited, given what stands in the file now."""
    word = form_word(declared)
    widget = _BY_WORD.get(word, Widget.LINE)
    if word == ONE_OF:
        widget = Widget.CHOICES if "tuple" in str(declared.annotation) else Widget.CHOICE
    if widget is Widget.RECORD and is_mapping(declared):
        widget = Widget.RECORDS
    if widget is Widget.LINE and is_mapping(declared):
        widget = Widget.RECORDS
    if widget is Widget.LINE and _SIX_DIGITS in str(declared.metadata):
        widget = Widget.COLOUR
    if word == "tệp" and str((declared.examples or [""])[0]).startswith("tep/"):
        widget = Widget.FILE
    if value is None:
        return Widget.AREA if widget is Widget.LINE and key in _LONG_KEYS else widget
    return _fitting(widget, key, value)


def _fitting(widget: Widget, key: str, value: Value) -> Widget:
    """The widget, or another one that can hold the value as it is."""
    if widget is Widget.RECORD:
        return widget if isinstance(value, Mapping) else Widget.AS_WRITTEN
    if widget is Widget.RECORDS:
        rows = value.values() if isinstance(value, Mapping) else value
        return widget if not isinstance(rows, str) else Widget.AS_WRITTEN
    if widget in (Widget.COMMAS, Widget.LINES, Widget.CHOICES):
        items = [value] if isinstance(value, str) else list(value)
        if not all(isinstance(item, str) for item in items):
            return Widget.AS_WRITTEN
        listed = not isinstance(value, str)
        commas = listed and any("," in str(item) for item in items)
        return Widget.LINES if widget is Widget.COMMAS and commas else widget
    if not isinstance(value, str):
        return Widget.AS_WRITTEN
    long = key in _LONG_KEYS or len(value) > _LONG or "\n" in value
    return Widget.AREA if widget is Widget.LINE and long else widget


def as_shown(widget: Widget, value: Value | None) -> str:
    """The text of a value in its input."""
    if value is None or widget in (Widget.RECORD, Widget.RECORDS, Widget.CHOICES):
        return ""
    if isinstance(value, str):
        return _DAY_FIRST.sub(r"\3/\2/\1", value) if widget in _DATED else value
    if widget is Widget.AS_WRITTEN:
        return ", ".join(map(str, value))
    return (", " if widget is Widget.COMMAS else "\n").join(map(str, value))


def origins(value: Value | None) -> list[tuple[str, Value]]:
    """Records with the names of their places in the file."""
    if isinstance(value, Mapping):
        return [(key, each) for key, each in value.items()]
    items = value if value is not None and not isinstance(value, str) else ()
    return [(str(number), each) for number, each in enumerate(items)]


def is_mapping(declared: FieldInfo) -> bool:
    """Whether staff choose the keys of a field."""
    return any(word in str(declared.annotation) for word in ("Mapping", "dict"))


def _options(declared: FieldInfo) -> tuple[tuple[str, str], ...]:
    choice = choice_in(declared.annotation)
    return tuple((member.value, member.label) for member in choice) if choice else ()


def _chosen(widget: Widget, value: Value | None) -> tuple[str, ...]:
    if widget is not Widget.CHOICES or value is None:
        return ()
    items = value.split(",") if isinstance(value, str) else value
    return tuple(str(item).strip() for item in items)


def _plain(name: str, label: str, value: str) -> Input:
    return Input(name, name.rpartition(".")[2], label, "", "", True, Widget.LINE, value)


def _has_messages(each: Input) -> bool:
    rows = (inner for row in each.rows for inner in row.inputs)
    return bool(each.messages) or any(_has_messages(inner) for inner in (*each.inputs, *rows))
