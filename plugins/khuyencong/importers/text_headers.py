"""Headers of text files as static site generators write them, and the text below.

YAML between `---` (Jekyll, Hugo, Pelican), TOML between `+++` and JSON (Hugo), `Key: value` lines
(Pelican's Markdown). Values are text, or lists of texts.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import yaml

from khuyencong.importers.html_tree import parse_html

Value = str | list[str]

_FENCED = re.compile(
    r"(?P<mark>---|\+\+\+)[ \t]*\n(?P<header>.*?)^(?P=mark)[ \t]*$", re.DOTALL | re.MULTILINE
)
_PLAIN = re.compile(r"(?:[A-Za-z][\w-]{1,30}:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+(?=\n|$)")


@dataclass(frozen=True, slots=True)
class HeadedText:
    """A text with what its header says; keys in small letters."""

    header: Mapping[str, Value]
    text: str
    """Markdown, or HTML where the form of the file is no Markdown."""

    def line(self, *names: str) -> str:
        """The first of some keys that is given, as one line of text."""
        for name in names:
            value = self.header.get(name)
            if value:
                return value if isinstance(value, str) else ", ".join(value)
        return ""

    def items(self, *names: str) -> list[str]:
        """The items of some keys; a text is parted at its commas."""
        found: list[str] = []
        for name in names:
            value = self.header.get(name, [])
            parts = value.split(",") if isinstance(value, str) else value
            found += [part.strip() for part in parts if part.strip()]
        return list(dict.fromkeys(found))


def headed_text(text: str) -> HeadedText | None:
    """A text taken apart; None for one without a header: what is no YAML, TOML or JSON is none."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff\n")
    try:
        header, rest = _parted(text)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        return None
    given = {str(key).lower(): _plain(value) for key, value in header.items()}
    values = {key: value for key, value in given.items() if value}
    return HeadedText(values, rest.lstrip("\n")) if values else None


def headed_page(text: str) -> HeadedText:
    """An HTML page of Pelican: `<title>` and `<meta name="date" content="…">` are its header."""
    page = parse_html(text)
    metas = page.find_all("meta", attrs={"name": True, "content": True})
    header = {str(meta["name"]).lower(): str(meta["content"]).strip() for meta in metas}
    header["title"] = page.title.get_text(" ", strip=True) if page.title else ""
    body = page.body.decode_contents() if page.body else ""
    return HeadedText({key: value for key, value in header.items() if value}, body)


def restructured_text(text: str) -> HeadedText | None:
    """A reStructuredText of Pelican: its HTML, its title and its docinfo (`:date: …`).

    Nothing that it includes from elsewhere is read.
    """
    from docutils.core import publish_parts  # type: ignore[import-untyped]  # Pelican's; large

    closed = {"file_insertion_enabled": False, "raw_enabled": False, "_disable_config": True}
    quiet = {"report_level": 5, "halt_level": 5}
    parts = publish_parts(text, writer="html5", settings_overrides=closed | quiet)
    info = dict(re.findall(r"^:([\w-]{1,30}):[ \t]*(.*)$", text, re.MULTILINE))
    header = {name.lower(): value.strip() for name, value in info.items() if value.strip()}
    title = parts["title"]
    return HeadedText({**header, "title": title}, parts["body"]) if title else None


def _parted(text: str) -> tuple[Mapping[str, object], str]:
    fenced = _FENCED.match(text)
    if fenced:
        parse = yaml.safe_load if fenced["mark"] == "---" else tomllib.loads
        found = parse(fenced["header"])
        return (found if isinstance(found, dict) else {}), text[fenced.end() :]
    if text.startswith("{"):
        found, end = json.JSONDecoder().raw_decode(text)
        return found, text[end:]
    plain = _PLAIN.match(text)
    if plain is None:
        return {}, text
    pairs = re.findall(r"^([\w-]+):[ \t]*(.*(?:\n[ \t]+.*)*)", plain[0], re.MULTILINE)
    return {name: " ".join(value.split()) for name, value in pairs}, text[plain.end() :]


def _plain(value: object) -> Value:
    """A value as text; of nested values only the innermost texts."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat(*((" ",) if hasattr(value, "hour") else ()))
    if isinstance(value, list):
        return [text for item in value if isinstance(text := _plain(item), str) and text]
    if isinstance(value, Mapping):
        return [text for item in value.values() if isinstance(text := _plain(item), str) and text]
    return "" if value is None else str(value).strip()
