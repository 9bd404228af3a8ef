"""Writes docs/theme-reference.md: what each template sees, what each macro takes, the filters.

`python -m tools.theme_reference docs/theme-reference.md`. All of it is read from the code and from
the theme; a test holds the file against them.
"""

import ast
import inspect
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import yaml
from jinja2 import Environment, nodes
from msgspec import Struct
from pydantic import BaseModel

from khuyencong.content.record import Body
from khuyencong.pages import examples, views
from khuyencong.pages.examples import read_component
from khuyencong.rendering.templates import FILTERS

THEME = Path(__file__).parent.parent / "theme"
"""The theme that comes with the program."""
FRAMES = {"base"}
"""Templates that others extend; they have no view of their own."""
HEAD = """\
# What templates and macros take

Made by `make docs` from the views in `plugins/khuyencong/pages/`, the filters of the template
environment and the `examples.yml` of every component; do not edit it.
[plugins-and-themes.md](plugins-and-themes.md) tells how to use it.

Addresses are root-relative (`/tin-tuc/…/`). Fields named `body` and `summary` hold sanitised HTML,
all other text is plain and escaped by the environment. Moments have a time zone."""


@dataclass(frozen=True)
class Field:
    """A field, property or method of a record."""

    name: str
    type: str
    meaning: str

    @property
    def row(self) -> str:
        kind = self.type.replace("|", "\\|")
        return f"| `{self.name}` | `{kind}` | {self.meaning} |"


def view_of(template: str) -> type[views.View]:
    """The view of a template: `stall-card` sees StallCardView.

    Raises:
        KeyError: no view has that name.
    """
    name = "".join(word.capitalize() for word in template.split("-")) + "View"
    rooms = (*examples.VIEWS, examples)
    known = {name: thing for room in rooms for name, thing in vars(room).items()}
    found: type[views.View] = known[name]
    return found


def templates() -> list[str]:
    """Names of the theme's templates that have a view, in order."""
    return sorted({file.stem for file in THEME.glob("templates/*.html")} - FRAMES)


def fields(record: type) -> Iterator[Field]:
    """What a record itself declares, in order, with the words that stand behind each field."""
    source = ast.parse(textwrap.dedent(inspect.getsource(record)))
    (body,) = (node.body for node in source.body if isinstance(node, ast.ClassDef))
    for node, behind in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
            meaning = _words(behind)
            if issubclass(record, BaseModel):
                meaning = record.model_fields[name].description or ""
            yield Field(name, ast.unparse(node.annotation), meaning)
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            name = node.name
            if not node.decorator_list:
                name += f"({', '.join(argument.arg for argument in node.args.args[1:])})"
            meaning = _first_sentence(ast.get_docstring(node) or "")
            yield Field(name, ast.unparse(node.returns) if node.returns else "", meaning)


def records(start: type) -> Iterator[type]:
    """Every record of the program that a record leads to."""
    for annotation in get_type_hints(start).values():
        for found in _classes(annotation):
            yield found
            yield from records(found)


def _classes(annotation: Any) -> Iterator[type]:
    for part in get_args(annotation):
        yield from _classes(part)
    ours = isinstance(annotation, type) and annotation.__module__.startswith("khuyencong.")
    if ours and (issubclass(annotation, Struct | BaseModel) or is_dataclass(annotation)):
        yield annotation


def _words(node: ast.stmt | None) -> str:
    """The text that stands behind a field, on one line."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return " ".join(str(node.value.value).split())
    return ""


def _first_sentence(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split())


def _table(head: str, rows: list[str]) -> str:
    names = head.split(", ")
    return "\n".join([f"| {' | '.join(names)} |", "|---" * len(names) + "|", *rows])


def _section(heading: str, record: type) -> str:
    about = _first_sentence(record.__doc__ or "")
    rows = [field.row for field in fields(record)]
    return f"### {heading}\n\n{about}\n\n{_table('Field, Type, Meaning', rows)}"


def _view_section(template: str) -> str:
    view = view_of(template)
    return _section(f"{template}.html: {view.__name__}", view)


def macros(template: Path) -> Iterator[nodes.Macro]:
    """The macros of a template, in order."""
    yield from Environment(autoescape=True).parse(template.read_text("utf-8")).find_all(nodes.Macro)


def signature(macro: nodes.Macro) -> str:
    """A macro as it is called: `event_list(events, level=3)`."""
    defaults = [repr(default.as_const()) for default in macro.defaults]
    names = [argument.name for argument in macro.args]
    bare = len(names) - len(defaults)
    given = [f"{name}={default}" for name, default in zip(names[bare:], defaults, strict=True)]
    return f"{macro.name}({', '.join([*names[:bare], *given])})"


def _component_section(template: Path) -> str:
    component = read_component(template.with_name("examples.yml"))
    parts = [f"### {template.parent.name}"]
    for macro in macros(template):
        rows = [
            Field(name, _plain(parameter.type), parameter.means).row
            for name, parameter in component.macros[macro.name].items()
        ]
        parts.append(f"`{signature(macro)}`")
        if rows:
            parts.append(_table("Parameter, Type, Meaning", rows))
    return "\n\n".join(parts)


def _plain(declared: str | list[Any]) -> str:
    """A declared type as examples.yml writes it."""
    return yaml.safe_dump(declared, default_flow_style=True).removesuffix("...\n").strip()


def reference() -> str:
    """The whole page."""
    shown = [view_of(name) for name in templates()]
    found = {record.__name__: record for view in shown for record in records(view)}
    filters = [
        f"| `{name}` | {_first_sentence(function.__doc__ or '')} |"
        for name, function in FILTERS.items()
    ]
    parts = [
        HEAD,
        "## Templates\n\nEvery template has `chrome` and `head`; those that follow are its own.",
        _table("Field, Type, Meaning", [field.row for field in fields(views.View)]),
        *map(_view_section, templates()),
        f"## Records\n\n`Body`: {_first_sentence(Body.__doc__ or '')}",
        *(_section(name, record) for name, record in sorted(found.items())),
        "## Filters",
        _table("Filter, What it gives", filters),
        "## Components",
        *map(_component_section, sorted(THEME.glob("components/*/template.html"))),
    ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8", newline="\n")
