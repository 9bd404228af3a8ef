"""A run of the desk: what is said once, what is folded away, what comes first."""

import json

import pytest
from typer.testing import CliRunner, Result

from khuyencong.checking.content_check import check
from khuyencong.checking.result import summary
from khuyencong.cli import app
from khuyencong.model.rules import Problem, Rule
from tests.conftest import NOW, Content, theme_renderer

WITHOUT = {"author": "Ban biên tập", "summary": ""}


def run(content: Content, *words: str) -> Result:
    return CliRunner().invoke(app, ["check", str(content.folder), "--now", "24/11/2026", *words])


def problems(content: Content) -> list[Problem]:
    return list(check(content.folder, content.cache, NOW, theme_renderer).problems)


@pytest.fixture(autouse=True)
def _folder(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(content.folder.parent)


def test_files_in_error_come_first_then_the_newest(content: Content) -> None:
    content.story("tin-tuc/cu.md", author="A", date="1/2/2026", body="Các các xã.")
    content.story("tin-tuc/moi.md", author="A", title="B", date="20/11/2026", body="Các các xã.")
    content.story("tin-tuc/hong.md", author="A", title="C", date="32/1/2026", uid="kc-c")
    content.story(
        "tin-tuc/sua.md", author="A", title="D", date="1/1/2026", modified="23/11/2026",
        body="Các các xã.",
    )  # fmt: skip
    files = [problem.file for problem in problems(content)]
    assert files == ["tin-tuc/hong.md", "tin-tuc/sua.md", "tin-tuc/moi.md", "tin-tuc/cu.md"]


@pytest.mark.parametrize(
    "accepted",
    ['"KC701: tên riêng"', "KC701", "[KC701, KC205]", "{KC701: tên riêng}", "KC701, KC205"],
)
def test_a_warning_that_is_accepted_is_only_counted(content: Content, accepted: str) -> None:
    content.story(author="A", body="Các các xã , huyện.", accepted=accepted)
    done = run(content)
    assert "KC701" not in done.output and "KC702" in done.output
    assert "1 nhắc trong 1 tệp" in done.output
    assert "Không in: 1 lời nhắc đã chấp nhận" in done.output
    assert "KC701" in run(content, "--all").output
    (found,) = (
        each
        for each in json.loads(run(content, "--format", "json").output)["problems"]
        if each["folded"]
    )
    assert (found["code"], found["folded"]) == ("KC701", "accepted")


def test_the_code_to_read_about_is_that_of_an_error() -> None:
    found = [
        Problem("a.md", 1, rule, "A.", "B.") for rule in (Rule.DATE_WITHOUT_HOUR, Rule.BROKEN_LINK)
    ]
    assert summary(found).endswith("khuyencong explain KC403")


def test_a_strict_check_lets_accepted_warnings_be(content: Content) -> None:
    content.story(author="A", body="Các các xã.", accepted="KC701")
    assert run(content, "--strict").exit_code == 0
    content.story(author="A", body="Các các xã.")
    assert run(content, "--strict").exit_code == 1


@pytest.mark.parametrize(
    ("accepted", "words"),
    [
        ("KC999", "“KC999” không phải mã nào"),
        ("{KC111: chữ cũ}", "KC111 là lỗi"),
        ("Ảnh đẹp", "không phải mã nào"),
        ("[{a: b}]", "không phải mã nào"),
    ],
)
def test_what_cannot_be_accepted_is_an_error(content: Content, accepted: str, words: str) -> None:
    content.story(author="A", accepted=accepted)
    (problem,) = problems(content)
    assert problem.rule.code == "KC106" and words in problem.message


def test_warnings_of_sample_data_do_not_bury_new_ones(content: Content) -> None:
    for number in range(5):
        content.story(
            f"tin-tuc/{number}.md", author="A", title=f"M {number}", body="Các các xã.",
            sample="true",
        )  # fmt: skip
    content.story("tin-tuc/moi.md", author="A", body="Của của xã.")
    done = run(content)
    assert done.output.count("nhắc KC701") == 1 and "Của của" in done.output
    assert "5 lời nhắc ở dữ liệu minh họa" in done.output
    assert run(content, "--all").output.count("nhắc KC701") == 6


def test_errors_of_sample_data_are_errors(content: Content) -> None:
    content.story(author="A", date="32/1/2026", sample="true")
    assert run(content).exit_code == 1


def test_what_all_entries_lack_is_said_once(content: Content) -> None:
    for number in range(4):
        content.story(f"tin-tuc/{number}.md", title=f"Tin {number}", **WITHOUT)
    (problem,) = problems(content)
    assert (problem.rule.code, problem.file) == ("KC206", "site.yml")
    assert problem.message == "4 trong 4 bài chưa có sa-pô."
    content.story("tin-tuc/a.md", author="A", title="Có sa-pô")
    content.story("tin-tuc/b.md", author="A", title="Cũng có sa-pô")
    assert [p.rule.code for p in problems(content)] == ["KC206"] * 4


def test_what_was_mended_is_said_once_a_file_with_a_count(content: Content) -> None:
    body = "Tỉnh Ðồng Nai.\n\nTỉnh Ðắk Lắk.\n\nHai\u00a0chữ.\n"
    content.story(author="A", body=body)
    (note,) = problems(content)
    assert note.rule.code == "KC601"
    assert "(2 dòng)" in note.message and "dấu cách không ngắt" in note.message


def test_an_abbreviation_is_explained_by_the_text_or_the_page(content: Content) -> None:
    site = (content.folder / "site.yml").read_text(encoding="utf-8")
    content.write("site.yml", f"{site}abbreviations:\n  OCOP: mỗi xã một sản phẩm\n")
    told = "Chiều 20/11, hội đồng chấm theo Chương trình mỗi xã một sản phẩm (OCOP)."
    content.story("tin-tuc/a.md", author="A", title="Tỉnh chấm 20 sản phẩm OCOP", body=told)
    content.story("tin-tuc/b.md", author="A", title="OCOP", body="Sản phẩm OCOP năm nay.")
    content.story("tin-tuc/c.md", author="A", title="C", body="Sản phẩm #OCOP năm nay.")
    content.story(
        "tin-tuc/d.md", author="A", title="Chấm OCOP", body="## OCOP\n\n[OCOP](/tin-tuc/)"
    )
    content.product("san-pham/e.md", "Miến OCOP")
    found = sorted(p.file for p in problems(content) if p.rule.code == "KC706")
    assert found == ["san-pham/e.md", "tin-tuc/d.md"]


def test_a_web_page_on_one_line_is_no_hostile_text(content: Content) -> None:
    page = "".join(f'<p style="text-align:justify"><b>{i}</b> đoạn</p>' for i in range(450))
    content.story(author="A", body=page)
    assert problems(content) == []


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ('<p><span style="color:red"><font face="Arial">Đỏ</font></span></p>', []),
        ("<center>Giữa</center>", []),
        ('<iframe src="https://ban-do.example/"></iframe>', ["KC113"]),
        ("<script>alert(1)</script>", ["KC113"]),
        ('<object data="a.swf"></object>', ["KC113"]),
    ],
)
def test_a_tag_whose_words_stay_is_dropped_in_silence(
    content: Content, body: str, codes: list[str]
) -> None:
    content.story(author="A", body=f"Chữ.\n\n{body}\n")
    assert [problem.rule.code for problem in problems(content)] == codes
