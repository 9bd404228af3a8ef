"""Shortcodes of WordPress and of its page builders: what they show, as HTML.

`[caption]`, `[gallery]`, `[embed]` (WordPress, Shortcode API); players, pictures and buttons of
plugins by the attributes that all of them have. Layout goes; of the rest a person is told.
"""

import html
import re
from collections.abc import Mapping
from urllib.parse import unquote

from khuyencong.content.download_policy import FILM, SOUND

_CAPTION = re.compile(
    r"\[caption[^\]]*\]((?:(?!\[caption).)*?)\[/caption\]", re.DOTALL | re.IGNORECASE
)
_EMBED = re.compile(r"\[(?:embed|video|audio)[^\]]*\]\s*(https?://\S+?)\s*\[/\w+\]", re.IGNORECASE)
_SHORTCODE = re.compile(
    r"\[(?P<end>/?)(?P<name>[a-z][a-z0-9_-]*)(?P<said>\s[^\]\n]*)?\]", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    r"(?<![\w-])([\w-]+)\s{0,3}=\s{0,3}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'\]]+))"
)
_FILM = re.compile(r"https?://(?:www\.)?(?:youtube\.com|youtu\.be|vimeo\.com)/[^\s\"'\]]+")
_IMAGE = re.compile(r"<img\b[^<>]*>")
_TAG = re.compile(r"<[^<>]+>")
_LINKS = ("url", "href", "link", "button_url")
_PICTURES = ("ids", "image", "image_id", "images")
_LAYOUT = re.compile(
    r"(vc|et_pb|fusion|av|mk|cs)_\w+|(su_)?(row|column|col|section|spacer|divider|list|note|box)s?"
    r"|(one|two|three)_\w+|wpb_\w+|dropcap|heading|gallery|caption|embed",
    re.IGNORECASE,
)


class Shortcodes:
    """Writes out the shortcodes of one post; `left` are the names of those that show nothing."""

    def __init__(self, attachments: Mapping[str, str]) -> None:
        """`attachments` are the addresses of pictures by their numbers."""
        self.left: dict[str, None] = {}
        self._attachments = attachments
        self._linking: list[str] = []

    def written_out(self, text: str) -> str:
        """The text of a post as HTML and lines alone."""
        text = _CAPTION.sub(_figure, text)
        text = _EMBED.sub(lambda found: f"\n\n{found[1]}\n\n", text)
        return _SHORTCODE.sub(self._shown, text)

    def _shown(self, found: re.Match[str]) -> str:
        name, said = found["name"].lower(), found["said"] or ""
        if found["end"]:
            return self._end(name)
        values = {
            key.lower(): html.unescape(double or single or bare)
            for key, double, single, bare in _ATTRIBUTE.findall(said)
        }
        for show in (self._player, self._pictures, self._link):
            if shown := show(name, values):
                return shown
        if film := _FILM.search(said):
            return f"\n\n{film[0]}\n\n"
        if not _LAYOUT.fullmatch(name):
            self.left[name] = None
        return ""

    def _player(self, _: str, values: Mapping[str, str]) -> str:
        """A film or a sound that an attribute names: `mp3="…"`, `src="….mp4"`."""
        found = (
            address
            for key, address in values.items()
            if key in (*FILM, *SOUND, "src", "url", "link")
            and address.lower().endswith((*FILM, *SOUND))
        )
        address = next(found, "")
        return f'\n\n<video src="{html.escape(address)}"></video>\n\n' if address else ""

    def _pictures(self, _: str, values: Mapping[str, str]) -> str:
        numbers = [n for key in _PICTURES for n in re.findall(r"\d+", values.get(key, ""))]
        found = filter(None, (self._attachments.get(number, "") for number in numbers))
        return "\n\n".join(f'<p><img src="{html.escape(a)}" alt=""></p>' for a in found)

    def _link(self, name: str, values: Mapping[str, str]) -> str:
        """A button around its words; page builders write `link="url:https%3A%2F%2F…|title:…"`."""
        written = next((values[key] for key in _LINKS if values.get(key)), "")
        address = unquote(written.removeprefix("url:").partition("|")[0])
        if not address.startswith(("http://", "https://", "/")):
            return ""
        words = values.get("title") or values.get("text") or values.get("button_text") or ""
        if words:
            return f'<p><a href="{html.escape(address)}">{html.escape(words)}</a></p>'
        self._linking.append(name)
        return f'<a href="{html.escape(address)}">'

    def _end(self, name: str) -> str:
        if name in self._linking:
            self._linking.remove(name)
            return "</a>"
        return ""


def _figure(found: re.Match[str]) -> str:
    picture = _IMAGE.search(found[1])
    words = _TAG.sub(" ", found[1].replace(picture[0], "") if picture else found[1])
    caption = " ".join(words.split())
    if not picture:
        return caption
    return f"\n\n<figure>{picture[0]}<figcaption>{caption}</figcaption></figure>\n\n"
