"""A chief who is not at a desk approves a story: one file by Zalo, one code that comes back."""

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from khuyencong.desk.approval_letters import ApprovalLetters, WrongCodeError
from khuyencong.desk.self_contained_page import self_contained
from khuyencong.desk.sessions import Role, Sessions
from khuyencong.desk.workspace import Workspace
from tests.conftest import Content
from tests.desk.conftest import Visitor, changed

SOURCE = "tin-tuc/bai.md"
CHIEF = "Bà Nguyễn Thị B"
PAGE = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
<link rel="stylesheet" href="/theme/a.css"><link rel="icon" href="/x.svg">
<script src="/theme/a.js"></script></head><body onload="act()"><form action="/tim/"></form>
<picture><source srcset="/anh/a.avif 400w"><img src="/anh/a-400.jpg" alt="Máy"
srcset="/anh/a-400.jpg 400w, /anh/a-1200.jpg 1200w, /anh/a-1600.jpg 1600w"></picture>
<a href="/tin-tuc/">Tin</a><iframe src="https://xa.example"></iframe></body></html>"""
FILES = {
    "theme/a.css": b"b{background:url('../anh/hoa.svg')}p{background:url(/anh/hoa.svg)}",
    "anh/hoa.svg": b"<svg/>",
    "anh/a-400.jpg": b"nho",
    "anh/a-1200.jpg": b"vua",
    "anh/a-1600.jpg": b"lon",
}


@pytest.fixture
def sent(visitor: Visitor, content: Content) -> str:
    """The code of a letter about a draft."""
    content.story(status="draft", body="Trao 05 máy.")
    visitor.post(f"thu-duyet/{SOURCE}", {"nguoi-duyet": CHIEF})
    (letter,) = letters(visitor).about(SOURCE)
    return letter.code


def letters(visitor: Visitor) -> ApprovalLetters:
    workspace: Workspace = visitor.client.app.app.state.workspace  # type: ignore[attr-defined]
    return ApprovalLetters(workspace.data / "thu-duyet")


def said(answer) -> str:
    from urllib.parse import unquote

    return unquote(answer.headers["location"])


def test_a_letter_takes_the_story_to_those_that_wait(
    visitor: Visitor, content: Content, sent: str
) -> None:
    assert "status: review" in (content.folder / SOURCE).read_text()
    page = visitor.get(f"bai/{SOURCE}").text
    assert f"Gửi {CHIEF}" in page and "Tải tệp để gửi" in page
    assert sent not in page  # only who has the letter has the code


def test_the_code_typed_back_is_written_with_name_and_moment(
    visitor: Visitor, content: Content, sent: str
) -> None:
    typed = sent.lower().replace("-", " ")
    assert f"{CHIEF} đã duyệt" in said(visitor.post(f"ma-duyet/{SOURCE}", {"ma": typed}))
    text = (content.folder / SOURCE).read_text()
    assert re.search(rf"approved:\n  by: {CHIEF}\n  date: \d\d/\d\d/\d{{4}} \d\d:\d\d\n", text)
    assert "status: review" in text  # readers see it when somebody publishes it
    assert f"<b>{CHIEF}</b> đã duyệt bản này" in visitor.get(f"bai/{SOURCE}").text
    assert "chưa có thư duyệt" in said(visitor.post(f"ma-duyet/{SOURCE}", {"ma": sent}))


def test_publishing_keeps_the_name_of_the_chief(
    visitor: Visitor, content: Content, sent: str
) -> None:
    visitor.post(f"ma-duyet/{SOURCE}", {"ma": sent})
    base = dict(visitor.form(f"bai/{SOURCE}"))["base"]
    visitor.post(f"buoc/{SOURCE}", {"buoc": "dang", "base": base})
    text = (content.folder / SOURCE).read_text()
    assert "status: published" in text and f"by: {CHIEF}" in text


def test_a_text_changed_after_it_was_approved_waits_again(
    visitor: Visitor, content: Content, sent: str
) -> None:
    visitor.post(f"ma-duyet/{SOURCE}", {"ma": sent})
    form = changed(visitor.form(f"bai/{SOURCE}"), body="Trao 50 máy.")
    visitor.post(f"bai/{SOURCE}", form)
    text = (content.folder / SOURCE).read_text()
    assert "Trao 50 máy." in text and "approved" not in text


def test_the_code_of_an_older_version_approves_nothing(
    visitor: Visitor, content: Content, sent: str
) -> None:
    form = changed(visitor.form(f"bai/{SOURCE}"), body="Trao 50 máy.")
    visitor.post(f"bai/{SOURCE}", form)
    assert "đã sửa sau khi gửi" in said(visitor.post(f"ma-duyet/{SOURCE}", {"ma": sent}))
    assert "approved" not in (content.folder / SOURCE).read_text()


def test_codes_cannot_be_tried_one_after_another(
    visitor: Visitor, content: Content, sent: str
) -> None:
    for _ in range(5):
        assert "Mã không đúng" in said(visitor.post(f"ma-duyet/{SOURCE}", {"ma": "222-222"}))
    assert "chưa có thư duyệt" in said(visitor.post(f"ma-duyet/{SOURCE}", {"ma": sent}))
    assert "approved" not in (content.folder / SOURCE).read_text()


def test_a_letter_without_a_name_is_asked_for_one(visitor: Visitor, content: Content) -> None:
    content.story(status="draft")
    assert "điền tên người duyệt" in said(visitor.post(f"thu-duyet/{SOURCE}", {"nguoi-duyet": " "}))
    assert "status: draft" in (content.folder / SOURCE).read_text()


def test_a_writer_may_type_the_code_and_still_not_publish(
    client: TestClient, sessions: Sessions, visitor: Visitor, content: Content, sent: str
) -> None:
    writer = Visitor(client, sessions.begin("Lan", Role.WRITER))
    writer.post(f"ma-duyet/{SOURCE}", {"ma": sent})
    base = dict(writer.form(f"bai/{SOURCE}"))["base"]
    assert writer.post(f"buoc/{SOURCE}", {"buoc": "dang", "base": base}).status_code == 403


def test_a_newer_letter_to_the_same_person_is_the_only_one(tmp_path: Path) -> None:
    kept = ApprovalLetters(tmp_path)
    first, second = (
        kept.send(SOURCE, "v", chief=CHIEF, asked_by="Hoa", at=f"2026-11-28T08:0{n}")
        for n in range(2)
    )
    assert kept.about(SOURCE) == [second]
    with pytest.raises(WrongCodeError):
        kept.answered(SOURCE, "v", first.code)


def test_a_self_contained_page_asks_nobody_for_anything() -> None:
    made = str(self_contained(PAGE.encode(), FILES.get, "https://thu.example"))
    assert not re.search(r"""(?:src|srcset)="(?!data:)|<script|<iframe|<form|rel="icon""", made)
    assert made.count("url(&quot;data:image/svg") + made.count('url("data:image/svg') == 2
    assert "dnVh" in made and "bmhv" not in made  # the photo of 1,200 px and no other
    assert 'href="https://thu.example/tin-tuc/"' in made
    assert "default-src 'none'" in unescape(made)


def test_what_readers_have_is_approved_by_no_letter(visitor: Visitor, content: Content) -> None:
    file = content.story(approved="{by: Bà B, date: 22/11/2026 09:00}")
    before = file.read_bytes()
    answer = visitor.post(f"thu-duyet/{SOURCE}", {"nguoi-duyet": CHIEF})
    assert answer.status_code == 409 and "không còn chờ duyệt" in answer.text
    assert letters(visitor).about(SOURCE) == [] and file.read_bytes() == before


def test_a_code_is_not_used_up_by_an_approval_that_could_not_be_written(
    visitor: Visitor, content: Content, sent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "đầy")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="đầy"):
        patch.setattr("khuyencong.desk.workspace.atomic_write", full)
        visitor.post(f"ma-duyet/{SOURCE}", {"ma": sent})
    assert "đã duyệt bài này" in said(visitor.post(f"ma-duyet/{SOURCE}", {"ma": sent}))


def test_a_damaged_letter_is_no_letter(visitor: Visitor, content: Content, sent: str) -> None:
    kept = letters(visitor)
    (letter,) = kept.about(SOURCE)
    (kept.folder / f"{letter.name}.json").write_text("{hỏng")
    assert "Tải tệp để gửi" not in visitor.get(f"bai/{SOURCE}").text
    assert "chưa có thư duyệt" in said(visitor.post(f"ma-duyet/{SOURCE}", {"ma": sent}))
    for name in (letter.name, "..%2Fnhat-ky"):
        assert visitor.get(f"thu-duyet/{name}").status_code == 404
