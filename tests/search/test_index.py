"""The index: what is found, what must not be, and what an edit remakes."""

import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple

from khuyencong.content.record import Record
from khuyencong.describing.products import ProductDescriptions
from khuyencong.model.entry import Entry
from khuyencong.model.stories import Training
from khuyencong.rendering.page_digests import canonical_bytes
from khuyencong.search.answers import record_facts
from khuyencong.search.index import SearchIndex
from khuyencong.search.postings import encoded
from khuyencong.search.words import Abbreviations, found_by, words_of
from khuyencong.vietnamese.dates import VIETNAM
from tests.conftest import NOW, Content
from tests.pdf_files import pdf
from tests.search.asking import decoded, hits


def index(content: Content) -> SearchIndex:
    return SearchIndex(ProductDescriptions(content.site()), content.cache / "search")


def files(content: Content) -> dict[str, bytes]:
    """Every file of the index."""
    bundles = index(content).bundles()
    return {file.path: file.generate() for bundle in bundles for file in bundle}


def titles(content: Content, words: str) -> list[str]:
    return [result["title"] for result in hits(files(content), words)]


def test_a_story_is_found_by_the_words_of_its_title_and_of_its_text(content: Content) -> None:
    content.story(title="Miến dong Na Rì", body="Củ dong được xay ngay tại xưởng.")
    for words in ("miến", "mien", "mien dong", "na ri", "xuong", "cu dong"):
        assert titles(content, words) == ["Miến dong Na Rì"], words
    assert not titles(content, "quế")


def test_a_story_is_found_by_the_new_name_of_its_category(content: Content) -> None:
    content.story(title="Miến dong")
    assert not titles(content, "nóng")
    settings = (content.folder / "site.yml").read_text(encoding="utf-8")
    content.write("site.yml", settings.replace("Tin tức", "Tin nóng"))
    assert titles(content, "nóng") == ["Miến dong"]


def test_both_ways_of_placing_a_tone_are_one_word() -> None:
    assert words_of("Hoà Bình, thuỷ lợi, khoẻ") == words_of("Hòa Bình, thủy lợi, khỏe")


def test_a_syllable_inside_another_word_does_not_count(content: Content) -> None:
    content.story(title="Động Mỏ", body="Hang động.")
    assert not titles(content, "đon")
    assert titles(content, "động") == ["Động Mỏ"]


def test_numbers_of_documents_and_dates_are_found_in_parts(content: Content) -> None:
    policy = {"title": "Khung khuyến công", "document_number": "45/2012/NĐ-CP"}
    content.story("chinh-sach/a.md", **policy)
    for words in ("45/2012", "45 2012", "45/2012/nđ-cp", "45 2012 nd cp"):
        assert titles(content, words) == ["Khung khuyến công"], words


def test_a_short_form_finds_the_long_one_and_the_other_way_round() -> None:
    known = Abbreviations({"CNNT": "công nghiệp nông thôn"})
    assert "nông thôn" in found_by("cơ sở CNNT", known)
    assert "cnnt" in found_by("cơ sở công nghiệp nông thôn", known)


def test_an_edit_remakes_the_shards_of_its_words_alone(content: Content) -> None:
    for number in range(40):
        content.story(f"tin-tuc/b-{number}.md", title=f"Bài {number}", body="Nghề làm miến dong.")
    before = files(content)
    content.story("tin-tuc/b-7.md", title="Bài 7", body="Nghề làm miến đao.")
    after = files(content)
    changed = {path for path in before if before[path] != after[path]}
    shards = {path for path in changed if "/tu/" in path}
    assert shards
    assert len(shards) <= len({"dong", "dao", "mien dong", "mien dao"})
    assert changed - shards <= {"tim/chi-muc/tu-vung.json"}


AWARD = "awards: [{level: tinh, year: 2025, decision: 1/QĐ-SCT}]"
LAW = "Điều 1. Phạm vi\n\n1. Luật này nói về nghề làm miến.\n"
EDITS = {
    "a product is sample data": ("san-pham/a.md", "summary: Làm ở quê.", "sample: true"),
    "a product is recognised": ("san-pham/a.md", "summary: Làm ở quê.", AWARD),
    "a law is sample data": ("chinh-sach/luat.md", "summary: Bốn", "sample: true\nsummary: Bốn"),
    "a page moves": ("trang/lien-he.md", "slug: lien-he", "slug: hoi-chung-toi"),
    "a photo is put up": ("tin-tuc/a.md", "summary: Dẫn.", "photo: {file: anh/anh.jpg, alt: Lò}"),
    "a class is moved": ("dao-tao/a.md", "starts: 01/12/2026 08:00", "starts: 02/12/2026 08:00"),
}


def made_of(content: Content) -> dict[str, tuple[bytes, bytes]]:
    """Path → the digest by which a build tells whether a file is stale, and its bytes."""
    made = (file for bundle in index(content).bundles() for file in bundle)
    return {each.path: (canonical_bytes(each.dependencies), each.generate()) for each in made}


@pytest.mark.parametrize("edit", EDITS)
def test_no_file_of_the_index_changes_unseen(content: Content, edit: str) -> None:
    content.photo()
    content.product("san-pham/a.md", "Miến")
    content.story("tin-tuc/a.md", title="Bài", summary="Dẫn.")
    law = {"document_type": "Luật", "document_number": "1/2026/QH15", "issuer": "Quốc hội"}
    content.story("chinh-sach/luat.md", LAW, **law)
    content.story("trang/lien-he.md", slug="lien-he")
    content.story("dao-tao/a.md", starts="01/12/2026 08:00", place="Hội trường")
    before = made_of(content)
    path, old, new = EDITS[edit]
    text = (content.folder / path).read_text(encoding="utf-8")
    assert old in text
    content.write(path, text.replace(old, new))
    after = made_of(content)
    changed = {path for path in after if before.get(path, ("", b""))[1] != after[path][1]}
    assert changed
    assert not {path for path in changed & before.keys() if before[path][0] == after[path][0]}


