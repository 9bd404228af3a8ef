"""Two people on one story: whatever they do, no saved word is lost."""

import json
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from khuyencong.desk.entry_writer import ClashError, Settlement, Submission, save, settle
from khuyencong.desk.sessions import Role, Session, Sessions
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.entry_text import EntryText
from tests.conftest import Content
from tests.desk.conftest import Visitor, changed

SOURCE = "tin-tuc/bai.md"


def by(who: str) -> Session:
    """A session of somebody who writes."""
    return Sessions().begin(who, Role.WRITER)


def test_the_second_sees_both_versions_and_nothing_is_overwritten(
    visitor: Visitor, content: Content
) -> None:
    content.story(body="Đoạn một.\n\nĐoạn hai.")
    hoa = visitor.form(f"bai/{SOURCE}")
    lan = visitor.form(f"bai/{SOURCE}")
    visitor.post(f"bai/{SOURCE}", changed(hoa, body="Đoạn một của Hoa.\n\nĐoạn hai."))
    clash = visitor.post(f"bai/{SOURCE}", changed(lan, body="Đoạn một.\n\nĐoạn hai của Lan."))
    assert clash.status_code == 409
    assert "Đoạn một của Hoa." in clash.text and "Đoạn hai của Lan." in clash.text
    assert "của Lan" not in (content.folder / SOURCE).read_text()


def test_what_was_chosen_paragraph_by_paragraph_is_written(
    visitor: Visitor, content: Content
) -> None:
    content.story(body="Đoạn một.\n\nChung.\n\nĐoạn hai.")
    hoa, lan = visitor.form(f"bai/{SOURCE}"), visitor.form(f"bai/{SOURCE}")
    visitor.post(f"bai/{SOURCE}", changed(hoa, body="Một của Hoa.\n\nChung.\n\nHai của Hoa."))
    mine = changed(lan, body="Một của Lan.\n\nChung.\n\nHai của Lan.", title="Tít của Lan")
    clash = visitor.post(f"bai/{SOURCE}", mine)
    theirs = clash.text.partition('name="chon.ban-kia" value="')[2][:40]
    chosen = [("chon.ban-kia", theirs), ("chon.muc.title", "mine")]
    chosen += [("chon.doan.0", "theirs"), ("chon.doan.2", "both")]
    assert visitor.post("ghep", [*mine, *chosen]).status_code == 303
    text = (content.folder / SOURCE).read_text()
    assert "title: Tít của Lan" in text
    assert text.endswith("---\nMột của Hoa.\n\nChung.\n\nHai của Hoa.\n\nHai của Lan.\n")


def test_a_file_changed_in_notepad_is_a_clash_too(visitor: Visitor, content: Content) -> None:
    content.story(body="Bài.")
    form = visitor.form(f"bai/{SOURCE}")
    content.story(body="Bài sửa trong Notepad.")
    assert visitor.post(f"bai/{SOURCE}", changed(form, body="Bài sửa.")).status_code == 409
    assert "Notepad" in (content.folder / SOURCE).read_text()


