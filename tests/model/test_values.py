"""Single values: forgiving in form, refused with what to write, never beyond what can be kept."""

import time
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from khuyencong.model.fields import (
    Amount,
    ContentPath,
    Email,
    NameList,
    OldAddressList,
    Percent,
    Slug,
    Stars,
    Video,
    WebAddress,
)
from khuyencong.model.product import Product
from khuyencong.model.stories import News
from khuyencong.model.validation import validate


class Every(BaseModel):
    amount: Amount | None = None
    percent: Percent | None = None
    stars: Stars | None = None
    web: WebAddress | None = None
    email: Email | None = None
    old: OldAddressList = ()
    tags: NameList = ()
    slug: Slug | None = None
    path: ContentPath | None = None
    video: Video | None = None


def read(key: str, value: Any) -> Any:
    return getattr(Every.model_validate({key: value}), key)


def refused(key: str, value: Any) -> str:
    """What to write instead."""
    with pytest.raises(ValidationError) as caught:
        Every.model_validate({key: value})
    (error,) = caught.value.errors()
    return str(error.get("ctx", {}).get("advice", error["type"]))


@pytest.mark.parametrize("value", ["1" * 17, "9" * 26, "1" * 5000, "9.999.999.999.999.999"])
def test_a_number_that_nothing_can_keep_is_refused(value: str) -> None:
    assert "số tài khoản" in refused("amount", value)


def test_the_largest_number_is_a_million_billion() -> None:
    assert read("amount", "1.000.000.000.000.000") == 10**15
    assert "số tài khoản" in refused("amount", str(10**15 + 1))


@pytest.mark.parametrize("value", ["nan", "inf", "1e400", "9" * 400, "1,2,3", "%"])
def test_a_share_is_a_plain_number(value: str) -> None:
    assert refused("percent", value) == "Viết bằng chữ số, ví dụ `50`."


def test_stars_may_be_written_as_people_write_them() -> None:
    assert [read("stars", value) for value in ("4", "4 sao", "4*", "4 ★", "4 ⭐")] == [4] * 5
    assert refused("stars", "6 sao") == "less_than_equal"


def test_messages_say_how_to_write_what_was_meant() -> None:
    assert refused("web", "www.mau.example") == "Viết đầy đủ: `https://www.mau.example`."
    assert refused("amount", "35.000đ/kg") == "Viết hai dòng: `price: 35.000` và `price_unit: kg`."
    assert refused("amount", "1,5 triệu đồng") == "Viết đủ các chữ số: `1.500.000`."
    assert refused("amount", "35 nghìn") == "Viết đủ các chữ số: `35.000`."
    assert refused("slug", "con") == "Viết dài hơn, ví dụ `con-1`."


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/tin-tuc/cu/", "/tin-tuc/cu/"),
        ("/2019/05/l%e1%bb%9bp-t%e1%ba%adp-hu%e1%ba%a5n/", "/2019/05/lớp-tập-huấn/"),
        ("/2019/05/l%C6%A1%CC%81p/", "/2019/05/lớp/"),
        ("/bai.html", "/bai.html"),
    ],
)
def test_old_addresses_are_letters(written: str, address: str) -> None:
    assert read("old", written) == (address,)


@pytest.mark.parametrize(
    "written",
    [
        *("/", "//", "/a//b/", "/./", "/../x/", "/.khuyencong", "tin-tuc/cu/", "/a\\b/", "/a:b/"),
        *(
            "/aux/",
            "/a/CON.html",
            "/a /b/",
            "/a./b/",
            "/%ff/",
            "/a%00b/",
            "/a#b",
            "https://a.vn/b/",
        ),
    ],
)
def test_what_can_be_no_folder_is_no_old_address(written: str) -> None:
    assert refused("old", [written]) == "Viết như `/tin-tuc/ten-bai-cu/`."


def test_an_endless_old_address_is_too_long() -> None:
    assert refused("old", [f"/{'a' * 300}/"]) == "Bỏ địa chỉ này."
    assert refused("old", [f"/{'ớ' * 100}/"]) == "Bỏ địa chỉ này."


@pytest.mark.parametrize(
    ("kind", "values", "where"),
    [
        (News, {"tags": "b" * 300}, ("tags", 0)),
        (News, {"tags": ["a", "b" * 300]}, ("tags", 1)),
        (News, {"author": "c" * 300}, ("author",)),
        (News, {"unit": "c" * 300}, ("unit",)),
        (News, {"localities": ["f" * 300]}, ("localities", 0)),
        (News, {"slug": "g" * 300}, ("slug",)),
        (Product, {"producer": {"name": "d" * 300}}, ("producer", "name")),
        (Product, {"producer": {"name": "d", "province": "e" * 300}}, ("producer", "province")),
    ],
)
def test_names_that_become_addresses_have_a_length(
    kind: Any, values: dict[str, Any], where: tuple[str | int, ...]
) -> None:
    _, faults = validate(kind, {"title": "A", "group": "khac", **values})
    found = [fault for fault in faults if fault.rule.code == "KC109"]
    assert [fault.where for fault in found] == [where]
    if where[0] == "tags":
        assert "dấu phẩy" in found[0].advice


def test_a_path_may_come_from_the_address_bar_of_a_browser() -> None:
    assert read("path", r"content\anh\lop hoc.jpg") == "anh/lop hoc.jpg"
    assert read("path", "/anh/l%E1%BB%9Bp%20h%E1%BB%8Dc.jpg") == "anh/lớp học.jpg"
    assert "content/anh/" in refused("path", "anh/%2e%2e/%2e%2e/etc/passwd")


@pytest.mark.parametrize(
    "value", ["//youtu.be/a1", "youtu.be/a1", "http://youtu.be/a1", "www.youtube.com/watch?v=a1"]
)
def test_an_address_of_a_video_without_https_is_no_file_that_is_missing(value: str) -> None:
    bare = value.removeprefix("http:").lstrip("/")
    assert refused("video", value) == f"Viết đầy đủ: `https://{bare}`."
    for file in ("tep/phim.mp4", "/tep/phim 1.5/a.mp4", "./tep/a.mp4"):
        assert read("video", file).endswith(".mp4")


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("email", "a@" + "a." * 50_000 + "@"),
        ("web", "https://" + "." * 50_000 + "<"),
        ("web", "https://" + "a." * 50_000 + "<"),
        ("amount", "1." * 50_000),
        ("amount", "1 " * 50_000),
        ("stars", "4" + " sao" * 50_000 + "x"),
        ("old", "/" + "a/" * 50_000),
        ("percent", "1" * 50_000),
    ],
)
def test_a_hostile_value_does_not_hold_up_the_reader(key: str, value: str) -> None:
    started = time.process_time()
    refused(key, value)
    assert time.process_time() - started < 1
