"""Each state of an entry is one button away, with a sentence of what readers will see."""

from khuyencong.desk.sessions import Role
from khuyencong.desk.states import _STEPS, STATES, steps_from
from tests.conftest import Content
from tests.desk.conftest import TestClient, Visitor, changed

SOURCE = "tin-tuc/bai.md"


def press(visitor: Visitor, step: str, given: str = "") -> str:
    page = visitor.get(f"bai/{SOURCE}").text
    base = page.partition('name="base" value="')[2][:40]
    answer = visitor.post(f"buoc/{SOURCE}", {"buoc": step, "base": base, "noi-dung": given})
    assert answer.status_code == 303, answer.text
    return visitor.client.get(answer.headers["location"]).text


def test_every_state_has_steps_that_say_what_readers_see() -> None:
    assert set(_STEPS) == set(STATES)
    for name in STATES:
        steps = list(steps_from(name, Role.ADMINISTRATOR))
        assert steps and all(step.sentence.endswith(".") for step in steps)


def test_from_a_draft_to_approval_to_readers(visitor: Visitor, content: Content) -> None:
    file = content.story(status="draft")
    press(visitor, "gui-duyet")
    assert "status: review" in file.read_text()
    press(visitor, "dang")
    text = file.read_text()
    assert "status: published" in text and "approved:\n  by: Hoa\n  date: " in text


def test_a_draft_is_saved_before_its_photo_is_described(visitor: Visitor, content: Content) -> None:
    content.photo("anh/lop.jpg")
    file = content.story(status="draft", photos="[{file: anh/lop.jpg}]", body="![](anh/lop.jpg)")
    form = changed(visitor.form(f"bai/{SOURCE}"), title="Mở lớp ở Na Rì")
    saved = visitor.post(f"bai/{SOURCE}", form)
    assert saved.status_code == 303 and "title: Mở lớp ở Na Rì" in file.read_text()
    assert "thiếu mô tả" in visitor.get(f"bai/{SOURCE}").text
    for step in ("gui-duyet", "dang"):
        assert "được: Ảnh “anh/lop.jpg” thiếu mô tả." in press(visitor, step)
    assert "status: draft" in file.read_text()


def test_a_scheduled_entry_is_nowhere_before_its_hour(visitor: Visitor, content: Content) -> None:
    file = content.story(status="draft")
    page = press(visitor, "hen-gio", "07:00 28/11/2036")
    assert "Hẹn giờ" in page and "embargo: 28/11/2036 07:00" in file.read_text()


def test_an_hour_that_is_gone_is_no_schedule(visitor: Visitor, content: Content) -> None:
    file = content.story(status="draft")
    before = file.read_bytes()
    assert "Giờ hẹn đã qua" in press(visitor, "hen-gio", "07:00 28/11/2016")
    assert "chưa rõ là lúc nào" in press(visitor, "hen-gio", "sáng mai")
    assert file.read_bytes() == before


def test_a_correction_stands_in_the_header_with_its_hour(
    visitor: Visitor, content: Content
) -> None:
    file = content.story()
    press(visitor, "dinh-chinh", "Số lớp đúng là 04, không phải 05.")
    assert "corrections:\n  - date: " in file.read_text()
    assert "note: Số lớp đúng là 04, không phải 05." in file.read_text()


def test_a_withdrawn_story_says_when(visitor: Visitor, content: Content) -> None:
    file = content.story()
    assert "Đã rút" in press(visitor, "rut")
    assert "status: withdrawn" in file.read_text() and "modified: " in file.read_text()


def test_a_writer_cannot_publish(client: TestClient, sessions, content: Content) -> None:
    file = content.story(status="draft")
    writer = Visitor(client, sessions.begin("Lan", Role.WRITER))
    page = writer.get(f"bai/{SOURCE}").text
    assert "Gửi duyệt" in page and ">Đăng</button>" not in page
    base = page.partition('name="base" value="')[2][:40]
    for step in ("dang", "hen-gio", "an", "rut", "dinh-chinh", "khong-co"):
        answer = writer.post(f"buoc/{SOURCE}", {"buoc": step, "base": base})
        assert answer.status_code == 403
    assert "status: draft" in file.read_text()


def test_a_step_on_a_version_that_is_gone_changes_nothing(
    visitor: Visitor, content: Content
) -> None:
    file = content.story(status="draft")
    answer = visitor.post(f"buoc/{SOURCE}", {"buoc": "dang", "base": "0" * 40})
    assert "xem lại" in visitor.client.get(answer.headers["location"]).text
    assert "status: draft" in file.read_text()


def test_a_correction_on_a_version_that_is_gone_is_there_to_be_sent_again(
    visitor: Visitor, content: Content
) -> None:
    file = content.story()
    gone = {"buoc": "dinh-chinh", "base": "0" * 40, "noi-dung": "Số đúng là <04>."}
    answer = visitor.post(f"buoc/{SOURCE}", gone)
    page = visitor.client.get(answer.headers["location"]).text
    assert 'value="Số đúng là &lt;04&gt;."' in page and "corrections" not in file.read_text()


def test_a_moment_is_taken_as_it_is_said_and_what_is_none_is_refused_in_red(
    visitor: Visitor, content: Content
) -> None:
    file = content.story(status="draft")
    page = press(visitor, "hen-gio", "sớm <b>mai</b>")
    assert (
        'said--bad" role="alert">Chưa hẹn giờ đăng' in page and "status: draft" in file.read_text()
    )
    assert "Viết như “7h sáng mai”" in page
    assert 'value="sớm &lt;b&gt;mai&lt;/b&gt;"' in page, "what was written is kept to be put right"
    page = press(visitor, "hen-gio", "7h sáng mai")
    assert (
        "07:00\n" in file.read_text().partition("embargo: ")[2] and "lên trang lúc <b>07:00" in page
    )
