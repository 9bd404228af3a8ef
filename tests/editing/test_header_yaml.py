"""Fields of a header are changed, and nothing else is."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.content.folder import CENTRE_FILE
from khuyencong.content.front_matter import parse_yaml
from khuyencong.editing.header_yaml import HeaderError, tidy, with_fields
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.centre import Centre
from khuyencong.model.product import Product
from khuyencong.model.stories import News

STORY = """\
# Tin của phòng Thông tin
title: Bắc Kạn mở lớp   # tạm
slug: bac-kan-mo-lop
date: 22/11/2026 08:30

tags: [đào tạo, hợp tác xã]
photos:
  # ảnh bìa
  - file: anh/lop.jpg
    alt: 'Học viên đứng quanh máy'
    credit: "Ảnh: Tổ ảnh"
  - file: anh/may.jpg
    alt: Máy thái miến
# hết
"""


def changed(header: str, **changes: object) -> str:
    return with_fields(header, changes, News)  # type: ignore[arg-type]


def test_one_changed_field_is_one_changed_line() -> None:
    assert changed(STORY, date="23/11/2026 07:00") == STORY.replace(
        "date: 22/11/2026 08:30", "date: 23/11/2026 07:00"
    )


def test_a_value_that_stays_keeps_its_quotes_and_comment() -> None:
    assert changed(STORY, tags=["đào tạo", "hợp tác xã"], slug="bac-kan-mo-lop") == STORY


def test_a_new_field_stands_where_its_declaration_puts_it() -> None:
    lines = changed(STORY, status="draft").splitlines()
    assert lines[lines.index("date: 22/11/2026 08:30") + 1] == "status: draft"


def test_a_removed_list_takes_its_lines_along_and_leaves_the_comment_behind_it() -> None:
    text = changed(STORY, photos=None)
    assert "anh/lop.jpg" not in text and text.endswith("# hết\n")


def test_in_a_record_only_the_changed_line_is_new() -> None:
    photos = parse_yaml(STORY, "", News).values["photos"]
    photos[0]["alt"] = "Chị Tuyết chạy máy: mẻ đầu"
    assert changed(STORY, photos=photos) == STORY.replace(
        "alt: 'Học viên đứng quanh máy'", 'alt: "Chị Tuyết chạy máy: mẻ đầu"'
    )


def test_records_that_change_places_take_their_lines_along() -> None:
    photos = parse_yaml(STORY, "", News).values["photos"]
    text = changed(STORY, photos=photos[::-1])
    assert "    alt: 'Học viên đứng quanh máy'\n    credit: \"Ảnh: Tổ ảnh\"\n" in text
    assert text.index("anh/may.jpg") < text.index("anh/lop.jpg")


def test_an_added_record_follows_the_style_of_the_others() -> None:
    photos = parse_yaml(STORY, "", News).values["photos"]
    text = changed(STORY, photos=[*photos, {"alt": "Bàn sấy", "file": "anh/say.jpg"}])
    assert text == STORY.replace("# hết", "  - file: anh/say.jpg\n    alt: Bàn sấy\n# hết")


def test_a_list_in_brackets_stays_one() -> None:
    assert 'tags: [đào tạo, "a, b"]\n' in changed(STORY, tags=["đào tạo", "a, b"])


def test_a_key_written_as_its_label_stays_one() -> None:
    assert changed("Tít: Cũ\nSa-pô: Một\n", summary="Hai") == "Tít: Cũ\nSa-pô: Hai\n"


def test_windows_line_ends_stay() -> None:
    text = STORY.replace("\n", "\r\n")
    new = changed(text, author="Tổ tin", slug=None)
    assert "author: Tổ tin\r\n" in new and new.count("\n") == new.count("\r\n")


@pytest.mark.parametrize(
    "text",
    [
        *("0912 345 678", "0912345678", "00:16", "85.000", "null", "~", "- gạch", "a: b", "a # b"),
        *("[ngoặc]", "{a: b}", "*sao*", "&neo x", '"nháy"', "'nháy'", "@a", "%", "a\\b", "|", ">-"),
        *("#thẻ", "? hỏi", "true", "2026", "&amp x", "!lệnh", "`mã`", "a: ", "Tít: Tên bài"),
    ],
)
def test_every_yaml_reader_reads_the_words_that_were_meant(text: str) -> None:
    header = with_fields("", {"title": text, "tags": [text], "source_name": text}, News)
    read = yaml.load(header, Loader=yaml.BaseLoader)  # noqa: S506
    assert read["title"] == read["source_name"] == read["tags"][0] == text.strip()


def test_numbers_that_would_lose_something_are_quoted_for_other_programs() -> None:
    header = with_fields("", {"producer": {"name": "HTX", "phone": "0912345678"}}, Product)
    assert yaml.safe_load(header)["producer"]["phone"] == "0912345678"


def test_lines_of_a_script_are_written_as_lines() -> None:
    header = with_fields("", {"script": "Chào quý vị.\n\nTin đầu: khuyến công."}, Broadcast)
    assert header == "script: |-\n  Chào quý vị.\n\n  Tin đầu: khuyến công.\n"


@pytest.mark.parametrize(
    "header", ["title: A\n\tslug: b\n", "chỉ có chữ\n", "- a\n- b\n", "a: *x\n"]
)
def test_a_broken_header_is_refused_and_not_repaired_by_guess(header: str) -> None:
    with pytest.raises(HeaderError):
        with_fields(header, {"title": "Mới", "a": ["b"]}, News)


def test_site_yml_keeps_its_comments() -> None:
    text = (Path("content") / CENTRE_FILE).read_text(encoding="utf-8")
    new = with_fields(text, {"phones": ["0208 000 000", "0208 000 001"]}, Centre)
    kept = set(text.splitlines()) - {"  - 0000 000 000"}
    assert kept <= set(new.splitlines())
    assert parse_yaml(new, "", Centre).values["phones"] == ["0208 000 000", "0208 000 001"]


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from(":#-[]{}'\"\n"),
    max_size=30,
).filter(lambda text: "&" not in text)
records = st.fixed_dictionaries({"file": words, "alt": words}, optional={"caption": words})


@given(words, st.lists(words, max_size=4), st.lists(records, max_size=3))
def test_reading_back_gives_what_was_set(title: str, tags: list, photos: list) -> None:
    changes = {"title": title, "tags": tags, "photos": photos}
    new = with_fields(STORY, changes, News)
    read = parse_yaml(new, "", News).values
    for key, value in changes.items():
        assert read.get(key) == tidy(value)
    assert new.startswith("# Tin của phòng Thông tin\n") and new.endswith("# hết\n")
    assert "\nslug: bac-kan-mo-lop\ndate: 22/11/2026 08:30\n" in new


@given(st.lists(st.integers(0, 5), max_size=6, unique=True), st.integers(0, 2))
def test_any_order_of_records_keeps_each_record_whole(order: list, comment: int) -> None:
    photos = [{"file": f"anh/{n}.jpg", "alt": f"Ảnh {n}"} for n in range(6)]
    header = with_fields("title: Ảnh\n", {"photos": photos}, News)
    new = with_fields(header, {"photos": [photos[n] for n in order]}, News)
    assert parse_yaml(new, "", News).values.get("photos", []) == [photos[n] for n in order]
