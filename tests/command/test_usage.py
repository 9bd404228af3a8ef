"""The command speaks Vietnamese wherever it is typed wrong, and on its help pages."""

import re

import pytest
from typer.testing import CliRunner, Result

from khuyencong.cli import app
from khuyencong.model.rules import Rule

ENGLISH = re.compile(
    r"\b(Usage|Options|Arguments|Commands|Error|Missing|Invalid|No such|Try|Show this|required|"
    r"default|unexpected|Aborted)\b"
)


def run(*words: str, keys: str | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=keys)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["biuld"], "Không có lệnh “biuld”. Có phải là `build`?"),
        (["xyzzy"], "Các lệnh: init, new, preview, check"),
        (["--abc"], "Không có tùy chọn --abc."),
        (["check", "--stric"], "Không có tùy chọn --stric. Có phải là --strict?"),
        (["check", "--format"], "Tùy chọn --format cần một giá trị đứng sau."),
        (
            ["check", "--format", "xml"],
            "Giá trị của --format không dùng được. Chọn một trong: text",
        ),
        (["preview", "--port", "tám"], "Giá trị của --port không dùng được. Viết một số từ 1 đến"),
        (["preview", "--port", "70000"], "Giá trị của --port không dùng được."),
        (["new"], "Thiếu LOẠI."),
        (["new", "tin-tuc"], "Thiếu TÍT."),
        (["new", "tin-tuc", "Mở", "lớp"], "Thừa “lớp”"),
        (["explain"], "Thiếu MÃ."),
        (["convert"], "Thiếu TỆP."),
        (["check", "a", "b"], "Thừa “b”"),
    ],
)
def test_a_command_line_that_makes_no_sense(words: list[str], said: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert said in done.output
    assert not ENGLISH.search(done.output), done.output


def test_what_was_typed_is_said_again_letter_by_letter() -> None:
    """Not as a picture of what stands between two colons."""
    done = run("build", "tỉ lệ 1:100:5 [b]:cat:[/b]")
    assert "“tỉ lệ 1:100:5 [b]:cat:[/b]”" in " ".join(done.output.split())


@pytest.mark.parametrize(
    "words",
    [
        [],
        *(
            [name]
            for name in ["init", "new", "preview", "check", "explain", "build", "convert", "schema"]
        ),
    ],
)
def test_help_pages_are_vietnamese(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    done = run(*words, "--help")
    assert done.exit_code == 0
    assert "Cách dùng: " in done.output and "Tùy chọn" in done.output
    assert not ENGLISH.search(done.output), done.output


def test_nothing_at_all_shows_the_help_page() -> None:
    assert "Cách dùng: " in run().output


@pytest.mark.parametrize("code", ["KC215", "kc215", "215"])
def test_a_code_is_explained_as_the_document_has_it(code: str) -> None:
    done = run("explain", code)
    assert done.exit_code == 0
    assert done.output.startswith("KC215 – hộ kinh doanh, cá nhân chưa đồng ý công khai\n\nNhắc. ")
    assert "\n    producer:\n      name: Hộ Nguyễn Văn Mẫu" in done.output
    assert "KC216" not in done.output and "```" not in done.output


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.code)
def test_every_code_is_explained(rule: Rule) -> None:
    done = run("explain", rule.code)
    assert done.exit_code == 0
    assert rule.summary in done.output and "Đúng" in done.output


def test_an_unknown_code_leads_to_a_known_one() -> None:
    done = run("explain", "KC999")
    assert done.exit_code == 2 and "Không có mã “KC999”. Có phải là KC" in done.output
