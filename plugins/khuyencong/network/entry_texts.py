"""What a centre published as entries of our own model: files that a build reads like any other.

A text of others stays text: values of a header are written as JSON, which every reader of YAML
takes for the same, words are escaped where Markdown would read signs, and a whole text goes through
the importer's writer and, with the build, through the allow-list.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from khuyencong.importers.markdown_signs import escaped
from khuyencong.model.centre_parts import Reuse
from khuyencong.model.fields import LONGEST_NAME, LONGEST_TAG, LONGEST_TITLE
from khuyencong.model.kinds import KINDS
from khuyencong.model.producer import ProducerKind
from khuyencong.model.product import Group
from khuyencong.model.stories import News, Training
from khuyencong.network.harvested import Attachment, Event, Harvested, Item, ProductRow
from khuyencong.network.members import Member
from khuyencong.network.same_things import document_key, product_key, story_key
from khuyencong.pictures.source_types import GENERATED
from khuyencong.site.producers import PublicProduct
from khuyencong.store.digest import hex_digest_of
from khuyencong.vietnamese.dates import VIETNAM
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.slugs import address_slug

LONGEST_SUMMARY = 2000
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+"
)
"""Control characters, and marks that turn the direction of what follows them."""
_GROUPS = {group.label: group.value for group in Group}
_PRODUCER_KINDS = {kind.label: kind.value for kind in ProducerKind}


@dataclass(frozen=True, slots=True)
class EntryText:
    """A file of content that stands for something a centre published."""

    path: str
    """Below the content folder."""
    text: str
    key: str
    """What it is, the same when two centres publish one thing (`same_things`)."""
    published: float
    """Seconds of the epoch; of a product 0."""
    photo: str
    """Path below the content folder of its photo, which is named by its digest, or nothing."""


@dataclass(frozen=True, slots=True)
class CentreTexts:
    """Makes the entries of one centre."""

    slug: str
    member: Member
    province: str
    harvested: Harvested
    now: datetime

    def __iter__(self) -> Iterator[EntryText]:
        for item in self.harvested.items:
            if found := self._story(item):
                yield found
        for row in self.harvested.products:
            if found := self._product(row):
                yield found

    @property
    def _is_whole(self) -> bool:
        """Whether the centre lets others print its texts whole."""
        return self.harvested.manifest.reuse == Reuse.WHOLE.value

    def _story(self, item: Item) -> EntryText | None:
        section = self.harvested.path_of(item.url).partition("/")[0]
        date = _moment(item.date_published)
        if not section or date is None or not (title := one_line(item.title, LONGEST_TITLE)):
            return None
        more, event = item.more, _event(item.more.event) if section == Training.folder else {}
        date = min(date, self.now)  # a clock that is ahead must not stand above all others
        modified = _moment(item.date_modified)
        lead = self._lead(item)
        photo = self._photo(lead.url) if lead else ""
        number = self._number(item.id)
        body = ""
        if self._is_whole:
            from khuyencong.network.whole_text import whole_text  # its parser takes long to load

            body = whole_text(item)
        header = {
            **self._shared(number, title, item.url),
            "link_only": None if body else "true",
            "unit": self.member.name,
            "date": written(date),
            "modified": written(max(modified, date)) if modified and modified > date else None,
            "category": section if section in KINDS and not event else None,
            "tags": [one_line(tag, LONGEST_TAG) for tag in item.tags[1:]],
            "summary": escaped(one_line(item.summary, LONGEST_SUMMARY)),
            "localities": [self.province],
            "photos": [_photo_fields(lead, photo, title)] if lead else [],
            "corrections": [
                {"date": written(moment), "note": one_line(each.note, LONGEST_SUMMARY)}
                for each in more.corrections
                if (moment := _moment(each.date))
            ],
            "sample": "true" if more.sample else None,
            **event,
        }
        kind = Training if event else News
        law = more.document_number
        key = document_key(law, self.province) if law else story_key(title, item.summary)
        return self._entry(kind.folder, number, header, body, key, date, photo)

    def _product(self, row: ProductRow) -> EntryText | None:
        title = one_line(row.name, LONGEST_TITLE)
        group = _GROUPS.get(row.group)
        if not title or not group or not self.harvested.path_of(row.url):
            return None
        photo = self._photo(row.photo)
        number = self._number(row.id)
        header = {
            **self._shared(number, title, row.url),
            "link_only": "true",
            "summary": escaped(one_line(row.summary, LONGEST_SUMMARY)),
            "group": group,
            "producer": _filled(
                {
                    "name": one_line(row.producer, LONGEST_NAME),
                    "kind": _PRODUCER_KINDS.get(row.producer_kind),
                    "commune": one_line(row.commune, LONGEST_NAME),
                    "province": one_line(row.province, LONGEST_NAME) or self.province,
                }
            ),
            "awards": [
                _filled(
                    {
                        "level": award.level,
                        "year": str(award.year),
                        "region": award.region,
                        "decision": one_line(award.decision, LONGEST_NAME),
                        "date": award.date,
                        "expires": award.expires,
                    }
                )
                for award in row.awards
            ],
            "ocop_stars": str(row.ocop_stars) if row.ocop_stars else None,
            "price": str(row.price) if row.price is not None else None,
            "price_unit": one_line(row.price_unit, LONGEST_NAME),
            "price_note": one_line(row.price_note, LONGEST_NAME),
            "standards": [one_line(name, LONGEST_NAME) for name in row.standards],
            "packaging": one_line(row.packaging, LONGEST_NAME),
            "shelf_life": one_line(row.shelf_life, LONGEST_NAME),
            "photos": [{"file": photo, "alt": f"Ảnh sản phẩm {title}"}] if photo else [],
            "sample": "true" if row.sample else None,
        }
        key = product_key(title, row.producer, row.province or self.province)
        return self._entry(PublicProduct.folder, number, header, "", key, None, photo)

    def _shared(self, number: str, title: str, url: str) -> dict[str, Any]:
        return {
            "title": title,
            "slug": address_slug(f"{self.slug}-{title}-{number}"),
            "uid": f"{self.slug}-{number}",
            "source_name": self.member.name,
            "source_url": quoted(url),
        }

    def _number(self, uid: str) -> str:
        """What tells an entry of the centre from its others, for ever."""
        return hex_digest_of(self.slug, uid)[:12]

    def _entry(
        self,
        folder: str,
        number: str,
        header: Mapping[str, Any],
        body: str,
        key: str,
        date: datetime | None,
        photo: str,
    ) -> EntryText:
        lines = (f"{name}: {_yaml(value)}" for name, value in _filled(header).items())
        text = "\n".join(["---", *lines, "---", body, ""])
        path = f"{folder}/{self.slug}/{number}.md"
        published = date.timestamp() if date else 0.0
        return EntryText(path, text, key, published, photo)

    def _lead(self, item: Item) -> Attachment | None:
        """The first photo that the signed list knows."""
        photos = (each for each in item.attachments if each.mime_type.startswith("image/"))
        return next((each for each in photos if self._photo(each.url)), None)

    def _photo(self, url: str) -> str:
        """Path below the content folder of a photo that the signed list knows, or nothing."""
        listed = self.harvested.manifest.files.get(self.harvested.path_of(url))
        if listed is None:
            return ""
        suffix = url.rpartition(".")[2].lower()
        return f"anh/{self.slug}/{listed[0]}.{suffix}"


def photo_digest(path: str) -> str:
    """Digest of the photo of an entry."""
    return path.rpartition("/")[2].partition(".")[0]


def _photo_fields(photo: Attachment, path: str, title: str) -> dict[str, str]:
    """A photo in a header, with its own words."""
    alt = one_line(photo.title, LONGEST_SUMMARY)
    return _filled(
        {
            "file": path,
            "alt": alt if alt and fold(alt) != fold(title) else f"Ảnh kèm bài: {title}",
            "caption": one_line(photo.words.caption, LONGEST_SUMMARY),
            "credit": one_line(photo.words.credit, LONGEST_NAME),
            "ai": "true" if photo.words.digital_source_type == GENERATED else "",
        }
    )


def _event(event: Event | None) -> dict[str, str]:
    """When and where a class is; nothing where that is not told."""
    if event is None or (starts := _moment(event.starts)) is None:
        return {}
    ends, deadline = _moment(event.ends), _moment(event.deadline)
    return _filled(
        {
            "starts": written(starts),
            "ends": written(ends) if ends and ends >= starts else "",
            "deadline": written(deadline) if deadline and deadline <= starts else "",
            "place": one_line(event.place, LONGEST_NAME),
            "cancelled": one_line(event.cancelled, LONGEST_SUMMARY),
        }
    )


def one_line(text: str, longest: int) -> str:
    """Words of others on one line: no markup, nothing unseen, no more than fits."""
    seen = text if text.isprintable() else _UNSEEN.sub(" ", text)
    words = " ".join(seen.split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def quoted(url: str) -> str:
    """An address of others without a sign that could end a link."""
    return quote(_UNSEEN.sub("", url), safe="/:?#&=%+,;@~!$'*-._")


def written(moment: datetime) -> str:
    """A moment as headers have it, on Vietnam's clocks."""
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")


def _moment(text: str) -> datetime | None:
    """A moment in RFC 3339; None for anything else, or one out of all bounds."""
    try:
        moment = datetime.fromisoformat(text)
        local = moment.replace(tzinfo=moment.tzinfo or VIETNAM).astimezone(VIETNAM)
        return local if timedelta() < local - datetime(1990, 1, 1, tzinfo=UTC) else None
    except (ValueError, OverflowError):
        return None


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


_yaml = json.JSONEncoder(ensure_ascii=False).encode
"""Writes a value on one line; JSON is YAML (YAML 1.2, 1.2)."""
