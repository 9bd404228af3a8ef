"""No byte of a site holds a number, a mail or an address that some file withholds.

Content folders with households in every state are drawn at random, built for real, and every
byte of the output is searched, in archives too.
"""

import html
import io
import json
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khuyencong.checking.content_check import check
from khuyencong.model.rules import Rule
from khuyencong.publishing.leaks import leaks_in
from khuyencong.publishing.leaks import secrets_of as last_look_for
from khuyencong.search.index import FOLDER as SEARCH_INDEX
from khuyencong.site.withheld import mails, numbers
from khuyencong.vietnamese.folding import fold
from tests.conftest import NOW, Content, theme_renderer
from tests.rendering.conftest import Desk, tree, without_kept_feeds
from tests.sinks import built_site

NAMES = (
    *("Hộ Nguyễn Văn Hưng", "hộ  nguyễn văn HƯNG", "Hộ Nguyễn Văn Hùng"),
    *(unicodedata.normalize("NFD", "Hộ Nguyễn Văn Hưng"), "Hộ Nguyen Van Hung", "Tổ dệt Nà Mẫu"),
)
PLACES = {"Lạng Sơn": "Bắc Sơn", "Cà Mau": "Đất Mũi"}
"""Province → its commune."""
STATES: tuple[dict[str, Any], ...] = (
    *({}, {}, {"status": "hidden"}, {"status": "withdrawn", "modified": "23/11/2026"}),
    *({"embargo": "25/12/2026 06:00"}, {"status": "draft"}, {"status": "review"}),
)
PHONES = {
    "987654301": (
        *("0987 654 301", "0987.654.301", "+84 987 654 301", "84987654301", "(0987) 654-301"),
        *("0987\u2212654\u2212301", "0987~654~301", "0987\u2013654\u2013301"),
        *("0987654301 (anh Hưng)", "0987 654 301 / 0912 345 602", "+84 (0)987654301"),
    ),
    "912345602": ("0912 345 602", "0912345602", "zalo 0912.345.602"),
    "2053812345": ("0205 3812 345", "(0205) 3.812.345"),
}
"""Digits after the zero → ways in which staff write the number."""
MAILS = {
    "ho.hung@mau.example": ("ho.hung@mau.example", "Ho.Hung@Mau.Example"),
    "987654301@mau.example": ("0987654301@mau.example",),
}
HOMES = {
    "Lạng Sơn": ("Thôn Nà Kín, số 17", "thôn nà kín,  số 17", "Thôn Nà Kín, số 17 – gần chợ"),
    "Cà Mau": ("Ấp Rạch Gốc", "Ấp Rạch Gốc (ĐT 0912 345 602)"),
}
SITES = ("", "https://mau.example/lang-nghe", "https://zalo.me/0987654301")
ALL_HOMES = {home for homes in HOMES.values() for home in homes}
RIGHTS = {"phone": "phone", "zalo": "phone", "email": "email"}
RIGHTS |= {"address": "address", "former_address": "address"}
"""Field → what consent must cover it."""
SCOPES = st.lists(st.sampled_from(["phone", "email", "address"]), unique=True)


@st.composite
def producers(draw: st.DrawFn) -> dict[str, Any]:
    """A producer as one file names it: often a household, often with something left out."""
    province = draw(st.sampled_from(list(PLACES)))
    phones = st.sampled_from([written for ways in PHONES.values() for written in ways])
    written = {
        "name": draw(st.sampled_from(NAMES)),
        "kind": draw(st.sampled_from(["ho-kinh-doanh", "ho-kinh-doanh", "", "hop-tac-xa"])),
        "province": draw(st.sampled_from([province, province, ""])),
        "commune": draw(st.sampled_from([PLACES[province], ""])),
        "phone": draw(st.one_of(st.just(""), phones)),
        "zalo": draw(st.one_of(st.just(""), phones)),
        "email": draw(st.sampled_from(["", *(way for ways in MAILS.values() for way in ways)])),
        "address": draw(st.sampled_from(["", *HOMES[province]])),
        "former_address": draw(st.sampled_from(["", *HOMES[province]])),
        "website": draw(st.sampled_from(SITES)),
    }
    if draw(st.booleans()) and (scope := draw(SCOPES)):
        written["consent"] = {"date": "1/3/2026", "scope": scope}
    return {key: value for key, value in written.items() if value}


