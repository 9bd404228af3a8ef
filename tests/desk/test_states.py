"""Each state of an entry is one button away, with a sentence of what readers will see."""

from khuyencong.desk.sessions import Role, Sessions
from khuyencong.desk.states import _STEPS, STATES, steps_from
from tests.conftest import Content
from tests.desk.conftest import TestClient, Visitor, changed

SOURCE = "tin-tuc/bai.md"


def press(visitor: Visitor, step: str, given: str = "") -> str:
    page = visitor.get(f"bai/{SOURCE}").text
    base = page.partition('name="base" value="')[2][:40]
    answer = visitor.post(f"buoc/{SOURCE}", {"buoc": step, "base": base, "noi-dung": given})
    if answer.status_code == 422:
        return answer.text
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
    for step, label in {"gui-duyet": "gửi duyệt", "dang": "đăng"}.items():
        page = press(visitor, step)
        assert f"<b>Chưa {label} được.</b> Sửa các chỗ sau" in page
        assert '<a href="#o-photos.0.alt">' in page and '<a href="#chu-cua-bai">' in page
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


def test_what_stands_in_the_form_is_what_goes_out(visitor: Visitor, content: Content) -> None:
    file = content.story(status="draft")
    typed = changed(visitor.form(f"bai/{SOURCE}"), title="Mở lớp ở Na Rì", body="Chữ chưa lưu.")
    visitor.post("ban-dang-viet", typed)
    answer = visitor.post(f"buoc/{SOURCE}", [*typed, ("buoc", "dang")])
    page = visitor.client.get(answer.headers["location"]).text
    text = file.read_text()
    assert "title: Mở lớp ở Na Rì" in text and "Chữ chưa lưu." in text
    assert "status: published" in text and "Có bản đang viết dở" not in page


def test_a_button_with_an_untouched_form_writes_its_step_alone(
    visitor: Visitor, content: Content
) -> None:
    file = content.story()
    sent = [*visitor.form(f"bai/{SOURCE}"), ("buoc", "dinh-chinh"), ("noi-dung", "Số đúng là 04.")]
    visitor.post(f"buoc/{SOURCE}", sent)
    assert "note: Số đúng là 04." in file.read_text()
    history = visitor.get(f"lich-su/{SOURCE}").text
    assert "đính chính<" in history and "sửa bài<" not in history


def test_a_button_with_a_faulty_form_shows_the_fault_and_keeps_the_words(
    visitor: Visitor, content: Content
) -> None:
    file = content.story(status="draft")
    before = file.read_bytes()
    typed = changed(visitor.form(f"bai/{SOURCE}"), title="", body="Chữ <b>chưa lưu</b>.")
    answer = visitor.post(f"buoc/{SOURCE}", [*typed, ("buoc", "dang")])
    assert answer.status_code == 422 and "Chưa ghi vào bài." in answer.text
    assert "Chữ &lt;b&gt;chưa lưu&lt;/b&gt;." in answer.text and file.read_bytes() == before


def test_a_button_over_what_somebody_else_saved_shows_both(
    visitor: Visitor, content: Content
) -> None:
    file = content.story(status="draft")
    form = visitor.form(f"bai/{SOURCE}")
    visitor.post(f"bai/{SOURCE}", changed(form, body="Chữ của Lan."))
    typed = changed(form, draft="0123456789abcdef", body="Chữ của Hoa.")
    page = visitor.post(f"buoc/{SOURCE}", [*typed, ("buoc", "dang")]).text
    assert "Chữ của Lan." in page and "Chữ của Hoa." in page
    assert "status: draft" in file.read_text()


def test_a_text_goes_out_by_its_own_button_only(visitor: Visitor, content: Content) -> None:
    file = content.story(status="draft")
    content.story("tin-tuc/khac.md", title="Bài khác")
    other = [*visitor.form("bai/tin-tuc/khac.md"), ("buoc", "dang")]
    assert visitor.post(f"buoc/{SOURCE}", other).status_code == 400
    assert "status: draft" in file.read_text()


def test_a_story_of_a_coming_day_does_not_go_out_today(visitor: Visitor, content: Content) -> None:
    file = content.story(status="draft", date="29/11/2036 07:00")
    before = file.read_bytes()
    page = press(visitor, "dang")
    assert "“Ngày đăng” là 29/11/2036 07:00, chưa tới." in page and file.read_bytes() == before
    press(visitor, "hen-gio", "29/11/2036 07:00")
    assert "embargo: 29/11/2036 07:00" in file.read_text()
    press(visitor, "dang")
    assert "embargo" not in file.read_text(), "who scheduled it may let it out before"


def test_many_drafts_are_published_at_once(visitor: Visitor, content: Content) -> None:
    for number in range(3):
        content.story(f"tin-tuc/n{number}.md", title=f"Tin số {number}", status="draft")
    content.story(
        "tin-tuc/hong.md", title="Chưa có ảnh", status="draft", photos="[{file: anh/x.jpg}]"
    )
    page = visitor.get("danh-sach", loai="tin-tuc", buoc="nhap").text
    assert page.count('name="chon"') == 4 and "từ lần đưa lên mạng tới" in page
    sources = [f"tin-tuc/{name}.md" for name in ("n0", "n1", "hong", "khong-co")]
    answer = visitor.post("dang-nhieu", [*(("chon", each) for each in sources), ("buoc", "nhap")])
    told = visitor.client.get(answer.headers["location"]).text
    assert "Đã đăng 2 mục." in told and "Chưa đăng 2 mục. “Chưa có ảnh”:" in told
    states = ["status: published" in (content.folder / each).read_text() for each in sources[:3]]
    assert states == [True, True, False]
    assert "status: draft" in (content.folder / "tin-tuc/n2.md").read_text()


def test_who_may_not_publish_chooses_nothing(
    visitor: Visitor, content: Content, sessions: Sessions
) -> None:
    content.story(status="draft")
    writer = Visitor(visitor.client, sessions.begin("Lan", Role.WRITER))
    assert 'name="chon"' not in writer.get("danh-sach", buoc="nhap").text
    assert writer.post("dang-nhieu", {"chon": SOURCE}).status_code == 403
    assert "status: draft" in (content.folder / SOURCE).read_text()
