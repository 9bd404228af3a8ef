"""What is found besides entries: pages of PDFs, minutes of videos; and the cache of blocks."""

import logging
from array import array
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from khuyencong.content import pdf_words
from khuyencong.content.pdf_words import PdfWords
from khuyencong.describing.products import ProductDescriptions
from khuyencong.search.blocks import cut, cut_out
from khuyencong.search.document import Document
from khuyencong.search.index import SearchIndex
from khuyencong.search.postings import PER_BLOCK
from khuyencong.search.results import Result
from khuyencong.site.index import Site
from tests.conftest import ROOT, Content
from tests.law.test_versions import amended
from tests.search.asking import hits
from tests.search.test_index import files, titles

DOCUMENT = "/tai-lieu/cach-ghi-bang-de-an/"
VTT = "WEBVTT\n\n01:10.000 --> 01:14.000\nCủ dong rửa ba nước.\n"


@pytest.fixture
def warnings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said meanwhile, however other tests have set up logging."""
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.Logger("said", logging.WARNING)
    log.addHandler(handler)
    monkeypatch.setattr(pdf_words, "log", log)
    return said


def sample_files(site: Site, cache: Path) -> dict[str, bytes]:
    index = SearchIndex(ProductDescriptions(site), cache)
    return {file.path: file.generate() for bundle in index.bundles() for file in bundle}


def test_a_page_of_a_pdf_is_found_and_opened_at_that_page(
    sample_site: Site, tmp_path: Path
) -> None:
    for _ in ("read", "kept"):
        found = hits(sample_files(sample_site, tmp_path), "giai doan ten cot")
        pages = [each for each in found if each["address"].startswith(f"{DOCUMENT}#trang-")]
        assert pages[0]["title"] == "Cách ghi bảng đề án khuyến công, trang 1"


def test_without_the_library_pdfs_are_left_out_and_a_sentence_says_how_to_get_it(
    sample_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warnings: list[str]
) -> None:
    monkeypatch.setattr(pdf_words, "can_read", lambda: False)
    fresh = PdfWords(ROOT / "content", tmp_path)
    data = b"".join(sample_files(replace(sample_site, pdf_words=fresh), tmp_path).values())
    assert b"#trang-" not in data
    (said,) = warnings
    assert "khuyencong-site[pdf]" in said


def test_a_damaged_pdf_is_told_and_keeps_nobody_from_searching(
    tmp_path: Path, warnings: list[str]
) -> None:
    broken = tmp_path / "tep" / "hong.pdf"
    broken.parent.mkdir()
    broken.write_bytes(b"%PDF-1.7\nrest is missing")
    assert PdfWords(tmp_path, tmp_path / "cache").pages("tep/hong.pdf") == ()
    (said,) = warnings
    assert "hong.pdf" in said


def test_an_article_of_law_is_found_in_the_wording_of_today(content: Content) -> None:
    amended(content)
    (found,) = hits(files(content), "điều 2 mức chi máy móc 50%")
    assert found["address"] == "/chinh-sach/cu/#dieu-2"
    assert found["title"] == "Điều 2. Mức chi, Quyết định 1/2024/QĐ-UBND"
    assert hits(files(content), "gồm đơn và dự toán") == []


def test_an_article_is_found_by_its_clause_and_says_which_anchors_it_has(content: Content) -> None:
    amended(content)
    found = hits(files(content), "điểm b khoản 2a điều 2")[-1]
    assert found["address"] == "/chinh-sach/cu/#dieu-2"
    assert {"khoan-1", "khoan-2-diem-a", "khoan-2a-diem-b"} <= set(found["clauses"])


def test_what_is_said_in_a_video_is_found_at_its_second(content: Content) -> None:
    content.write("tep/phim.vtt", VTT)
    content.story("truyen-hinh/phim.md", title="Phóng sự", transcript="tep/phim.vtt")
    (found,) = hits(files(content), "ba nuoc")
    assert found["address"] == "/truyen-hinh/phong-su/#t=70"
    assert found["title"] == "Phóng sự, từ 01:10"


def test_an_old_province_is_found_by_the_one_it_became_part_of(content: Content) -> None:
    content.story(title="Nghề dệt", localities="Hòa Bình")
    assert "Nghề dệt" in titles(content, "phú thọ")
    assert "Nghề dệt" in titles(content, "hoà bình")


def test_the_products_recognised_at_a_level_in_a_year_are_found_as_a_list(
    content: Content,
) -> None:
    content.product("san-pham/a.md", "Giỏ mây", awards="[{level: quoc-gia, year: 2025}]")
    (found,) = hits(files(content), "danh sach tieu bieu quoc gia 2025")
    assert found["title"] == "Bình chọn cấp quốc gia năm 2025"
    assert found["text"] == "1 sản phẩm được công nhận cấp quốc gia năm 2025."


def test_a_thing_is_found_by_its_kind(content: Content) -> None:
    content.product("san-pham/a.md", "Giỏ mây")
    content.story("tin-tuc/b.md", title="Hội thi đan", body="Chợ bán giỏ mây.")
    assert titles(content, "sản phẩm giỏ mây") == ["Giỏ mây"]


def test_a_warm_cache_gives_the_same_bytes_as_an_empty_one(content: Content) -> None:
    for number in range(12):
        content.story(f"tin-tuc/b-{number}.md", title=f"Bài {number}", body=f"Chữ {number * 7}.")
    files(content)
    content.story("tin-tuc/b-3.md", title="Bài 3 đã sửa", body="Chữ khác.")
    content.story("tin-tuc/moi.md", title="Bài mới", body="Chữ mới.")
    (content.folder / "tin-tuc" / "b-11.md").unlink()
    warm = files(content)
    blocks, slices = (
        sorted((content.cache / "search").glob(f"*.{kind}")) for kind in ("block", "slices")
    )
    assert blocks
    assert slices
    for lost in (slices, blocks):
        for file in lost:
            file.write_bytes(b"damaged")
        assert files(content) == warm
        for file in lost:
            file.unlink()
        assert files(content) == warm


class Measured(BytesIO):
    """A file that tells of how many bytes it was asked for at once."""

    most = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.most = max(self.most, size or 0)
        return super().read(size)


def test_a_damaged_table_asks_for_no_more_than_there_is() -> None:
    file = Measured(array("I", [0, 2, 0xFFFFFFFF]).tobytes() + b"slices")
    assert cut_out(file, range(2), 2) == [b"sl", b"ices"]
    assert file.most <= len(file.getvalue())


class Titled(Document):
    """A document that has nothing but its place in the order."""

    def __init__(self, number: int) -> None:
        self.address = f"/tin-tuc/bai-{number}/"
        self.day = date(2020, 1, 1) + timedelta(days=number)

    def fields(self) -> tuple[str, str, str]:
        return "", "", ""

    def result(self) -> Result:
        return Result("", self.address, "")


def test_a_story_that_comes_or_goes_leaves_the_blocks_of_the_others_as_they_are() -> None:
    documents = [Titled(number) for number in range(2_000)]
    before = set(cut(documents))
    assert all(len(block) <= PER_BLOCK for block in before)
    for changed in ([*documents, Titled(2_001)], documents[:-1], documents[:700] + documents[701:]):
        assert len(set(cut(changed)) - before) <= 2
