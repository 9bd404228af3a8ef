"""The commands of the editor's desk, run as staff run them."""

import json
import re
import shlex
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from khuyencong.cli import app
from khuyencong.store.file_state import FINE_CLOCK
from khuyencong.vietnamese.legacy import Encoding, as_bytes
from tests.conftest import Content

NOW = "24/11/2026 09:00"
OLD = "---\ntitle: Nghề miến dong\nstatus: published\n---\nTrung tâm hỗ trợ hợp tác xã mua máy.\n"


@pytest.fixture
def desk(content: Content, monkeypatch: pytest.MonkeyPatch) -> Iterator[Content]:
    """A content folder in the folder where the command runs."""
    monkeypatch.chdir(content.folder.parent)
    monkeypatch.setenv("COLUMNS", "200")
    yield content


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def check(*words: str) -> Result:
    return run("check", "--now", NOW, *words)


def test_clean_content_ends_with_0(desk: Content) -> None:
    desk.story(author="Ban biên tập")
    done = check()
    assert (done.exit_code, done.output.strip()) == (0, "Không có lỗi.")


def test_problems_stand_by_file_with_line_code_and_advice(desk: Content) -> None:
    desk.story("tin-tuc/a.md", author="Ban biên tập", date="32/1/2026", status="xong")
    desk.story("tin-tuc/b.md", author="Ban biên tập", title="Tin khác", summary="")
    done = check()
    assert done.exit_code == 1
    assert re.search(
        r"^content/tin-tuc/a\.md:3: lỗi KC107 .+\ncontent/tin-tuc/a\.md:7: lỗi KC108 .+\n\n"
        r"content/tin-tuc/b\.md:1: nhắc KC206 .+\n"
        r"2 lỗi, 1 nhắc trong 2 tệp\. Giải thích từng mã: khuyencong explain KC107",
        done.output,
    ), done.output


def test_warnings_alone_end_with_0_and_with_1_when_strict(desk: Content) -> None:
    desk.story(author="Ban biên tập", summary="")
    assert check().exit_code == 0
    strict = check("--strict")
    assert strict.exit_code == 1
    assert "lỗi KC206" in strict.output and "1 lỗi trong 1 tệp" in strict.output


def test_notes_do_not_fail_a_strict_check(desk: Content) -> None:
    desk.story(author="Ban biên tập", body="Tỉnh Ðồng Nai.")
    assert check("--strict").exit_code == 0


def test_what_cannot_run_ends_with_2(desk: Content) -> None:
    assert check("khong-co").exit_code == 2
    assert run("check", "--now", "hôm qua").exit_code == 2
    beyond = run("check", "--now", "31/12/9999")
    assert beyond.exit_code == 2 and "năm 9999 có lẽ gõ nhầm" in beyond.output
    assert run("check", "--now", "31/12/1905").exit_code == 0


def test_programs_get_json_with_stable_codes(desk: Content) -> None:
    desk.story(author="Ban biên tập", date="32/1/2026", body="[x](https://moit.gov.vn)")
    desk.story("tin-tuc/b.md", title="B", author="A", body="[Bộ](https://moit.gov.vn)")
    done = check("--format", "json")
    told = json.loads(done.stdout)
    (problem,) = told["problems"]
    assert (problem["code"], problem["severity"]) == ("KC107", "error")
    assert (problem["file"], problem["line"]) == ("tin-tuc/bai.md", 3)
    assert problem["message"] and problem["advice"]
    assert told["outside_links"] == [
        {"file": "tin-tuc/b.md", "line": 8, "address": "https://moit.gov.vn"}
    ]


def test_outside_links_are_listed_not_visited(desk: Content) -> None:
    desk.story(author="A", body="[Bộ](https://khong-co-that.invalid/a)")
    done = check("--links")
    assert done.exit_code == 0
    assert "https://khong-co-that.invalid/a  (tin-tuc/bai.md:8)" in done.output


