"""Duties of a state agency's site by law, and where this site meets each."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import msgspec
import yaml
from msgspec import Struct

from khuyencong.model.centre import Centre


class Duty(Struct, frozen=True, forbid_unknown_fields=True):
    """One duty."""

    text: str
    place: str = ""
    """Article, clause; empty where nobody compared it with the text of the law."""
    pages: tuple[str, ...] = ()
    """Addresses of pages that meet it, all of which must be there."""
    centre: str = ""
    """The key of site.yml that must have a value."""
    domain: str = ""
    """With what the host of the site must end."""
    by_program: str = ""
    """How the program meets it on every site."""
    elsewhere: str = ""
    """Why it is not the centre's own, and who bears it."""


class Law(Struct, frozen=True, forbid_unknown_fields=True):
    """A legal document with its duties."""

    law: str
    about: str
    note: str
    """What is not known for certain."""
    source: str
    """Where the duties were read, and when."""
    duties: tuple[Duty, ...]


class JudgedDuty(Struct, frozen=True):
    """A duty, and whether the site meets it."""

    duty: Duty
    missing: tuple[str, ...]
    """Addresses of pages and labels of fields that are not there; none where it is met."""
    is_known: bool = True
    """Whether anybody can tell: pages are looked for in a site that must have been built."""


@cache
def laws() -> tuple[Law, ...]:
    """The laws in the order of the file."""
    text = files("khuyencong.desk").joinpath("duties.yml").read_text("utf-8")
    return msgspec.convert(yaml.safe_load(text), tuple[Law, ...])


def judged(
    law: Law, serves: Callable[[str], bool] | None, centre: Centre | None
) -> Iterator[JudgedDuty]:
    """The duties of a law.

    `serves` says whether the site has a page at an address; it is None while there is no site.
    """
    for duty in law.duties:
        missing = [address for address in duty.pages if serves and not serves(address)]
        if duty.centre and not getattr(centre, duty.centre, None):
            missing.append(Centre.model_fields[duty.centre].title or duty.centre)
        if duty.domain and not _lies_in(duty.domain, centre):
            missing.append(f"tên miền .{duty.domain}")
        yield JudgedDuty(duty, tuple(missing), is_known=bool(serves or missing or not duty.pages))


def _lies_in(domain: str, centre: Centre | None) -> bool:
    host = urlsplit(centre.url).hostname if centre else None
    return bool(host and host.endswith(f".{domain}"))