def test_what_notepad_wrote_is_a_version_before_it_is_replaced(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    content.story(body="Bài của Notepad.")
    form = visitor.form(f"bai/{SOURCE}")
    visitor.post(f"bai/{SOURCE}", changed(form, body="Bài của bàn."))
    texts = [workspace.history.bytes_of(v.blob) for v in workspace.history.versions(SOURCE)]
    assert len(texts) == 2 and b"Notepad" in (texts[1] or b"")


def test_a_draft_is_kept_and_offered_again(visitor: Visitor, content: Content) -> None:
    content.story(body="Bài.")
    form = changed(visitor.form(f"bai/{SOURCE}"), body="Bài đang viết dở.")
    kept = visitor.post("ban-dang-viet", form)
    assert kept.json()["kept"] and (content.folder / SOURCE).read_text().endswith("Bài.\n")
    page = visitor.get(f"bai/{SOURCE}").text
    name = dict(form)["draft"]
    assert f"?nhap={name}" in page and "Mở bản đang viết" in page
    again = visitor.form(f"bai/{SOURCE}", nhap=name)
    assert dict(again)["body"] == "Bài đang viết dở."
    visitor.post(f"bai/{SOURCE}", again)
    assert "Mở bản đang viết" not in visitor.get(f"bai/{SOURCE}").text


def gone_on_from(visitor: Visitor, form: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The form of another window that goes on from what a form keeps as its draft."""
    visitor.post("ban-dang-viet", form)
    return visitor.form(f"bai/{SOURCE}", nhap=dict(form)["draft"])


def test_two_windows_that_go_on_from_one_draft_overwrite_nothing(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    """A tab or a phone that was left open, and another that goes on from what it kept."""
    content.story(body="Bài.")
    left_open = changed(visitor.form(f"bai/{SOURCE}"), body="Bài. Gõ trên điện thoại.")
    gone_on = gone_on_from(visitor, left_open)
    visitor.post("ban-dang-viet", changed(gone_on, body="Bài. Gõ trên điện thoại, rồi ở bàn."))
    assert [dict(each.pairs)["body"] for each in workspace.drafts.all()] == [
        "Bài. Gõ trên điện thoại, rồi ở bàn."
    ]
    visitor.post("ban-dang-viet", [*left_open, ("sign", "1")])  # the phone is open still
    assert len(workspace.drafts.all()) == 1
    visitor.post("ban-dang-viet", changed(left_open, body="Bài. Gõ tiếp trên điện thoại."))
    visitor.post("ban-dang-viet", changed(gone_on, body="Bài. Gõ tiếp ở bàn."))
    assert {dict(each.pairs)["body"] for each in workspace.drafts.all()} == {
        "Bài. Gõ tiếp trên điện thoại.",
        "Bài. Gõ tiếp ở bàn.",
    }


def test_a_draft_written_to_since_is_not_replaced_by_what_went_on_from_it(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    content.story(body="Bài.")
    first = changed(visitor.form(f"bai/{SOURCE}"), body="Bài một.")
    second = gone_on_from(visitor, first)
    visitor.post("ban-dang-viet", changed(first, body="Bài một, thêm."))
    visitor.post("ban-dang-viet", changed(second, body="Bài hai."))
    bodies = {dict(each.pairs)["body"] for each in workspace.drafts.all()}
    assert bodies == {"Bài một, thêm.", "Bài hai."}


def test_a_form_with_an_error_is_kept_and_the_file_stays(
    visitor: Visitor, content: Content
) -> None:
    content.story()
    before = (content.folder / SOURCE).read_bytes()
    form = changed(visitor.form(f"bai/{SOURCE}"), date="31/02/2026", body="Chữ mới.")
    answer = visitor.post(f"bai/{SOURCE}", form)
    assert answer.status_code == 422 and "Chưa ghi vào bài" in answer.text
    assert "Chữ mới." in answer.text and (content.folder / SOURCE).read_bytes() == before
    assert "Chữ mới." in visitor.get(f"bai/{SOURCE}", nhap=dict(form)["draft"]).text


def test_a_form_in_which_nothing_was_changed_leaves_no_draft(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    content.story(body="Bài.")
    form = visitor.form(f"bai/{SOURCE}")
    assert visitor.post("ban-dang-viet", form).json()["kept"] == ""
    visitor.post("ban-dang-viet", changed(form, body="Bài dở."))
    assert [draft.title for draft in workspace.drafts.all()]
    visitor.post("ban-dang-viet", form)  # what was typed was taken back
    assert not [*workspace.drafts.all()]


def test_a_new_story_that_is_saved_twice_is_one_file(visitor: Visitor, content: Content) -> None:
    form = changed(visitor.form("viet/tin-tuc"), title="Máy sấy", summary="Một.", body="Chữ.")
    first = visitor.post("viet/tin-tuc", form)
    again = visitor.post("viet/tin-tuc", form)
    assert first.headers["location"] == again.headers["location"]
    visitor.post("viet/tin-tuc", changed(form, body="Chữ sửa sau khi bấm nút Quay lại."))
    assert [file.name for file in (content.folder / "tin-tuc").iterdir()] == ["may-say.md"]
    assert "Quay lại" in (content.folder / "tin-tuc/may-say.md").read_text()


def test_a_clash_over_a_story_that_was_new_leads_back_to_ones_own_words(
    visitor: Visitor, content: Content
) -> None:
    """Saved, then edited by somebody else, then saved again from the page one went back to."""
    form = changed(visitor.form("viet/tin-tuc"), title="Máy sấy", summary="Một.", body="Chữ.")
    visitor.post("viet/tin-tuc", form)
    file = content.folder / "tin-tuc/may-say.md"
    file.write_text(f"{file.read_text()}\nĐoạn của Lan.\n")
    clash = visitor.post("viet/tin-tuc", changed(form, body="Chữ sửa sau khi bấm Quay lại."))
    link = f"bai/tin-tuc/may-say.md?nhap={dict(form)['draft']}"
    assert clash.status_code == 409 and link in clash.text
    again = visitor.form("bai/tin-tuc/may-say.md", nhap=dict(form)["draft"])
    assert dict(again)["body"] == "Chữ sửa sau khi bấm Quay lại."


def test_autosave_says_what_the_model_says(visitor: Visitor, content: Content) -> None:
    content.story()
    form = changed(visitor.form(f"bai/{SOURCE}"), date="31/02/2026")
    told = visitor.post("ban-dang-viet", form).json()
    assert told["errors"] and told["messages"]["date"][0]["weight"] == "lỗi"


def test_a_full_disk_is_told(visitor: Visitor, content: Content, workspace: Workspace) -> None:
    content.story()
    form = changed(visitor.form(f"bai/{SOURCE}"), body="Bài đang viết dở.")
    workspace.drafts.folder.parent.mkdir(exist_ok=True)
    workspace.drafts.folder.write_text("không phải thư mục")
    assert visitor.post("ban-dang-viet", form).status_code == 507


words = st.integers(0, 10**9).map(lambda n: f"chu{n}")


class TwoClients(RuleBasedStateMachine):
    """Two browsers and a Notepad on one file, in any order, with crashes of either browser."""

    @initialize()
    def begin(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.content = Content(self.place)
        self.content.story(SOURCE, body="Đoạn đầu.\n\nĐoạn cuối.")
        self.workspace = Workspace(self.content.folder, self.place / "data")
        self.workspace.cache = self.place / "cache"
        self.workspace.preview.entry_cache.pictures = self.place / "cache" / "pictures"
        self.forms: dict[str, Submission | None] = {"Hoa": None, "Lan": None}
        self.clashes: dict[str, ClashError | None] = {"Hoa": None, "Lan": None}
        self.saved: set[str] = set()
        self.number = 0

    people = st.sampled_from(["Hoa", "Lan"])

    @rule(who=people)
    def open(self, who: str) -> None:
        data = self.workspace.read(SOURCE)
        base = self.workspace.history.hold(data)
        self.number += 1
        body = EntryText.of(data).shown_body
        self.forms[who] = Submission(
            "tin-tuc", SOURCE, base, f"{self.number:016x}", (("body", body),)
        )
        self.clashes[who] = None

    @precondition(lambda self: any(self.forms.values()))
    @rule(who=people, word=words, at=st.integers(0, 3))
    def type_and_keep(self, who: str, word: str, at: int) -> None:
        form = self.forms[who]
        if form is None:
            return
        parts = (form.body or "").split("\n\n")
        parts.insert(min(at, len(parts)), f"Đoạn {word}.")
        body = "\n\n".join(parts)
        form = Submission(form.folder, SOURCE, form.base, form.draft, (("body", body),))
        self.forms[who] = form
        from khuyencong.desk.drafts import Draft

        self.workspace.drafts.keep(
            Draft(form.draft, SOURCE, "tin-tuc", form.base, tuple(form.pairs), who, "2026")
        )
        self.saved.add(word)

    @rule(who=people)
    def save(self, who: str) -> None:
        form = self.forms[who]
        if form is None:
            return
        try:
            save(self.workspace, form, by(who))
            self.forms[who] = None
        except ClashError as clash:
            self.clashes[who] = clash

    @rule(who=people, side=st.sampled_from(["mine", "theirs", "both"]))
    def settle(self, who: str, side: str) -> None:
        form, clash = self.forms[who], self.clashes[who]
        if form is None or clash is None:
            return
        theirs = self.workspace.history.hold(clash.theirs)
        try:
            chosen = Settlement({}, dict.fromkeys(range(50), side))
            settle(self.workspace, form, theirs, chosen, by(who))
        except ClashError as again:
            self.clashes[who] = again
            return
        if side == "theirs":
            self.dropped(form, clash)
        self.forms[who] = self.clashes[who] = None

    def dropped(self, form: Submission, clash: ClashError) -> None:
        """A person looked at words and chose to do without them."""
        theirs = clash.theirs.decode()
        self.saved -= {w for w in set(self.saved) if w in (form.body or "") and w not in theirs}

    @rule(who=people)
    def crash(self, who: str) -> None:
        self.forms[who] = self.clashes[who] = None

    @rule(word=words)
    def notepad(self, word: str) -> None:
        file = self.content.folder / SOURCE
        file.write_text(file.read_text() + f"\nĐoạn {word}.\n")
        self.workspace._files = None
        self.saved.add(word)

    @invariant()
    def no_saved_word_is_lost(self) -> None:
        if not hasattr(self, "saved"):
            return
        kept = [self.workspace.read(SOURCE).decode()]
        kept += [json.dumps(draft.pairs) for draft in self.workspace.drafts.all()]
        kept += [
            (self.workspace.history.bytes_of(version.blob) or b"").decode()
            for version in self.workspace.history.versions(SOURCE)
        ]
        everything = "\n".join(kept)
        assert {word for word in self.saved if f"{word}." not in everything} == set()

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            self.workspace.close()
            shutil.rmtree(self.place)


TestTwoClients = TwoClients.TestCase
TestTwoClients.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
