"""When entries of two centres are one: only then does one of them stand for both.

Titles alone do not tell: every centre opens "lớp tập huấn khởi sự doanh nghiệp", a cooperative of
one name is in many provinces, and the decisions of each have the same numbers. Names are compared
as everywhere (`site/names`): Hưng is not Hùng.
"""

import re

from khuyencong.gazetteer.provinces import province_today
from khuyencong.site.names import identity, producer_identity
from khuyencong.store.digest import hex_digest_of

_MINISTRIES = (
    *("BCA", "BCT", "BDTTG", "BGDĐT", "BGTVT", "BKHCN", "BKHĐT", "BLĐTBXH", "BNG", "BNN", "BNNMT"),
    *("BNNPTNT", "BNV", "BQP", "BTC", "BTNMT", "BTP", "BTTTT", "BVHTTDL", "BXD", "BYT"),
    *("NHNN", "UBDT"),
)
_OF_THE_STATE = re.compile(rf"CP|CTN|TTg|TW|(UBTV)?QH\d*|VPCP|TTCP|{'|'.join(_MINISTRIES)}")
"""Who numbers a document for the whole country (Nghị định 30/2020/NĐ-CP, phụ lục III, VI): the
letters at the end, "NĐ-CP", "TT-BCT"; of all others only the province tells which is meant."""


def document_key(number: str, province: str = "") -> str:
    """Which legal document a number means, by the province that a local one is of."""
    issuer = re.split("[-/]", number.strip())[-1]
    where = "" if _OF_THE_STATE.fullmatch(issuer) else identity(province)
    return hex_digest_of("document", identity(number), where)


def story_key(title: str, summary: str) -> str:
    """Which story a title and a sa-pô mean."""
    return hex_digest_of("story", identity(title), identity(summary))


def product_key(title: str, producer: str, province: str) -> str:
    """Which product a name means, of whom, in which province of today."""
    where = identity(province_today(province))
    return hex_digest_of("product", identity(title), producer_identity(producer), where)
