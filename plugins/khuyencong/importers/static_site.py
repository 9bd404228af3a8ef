"""The sources of a site made by Hugo, Jekyll or Pelican: texts, where they were, their pictures.

What a site is, its settings file tells. Settings are read as data, never run. Addresses follow the
generators' documentation: Hugo "URL management", Jekyll "Permalinks", Pelican "URL settings".
"""

import ast
import posixpath
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import yaml

from khuyencong.importers.foreign_address import split_address
from khuyencong.importers.html_tree import decoded_html
from khuyencong.importers.report import some_of
from khuyencong.importers.source_files import SourceFile
from khuyencong.importers.text_headers import (
    HeadedText,
    headed_page,
    headed_text,
    restructured_text,
)
from khuyencong.store.file_state import own_files_below
from khuyencong.vietnamese.slugs import slugify

HUGO, JEKYLL, PELICAN = "Hugo", "Jekyll", "Pelican"
_SETTINGS = {
    "hugo.toml": HUGO,
    "hugo.yaml": HUGO,
    "hugo.yml": HUGO,
    "config.toml": HUGO,
    "_config.yml": JEKYLL,
    "_config.yaml": JEKYLL,
    "pelicanconf.py": PELICAN,
}
_TEXTS = (".md", ".markdown", ".mkd", ".rst", ".html", ".htm")
_NAMED = ("", *_TEXTS)
_NO_SECTIONS = ("pages", "posts", "post", "blog", "articles")
"""Folders of all texts, which say nothing of one."""
_DATED_NAME = re.compile(r"(?P<day>\d{4}-\d{1,2}-\d{1,2})-(?P<name>.+)")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_JEKYLL_STYLES = {
    "": "/:categories/:year/:month/:day/:title.html",
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
_STATIC = ("static", "assets", "content", "source", "")
"""Folders in which pictures lie that a text names from the root of its site."""


@dataclass(frozen=True, slots=True)
class StaticText:
    """A text of such a site."""

    path: str
    """Path of its file in the folder."""
    headed: HeadedText
    addresses: tuple[str, ...]
    """Where it was on the old site, and where its `aliases` were."""
    day: str
    """Day of publication as its header or the name of its file has it."""


@dataclass
class StaticSite:
    """A folder with the sources of a site."""

    folder: Path
    generator: str
    settings: Mapping[str, object]
    left_out: dict[str, int] = field(default_factory=dict)
    """Why texts were left out → how many."""
    unread: list[str] = field(default_factory=list)
    """Files that may be texts and have no header that can be read."""

    @cached_property
    def files(self) -> list[str]:
        """Paths of all files."""
        return [path.removeprefix("./") for path in own_files_below(self.folder, ".")]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.files)

    @cached_property
    def texts(self) -> Sequence[StaticText]:
        """Every published text; drafts are counted in `left_out`, others named in `unread`."""
        found: list[StaticText] = []
        for path in filter(self._may_be_text, self.files):
            headed = self._headed(path)
            dated = _DATED_NAME.match(Path(path).stem)
            if headed is None or not (dated or headed.line("title", "date")):
                self.unread.append(path)
            elif why := self._held_back(path, headed):
                self.left_out[why] = self.left_out.get(why, 0) + 1
            else:
                day = headed.line("date", "publishdate") or (dated["day"] if dated else "")
                addresses = tuple(self._addresses(path, headed, day))
                found.append(StaticText(path, headed, addresses, day))
        return found

    @cached_property
    def _places(self) -> Mapping[str, str]:
        """Path of each text without its ending, or its name alone if no other has it → address."""
        stems = {text.path: _stem(text.path) for text in self.texts}
        names = Counter(stem.rpartition("/")[2] for stem in stems.values())
        found: dict[str, str] = {}
        for text in self.texts:
            name = stems[text.path].rpartition("/")[2]
            found |= {stems[text.path]: text.addresses[0]}
            found |= {name: text.addresses[0]} if names[name] == 1 else {}
        return found

    def address_of(self, target: str, path: str) -> str:
        """The old address of the text that a link names by its file; "" for any other link."""
        parts = split_address(target)
        name = unquote(parts.path)
        if parts.scheme or parts.netloc or not name or PurePosixPath(name).suffix not in _NAMED:
            return ""
        relative = posixpath.normpath(posixpath.join(posixpath.dirname(path), _stem(name)))
        plain = _stem(name).strip("/")
        places = (relative, f"content/{plain}", f"_posts/{plain}", plain.rpartition("/")[2])
        return next((self._places[place] for place in places if place in self._places), "")

    def sections(self, text: StaticText) -> list[str]:
        """The categories of a text, else the folder in which it is."""
        given = text.headed.items("category", "categories", "section")
        folders = text.path.split("/")[1:-1] if self.generator != JEKYLL else []
        return given or [folder for folder in folders[:1] if folder not in _NO_SECTIONS]

    def file(self, source: str, path: str) -> SourceFile | None:
        """The file that a text at a path names: beside it, or from a root of the site."""
        name = unquote(split_address(re.sub(r"^[{|]\w+[}|]", "", source)).path)
        folders = [] if name.startswith("/") else [posixpath.dirname(path)]
        places = (
            posixpath.normpath(posixpath.join(folder, name.lstrip("/")))
            for folder in (*folders, *_STATIC)
        )
        found = next((place for place in places if place in self._known), None)
        return SourceFile(self.folder / found) if found else None

    def notes(self) -> list[str]:
        """What did not come in."""
        found = [f"{count} bài {why} không nhập." for why, count in self.left_out.items()]
        if self.unread:
            found.append(
                f"{len(self.unread)} tệp không đọc được tít ở đầu tệp nên không nhập: "
                f"{some_of(self.unread)}. Viết lại phần giữa hai dòng `---` rồi nhập lại."
            )
        return found

    def _may_be_text(self, path: str) -> bool:
        top = path.partition("/")[0]
        name = path.rpartition("/")[2]
        if not path.lower().endswith(_TEXTS) or name.startswith(("_index.", "README", "404.")):
            return False
        if self.generator == JEKYLL:
            return not top.startswith("_") or top in ("_posts", "_drafts")
        return top == "content"

    def _headed(self, path: str) -> HeadedText | None:
        text = decoded_html((self.folder / path).read_bytes())
        if path.endswith(".rst"):
            return restructured_text(text)
        if self.generator == PELICAN and path.lower().endswith((".html", ".htm")):
            return headed_page(text)
        return headed_text(text)

    @staticmethod
    def _held_back(path: str, headed: HeadedText) -> str:
        """Why a text was not on the old site; "" for one that was."""
        status = headed.line("status").lower()
        if headed.line("draft") == "true" or path.startswith("_drafts/") or status == "draft":
            return "bản nháp"
        if headed.line("published") == "false" or status in ("hidden", "skip"):
            return "không đăng"
        return ""

    def _addresses(self, path: str, headed: HeadedText, day: str) -> Iterator[str]:
        written = headed.line("url", "permalink", "save_as")
        yield _rooted(written or self._address(path, headed, day))
        for alias in headed.items("aliases", "redirect_from", "alias"):
            yield _rooted(alias)

    def _address(self, path: str, headed: HeadedText, day: str) -> str:
        stem = Path(path).stem
        dated = _DATED_NAME.match(stem)
        name = dated["name"] if dated else stem
        if self.generator == PELICAN:
            slug = headed.line("slug") or slugify(headed.line("title"))
            given = self.settings.get("ARTICLE_URL")
            category = slugify(headed.line("category"))
            return _filled(str(given or "{slug}.html"), {"slug": slug, "category": category}, day)
        parts = {"title": headed.line("slug") or name, "slug": headed.line("slug") or name}
        parts |= {"filename": name, "contentbasename": name}
        if self.generator == JEKYLL:
            if not path.startswith("_posts/"):
                return f"/{path.rpartition('.')[0]}.html".replace("/index.html", "/")
            style = str(self.settings.get("permalink") or "")
            parts["categories"] = "/".join(map(slugify, headed.items("categories", "category")))
            return _filled(_JEKYLL_STYLES.get(style, style), parts, day)
        section = path.removeprefix("content/").rpartition("/")[0]
        if stem == "index":
            section, _, name = section.rpartition("/")
            parts |= {"title": headed.line("slug") or name, "slug": headed.line("slug") or name}
        top = section.partition("/")[0]
        permalinks = self.settings.get("permalinks")
        given = permalinks.get(top) if isinstance(permalinks, Mapping) else None
        parts |= {"section": section, "sections": section}
        return _filled(str(given or "/:section/:title/"), parts, day)


