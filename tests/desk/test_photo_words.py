"""Photos that nobody described stand in one list; what a person writes goes into the entries."""

from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from khuyencong.desk.photo_words import with_descriptions
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.entry_text import EntryText
from khuyencong.model.stories import News
from tests.conftest import Content
from tests.desk.conftest import Visitor

STORY = """\
---
title: Lớp nghề
photos:
  - {file: anh/a.jpg, alt: ""}
  - {file: anh/b.jpg, alt: Thợ đan giỏ}
---

![](anh/a.jpg "Lớp học. Ảnh: Lan")

![Thợ đan giỏ](anh/b.jpg)

<table><tr><td><img src="anh/a.jpg" alt=""></td></tr></table>

![](anh/a.jpg.png)
"""


def test_words_of_a_person_go_where_none_are_and_nowhere_else() -> None:
    words = {"anh/a.jpg": 'Mười người [ngồi] quanh "bàn"', "anh/b.jpg": "Không được ghi đè"}
    text = with_descriptions(EntryText.of(STORY.encode()), News, words)
    assert '![Mười người \\[ngồi\\] quanh "bàn"](anh/a.jpg "Lớp học. Ảnh: Lan")' in text.shown_body
    assert 'alt="Mười người [ngồi] quanh &quot;bàn&quot;"' in text.shown_body
    assert (
        "![Thợ đan giỏ](anh/b.jpg)" in text.shown_body and "![](anh/a.jpg.png)" in text.shown_body
    )
    photos = text.read(News).values["photos"]
    assert [photo["alt"] for photo in photos] == [  # type: ignore[index, union-attr, call-overload]
        'Mười người [ngồi] quanh "bàn"',
        "Thợ đan giỏ",
    ]


@pytest.fixture
def drafts(content: Content) -> tuple[str, str]:
    """Two drafts that show photos without a description."""
    content.photo("anh/mot.jpg")
    content.photo("anh/hai.jpg", (800, 600))
    files = []
    for number, photo in (("1", "mot"), ("2", "hai")):
        name = f"tin-tuc/lop-{number}.md"
        body = f"Lớp nghề mở sáng nay ở xã.\n\n![](anh/{photo}.jpg)"
        content.story(
            name, title=f"Lớp nghề {number}", slug=f"lop-{number}", status="draft", body=body
        )
        files.append(name)
    return files[0], files[1]


def test_many_photos_are_described_in_one_list(
    visitor: Visitor, content: Content, workspace: Workspace, drafts: tuple[str, str]
) -> None:
    first, second = drafts
    screen = visitor.get("anh/chua-mo-ta").text
    assert "2 ảnh." in screen and "Lớp nghề 1" in screen and "Lớp nghề 2" in screen
    refused = visitor.post("dang-nhieu", [("chon", first)]).headers["location"]
    assert "viết được một lượt" in unquote(refused)
    rows = [("bai", first), ("anh", "anh/mot.jpg"), ("mo-ta", "Thợ trẻ học đan giỏ")]
    rows += [("bai", second), ("anh", "anh/hai.jpg"), ("mo-ta", " ")]
    said = visitor.post("anh/chua-mo-ta", rows).headers["location"]
    assert "Đã ghi mô tả vào 1 bài." in unquote(said)
    assert "![Thợ trẻ học đan giỏ](anh/mot.jpg)" in (content.folder / first).read_text("utf-8")
    assert "![](anh/hai.jpg)" in (content.folder / second).read_text("utf-8")
    assert "1 ảnh." in visitor.get("anh/chua-mo-ta").text
    assert visitor.post("anh/chua-mo-ta", rows).status_code == 422, "it is described by now"


def test_words_that_cannot_be_written_are_told_and_the_others_are_written(
    visitor: Visitor, content: Content, drafts: tuple[str, str]
) -> None:
    first, second = drafts
    file = content.folder / second
    text = file.read_text("utf-8").replace("status: draft", "status: published")
    file.write_text(f"{text}\n![](anh/mot.jpg)\n", "utf-8")
    rows = [("bai", first), ("anh", "anh/mot.jpg"), ("mo-ta", "Thợ trẻ học đan giỏ")]
    rows += [("bai", second), ("anh", "anh/hai.jpg"), ("mo-ta", "Lớp <b>may</b>")]
    rows += [("bai", "tin-tuc/da-xoa.md"), ("anh", "anh/mot.jpg"), ("mo-ta", "Chữ")]
    answer = visitor.post("anh/chua-mo-ta", rows)
    assert answer.status_code == 422
    told = BeautifulSoup(answer.text, "lxml").find(role="alert").text
    assert f"“{second}”: " in told and "Chữ đã viết: Lớp <b>may</b>" in told
    assert "“tin-tuc/da-xoa.md”: " in told
    assert "![Thợ trẻ học đan giỏ](anh/mot.jpg)" in (content.folder / first).read_text("utf-8")
