"""A header that a program wrote as JSON is read without YAML, and means the same."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.content import front_matter
from khuyencong.content.front_matter import FrontMatter, parse_yaml
from khuyencong.content.json_header import read_json_header
from khuyencong.model.product import Product
from khuyencong.model.stories import News

_KEYS = ("title", "tags", "photos", "file", "alt", "source_url", "tieu_de", "producer", "la", "on")
_WORDS = st.one_of(
    st.text(
        st.sampled_from("aé Ẩđ:#,[]{}'\"\\/&;*-?|>%@`!~…–\t\n\x85\u200b\u2028\xa0😀0"), max_size=12
    ),
    st.sampled_from(["", " a ", "null", "~", "07:30", "0912", "Tày &amp; Nùng", "a # b", "k: v"]),
)
_VALUES = st.recursive(
    st.one_of(_WORDS, st.none(), st.booleans(), st.integers(0, 9)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(_KEYS), inner, max_size=3)
    ),
    max_leaves=6,
)


def written(header: dict[str, Any]) -> str:
    """As `network/entry_texts.py` writes it."""
    return "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in header.items())


def by_yaml(text: str, monkeypatch: pytest.MonkeyPatch) -> FrontMatter:
    with monkeypatch.context() as patched:
        patched.setattr(front_matter, "read_json_header", lambda *_: None)
        return parse_yaml(text, "bai.md", News, 2)


@given(header=st.dictionaries(st.sampled_from(_KEYS), _VALUES, min_size=1, max_size=5))
def test_it_means_what_yaml_makes_of_it(header: dict[str, Any]) -> None:
    text = written(header)
    with pytest.MonkeyPatch.context() as monkeypatch:
        slow = by_yaml(text, monkeypatch)
    quick = parse_yaml(text, "bai.md", News, 2)
    assert (quick.values, quick.problems) == (slow.values, slow.problems)
    for where, line in slow.lines.items():
        assert quick.line(where) == line


def test_a_harvested_product_needs_no_yaml() -> None:
    header = {
        "title": 'Chè "Tân Cương": loại 1 # đặc biệt',
        "producer": {"name": "HTX Hảo Đạt", "province": "Thái Nguyên"},
        "awards": [{"level": "quoc-gia", "year": "2023"}],
    }
    read = read_json_header(written(header), Product, 2)
    assert read is not None
    values, lines = read
    assert values == header
    assert lines == {("title",): 2, ("producer",): 3, ("awards",): 4}


@pytest.mark.parametrize(
    "text",
    [
        "title: Lớp tập huấn\n",
        'title: "Lớp" # ghi chú\n',
        'title: "a"\ntitle: "b"\n',
        'title: "a"\n\nunit: "b"\n',
        'producer: {"name": "a", "name": "b"}\n',
        'title: "a"\ntieu_de: "b"\n',
        'title: "a\\u2028b"\n',
        f'tags: {"[" * 30}"a"{"]" * 30}\n',
        f'title: "{"a" * 9000}"\n',
        "",
    ],
)
def test_any_other_header_is_left_to_yaml(text: str) -> None:
    assert read_json_header(text, News, 2) is None
