"""Letters of readers come in shortened, and nobody sees one before a person lets it."""

import mailbox
import re
from email.message import EmailMessage
from pathlib import Path

import pytest

from khuyencong.importers.import_run import ImportOptions, import_source
from khuyencong.importers.mailbox_source import letters
from khuyencong.importers.report import Outcome, Report
from khuyencong.vietnamese.person_names import initials
from tests.conftest import NOW, Content

ADDRESS = "https://thu.example/tin-tuc/bai/"


def letter(subject: str, text: str, name: str = "Nguyễn Thị Mẫu", kind: str = "plain"):
    made = EmailMessage()
    made["From"] = f"{name} <mau@thu.example>"
    made["Subject"], made["Date"] = subject, "Mon, 23 Nov 2026 08:30:00 +0700"
    made["Message-ID"] = f"<{abs(hash(subject + text))}@thu.example>"
    made.set_content(text, subtype=kind)
    return made


def mbox(folder: Path, *messages: EmailMessage) -> Path:
    box = mailbox.mbox(folder / "hop-thu.mbox")
    for message in messages:
        box.add(message)
    box.close()
    return folder / "hop-thu.mbox"


def taken_in(source: Path, content: Content) -> Report:
    return import_source(source, content.folder, ImportOptions(), NOW)


@pytest.fixture
def story(content: Content) -> Content:
    content.story(slug="bai")
    return content


COMMENT = letter("Ý kiến: Mở lớp", f"Bài: {ADDRESS}\n\nBài rõ, gọi tôi 0912 345 678.\n\n> trích")


def test_a_comment_waits_in_its_story(story: Content, tmp_path: Path) -> None:
    (item,) = taken_in(mbox(tmp_path, COMMENT), story).items
    assert (item.outcome, item.file) == (Outcome.UPDATED, "tin-tuc/bai.md")
    (record,) = story.site().records
    (comment,) = record.entry.comments
    assert (comment.name, comment.text, comment.shown) == (
        "N.T.M.",
        "Bài rõ, gọi tôi [đã bỏ].",
        False,
    )
    assert f"{comment.date:%d/%m/%Y %H:%M}" == "23/11/2026 08:30"


def test_the_same_mailbox_adds_nothing_twice(story: Content, tmp_path: Path) -> None:
    source = mbox(tmp_path, COMMENT)
    taken_in(source, story)
    before = (story.folder / "tin-tuc/bai.md").read_bytes()
    (item,) = taken_in(source, story).items
    assert item.outcome is Outcome.UNCHANGED
    assert (story.folder / "tin-tuc/bai.md").read_bytes() == before


def test_a_comment_whose_line_of_the_ledger_is_lost_is_not_added_again(
    story: Content, tmp_path: Path
) -> None:
    source = mbox(tmp_path, COMMENT)
    taken_in(source, story)
    before = (story.folder / "tin-tuc/bai.md").read_bytes()
    (story.folder / ".nhap-lieu" / "so-nhap.jsonl").unlink()
    taken_in(source, story)
    assert (story.folder / "tin-tuc/bai.md").read_bytes() == before


def test_a_question_becomes_the_draft_of_an_answer(story: Content, tmp_path: Path) -> None:
    asked = letter("Hỏi trung tâm", "Hộ tôi có được hỗ trợ máy không?\nỞ xã Na Rì.")
    (item,) = taken_in(mbox(tmp_path, asked), story).items
    assert item.outcome is Outcome.CREATED
    text = (story.folder / item.file).read_text("utf-8")
    assert "status: draft" in text and "asker: N.T.M." in text
    assert "> Hộ tôi có được hỗ trợ máy không?\n> Ở xã Na Rì." in text
    assert "mau@thu.example" not in text


def test_a_maildir_is_read_too(story: Content, tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "thu", create=True)
    box.add(COMMENT)
    (item,) = taken_in(tmp_path / "thu", story).items
    assert item.outcome is Outcome.UPDATED


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (letter("Báo lỗi: Mở lớp", f"Bài: {ADDRESS}\n\nSai năm."), "Sai năm."),
        (letter("Ý kiến: x", "Bài: https://thu.example/tin-tuc/khac/\n\nA."), "Không rõ thư"),
        (letter("Ý kiến: x", "Không ghi bài nào."), "Không rõ thư"),
        (letter("Ý kiến: x", f"Bài: {ADDRESS}\n\n> chỉ trích lại"), "không có chữ đọc được"),
    ],
)
def test_other_letters_are_told_and_change_nothing(
    story: Content, tmp_path: Path, message: EmailMessage, why: str
) -> None:
    before = sorted(path.name for path in story.folder.rglob("*.md"))
    (item,) = taken_in(mbox(tmp_path, message), story).items
    assert item.outcome is Outcome.LEFT_OUT
    assert why in item.remarks[0]
    assert sorted(path.name for path in story.folder.rglob("*.md")) == before


def test_markup_in_a_letter_stays_words(tmp_path: Path) -> None:
    hostile = letter("Ý kiến: x", "<p>A</p><script>alert(1)</script>", kind="html")
    (found,) = letters(mbox(tmp_path, hostile))
    assert "<" not in found.text


