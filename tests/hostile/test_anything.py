"""Whatever bytes a file holds, reading gives a record or says what is wrong; it never raises."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from khuyencong.checking.content_check import check
from khuyencong.content.de_an_table import read_table
from khuyencong.content.entry_parser import read_entry
from khuyencong.content.file_references import Folder
from khuyencong.content.sanitizer import clean_body
from khuyencong.model.kinds import KINDS
from khuyencong.site.site_reader import read_site
from khuyencong.vietnamese.legacy import Encoding
from tests.conftest import CENTRE, NOW, Content, theme_renderer

LIMIT = timedelta(seconds=20)
"""No example may take this long, on the busiest machine."""

bounded = settings(
    deadline=LIMIT, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
KEYS = sorted({key for kind in KINDS.values() for key in kind.model_fields})
WORDS = st.sampled_from(
    [
        *(
            "Tin mới",
            "22/11/2026",
            "32/1/2026",
            "600.000.000",
            "-1",
            "true",
            "huyen",
            "kcqg",
            "tinh",
        ),
        *(
            "../x",
            "tep/a.pdf",
            "anh/a.jpg",
            "a" * 300,
            "https://a.example",
            "/x/",
            "\x00",
            "\ud83d",
        ),
        *("9" * 5000, "1/1/9999", "1/1/0001", "[", "*x", "&a", "---", "|", "C«ng nghiÖp", "٣", ""),
    ]
)
SCALARS = st.one_of(WORDS, st.text(max_size=20), st.integers(), st.floats(), st.booleans())
VALUES = st.recursive(
    st.one_of(SCALARS, st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text(max_size=8)), inner, max_size=4),
    ),
    max_leaves=12,
)
HEADERS = st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text(max_size=8)), VALUES, max_size=8)


def entry(content: Content, kind: str, data: bytes) -> None:
    file = content.write(f"{kind}/x.md", data)
    found = read_entry(Folder(content.folder, content.cache), f"{kind}/x.md", KINDS[kind])
    assert found.record is not None or found.problems
    for problem in found.problems:
        assert problem.file == f"{kind}/x.md" and problem.message
        assert 1 <= problem.line <= len(data) + 1
        str(problem)
    file.unlink()


@bounded
@given(data=st.binary(max_size=600), kind=st.sampled_from(list(KINDS)))
@example(data=b"\xff\xfe\x00", kind="tin-tuc")
@example(data=b"\xfe\xff---", kind="tin-tuc")
@example(data=b"---\n\x80\n---\n", kind="trang")
@example(data="---\ntitle: \u2028\n---\n".encode(), kind="trang")
def test_random_bytes(content: Content, data: bytes, kind: str) -> None:
    entry(content, kind, data)
    entry(content, kind, b"---\ntitle: A\ndate: 1/1/2026\n" + data + b"\n---\n" + data)


@bounded
@given(values=HEADERS, body=st.text(max_size=200), kind=st.sampled_from(list(KINDS)))
def test_random_yaml(content: Content, values: dict[str, Any], body: str, kind: str) -> None:
    header = yaml.safe_dump(values, allow_unicode=True)
    text = f"---\ntitle: A\n{header}---\n{body}"
    entry(content, kind, text.encode("utf-8", "replace"))


NUMBERS = ("9" * 5000, "²", "٣", "-5", "1e9", "abc", "")


@pytest.mark.parametrize("kind", ["tin-tuc", "chinh-sach"])
@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_that_no_machine_counts_with(content: Content, kind: str, number: str) -> None:
    """`int` refuses ² and what has more than 4,300 digits."""
    figures = "[{name: Số lớp, value: 3, unit: lớp}]"
    body = f"""
<ol start="{number}"><li value="{number}">Một</li></ol>
<table><tr><td colspan="{number}">Hai</td></tr></table>

{number}. Ba\n\nĐiều {number}. Bốn\n\n{number}. Năm\n\nCó 1,{number} lớp, {number} tỷ đồng.
"""
    header = f"title: A\ndate: 1/1/2026\nfigures: {figures}"
    entry(content, kind, f"---\n{header}\n---\n{body}".encode())
    content.story(body=body, figures=figures)
    check(content.folder, content.cache, NOW, theme_renderer)


def test_a_span_is_not_larger_than_a_page() -> None:
    wide = '<table><tr><td colspan="1000" rowspan="65534">x</td></tr></table>'
    assert clean_body(wide) == wide.replace(' colspan="1000" rowspan="65534"', "").replace(
        "<tr>", "<tbody><tr>"
    ).replace("</tr>", "</tr></tbody>")


@bounded
@given(text=st.text(alphabet="-: \n\t[]{}#&*!|>'\"%@`,?abđ1", max_size=120))
def test_random_marks_of_yaml(content: Content, text: str) -> None:
    entry(content, "tin-tuc", f"---\n{text}\n---\nA".encode())


@bounded
@given(data=st.binary(max_size=400), rows=st.lists(st.lists(SCALARS, max_size=8), max_size=6))
def test_random_tables(tmp_path: Path, data: bytes, rows: list[list[Any]]) -> None:
    file = tmp_path / "2024.csv"
    head = "ma;ten;chuong_trinh;kinh_phi_ho_tro;giai_doan\n"
    written = "\n".join(";".join(map(str, row)) for row in rows).encode("utf-8", "replace")
    for content in (data, head.encode() + data, head.encode() + written):
        file.write_bytes(content)
        table, problems = read_table(file, "de-an/2024.csv")
        assert table is not None or problems


@pytest.mark.slow
@bounded
@given(data=st.binary(max_size=300), values=HEADERS)
def test_a_random_site_yml(content: Content, data: bytes, values: dict[str, Any]) -> None:
    written = yaml.safe_dump(values, allow_unicode=True)
    for text in (data, CENTRE.encode() + data, (CENTRE + written).encode("utf-8", "replace")):
        content.write("site.yml", text)
        reading = read_site(content.folder, content.cache, NOW)
        assert reading.site is not None or reading.problems


@settings(bounded, max_examples=60)
@given(values=HEADERS, body=st.text(max_size=300), kind=st.sampled_from(list(KINDS)))
def test_the_whole_desk_takes_anything(
    content: Content, values: dict[str, Any], body: str, kind: str
) -> None:
    header = yaml.safe_dump(values, allow_unicode=True)
    text = f"---\ntitle: Bài\ndate: 1/1/2026\n{header}---\n{body}"
    content.write(f"{kind}/x.md", text.encode("utf-8", "replace"))
    check(content.folder, content.cache, NOW, theme_renderer)


@pytest.mark.parametrize("encoding", Encoding)
def test_every_prefix_of_a_legacy_file(content: Content, encoding: Encoding) -> None:
    text = encoding.encode("---\ntitle: Nghề miến dong\n---\nTrung tâm hỗ trợ hợp tác xã.\n")
    for length in range(0, len(text), 3):
        entry(content, "tin-tuc", text[:length].encode("utf-8", "surrogateescape"))
