"""The names under which staff may write a key: the key itself, or its label in the handbook."""

import difflib
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, get_args

from pydantic import BaseModel

from khuyencong.vietnamese.slugs import slugify


def inner_declaration(annotation: Any) -> type[BaseModel] | None:
    """The declaration inside `X`, `X | None`, `tuple[X, ...]` or `Mapping[str, X]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(
        (found for part in get_args(annotation) if (found := inner_declaration(part))), None
    )


_SYNONYMS = {
    "tieu-de": "title",
    "ten-bai": "title",
    "ngay": "date",
    "ngay-viet": "date",
    "sapo": "summary",
    "tom-tat": "summary",
    "loi-dan": "summary",
    "tac-gia": "author",
    "nguoi-viet": "author",
    "tu-khoa": "tags",
}
"""Slug of a word that newsrooms and portals use for a key → the key."""


@cache
def known_keys(kind: type[BaseModel]) -> Mapping[str, str]:
    """Slug of each key, each label of a declaration and other words for them → key.

    "Ngày đăng", "ngay dang" and "date" are one; a label that two fields share names neither.
    """
    labels = {key: slugify(field.title or "") for key, field in kind.model_fields.items()}
    shared = Counter(labels.values())
    named = {label: key for key, label in labels.items() if label and shared[label] == 1}
    synonyms = {word: key for word, key in _SYNONYMS.items() if key in kind.model_fields}
    return synonyms | named | {slugify(key): key for key in kind.model_fields}


@lru_cache(maxsize=4096)
def declared_key(key: str, kind: type[BaseModel] | None) -> str | None:
    """The key that a written one stands for; None when the kind declares none."""
    return known_keys(kind).get(slugify(key)) if kind else None


@cache
def all_labels(kind: type[BaseModel]) -> frozenset[str]:
    """Slugs of all keys and labels of a declaration and of those inside it."""
    inner = (inner_declaration(field.annotation) for field in kind.model_fields.values())
    titles = (slugify(field.title or "") for field in kind.model_fields.values())
    found = frozenset({*known_keys(kind), *titles} - {""})
    return found.union(*(all_labels(part) for part in inner if part))


@lru_cache(maxsize=4096)
def declaration_below(kind: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The declaration inside the value of a key, whether the program or staff choose the keys."""
    field = kind.model_fields.get(key)
    return inner_declaration(field.annotation) if field else None


@lru_cache(maxsize=4096)
def keys_below(kind: type[BaseModel] | None, key: str) -> type[BaseModel] | None:
    """The declaration whose keys stand below a key; None where staff choose the keys."""
    field = kind.model_fields.get(key) if kind else None
    if field is None or "Mapping" in str(field.annotation):
        return None
    return inner_declaration(field.annotation)


def nearest_key(kind: type[BaseModel], key: str) -> tuple[str, float]:
    """The key of a declaration that a misspelt one is nearest to, and how near from 0 to 1."""
    written = slugify(key).replace("-", "")
    names = {slug.replace("-", ""): known for slug, known in known_keys(kind).items()}
    found = difflib.get_close_matches(written, names, n=1, cutoff=0.6)
    if not found:
        return "", 0.0
    return names[found[0]], difflib.SequenceMatcher(None, found[0], written).ratio()