def test_an_unchanged_folder_is_answered_from_memory(
    desk: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.story(author="A", summary="")
    time.sleep(FINE_CLOCK / 1e9 + 0.01)  # files of the last tick of the clock are not trusted
    first = check()
    monkeypatch.setattr(
        "khuyencong.checking.content_check.check", lambda *_: pytest.fail("read again")
    )
    assert check().output == first.output
    monkeypatch.undo()
    monkeypatch.chdir(desk.folder.parent)
    desk.story(author="A", summary="Có rồi.")
    assert "Không có lỗi" in check().output


def test_a_remembered_result_does_not_outlive_its_day(desk: Content) -> None:
    desk.write(
        "chinh-sach/a.md",
        "---\ntitle: Mức hỗ trợ\ndate: 1/1/2026\nuid: kc-1\nsummary: A\nexpires: 25/11/2026\n"
        "---\nA\n",
    )
    assert "Không có lỗi" in check().output
    done = run("check", "--now", "25/11/2026 00:00")
    assert "KC222" in done.output


def test_an_old_file_becomes_a_draft_beside_it(desk: Content) -> None:
    old = desk.write("tin-tuc/cu.md", as_bytes(Encoding.TCVN3.encode(OLD)))
    done = check()
    assert "KC111" in done.output and "Nghề miến dong" in done.output
    assert "khuyencong convert content/tin-tuc/cu.md" in done.output
    done = run("convert", "content/tin-tuc/cu.md")
    assert done.exit_code == 0, done.output
    draft = desk.folder / "tin-tuc" / "cu.unicode.md"
    text = draft.read_text(encoding="utf-8")
    assert "Trung tâm hỗ trợ hợp tác xã mua máy." in text
    assert "status: draft" in text and "published" not in text
    assert old.read_bytes() == as_bytes(Encoding.TCVN3.encode(OLD))
    again = run("convert", "content/tin-tuc/cu.md")
    assert again.exit_code == 1 and "Đã có bản nháp" in again.output


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("bai.docx", b"PK\x03\x04\x14\0\6\0", "khuyencong import"),
        ("bai.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "khuyencong import"),
        ("anh.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\xa9\xb1\xd6", "là ảnh"),
        ("phim.mp4", b"\0\0\0\x20ftypisom\xa9", "là ảnh hoặc video"),
        ("so.pdf", b"%PDF-1.4 Khuy\xd5n c\xabng", "không phải tệp chữ"),
        ("bai.md", b"PK\x03\x04 t\xa9m Khuy\xd5n c\xabng", "tệp Word hoặc Excel"),
        ("2024.csv", "ten\nHỗ trợ máy thái miến\n".encode("cp1252", "replace"), "dấu hỏi"),
    ],
)
def test_what_is_no_old_text_is_not_turned_into_rubbish(
    desk: Content, name: str, data: bytes, words: str
) -> None:
    desk.write(f"tin-tuc/{name}", data)
    done = run("convert", f"content/tin-tuc/{name}")
    assert done.exit_code == 1 and words in done.output
    assert "xóa" not in done.output
    assert [file.name for file in (desk.folder / "tin-tuc").iterdir()] == [name]


@pytest.mark.parametrize(
    "name", ["bài cũ.md", "a&b (1).md", "cu.md", "năm 2019/a;b.md", "$HOME.md"]
)
def test_the_command_in_a_message_runs_as_it_is_printed(desk: Content, name: str) -> None:
    desk.write(f"tin-tuc/{name}", as_bytes(Encoding.TCVN3.encode(OLD)))
    (command,) = re.findall(r"`(khuyencong convert .+?)` để có", check().output)
    words = shlex.split(command)
    assert words[2:] == [f"content/tin-tuc/{name}"]
    assert run(*words[1:]).exit_code == 0


def test_a_unicode_file_is_not_converted(desk: Content) -> None:
    desk.story()
    done = run("convert", "content/tin-tuc/bai.md")
    assert done.exit_code == 1
    assert not list(desk.folder.rglob("*.unicode.md"))
    for other, words in (("content/khong-co.md", "không có tệp"), ("content", "là thư mục")):
        done = run("convert", other)
        assert done.exit_code == 2 and words in done.output


def test_the_schema_of_a_kind_is_printed(desk: Content) -> None:
    done = run("schema", "san-pham")
    assert json.loads(done.stdout)["title"] == "sản phẩm"
    wrong = run("schema", "san-phamm")
    assert wrong.exit_code == 2 and "san-pham" in wrong.output


@pytest.mark.parametrize(
    "kind", ["tin-tuc", "san-pham", "mo-hinh", "chinh-sach", "dao-tao", "trang"]
)
def test_a_new_file_is_a_draft_that_reads(desk: Content, kind: str) -> None:
    done = run("new", kind, "Nghề miến: từ củ dong")
    assert done.exit_code == 0, done.output
    reading = desk.read(drafts=True)
    assert reading.site and len(reading.site.records) == 1
    assert run("new", kind, "Nghề miến: từ củ dong").exit_code == 1


def test_a_new_table_of_a_year(desk: Content) -> None:
    assert run("new", "de-an", "2026").exit_code == 0
    assert len(desk.site().de_an) == 1
    assert run("new", "de-an", "2026").exit_code == 1
    assert run("new", "de-an", "năm sau").exit_code == 2
    assert run("new", "bai-bao", "A").exit_code == 2


def test_colour_is_for_terminals_alone(desk: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.story(author="A", date="32/1/2026")
    assert "\x1b[" not in check().output
    assert not Path("output").exists()
