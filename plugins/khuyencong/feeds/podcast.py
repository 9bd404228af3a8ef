"""What makes an RSS feed a podcast: the tags of Apple and of the Podcasting 2.0 namespace.

Apple, "A Podcaster's Guide to RSS", asks for the cover, category, explicit and language of the
channel and for an enclosure in each item; Spotify for the mail of the owner. `podcast:` is
https://github.com/Podcastindex-org/podcast-namespace.
"""

import json
import uuid
from collections.abc import Sequence

from feedgen.feed import FeedGenerator
from lxml import etree

from khuyencong.content.chapters import Chapter
from khuyencong.content.transcripts import Cue, written_vtt
from khuyencong.feeds.channels import PODCAST_FORMATS, Channel
from khuyencong.feeds.feed_plan import Feed
from khuyencong.feeds.media import ITUNES, PODCAST, element

CATEGORY = "Government"
"""One of Apple's categories; the centre is a public agency."""
_GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Namespace of podcast:guid, version 5 of RFC 9562."""
_LAST = 24 * 3600
"""Seconds: WebVTT wants an end for the last chapter of a programme of unknown length."""


def describe(generator: FeedGenerator, feed: Feed) -> None:
    """Tell a generator what directories ask of a podcast."""
    generator.load_extension("podcast", atom=False)
    podcast = generator.podcast
    publisher = feed.publisher
    podcast.itunes_author(publisher.name)
    podcast.itunes_category({"cat": CATEGORY})
    podcast.itunes_image(f"{publisher.root}/{cover_path(feed.channel)}")
    podcast.itunes_type("episodic")
    if publisher.email:
        podcast.itunes_owner(publisher.name, publisher.email)


def complete(channel: etree._Element, feed: Feed) -> None:
    """Add what feedgen does not write: Apple's `explicit` of today, and podcast:guid."""
    element(channel, ITUNES, "explicit", "false")
    address = feed.address(PODCAST_FORMATS[0]).partition("://")[2]
    element(channel, PODCAST, "guid", str(uuid.uuid5(_GUIDS, address)))


def cover_path(channel: Channel) -> str:
    """Output path of the cover of a podcast."""
    return f"{channel.folder}bia-podcast.jpg"


def chapters_json(chapters: Sequence[Chapter]) -> bytes:
    """JSON Chapters Format 1.2 of the Podcasting 2.0 namespace."""
    parts = [{"startTime": part.start, "title": part.name} for part in chapters]
    return json.dumps({"version": "1.2.0", "chapters": parts}, ensure_ascii=False).encode()


def chapters_vtt(chapters: Sequence[Chapter], seconds: int | None) -> bytes:
    """WebVTT chapters (W3C, WebVTT 1.1, 1.6); `seconds` is how long the programme is."""
    last = max(seconds or _LAST, chapters[-1].start + 1)
    ends = [*(part.start for part in chapters[1:]), last]
    cues = (
        Cue(part.start * 1000, end * 1000, part.name)
        for part, end in zip(chapters, ends, strict=True)
    )
    return written_vtt(cues).encode()
