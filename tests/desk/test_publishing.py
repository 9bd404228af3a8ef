"""Readers get what a person saw and agreed to."""

from pathlib import Path

import pytest

from khuyencong.desk.publishing_job import Phase, PublishingJob
from tests.conftest import Content
from tests.desk.conftest import Visitor

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
