"""Readers get what a person saw and agreed to."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from khuyencong.desk.publication_progress import Phase
from khuyencong.desk.publishing_clock import PublishingClock
from khuyencong.desk.publishing_job import PublishingJob
from khuyencong.desk.workspace import Workspace
from khuyencong.publishing.schedule import DueFile
from khuyencong.publishing.sent_entries import SentFile
from khuyencong.publishing.target_settings import choose_target
from khuyencong.vietnamese.dates import VIETNAM
from tests.conftest import Content
from tests.desk.conftest import Visitor
from tools.screenshots import served

pytestmark = pytest.mark.slow


@pytest.fixture
def web(content: Content, tmp_path: Path) -> Path:
    folder = tmp_path / "web"
    folder.mkdir()
    settings = f"targets:\n  chinh:\n    address: {folder.as_uri()}\n"
    (content.folder.parent / "xuat-ban.yml").write_text(settings)
    site = (content.folder / "site.yml").read_text()
    content.write("site.yml", site if "sample: true" in site else f"{site}sample: true\n")
    content.story(slug="bai", body="Bài cho người đọc.")
    return folder


def job_of(visitor: Visitor, tmp_path: Path) -> PublishingJob:
    job: PublishingJob = visitor.client.app.app.state.job
    job.output = tmp_path / "output"
    return job


def until(job: PublishingJob, *phases: Phase) -> None:
    for _ in range(600):
        if job.progress.phase in phases:
            return
        job.wait(0.1)
    raise AssertionError(job.progress)


def test_what_changes_is_shown_before_anything_is_sent(
    visitor: Visitor, web: Path, tmp_path: Path
) -> None:
    job = job_of(visitor, tmp_path)
    visitor.post("dua-len-mang", {})
    until(job, Phase.ASKING, Phase.FAILED)
    page = visitor.get("dua-len-mang").text
    assert "Lần đầu đăng ở nơi này" in page and not list(web.rglob("*.html"))
    visitor.post("dua-len-mang/tra-loi", {"dong-y": "0"})
    until(job, Phase.DONE)
    assert "giữ nguyên" in visitor.get("dua-len-mang").text and not list(web.rglob("*.html"))
    visitor.post("dua-len-mang", {})
    until(job, Phase.ASKING, Phase.FAILED)
    visitor.post("dua-len-mang/tra-loi", {"dong-y": "1"})
    until(job, Phase.DONE, Phase.FAILED)
    assert "Đã đưa lên mạng" in visitor.get("dua-len-mang").text
    assert any("Bài cho người đọc." in file.read_text() for file in web.rglob("index.html"))
    assert "Mọi thay đổi đã lên mạng" in visitor.get("").text


def test_errors_of_the_content_are_listed_and_nothing_is_sent(
    visitor: Visitor, web: Path, content: Content, tmp_path: Path
) -> None:
    content.story("tin-tuc/hong.md", date="31/02/2026")
    job = job_of(visitor, tmp_path)
    visitor.post("dua-len-mang", {})
    until(job, Phase.FAILED, Phase.DONE)
    page = visitor.get("dua-len-mang").text
    assert "tin-tuc/hong.md" in page and not list(web.rglob("*.html"))


def test_without_a_target_the_page_says_what_to_do(
    visitor: Visitor, content: Content, tmp_path: Path
) -> None:
    content.story(sample="true")
    job = job_of(visitor, tmp_path)
    visitor.post("dua-len-mang", {})
    until(job, Phase.FAILED, Phase.DONE)
    assert "xuat-ban.yml" in visitor.get("dua-len-mang").text


def test_what_is_left_of_the_sample_is_named_as_forms_name_it(
    visitor: Visitor, web: Path, content: Content, tmp_path: Path
) -> None:
    content.story("tin-tuc/mau.md", title="Bài <mẫu>", sample="true")
    job = job_of(visitor, tmp_path)
    visitor.post("dua-len-mang", {})
    until(job, Phase.FAILED, Phase.DONE)
    page = visitor.get("dua-len-mang").text
    assert "bai/tin-tuc/mau.md" in page and "Bài &lt;mẫu&gt;" in page and "sample" not in page
    site = (content.folder / "site.yml").read_text().replace("sample: true\n", "")
    content.write("site.yml", f"{site}phones: [0000 000 123]\n")
    visitor.post("dua-len-mang", {})
    until(job, Phase.FAILED, Phase.DONE)
    page = visitor.get("dua-len-mang").text
    assert "“Điện thoại” còn là mẫu" in page and "site.yml" not in page and "sample" not in page
    assert not list(web.rglob("*.html"))


def page_of(web: Path, slug: str = "bai") -> str:
    return (web / "current" / "tin-tuc" / slug / "index.html").read_text("utf-8")


@pytest.fixture
def pressed(visitor: Visitor, web: Path, tmp_path: Path) -> Callable[..., str]:
    """Presses the button, says yes where it is asked, and gives what stands there then."""
    job = job_of(visitor, tmp_path)

    def press(**wanted: str) -> str:
        visitor.post("dua-len-mang", wanted)
        until(job, Phase.ASKING, Phase.FAILED, Phase.DONE)
        asked = visitor.get("dua-len-mang").text
        visitor.post("dua-len-mang/tra-loi", {"dong-y": "1"})
        until(job, Phase.DONE, Phase.WRONG, Phase.FAILED)
        return asked + visitor.get("dua-len-mang").text

    return press


def test_a_correction_is_published_and_taken_back_by_date_and_name(
    pressed: Callable[..., str], visitor: Visitor, content: Content, web: Path
) -> None:
    content.story(slug="bai", title="Cao Bằng có 156 <b>đề án</b>")
    pressed()
    content.story(slug="bai", title="Cao Bằng có 165 đề án")
    told = pressed()
    assert "Bài sửa (1)" in told and 'href="/tin-tuc/bai/"' in told
    assert "Đã đưa lên mạng. Bài sửa: Cao Bằng có 165 đề án." in told
    assert "165 đề án" in page_of(web)
    feed = (web / "current" / "rss.xml").read_text("utf-8")
    assert "165 đề án" in feed and "156" not in feed

    listed = visitor.get("dua-len-mang/ban").text
    newest, first = listed.split('class="version"')[1:]
    assert "<b>Hoa</b>: Bài sửa: Cao Bằng có 165 đề án" in newest and "đang xem" in newest
    assert "Lần đầu đăng" in first
    name = first.partition('name="ban" value="')[2].partition('"')[0]
    told = pressed(ban=name)
    assert "Cao Bằng có 156 &lt;b&gt;đề án&lt;/b&gt;" in told, "the title that comes back"
    assert "Trở lại bản này" in told and "Các bài trong bàn giữ nguyên" in told
    assert "156" in page_of(web) and "165" in (content.folder / "tin-tuc/bai.md").read_text("utf-8")
    assert "đang xem" in visitor.get("dua-len-mang/ban").text.rpartition("<li")[2]


def test_what_readers_get_otherwise_is_told_and_the_release_before_is_offered(
    pressed: Callable[..., str], content: Content, web: Path, tmp_path: Path
) -> None:
    pressed()
    (tmp_path / "khac").mkdir()
    settings = content.folder.parent / "xuat-ban.yml"
    with served(tmp_path / "khac") as address:
        settings.write_text(f"{settings.read_text()}    url: {address}\n")
        content.story(slug="bai", title="Bài sửa", body="Bài cho người đọc.")
        told = pressed()
    assert "không có ở đó" in told and "Trở lại bản trước" in told
    assert 'name="ban" value="20' in told


def test_addresses_vanish_only_when_a_person_says_so_once_more(
    pressed: Callable[..., str], visitor: Visitor, content: Content, web: Path
) -> None:
    content.story("tin-tuc/hai.md", slug="hai", title="Bài hai")
    pressed()
    (content.folder / "tin-tuc" / "hai.md").unlink()
    told = pressed()
    assert "/tin-tuc/hai/" in told and "Bỏ hẳn các địa chỉ này" in told and "--allow" not in told
    assert page_of(web, "hai")
    assert "Bài rút, gỡ (1)" in pressed(cho="bo-han")
    assert not (web / "current" / "tin-tuc" / "hai").exists()


def test_the_desk_makes_up_for_a_moment_that_passed_and_tells_once_when_it_cannot(
    pressed: Callable[..., str],
    visitor: Visitor,
    workspace: Workspace,
    content: Content,
    web: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job, now = job_of(visitor, tmp_path), datetime.now(VIETNAM)
    monkeypatch.setattr(workspace, "now", lambda: now)
    clock = PublishingClock(job, workspace)
    due = DueFile(choose_target(content.folder, None))
    clock.look()
    assert not list(web.rglob("*.html")), "to a target that nobody published to"

    pressed()
    now = datetime.now(VIETNAM)
    content.story(slug="bai", title="Đến giờ lên trang", body="Bài cho người đọc.")
    clock.look()
    assert "Đến giờ" not in page_of(web), "its moment has not come"
    due.set(now - timedelta(hours=9), now)
    visitor.post("dua-len-mang", {})
    until(job, Phase.ASKING)  # a question that somebody left in the evening
    clock.look()
    assert "Đến giờ" in page_of(web)
    assert "<b>Theo giờ</b>: Bài sửa: Đến giờ lên trang" in visitor.get("dua-len-mang/ban").text

    now = datetime.now(VIETNAM)
    content.story("tin-tuc/hen.md", slug="hen", embargo=f"{now:%d/%m/%Y %H:%M}")
    workspace.changed()
    clock.look()
    assert not (web / "current" / "tin-tuc" / "hen").exists(), "it was sent after that hour"
    sent = SentFile(choose_target(content.folder, None))
    sent.save([], now - timedelta(minutes=2))
    clock.look()
    assert page_of(web, "hen"), "its hour came, which nobody knew when it was sent last"

    settings = content.folder.parent / "xuat-ban.yml"
    settings.write_text(f"{settings.read_text()}    notify:\n      file: loi.txt\n")
    content.story("tin-tuc/hong.md", date="31/02/2026")
    due.set(now - timedelta(hours=9), now)
    for minutes in (0, 1, 6):
        now += timedelta(minutes=minutes)
        clock.look()
    (line,) = (content.folder.parent / "loi.txt").read_text("utf-8").splitlines()
    assert "nơi đăng chinh" in line and "hong.md" in line
    assert "Lần đưa lên mạng vừa rồi không thành" in visitor.get("").text


def test_the_clock_looks_again_after_the_folder_was_away(
    visitor: Visitor, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []
    back = Event()

    def look() -> None:
        looks.append(1)
        if len(looks) == 1:
            raise FileNotFoundError("content")
        back.set()

    monkeypatch.setattr("khuyencong.desk.publishing_clock.LOOK", 0.001)
    clock = PublishingClock(job_of(visitor, tmp_path), workspace)
    monkeypatch.setattr(clock, "look", look)
    clock.begin()
    assert back.wait(30)
    clock.close()