@st.composite
def products(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The headers of the files of `san-pham/`."""
    return [
        {
            "title": f"Sản phẩm số {number}",
            "slug": f"sp-{number}",
            "uid": f"kc-{number}",
            "group": draw(st.sampled_from(["che-bien", "khac"])),
            "summary": "Làm ở quê.",
            "producer": draw(producers()),
            "awards": [{"level": "tinh", "year": 2024}] if draw(st.booleans()) else [],
            "date": "20/11/2026",
            "story": "chuyen-nghe",
            "members": [f"sp-{draw(st.integers(0, number))}"] if draw(st.booleans()) else [],
            **draw(st.sampled_from(STATES)),
        }
        for number in range(draw(st.integers(1, 5)))
    ]


SEPARATOR = r"[\s.,()+/\u2013-]*"
"""What may stand between the signs of a number, a mail or an address in another spelling."""


def withheld_by(headers: Iterable[Mapping[str, Any]]) -> set[str]:
    """Numbers, mails and addresses that may stand nowhere in the output.

    Found without the program: of a household, every contact without consent that covers it.
    """
    given = [header["producer"] for header in headers]
    households = {same(p["name"]) for p in given if p.get("kind") == "ho-kinh-doanh"}
    found: set[str] = set()
    for producer in given:
        household = producer.get("kind") == "ho-kinh-doanh"
        if household or ("kind" not in producer and same(producer["name"]) in households):
            scope = producer.get("consent", {}).get("scope", ())
            found |= {producer.get(key, "") for key, right in RIGHTS.items() if right not in scope}
    secrets = {number for number in PHONES if any(number in digits(value) for value in found)}
    return secrets | {value for value in found if "@" in value or value in ALL_HOMES}


def secrets_of(headers: Iterable[Mapping[str, Any]]) -> re.Pattern[str] | None:
    """What may stand nowhere, in any spelling; None where all may be told."""
    signs = (re.sub(SEPARATOR, "", secret) for secret in sorted(withheld_by(headers)))
    spelt = [SEPARATOR.join(map(re.escape, secret)) for secret in signs if secret]
    return re.compile("|".join(spelt), re.IGNORECASE) if spelt else None


def same(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def readings(data: bytes) -> set[str]:
    """Bytes as a person could read them: as they are, and with every escape undone."""
    text = data.decode("utf-8", "replace")
    found = {text}
    if "&" in text:
        found.add(html.unescape(html.unescape(text)))
    if "\\u" in text:
        found.add(re.sub(r"\\u([0-9a-fA-F]{4})", lambda sign: chr(int(sign[1], 16)), text))
    return found | {unquote(each) for each in found if "%" in each}


def unpacked(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and what is in it if it is an archive (zip, docx, xlsx)."""
    yield path, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from unpacked(f"{path}!{name}", archive.read(name))


def leaks(files: Mapping[str, bytes], secrets: re.Pattern[str] | None) -> Iterator[str]:
    """Where a secret stands in the files of a site."""
    for outer, whole in files.items() if secrets else ():
        for path, data in unpacked(outer, whole):
            for text in readings(data):
                if found := secrets.search(text):
                    yield f"{path}: {text[max(0, found.start() - 40) : found.end() + 10]!r}"


def secrets_in_index(files: Mapping[str, bytes], headers: Iterable[Mapping[str, Any]]) -> list[str]:
    """Secrets that the search index has in pieces: it holds words, and pairs of neighbours."""
    shards = (data for path, data in files.items() if path.startswith(f"{SEARCH_INDEX}/tu/"))
    keys = {key for data in shards for key in json.loads(data)}
    assert "chuyen nghe" in keys
    dialled = {digits(key).lstrip("0") for key in keys if digits(key) == key.replace(" ", "")}
    dialled = {number for number in dialled if len(number) >= 6}
    return [
        secret
        for secret in withheld_by(headers)
        if any(number in secret or secret in number for number in dialled)
        or (not secret.isdigit() and keys.issuperset(pairs_of(secret)))
    ]


def pairs_of(secret: str) -> Iterator[str]:
    """Neighbouring words, as the index writes them."""
    words = re.findall(r"[^\W_]+", fold(unicodedata.normalize("NFC", secret).lower()))
    return map(" ".join, pairwise(words))


POLICY = """\
---
title: Mức hỗ trợ
date: 20/11/2026
summary: Hỗ trợ máy.
document_number: 1/2025/NQ-HĐND
effective: 1/1/2026
support:
  - {activity: Mua máy, rate_percent: 50, activities: may-moc, applies_to: ho-kinh-doanh}
---
Nội dung.
"""
BROADCAST = """\
---
title: Nghề xưa
date: 20/11/2026
summary: Phim ngắn.
duration: "05:30"
script: Thưa quý vị.
---
Nội dung.
"""


def write(content: Content, headers: Iterable[Mapping[str, Any]]) -> None:
    content.photo("anh/nghe.jpg", (64, 48))
    picture = "![Nghề](anh/nghe.jpg)"
    content.story("tin-tuc/nghe.md", title="Chuyện nghề", slug="chuyen-nghe", body=picture)
    content.story(
        "mo-hinh/may.md",
        title="Máy thái miến",
        beneficiary=NAMES[0],
        province="Lạng Sơn",
        year=2026,
    )
    content.write("chinh-sach/muc.md", POLICY)
    content.write("truyen-hinh/nghe.md", BROADCAST)
    content.write("goc/google1.html", "google-site-verification: google1.html")
    for number, header in enumerate(headers):
        written = yaml.safe_dump(dict(header), allow_unicode=True)
        content.write(f"san-pham/sp-{number}.md", f"---\n{written}---\nMô tả.\n")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all sites: drawn icons are the same on each."""
    return tmp_path_factory.mktemp("cache")


def household(**more: Any) -> dict[str, Any]:
    """A sound file of a household that agrees to nothing unless `more` says so."""
    producer = {"name": "Hộ Nguyễn Văn Hưng", "kind": "ho-kinh-doanh", "province": "Lạng Sơn"}
    number = more.pop("number", 0)
    return {
        "title": f"Sản phẩm số {number}",
        "slug": f"sp-{number}",
        "uid": f"kc-{number}",
        "group": "khac",
        "summary": "Làm ở quê.",
        "date": "20/11/2026",
        **more.pop("state", {}),
        "producer": {k: v for k, v in (producer | more).items() if v},
    }


ALL = {"date": "1/3/2026", "scope": ["phone", "email", "address"]}
PHONE = "0987 654 301"


@pytest.mark.slow
@settings(max_examples=60)
@given(headers=products())
@example([household(phone=PHONE), household(number=1, phone=PHONE, consent=ALL)])
@example(
    [
        household(phone=PHONE, kind="", province=""),
        household(number=1, province="Cà Mau"),
        household(number=2),
    ]
)
@example(
    [
        household(phone="+84 987 654 301"),
        household(number=1, phone=PHONE, consent=ALL, province="Cà Mau"),
    ]
)
@example(
    [
        household(phone=PHONE, state={"status": "draft"}),
        household(number=1, website="https://zalo.me/0987654301"),
    ]
)
@example(
    [
        household(phone=PHONE),
        household(number=1, email="0987654301@mau.example", consent=ALL | {"scope": ["email"]}),
    ]
)
@example(
    [
        household(phone=PHONE),
        household(number=1, name="Hộ Nguyễn Văn Hùng", zalo=PHONE, consent=ALL),
    ]
)
def test_what_a_file_withholds_stands_nowhere(cache: Path, headers: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        content = Content(Path(folder))
        content.cache = cache
        write(content, headers)
        built, files = built_site(content)
        assert not list(leaks(files, secrets_of(headers)))
        assert not secrets_in_index(files, headers)
        last_look = last_look_for(built.records, NOW)
        found = [leak for path in files for leak in leaks_in(last_look, path, files[path])]
        assert not found, "the last look before publishing raises no false alarm"
        for secret in withheld_by(headers) - ALL_HOMES:
            written = f"<p>Gọi {secret}</p>".encode()
            assert list(leaks_in(last_look, "a.html", written)), "it knows every secret"


CHANGES: dict[str, dict[str, Any]] = {
    "withdrawn in a draft": household(number=2, phone=PHONE, state={"status": "draft"}),
    "withdrawn in a file for review": household(number=2, zalo=PHONE, state={"status": "review"}),
    "withdrawn in a hidden file": household(number=2, phone=PHONE, state={"status": "hidden"}),
    "withdrawn in a withdrawn file": household(
        number=2, phone=PHONE, state={"status": "withdrawn", "modified": "23/11/2026"}
    ),
    "withdrawn in an embargoed file": household(
        number=2, phone=PHONE, state={"embargo": "25/12/2026 06:00"}
    ),
    "withdrawn in a file without a province": household(number=2, phone=PHONE, province=""),
    "withdrawn in another spelling": household(number=2, phone="+84 987.654.301", province="Huế"),
    "withdrawn in the first file": household(phone=PHONE),
}


@pytest.mark.slow
def test_consent_taken_back_between_two_builds_leaves_every_output(desk: Desk) -> None:
    """By the command, over its caches: pages, feeds, lists, archives."""
    agreed = [household(phone=PHONE, consent=ALL), household(number=1, phone=PHONE, consent=ALL)]
    for name, change in CHANGES.items():
        shutil.rmtree(desk.folder / "san-pham", ignore_errors=True)
        write(desk, agreed)
        assert desk.build().code == 0
        secret = secrets_of([change])
        assert any(leaks(tree(desk.output), secret)), "as long as all agree, the number is told"
        number = change["slug"].removeprefix("sp-")
        written = yaml.safe_dump(change, allow_unicode=True)
        desk.write(f"san-pham/sp-{number}.md", f"---\n{written}---\nMô tả.\n")
        said = desk.build()
        assert said.code == 0, said.err
        found = tree(desk.output)
        assert not list(leaks(found, secret)), name
        clean = desk.clean_build().output
        assert without_kept_feeds(found, clean) == clean


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "Thư: {}.",
        "{}!",
        "“{}”",
        "[{}]",
        "mailto:{}?subject=a",
        "a/{}",
        "…{}…",
        "_{}_",
        "<{}>",
    ],
)
def test_a_mail_is_recognised_whatever_a_sentence_puts_around_it(around: str) -> None:
    assert list(mails(around.format("Ho.Hung@mau.example"))) == ["ho.hung@mau.example"]


@pytest.mark.parametrize("sign", "-‐‑–—−~*|'’.·•∙⋅・/_ \u00a0\u2009")
def test_a_number_is_recognised_whatever_stands_between_its_digits(sign: str) -> None:
    assert "987654301" in set(numbers(f"Gọi 0987{sign}654{sign}301."))


def test_what_is_withheld_and_typed_into_a_text_is_pointed_at(content: Content) -> None:
    write(content, [household(phone=PHONE, email="ho@mau.example", state={"status": "draft"})])
    content.story(
        "tin-tuc/bai.md",
        title="Gọi 84987654301",
        body="Dòng một.\n\nGọi 0987.654.301.\n\nSố 0912 345 602 là của người khác.\n\n"
        "Thư về HO@mau.example.",
    )
    said = [
        f"{p.file}:{p.line}"
        for p in check(content.folder, content.cache, NOW, theme_renderer).problems
        if p.rule is Rule.CONTACT_IN_TEXT
    ]
    assert said == ["tin-tuc/bai.md:2", "tin-tuc/bai.md:9", "tin-tuc/bai.md:13"]