@pytest.mark.parametrize(
    "page",
    [
        f"<style>p {{}}</style><p>Bài: <a href=x>{ADDRESS}</a></p><div>Bài <b>rõ</b>.</div>",
        f'<?xml version="1.0" encoding="utf-8"?><p>Bài: {ADDRESS}<br>Bài rõ.</p>',
    ],
)
def test_a_letter_in_html_is_read_line_by_line(tmp_path: Path, page: str) -> None:
    (found,) = letters(mbox(tmp_path, letter("Ý kiến: x", page, kind="html")))
    assert (found.address, found.text) == (ADDRESS, "Bài rõ.")


@pytest.mark.parametrize(
    ("day", "words"),
    [("Fri, 31 Dec 9999 23:59:59 +0000", "A"), ("hôm qua", "A"), ("", "<!-- -->"), ("", ADDRESS)],
)
def test_a_letter_without_a_day_or_words_stops_nothing(
    tmp_path: Path, day: str, words: str
) -> None:
    message = letter("Hỏi", words, kind="html")
    message.replace_header("Date", day)
    (found,) = letters(mbox(tmp_path, message))
    assert found.received.year == 1970


@pytest.mark.parametrize(
    ("name", "short"), [("Nguyễn Thị Mẫu", "N.T.M."), ("đỗ văn-an", "Đ.V.A."), ("12 !", "")]
)
def test_names_are_shortened(name: str, short: str) -> None:
    assert initials(name) == short


@pytest.mark.parametrize("part", ["a", "1 ", "\n", "a@", "Bài:\n"])
def test_a_letter_of_any_length_is_read_at_once(tmp_path: Path, part: str) -> None:
    (found,) = letters(mbox(tmp_path, letter("Ý kiến: x", part * 40_000)))
    assert len(found.text) <= 20_000


def test_a_mail_without_a_name_gives_none(tmp_path: Path) -> None:
    (found,) = letters(mbox(tmp_path, letter("Hỏi", "A", name="")))
    assert found.sender == ""


HOSTILE = {
    "a group for a sender": "From: a:b:c;;@,",
    "a key that is none": "Message-ID: <",
    "a character set with a zero": 'Content-Type: text/plain; charset="a\0b"',
    "parameters in pieces": "Content-Type: text/plain; charset*=a; charset*0*=b",
    "parts inside each other": "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(2_000)
    ),
    "many parts": 'Content-Type: multipart/mixed; boundary="b"\n\n' + "--b\n\nx\n" * 20_000,
    "letters in letters": "Content-Type: message/rfc822\n\n" * 2_000,
    "a long subject": "Subject: " + "=?utf-8?q?a?= " * 20_000,
}


@pytest.mark.parametrize("header", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_letter_keeps_no_other_from_being_read(
    story: Content, tmp_path: Path, header: str
) -> None:
    separator = "From a@thu.example Mon Nov 23 08:30:00 2026\n"
    sound = letter("Hỏi vay vốn", "Cơ sở tôi vay ở đâu?").as_string()
    source = tmp_path / "hop-thu.mbox"
    source.write_text(f"{separator}{header}\n\n\n{separator}{sound}\n", "utf-8")
    outcomes = [item.outcome for item in taken_in(source, story).items]
    assert outcomes.count(Outcome.CREATED) == 1 and len(outcomes) == 2


def test_a_letter_without_a_character_set_is_read_as_utf_8(tmp_path: Path) -> None:
    source = tmp_path / "hop-thu.mbox"
    source.write_bytes("From a\nSubject: x\n\nHộ tôi ở Na Rì.\n".encode())
    (found,) = letters(source)
    assert found.text == "Hộ tôi ở Na Rì."


def test_markup_in_a_question_is_no_markup_of_its_answer(story: Content, tmp_path: Path) -> None:
    asked = letter(
        "Hỏi",
        "**Gấp** [bấm](https://x.example) ![x](anh/rieng.jpg)\n"
        "# Đề mục\n```bieu-do\nsố liệu: tep/rieng.csv\n```\n<script>alert(1)</script>",
    )
    (item,) = taken_in(mbox(tmp_path, asked), story).items
    (page,) = (record for record in story.site(drafts=True).records if record.source == item.file)
    shown = "".join(map(str, page.body))
    assert "**Gấp** [bấm](" in shown and "# Đề mục" in shown and "&lt;script&gt;" in shown
    assert not {"<strong", "<h1", "<img", "<script", "<pre"} & set(re.findall(r"<\w+", shown))


@pytest.mark.parametrize(
    "contact",
    ["(0912) 345 678", "0912/345/678", "+84 (0) 912 345 678", "0205.3812.345", "an＠thu.example"],
)
def test_telephones_and_addresses_are_taken_out_however_written(
    tmp_path: Path, contact: str
) -> None:
    (found,) = letters(mbox(tmp_path, letter("Ý kiến: x", f"Gọi {contact} ngày 23/11/2026.")))
    assert found.text.removesuffix(".") == "Gọi [đã bỏ] ngày 23/11/2026"
