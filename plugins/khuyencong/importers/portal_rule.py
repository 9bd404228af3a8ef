"""Rule files for portals: where pages of one layout have title, date and text, what is furniture.

Learned from some pages and written down as YAML, to be corrected by a person before thousands
of pages run through it. A portal that changed its system has a rule for each, parted by `---`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

import yaml
from bs4 import BeautifulSoup
from soupsieve import SelectorSyntaxError

from khuyencong.importers.report import SourceRefusedError
from khuyencong.model.kinds import KINDS


@dataclass
class PortalRule:
    """CSS selectors of a portal's article pages; "" where the program is to look for itself."""

    title: str = ""
    date: str = ""
    summary: str = ""
    author: str = ""
    body: str = ""
    drop: list[str] = field(default_factory=list)
    """What of the text is furniture."""
    addresses: str = ""
    """A regular expression that addresses of articles match; "" for any."""
    kind: str = ""
    """Folder of `content/` for all pages."""
    lines: list[str] = field(default_factory=list)
    """Lines that stand around every text, digits as #: "Lượt xem: #"."""
    month_first: bool = False
    """Whether dates are written as Americans do, 11/21/2012."""
    page: str = ""
    """Address of a page whose words stand in place of selectors; "" once they are found."""

    def fits(self, page: BeautifulSoup, address: str) -> int | None:
        """How many of text and title stand where the rule says; None where it is for others."""
        if self.addresses and re.search(self.addresses, address) is None:
            return None
        if self.body and page.select_one(self.body) is None:
            return None
        return bool(self.body) + bool(self.title and page.select_one(self.title))


def rule_for(rules: Iterable[PortalRule], page: BeautifulSoup, address: str) -> PortalRule | None:
    """The rule that fits a page best, of equal ones the first; None where none fits."""
    fitting = [(fits, rule) for rule in rules if (fits := rule.fits(page, address)) is not None]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


_HEAD = """\
# Cách đọc cổng cũ: mỗi dòng là một bộ chọn CSS; để trống thì chương trình tự tìm.
# title tít, date ngày, summary sa-pô, author tác giả, body nội dung, drop những phần bỏ đi,
# addresses biểu thức của địa chỉ bài (ví dụ: viewer\\.aspx), kind thư mục nhận bài,
# lines những dòng lặp lại quanh mọi bài, chữ số ghi là # (ví dụ: "Lượt xem: #"),
# month_first: true khi cổng viết tháng trước ngày (11/21/2012).
# Cổng có nhiều kiểu trang thì mỗi kiểu một phần, ngăn bằng dòng ---.
# Không biết CSS thì ghi địa chỉ một trang vào page, chép chữ trên trang đó vào title, date, body.
"""


def rules_text(rules: Iterable[PortalRule]) -> str:
    """Rules as a file."""
    values = [{part.name: getattr(rule, part.name) for part in fields(rule)} for rule in rules]
    return _HEAD + yaml.safe_dump_all(values, allow_unicode=True, sort_keys=False)


def read_rules(data: bytes) -> list[PortalRule]:
    """The rules of a file, at least one.

    Raises:
        SourceRefusedError: it is no YAML, has an unknown key, or a selector that is none.
    """
    try:
        documents = list(yaml.safe_load_all(data.decode("utf-8-sig")))
        rules = [PortalRule(**(values or {})) for values in documents or [{}]]
        for rule in rules:
            _check(rule)
    except (yaml.YAMLError, UnicodeDecodeError, TypeError, AttributeError) as error:
        raise SourceRefusedError(
            "Tệp cách đọc cổng cũ viết sai. Các dòng được dùng: "
            f"{', '.join(part.name for part in fields(PortalRule))}."
        ) from error
    except (SelectorSyntaxError, re.error) as error:
        raise SourceRefusedError(
            "Tệp cách đọc cổng cũ có bộ chọn CSS hoặc biểu thức viết sai: "
            f"{str(error).splitlines()[0]}"
        ) from error
    return rules


def _check(rule: PortalRule) -> None:
    """Try what is written in a rule: selectors, the expression, the folder."""
    page = BeautifulSoup("<p></p>", "lxml")
    named = () if rule.page else (rule.title, rule.date, rule.summary, rule.author, rule.body)
    for selector in (*named, *rule.drop):
        if selector:
            page.select(selector)
    re.compile(rule.addresses)
    if rule.kind and rule.kind not in KINDS:
        raise SourceRefusedError(
            f"Tệp cách đọc cổng cũ: không có loại bài “{rule.kind}”. Dùng: {', '.join(KINDS)}."
        )
