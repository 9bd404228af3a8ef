"""Commands of Joomla's plugins in the text of an article: `{loadposition ads}`, `{youtube}…`."""

import re

from bs4 import BeautifulSoup

from khuyencong.importers.draft import Draft
from khuyencong.importers.report import some_of

_FILM = re.compile(r"\{youtube[^{}]*\}\s*(?P<film>[\w-]{5,20})\s*\{/youtube\}", re.IGNORECASE)
_PLUGIN = re.compile(
    r"\{/?(?P<name>mos\w+|load(?:position|module)|youtube|vimeo|\w*gallery|\w*video|\w*audio|slider"
    r"|tab|jcomments|rsform|breezingforms|email|emailcloak|source|phoca\w*|simple\w*|jd_file)\b"
    r"(?P<said>[^{}]*)\}",
    re.IGNORECASE,
)


def take_plugins(draft: Draft, soup: BeautifulSoup) -> None:
    """Take the commands of plugins out of a text; remarks name those that show nothing here.

    A film is a link; a page break says which heading begins there, and is that heading.
    """
    for rule in soup.find_all("hr", title=True):
        heading = soup.new_tag("h2")
        heading.string = str(rule["title"])
        rule.replace_with(heading)
    left: dict[str, None] = {}
    for text in soup.find_all(string=_PLUGIN):
        words = _FILM.sub(r"https://www.youtube.com/watch?v=\g<film>", str(text))
        left |= dict.fromkeys(found[0][:60] for found in _PLUGIN.finditer(words))
        text.replace_with(_PLUGIN.sub("", words))
    if left:
        draft.remarks.append(f"Lệnh của Joomla bị bỏ: {some_of(list(left))}. Xem trên trang cũ.")
