"""Rules for the pages of a portal, learned from some pages of each shape of address."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from khuyencong.importers.furniture import furniture_lines
from khuyencong.importers.html_cleaner import words_count
from khuyencong.importers.page_dates import date_of
from khuyencong.importers.page_names import PageNames
from khuyencong.importers.page_parts import (
    TITLES,
    body_of,
    selector_of,
    words_of,
)
from khuyencong.importers.portal_rule import PortalRule, rule_for
from khuyencong.model.fields import LONGEST_TITLE
from khuyencong.vietnamese.folding import fold

_SUMMARIES = (
    "[class*=sapo i], [class*=trichdan i], [class*=trich-dan i], [class*=tomtat i],"
    " [class*=tom-tat i], [class*=summary i], [class*=lead i], [id*=summary i], [id*=lead i],"
    " [class*=hometext i], [class*=teaser i], [class*=introtext i]"
)
_SUMMARY_WORDS = (5, 150)
_NO_RULE = PortalRule()
_DAY_MONTH = re.compile(r"\b(\d{1,2})/(\d{1,2})/(?:19|20)\d\d\b")


@dataclass
class Sample:
    """A page from which a rule is learned."""

    address: str
    page: BeautifulSoup
    names: PageNames

    def __post_init__(self) -> None:
        self.body = body_of(self.page, _NO_RULE)
        self.called = self.names.name(self.address, self.page)
        """What other pages call it; "" when none does."""
        is_everywhere = self.names.is_everywhere
        self.date = date_of(self.page, _NO_RULE, self.body, self.called, is_everywhere)


def learned_rules(shapes: Iterable[Sequence[Sample]]) -> list[PortalRule]:
    """A rule for the pages of most stories, and one for each other layout of stories there is.

    `shapes` are samples of pages, those of one shape of address together.
    """
    rules: list[PortalRule] = []
    for samples in sorted(shapes, key=_stories_among, reverse=True):
        rest = [s for s in samples if not rule_for(rules, s.page, s.address)]
        if not rules or _stories_among(rest) > len(samples):
            rules.append(_learned_rule(rest))
    return sorted(rules, key=lambda rule: not rule.body)


def _stories_among(samples: Sequence[Sample]) -> int:
    """How many of some pages are stories, by their looks: a text of its own, and a date or name."""
    texts = [sample for sample in samples if sample.body is not None]
    return sum(1 + bool(sample.date or sample.called) for sample in texts)


def _learned_rule(samples: Sequence[Sample]) -> PortalRule:
    """The selectors by which most of some pages have their text and title."""
    texts = [sample.body for sample in samples if sample.body is not None]
    bodies = Counter(filter(None, map(selector_of, texts)))
    return PortalRule(
        title=_title_selector(samples, len(texts)),
        summary=_of_most(Counter(filter(None, map(_summary_selector, samples))), len(texts)),
        body=_of_most(bodies, bodies.total()),
        lines=furniture_lines(texts),
        month_first=_month_first(sample.date for sample in samples),
    )


def _of_most(selectors: Counter[str], pages: int) -> str:
    """The selector that more than half of some pages agree on; "" for none."""
    best = selectors.most_common(1)
    return best[0][0] if best and best[0][1] * 2 > pages else ""


def _title_selector(samples: Sequence[Sample], texts: int) -> str:
    """Where most pages have the words by which others call them, else a heading of their own."""
    called = [sample for sample in samples if sample.called]
    named = Counter(filter(None, (_selector_of_words(s.page, s.called) for s in called)))
    return _of_most(named, len(called)) or _own_heading(samples, texts)


def _selector_of_words(page: BeautifulSoup, words: str) -> str:
    """A selector of the first element that holds some words and nothing else; "" for none."""
    wanted = fold(words)
    for element in page.find_all(lambda tag: tag.name != "a" and bool(selector_of(tag))):
        if fold(words_of(element)) == wanted and page.select_one(selector_of(element)) is element:
            return selector_of(element)
    return ""


def _own_heading(samples: Sequence[Sample], texts: int) -> str:
    """The heading that most pages have, each with words of its own: no name of the portal."""
    titles: dict[str, list[str]] = defaultdict(list)
    for sample in samples:
        for name, title in _headings(sample.page).items():
            titles[name].append(title)
    own = {name: len(set(words)) for name, words in titles.items()}
    enough = [name for name, count in own.items() if count > texts / 2 or len(titles[name]) == 1]
    return max(enough, key=lambda name: own[name], default="")


def _headings(page: BeautifulSoup) -> dict[str, str]:
    """The first heading of each kind that may be the title of a page → its words."""
    found: dict[str, str] = {}
    for heading in page.select(TITLES):
        words = words_of(heading)
        if words and len(words) <= LONGEST_TITLE:
            found.setdefault(selector_of(heading) or heading.name, words)
    return found


def _summary_selector(sample: Sample) -> str:
    """A selector of what a page calls its summary and that stands above most of its text."""
    fewest, most = _SUMMARY_WORDS
    for found in sample.page.select(_SUMMARIES):
        if fewest <= words_count(found) <= most and not _holds(found, sample.body):
            return selector_of(found)
    return ""


def _holds(element: Tag, other: Tag | None) -> bool:
    return other is not None and element in (other, *other.parents)


def _month_first(dates: Iterable[str]) -> bool:
    """Whether dates can only be read with the month first, as 11/21/2012."""
    days = [(int(found[1]), int(found[2])) for date in dates if (found := _DAY_MONTH.search(date))]
    return any(second > 12 for _, second in days) and all(first <= 12 for first, _ in days)
