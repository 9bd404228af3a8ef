"""Stories that a portal took over from the press: title, source, link and date, and no text.

What a newspaper wrote is its own (Luật Sở hữu trí tuệ 2005, Điều 25 cho trích dẫn, không cho chép
toàn văn); a reader is led to it.
"""

import re

from bs4 import BeautifulSoup

from khuyencong.editing.yaml_writer import Value
from khuyencong.importers.draft import Draft
from khuyencong.importers.foreign_address import split_address
from khuyencong.importers.markdown_signs import escaped
from khuyencong.importers.old_names import PLACE, OldNames
from khuyencong.vietnamese.folding import fold

_PRESS = re.compile(
    r"\bbao (?!cao|dam|ho|hiem|quan|bi|gia)\w|\bbao\w+\.|\btap chi\b|\bttxvn\b|thong tan xa"
    r"|\bvtv\d?\b|\bvov\d?\b|\bvnexpress|\bvietnam(net|plus)|\bdan ?tri\b|\btuoi ?tre\b"
    r"|\bthanh ?nien online\b"
    r"|\bdai phat thanh|\bnhan ?dan\b|\blao dong\.|\bcong ?thuong\.vn|\bmoit\.gov\.vn/tin"
    r"|^[\w.-]+\.(com|net)(\.vn)?$|^[\w-]+\.vn$"
)
_SOURCE_LINE = re.compile(
    r"\(?(?:theo|nguồn|nguồn tin)(?:\s*:)?\s(?P<who>[^()]{2,80}?)\)?\.?$", re.IGNORECASE
)
_LAST_BLOCKS = 3
_LINK = re.compile(r"https?://[^\s()<>\[\]\"']+")
_KEPT = ("title", "slug", "date", "tags", "aliases", "source_name", "source_url")
_KEEP = "giữ nguyên"
"""What a person writes beside a source in the file of names whose texts may be printed."""


def is_press(source: str) -> bool:
    """Whether the name of a source is that of a newspaper, a magazine, an agency or a station."""
    return _PRESS.search(fold(source)) is not None


def point_to_press(draft: Draft, names: OldNames) -> None:
    """Leave of a story whose source is the press what points to it; the others stay whole."""
    source = str(draft.fields.get("source_name", "")) or _named_at_the_end(draft)
    if not is_press(source) or names.keeps(source):
        return
    draft.fields["source_name"] = source
    link = _link_to(draft)
    if link:
        draft.fields["source_url"] = link
    draft.fields = {key: draft.fields[key] for key in _KEPT if key in draft.fields}
    words = f"Đọc bài trên [{escaped(source)}]({link}).\n" if link else ""
    draft.body, draft.pictures, draft.markdown = BeautifulSoup("", "lxml"), {}, words
    draft.remarks = [
        f"Bài đăng lại của “{source}”: chỉ giữ tít, nguồn, liên kết, ngày. Báo cho phép đăng lại "
        f"thì ghi `{source}: {_KEEP}` dưới `sources:` trong `{PLACE}` rồi nhập lại.",
        *([] if link else ["Bài không có liên kết tới bài gốc: điền `source_url`."]),
    ]


def _named_at_the_end(draft: Draft) -> str:
    """The newspaper that one of the last lines names: "Theo Báo Lạng Sơn"."""
    blocks = draft.body.find_all(["p", "li"])[-_LAST_BLOCKS:]
    for block in reversed(blocks):
        found = _SOURCE_LINE.match(" ".join(block.get_text(" ").split()))
        if found and is_press(found["who"]):
            return found["who"]
    return ""


def _link_to(draft: Draft) -> str:
    """The address of the original: the last link of the text that leads to another site."""
    own: Value = draft.fields.get("source_url", "")
    if isinstance(own, str) and own:
        return own
    links = [str(a.get("href") or "") for a in draft.body.find_all("a")]
    links += _LINK.findall(draft.body.get_text(" "))
    return next((link for link in reversed(links) if split_address(link).netloc), "")
