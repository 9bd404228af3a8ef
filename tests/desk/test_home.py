"""The first screen says what readers do not have yet, and finds any entry."""

import re
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from khuyencong.content.entry_cache import EntryCache
from khuyencong.desk.history import History
from khuyencong.desk.listing import Listing, Wanted
from khuyencong.desk.screen_renderer import base_style
from khuyencong.desk.workspace import Workspace
from khuyencong.publishing.sent_entries import SentFile
from khuyencong.publishing.target_settings import choose_target
from tests.conftest import Content
from tests.desk.conftest import Visitor, changed


@pytest.fixture
def sent(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SentFile:
    """Where it is kept what was published to the one target."""
    monkeypatch.setattr("khuyencong.publishing.target_settings.CACHE_FOLDER", str(tmp_path / "kho"))
    settings = f"targets:\n  chinh:\n    address: {tmp_path.as_uri()}\n"
    (content.folder.parent / "xuat-ban.yml").write_text(settings)
    return SentFile(choose_target(content.folder, None))


def publish(sent: SentFile, workspace: Workspace) -> None:
    records = [file.record for file in workspace.files().values() if file.record]
    sent.save(records, workspace.now())


def test_nothing_is_said_where_nobody_published(visitor: Visitor, sent: SentFile) -> None:
    assert "đưa lên mạng</a></h2>" not in visitor.get("").text


def test_what_is_not_on_the_web_yet_is_counted_and_named(
    visitor: Visitor, content: Content, workspace: Workspace, sent: SentFile
) -> None:
    for name in ("mot", "hai", "nhap"):
        status = "draft" if name == "nhap" else "published"
        content.story(f"tin-tuc/{name}.md", title=f"Bài {name}", status=status)
    gone = content.story("tin-tuc/bo.md", title="Bài bỏ")
    publish(sent, workspace)
    assert "Mọi thay đổi đã lên mạng" in visitor.get("").text
    for name in ("mot", "nhap"):
        form = visitor.form(f"bai/tin-tuc/{name}.md")
        assert (
            visitor.post(f"bai/tin-tuc/{name}.md", changed(form, summary="Khác")).status_code == 303
        )
    gone.unlink()
    workspace.changed("tin-tuc/bo.md")
    page = visitor.get("").text
    assert "2 thay đổi chưa đưa lên mạng" in page and "1 bài đã xóa tệp" in page
    listed = page.partition("Xem là bài nào")[2].partition("</details>")[0]
    assert "Bài mot" in listed and "Bài hai" not in listed and "Bài nhap" not in listed
    assert "Hoa, " in listed


def test_what_was_saved_and_published_is_no_change_any_more(
    visitor: Visitor, content: Content, workspace: Workspace, sent: SentFile
) -> None:
    content.story("tin-tuc/mot.md", title="Bài mot")
    publish(sent, workspace)
    form = visitor.form("bai/tin-tuc/mot.md")
    visitor.post("bai/tin-tuc/mot.md", changed(form, summary="Khác"))
    assert "1 thay đổi chưa đưa lên mạng" in visitor.get("").text
    # Whoever publishes reads the folder anew.
    cache = EntryCache(content.folder, workspace.cache)
    kinds = [(source, file.kind) for source, file in workspace.files().items()]
    sent.save([record for record, _ in cache.read(kinds) if record], workspace.now())
    assert "Mọi thay đổi đã lên mạng" in visitor.get("").text


def test_a_story_whose_hour_came_is_a_change(
    content: Content, workspace: Workspace, sent: SentFile
) -> None:
    hour = workspace.now() + timedelta(hours=1)
    content.story(embargo=f"{hour:%d/%m/%Y %H:%M}")
    records = [file.record for file in workspace.files().values() if file.record]
    sent.save(records, workspace.now())
    kept = sent.load()
    assert kept and kept.unlike(records, workspace.now()) == []
    assert kept.unlike(records, hour + timedelta(minutes=1)) == ["tin-tuc/bai.md"]


def test_after_a_roll_back_nobody_knows(workspace: Workspace, sent: SentFile) -> None:
    publish(sent, workspace)
    sent.forget()
    assert sent.load() is None
    sent.save([], workspace.now())
    sent._file.write_text("{hỏng")
    assert sent.load() is None


def test_the_list_is_narrowed_by_kind_state_person_and_place(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    content.story("tin-tuc/a.md", title="Na Rì mở lớp", author="Hà", localities="[Na Rì]")
    content.story("tin-tuc/b.md", title="Chợ Đồn mở lớp", author="Lan", localities="[Chợ Đồn]")
    content.product("san-pham/mien.md", "Miến dong", status="draft")
    every = Listing(workspace).items()

    def titles(**wanted: str) -> list[str]:
        return [item.title for item in Wanted(**wanted).among(every)]

    assert titles(words="na ri") == ["Na Rì mở lớp"] == titles(person="ha", place="na ri")
    assert titles(place="lang son", state="nhap", folder="san-pham") == ["Miến dong"]
    assert titles(person="khong co") == []
    page = visitor.get("danh-sach", nguoi="Lan").text
    assert "Chợ Đồn mở lớp" in page and "Na Rì mở lớp" not in page


def test_who_looks_for_something_sees_what_was_found_and_nothing_before_it(
    visitor: Visitor, content: Content
) -> None:
    content.story(title="Mở lớp ở Na Rì")
    assert 'class="deeds"' in visitor.get("").text
    page = visitor.get("", tim="na ri").text
    assert "Mở lớp ở Na Rì" in page and "Bỏ lọc" in page and 'class="deeds"' not in page


def test_the_list_says_who_saved_an_entry_last(visitor: Visitor, content: Content) -> None:
    content.story()
    assert "sửa:" not in visitor.get("danh-sach").text
    visitor.post("bai/tin-tuc/bai.md", changed(visitor.form("bai/tin-tuc/bai.md"), summary="Khác"))
    assert "sửa: Hoa, " in visitor.get("danh-sach").text
    assert "Mở lớp" in visitor.get("danh-sach", nguoi="hoa").text


def test_last_edits_follow_new_versions(tmp_path: Path, workspace: Workspace) -> None:
    history, now = History(tmp_path / "a.git"), workspace.now()
    assert history.last_edits() == {}
    for who, source in (("Hoa", "a.md"), ("Lan", "b.md"), ("Tú", "a.md")):
        history.record(source, who.encode(), who, "Sửa bài", now)
        assert history.last_edits()[source].who == who
    assert history.last_edits()["b.md"].who == "Lan"
    history.close()


def test_a_text_that_only_names_a_producer_is_listed(visitor: Visitor, content: Content) -> None:
    content.write(
        "nghe-nhan/tho.md",
        "---\ntitle: Nghệ nhân Hoàng Thử\nproducer: HTX Miến\nuid: kc-hoi\n---\nChữ.\n",
    )
    assert visitor.get("").status_code == 200


def test_no_class_of_the_desk_has_looks_of_the_theme_by_chance() -> None:
    """The desk takes over the theme's plain elements: a class of one name has two meanings."""

    def classes(style: str) -> set[str]:
        return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"(?s)/\*.*?\*/|url\([^)]*\)", "", style)))

    own = classes(files("khuyencong.desk").joinpath("static/ban.css").read_text("utf-8"))
    assert own & classes(base_style().decode()) == {"wrap", "chart"}
