"""Players that a page of an old site shows, as links that say what they lead to.

A film of YouTube becomes the link that the theme shows as a card; a file of the site itself a link
to it; of other frames (maps, forms, boxes of Facebook) a person is told.
"""

import re

from bs4 import BeautifulSoup, Tag

from khuyencong.content.download_policy import FILM, SOUND
from khuyencong.content.markdown_body import CARD_TEXT
from khuyencong.importers.source_files import document_name_ending

_PLAYERS = ("iframe", "object", "embed", "video", "audio")
_YOUTUBE = re.compile(
    r"(?:youtube(?:-nocookie)?\.com/(?:embed/|v/|shorts/|live/|watch\?(?:[^#]*&)?v=)|youtu\.be/)"
    r"(?P<film>[\w-]{5,20})",
    re.IGNORECASE,
)
_ADVERTISED = re.compile(r"doubleclick|googlesyndication|adserver|/ads?/", re.IGNORECASE)


def link_players(soup: BeautifulSoup, root: Tag) -> list[str]:
    """Put links in the place of players; what a person is to be told of the others."""
    remarks = []
    for player in root.find_all(_PLAYERS):
        if player.find_parent(_PLAYERS):
            continue  # the second way into the same film, for other browsers
        address = _address(player)
        words, target = _link(address)
        if target:
            player.replace_with(_paragraph(soup, words, target))
            continue
        if address and not _ADVERTISED.search(address):
            remarks.append(f"Khung nhúng “{address[:120]}” không vào bài; cần thì dẫn liên kết.")
        player.unwrap() if player.get_text(strip=True) else player.decompose()
    return remarks


def _address(player: Tag) -> str:
    """What a player plays: the first address that it, or a part of it, names."""
    for part in (player, *player.find_all(["param", "embed", "source", "iframe"])):
        if part.name == "param" and str(part.get("name")).lower() not in ("movie", "src", "url"):
            continue
        for name in ("src", "data-src", "data", "value"):
            if address := str(part.get(name) or "").strip():
                return address
    return ""


def _link(address: str) -> tuple[str, str]:
    """The words of a link to a film or sound, and where it leads; "" for neither."""
    if film := _YOUTUBE.search(address):
        return CARD_TEXT, f"https://www.youtube.com/watch?v={film['film']}"
    ending = document_name_ending(address)
    words = "Xem video" if ending in FILM else "Nghe bài" if ending in SOUND else ""
    return words, address if words else ""


def _paragraph(soup: BeautifulSoup, words: str, target: str) -> Tag:
    paragraph = soup.new_tag("p")
    link = soup.new_tag("a", href=target)
    link.string = words
    paragraph.append(link)
    return paragraph