@pytest.mark.parametrize("hour", [0, 9, 23])
def test_what_answers_by_itself_is_the_same_all_day(content: Content, hour: int) -> None:
    content.story("dao-tao/a.md", starts="24/11/2026 14:00", deadline="24/11/2026 10:00")
    site = content.site(now=datetime(2026, 11, 24, hour, 30, tzinfo=VIETNAM))
    index = SearchIndex(ProductDescriptions(site), content.cache / "search")
    made = {file.path: file for bundle in index.bundles() for file in bundle}
    facts = json.loads(made["tim/chi-muc/tra-loi.json"].generate())[-1]["facts"]
    assert [fact[1] for fact in facts] == ["Hạn đăng ký", "Khai mạc"]


UNSEEN = {
    "nhapnhap": {"status": "draft"},
    "duyetduyet": {"status": "review"},
    "anananan": {"status": "hidden"},
    "rutrutrut": {"status": "withdrawn"},
    "hengiohen": {"embargo": f"{NOW + timedelta(days=2):%d/%m/%Y %H:%M}"},
}
"""A word → the state of an entry that keeps it from readers."""


def test_what_readers_may_not_see_is_in_no_file_of_the_index(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Bài đã đăng", body="Chữ ai cũng đọc.")
    for word, state in UNSEEN.items():
        content.story(f"tin-tuc/{word}.md", title=f"Bài {word}", body=f"Chữ {word}.", **state)
    household = "{name: Hộ Mẫu, kind: ho-kinh-doanh, phone: 0000 000 919, address: ngo kinkinkin}"
    content.product("san-pham/a.md", "Giỏ mây", producer=household)
    data = b"".join(files(content).values())
    assert "Bài đã đăng".encode() in data
    for word in (*UNSEEN, "919", "kinkinkin"):
        assert word.encode() not in data, word


def test_a_last_day_without_an_hour_is_answered_until_it_ends(content: Content) -> None:
    content.story("dao-tao/a.md", starts="30/11/2026 08:00", deadline="24/11/2026")
    (lesson,) = (r for r in content.site().records if isinstance(r.entry, Training))
    deadline, opening = record_facts(lesson.entry, None)[:2]
    assert (deadline.value, deadline.moment) == ("24/11/2026", "2026-11-25T00:00+07:00")
    assert opening.value == "08:00, Thứ Hai, 30/11/2026"


def test_a_class_answers_where_it_is_and_a_product_what_it_costs(content: Content) -> None:
    content.story("dao-tao/a.md", starts="30/11/2026", place="Nhà văn hóa xã")
    content.product("san-pham/a.md", "Giỏ mây", price="85000", price_unit="chiếc")
    lesson, basket = sorted(content.site().records, key=lambda record: record.address)
    assert ("noi", "Nhà văn hóa xã") in [each[:3:2] for each in _facts(lesson)]
    assert ("gia", "85.000\xa0đồng/chiếc") in [each[:3:2] for each in _facts(basket)]


def _facts(record: Record[Entry]) -> list[tuple[str, ...]]:
    return [astuple(fact) for fact in record_facts(record.entry, None)]


def test_a_cancelled_class_answers_that_it_is_cancelled(content: Content) -> None:
    content.story("dao-tao/a.md", starts="30/11/2026", deadline="24/11/2026", cancelled="Mưa lũ")
    (lesson,) = (r for r in content.site().records if isinstance(r.entry, Training))
    (fact,) = record_facts(lesson.entry, None)
    assert (fact.label, fact.value) == ("Đã hủy", "Mưa lũ")


def test_files_and_captions_of_what_readers_may_not_see_are_in_no_file_of_the_index(
    content: Content,
) -> None:
    content.photo()
    states: dict[str, dict[str, str]] = {"congkhai": {}, **UNSEEN}
    for word, state in states.items():
        content.write(f"tep/{word}.pdf", pdf(f"pdf{word}"))
        content.write(f"tep/{word}.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\nloi{word}\n")
        body = f'![anh{word}](anh/anh.jpg "chu{word}")\n\n[Tệp](/tep/{word}.pdf)'
        content.story(
            f"truyen-hinh/{word}.md", body=body, transcript=f"tep/{word}.vtt", slug=word, **state
        )
    site = content.site()
    index = SearchIndex(ProductDescriptions(site), content.cache / "search")
    data = b"".join(file.generate() for bundle in index.bundles() for file in bundle)
    for kind in ("pdf", "loi", "anh", "chu"):
        assert f"{kind}congkhai".encode() in data, kind
    for word in UNSEEN:
        assert word.encode() not in data, word


@pytest.mark.parametrize("words", ["<script>", "%", "x" * 10_000, ".*+?[(", "\u202eabc", '"\\|~'])
def test_hostile_titles_are_kept_as_text(content: Content, words: str) -> None:
    content.story(title=json.dumps(f"Tít {words[:100]}"), body=words)
    made = files(content)
    for path, data in made.items():
        json.loads(data)
        assert b"x" * 41 not in data or "/tu/" not in path
    assert titles(content, "tít") == [content.site().stories[0].entry.title]


@given(st.sets(st.integers(0, 200_000), min_size=1, max_size=60))
@settings(max_examples=60)
def test_lists_of_numbers_are_read_back(numbers: set[int]) -> None:
    falling = sorted(numbers, reverse=True)
    assert decoded(encoded(falling)) == falling
