"""What an old site says of a story beside its text, and how that comes into a header."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from pydantic_core import PydanticCustomError

from khuyencong.addresses import QUERY_SIGNS
from khuyencong.importers.draft import Draft
from khuyencong.importers.foreign_address import split_address
from khuyencong.importers.html_page import NO_DATE, UNDATED, take_date
from khuyencong.importers.html_tree import parse_html
from khuyencong.importers.old_names import OldNames
from khuyencong.model.address_values import old_address
from khuyencong.model.fields import LONGEST_SUMMARY, LONGEST_TAG, LONGEST_TITLE
from khuyencong.model.stories import News, Page
from khuyencong.vietnamese.detection import in_unicode

FOLDER_OF_POST = {"post": News.folder, "page": Page.folder}
"""What weblogs call a text → the folder of its kind here."""


class StoryFacts(NamedTuple):
    """Facts of a story; empty where its site does not say."""

    title: str = ""
    summary: str = ""
    """HTML, or plain words."""
    author: str = ""
    """As the site names its account."""
    date: str = ""
    tags: Sequence[str] = ()
    addresses: Sequence[str] = ()
    """Where it was, as the site writes that."""


def take_facts(draft: Draft, facts: StoryFacts, names: OldNames, reason: str = "") -> None:
    """Put facts into the header; a `reason` makes the date a guess, which a person approves."""
    if title := " ".join(in_unicode(facts.title).split()):
        draft.fields["title"] = title[:LONGEST_TITLE]
        draft.guesses = [guess for guess in draft.guesses if guess.field != "Tít"]
    if summary := in_unicode(parse_html(facts.summary).get_text(" ", strip=True)):
        draft.fields["summary"] = summary[:LONGEST_SUMMARY]
    if author := names.author(facts.author):
        draft.fields["author"] = author
    if draft.is_dated:
        take_date(draft, facts.date, reason)
        if draft.fields.get("date", UNDATED) != UNDATED:
            draft.remarks = [remark for remark in draft.remarks if remark != NO_DATE]
    if tags := dict.fromkeys(tag[:LONGEST_TAG] for tag in facts.tags):
        draft.fields["tags"] = list(tags)
    draft.fields["aliases"] = list(dict.fromkeys(_aliases(draft, facts.addresses)))


def _aliases(draft: Draft, addresses: Sequence[str]) -> Iterator[str]:
    """Where a story was on its old site, as `aliases` have it: path in letters, and query."""
    for address in addresses:
        parts = split_address(address)
        query = f"?{quote(parts.query, safe=QUERY_SIGNS)}" if parts.query else ""
        if parts.path in ("", "/") and not query:
            continue
        try:
            yield old_address(f"{parts.path or '/'}{query}")
        except PydanticCustomError as error:
            draft.remarks.append(f"Địa chỉ cũ không giữ được: {error.message()}")