def _stem(path: str) -> str:
    """A path without its ending; that of the folder for the text of a bundle (`goi/index.md`)."""
    stem = path[: -len(ending)] if (ending := PurePosixPath(path).suffix) in _TEXTS else path
    return stem.removesuffix("/index") if ending else stem.rstrip("/")


def _rooted(address: str) -> str:
    return "/" + split_address(address).path.lstrip("/")


def _filled(form: str, parts: Mapping[str, str], day: str) -> str:
    """A form of addresses (`:year/:title/` or `{slug}.html`) filled in."""
    values = {**parts, **_parts_of_day(day)}
    form = re.sub(r"\{date:(%\w)\}", r"{\1}", form)
    filled = re.sub(
        r":(\w+)|\{([\w%]+)\}", lambda found: values.get(found[1] or found[2], ""), form
    )
    return re.sub(r"/{2,}", "/", filled)


def _parts_of_day(written: str) -> dict[str, str]:
    """What forms of addresses call the parts of a day; nothing for what is none."""
    found = _DAY.match(written)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        return {}
    year, month, number = f"{day:%Y}", f"{day:%m}", f"{day:%d}"
    return {
        **{"year": year, "month": month, "day": number, "%Y": year, "%m": month, "%d": number},
        **{"i_month": str(day.month), "i_day": str(day.day), "short_year": f"{day:%y}"},
        "y_day": f"{day:%j}",
    }


def static_site(folder: Path) -> StaticSite | None:
    """The site whose sources a folder holds; None for any other folder."""
    for name, generator in _SETTINGS.items():
        file = folder / name
        inner = "content" if generator != JEKYLL else "_posts"
        if file.is_file() and (folder / inner).is_dir():
            return StaticSite(folder, generator, _settings(file))
    return None


def _settings(file: Path) -> Mapping[str, object]:
    """The settings of a site, as far as they are plain values."""
    text = file.read_text("utf-8", "replace")
    try:
        if file.suffix == ".toml":
            return tomllib.loads(text)
        if file.suffix == ".py":
            return _constants(text)
        found = yaml.safe_load(text)
    except (tomllib.TOMLDecodeError, yaml.YAMLError, SyntaxError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _constants(text: str) -> dict[str, object]:
    """Names of a Python file that are given a text; nothing of it is run."""
    return {
        target.id: node.value.value
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
