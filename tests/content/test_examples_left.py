"""What `khuyencong new` puts into a file as an example is not published by mistake."""

import pytest

from khuyencong.model.examples import PLACEHOLDER, PRODUCER, is_sample_phone
from khuyencong.model.kinds import KINDS
from khuyencong.model.skeleton import skeleton
from tests.conftest import NOW, Content

PRODUCER_LINES = """\
producer:
  name: Công ty Mẫu
  kind: cong-ty
  {}"""


def product(content: Content, line: str, more: str = "") -> list[str]:
    text = PRODUCER_LINES.format(line)
    content.write(
        "san-pham/a.md",
        f"---\ntitle: Máy ép\nuid: kc-1\nsummary: A\ngroup: thiet-bi\n{text}\n{more}\n---\nA\n",
    )
    return content.said()


@pytest.mark.parametrize(
    "line",
    [
        *("phone: 0000 000 000", "phone: 0000.000.000, 0205 3812 345", "zalo: 0000000000"),
        *("email: a@b.vn", "website: https://example.org", "website: https://www.example.com/a"),
    ],
)
def test_an_example_in_a_published_entry_is_an_error(content: Content, line: str) -> None:
    assert product(content, line) == ["KC236 san-pham/a.md:9"]
    assert content.read().site is None
    for excuse in ("sample: true", "status: draft", "status: review"):
        assert product(content, line, excuse) == []


@pytest.mark.parametrize(
    "line",
    [
        *("phone: 0205 3812 345", "phone: 0912.000.000", "email: ba@b.vn", "email: a@b.vn.example"),
        *("website: https://example.org.vn", "address: Thôn 1", "website: https://thu.example"),
    ],
)
def test_what_is_nobodys_example_stays(content: Content, line: str) -> None:
    assert product(content, line) == []


def test_the_name_of_the_example_producer_is_no_producer(content: Content) -> None:
    content.product("san-pham/a.md", "Miến", producer=f"{{name: {PRODUCER}}}")
    assert content.said() == ["KC236 san-pham/a.md:6"]


def test_examples_in_lists_are_found_with_their_line(content: Content) -> None:
    content.story(contact="x", source_name="Báo", source_url="https://example.org/bai-goc")
    assert "KC236 tin-tuc/bai.md:8" in content.said()


def test_the_sentence_of_a_new_file_is_no_story(content: Content) -> None:
    content.story(body=f"\n{PLACEHOLDER}\n")
    assert content.said() == ["KC236 tin-tuc/bai.md:8"]
    content.story(body=PLACEHOLDER, sample="true")
    assert content.said() == ["KC236 tin-tuc/bai.md:8"]
    content.story(body=PLACEHOLDER, status="draft")
    assert content.said() == []


@pytest.mark.parametrize("folder", KINDS)
def test_only_what_must_be_there_stands_in_a_new_file(folder: str) -> None:
    kind = KINDS[folder]
    lines = skeleton(kind, "Bài mẫu", NOW).split("---")[1].splitlines()
    keys = {line.partition(":")[0] for line in lines if line and line[0].isalpha()}
    required = {name for name, field in kind.model_fields.items() if field.is_required()}
    assert keys == required | {"title", "slug", "uid", "date", "status"}
    assert not any("0000" in line or "example" in line for line in lines if "#" not in line)


def test_a_telephone_of_the_sample_is_known() -> None:
    assert is_sample_phone("0000 000 123") and is_sample_phone("+84000 000 000")
    assert not is_sample_phone("0205 3812 345") and not is_sample_phone("1900 0000")


CENTRE = "name: A\nshort_name: B\nurl: https://{}\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (CENTRE.format("khuyencong.example"), [3]),
        (CENTRE.format("lang.vn") + "phones: [0205 3812 345, 0000.000.001]\n", [4]),
        (CENTRE.format("lang.vn") + "email: tin@khuyencong.example\n", [4]),
        (CENTRE.format("lang.vn") + "press_contact:\n  name: A\n  phone: 0000 000 001\n", [6]),
        (CENTRE.format("khuyencong.example") + "phones: 0000.000.001\nsample: true\n", []),
        (CENTRE.format("lang.vn") + "phones: 0205 3812 345\n", []),
    ],
)
def test_a_sample_in_site_yml_is_named(content: Content, text: str, lines: list[int]) -> None:
    content.write("site.yml", text)
    content.story(author="A")
    assert content.said() == [f"KC237 site.yml:{line}" for line in lines]
    assert content.site()
