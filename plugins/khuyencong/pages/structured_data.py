"""What pages tell search engines, in the words of schema.org."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from khuyencong.addresses import absolute
from khuyencong.assets.emblem import ICON
from khuyencong.describing.broadcasts import video_object
from khuyencong.describing.elements import Link
from khuyencong.html_tags import plain_text
from khuyencong.model.entry import Entry
from khuyencong.model.question import Question
from khuyencong.model.stories import Training
from khuyencong.pages.cards import author_link, unit_link
from khuyencong.pages.views import Chrome
from khuyencong.site.index import Site, Story

Thing = dict[str, Any]

LOGO_SIZE = 512
_COLLECTIVE = re.compile(
    r"(ban|bộ phận|câu lạc bộ|chi cục|cục|cổng|đài|đoàn|hội|nhóm|phòng|sở|tổ|tòa soạn|toà soạn|"
    r"trung tâm|ủy ban|uỷ ban|văn phòng|viện)\s",
    re.IGNORECASE,
)
"""How the name of an office begins: "Ban biên tập" signs as one writer, and is no person."""


def story_things(site: Site, chrome: Chrome, story: Story) -> Iterator[Thing]:
    """The article, and the event that it is about."""
    yield _article(site, chrome, story)
    if isinstance(story.entry, Training):
        yield _event(chrome, story, story.entry)
    if isinstance(story.entry, Question):
        yield _question(chrome, story)


def _question(chrome: Chrome, story: Story) -> Thing:
    return {
        "@type": "QAPage",
        "mainEntity": {
            "@type": "Question",
            "name": story.entry.title,
            "answerCount": 1,
            "acceptedAnswer": {
                "@type": "Answer",
                "text": plain_text(story.summary),
                "url": f"{chrome.root}{story.address}",
                "author": _centre(chrome),
            },
        },
    }


def _article(site: Site, chrome: Chrome, story: Story) -> Thing:
    entry, figure = story.entry, story.lead_figure
    return {
        "@type": "NewsArticle",
        "headline": entry.title,
        "description": plain_text(story.summary),
        "datePublished": entry.date.isoformat() if entry.date else None,
        "dateModified": story.feed_date.isoformat() if story.feed_date else None,
        "author": _author(site, chrome, entry),
        "publisher": _publisher(chrome),
        "image": f"{chrome.root}/{figure.picture.largest.path}" if figure else None,
        "mainEntityOfPage": f"{chrome.root}{story.address}",
        "inLanguage": entry.lang.value,
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": item.note,
                "datePublished": item.date.isoformat(),
            }
            for item in sorted(entry.corrections, key=lambda item: item.date, reverse=True)
        ],
        "video": video_object(story, chrome.root),
    }


def _author(site: Site, chrome: Chrome, entry: Entry) -> Thing:
    """Who wrote it: a person or an office, with the page of their stories; else the centre."""
    if not entry.author:
        return _organisation(chrome, unit_link(site, entry.unit)) if entry.unit else _centre(chrome)
    link = author_link(site, entry.author)
    if _COLLECTIVE.match(f"{link.text} "):
        return _organisation(chrome, link)
    unit = unit_link(site, entry.unit) if entry.unit else None
    return {
        **_organisation(chrome, link),
        "@type": "Person",
        **({"worksFor": _organisation(chrome, unit)} if unit else {}),
    }


def _organisation(chrome: Chrome, link: Link) -> Thing:
    return {
        "@type": "Organization",
        "name": link.text,
        **({"url": f"{chrome.root}{link.address}"} if link.address else {}),
    }


def _centre(chrome: Chrome) -> Thing:
    return _organisation(chrome, Link(chrome.organisation.name, "/"))


def _publisher(chrome: Chrome) -> Thing:
    logo = f"{chrome.root}/{ICON.format(size=LOGO_SIZE)}"
    picture = {"@type": "ImageObject", "url": logo, "width": LOGO_SIZE, "height": LOGO_SIZE}
    return {**_centre(chrome), "logo": picture}


def _event(chrome: Chrome, story: Story, training: Training) -> Thing:
    place, state = training.place, "Cancelled" if training.cancelled else "Scheduled"
    return {
        "@type": "Event",
        "name": training.title,
        "description": plain_text(story.summary),
        "url": f"{chrome.root}{story.address}",
        "startDate": training.starts.isoformat(),
        "endDate": training.ends.isoformat() if training.ends else None,
        "eventStatus": f"https://schema.org/Event{state}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": place, "address": place} if place else None,
        "maximumAttendeeCapacity": training.capacity,
        "organizer": _centre(chrome),
        "inLanguage": training.lang.value,
    }


def breadcrumb_list(root: str, crumbs: Sequence[Link], title: str, address: str) -> dict[str, Any]:
    """schema.org BreadcrumbList: the way down to a page, the page itself last."""
    steps = [link for link in crumbs if link.address]
    return item_list("BreadcrumbList", root, [*steps, Link(title, address)])


def item_list(kind: str, root: str, links: Iterable[Link]) -> dict[str, Any]:
    """A schema.org list (ItemList, BreadcrumbList) of pages, in order."""
    # A step of a breadcrumb names its page `item`, an entry of a list `url`.
    key = "item" if kind == "BreadcrumbList" else "url"
    pages = ((link.text, absolute(root, link.address)) for link in links)
    items = [
        {"@type": "ListItem", "position": place, "name": name, key: url}
        for place, (name, url) in enumerate(pages, 1)
    ]
    return {"@type": kind, "itemListElement": items}


def json_ld(*things: dict[str, Any]) -> str:
    """JSON for a `<script type="application/ld+json">`, with nothing that could close it.

    Keys without a value are left out; several things make a graph.
    """
    kept = [
        {key: value for key, value in thing.items() if value not in (None, "", [], {})}
        for thing in things
    ]
    graph = {"@context": "https://schema.org", **(kept[0] if len(kept) == 1 else {"@graph": kept})}
    text = msgspec.json.encode(graph).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
