"""A run that ended before its time leaves nothing that the next one takes for done."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from khuyencong.network.centre_index import CentreIndexes
from khuyencong.network.national_content import NationalContent
from tests.network.conftest import Federation
from tests.network.test_national_site import Office


def update(federation: Federation, folder: Path) -> NationalContent:
    federation.poll()
    harvester = federation.harvester
    now = datetime(2026, 11, 30, tzinfo=UTC)
    indexes = CentreIndexes(federation.network, federation.folder, harvester.store, now)
    content = NationalContent(folder, federation.folder / "files", federation.network)
    content.update(indexes, harvester.manifests())
    return content


def test_what_a_run_had_begun_to_write_is_written_again(
    federation: Federation, tmp_path: Path
) -> None:
    """Even where the centre takes back what that run was writing."""
    centre = federation.centre()
    centre.story(2)
    centre.publish()
    (folder := tmp_path / "mang-luoi").mkdir()
    update(federation, folder)
    first, second = sorted((folder / "content").rglob("tin-tuc/*/*.md"), key=Path.read_text)
    before = first.read_text("utf-8")
    titles = [item["title"] for item in centre.items]
    for item in centre.items:
        item["title"] = f"Đã sửa: {item['title']}"
    centre.publish()
    second.unlink()
    second.mkdir()  # cannot be written
    with pytest.raises(IsADirectoryError):
        update(federation, folder)
    assert "Đã sửa" in first.read_text("utf-8")
    first.write_text(before[:40], "utf-8")  # as a kill in the middle of writing leaves it
    second.rmdir()
    for item, title in zip(centre.items, titles, strict=True):
        item["title"] = title
    centre.publish()
    update(federation, folder)
    assert first.read_text("utf-8") == before


def test_a_copy_by_links_of_the_content_stays_as_it_is(
    federation: Federation, tmp_path: Path
) -> None:
    centre = federation.centre()
    centre.publish()
    (folder := tmp_path / "mang-luoi").mkdir()
    update(federation, folder)
    [entry] = (folder / "content").rglob("tin-tuc/*/*.md")
    (copy := tmp_path / "ban-sao.md").hardlink_to(entry)
    before = copy.read_bytes()
    centre.items[0]["title"] = "Tiêu đề đã sửa"
    centre.publish()
    update(federation, folder)
    assert "Tiêu đề đã sửa" in entry.read_text("utf-8")
    assert copy.read_bytes() == before


@pytest.mark.slow
def test_content_that_was_written_but_not_built_is_built_by_the_next_run(tmp_path: Path) -> None:
    office = Office(tmp_path)
    centre = office.centre()
    assert office.run().code == 0
    centre.story(2, "Tin chưa kịp dựng")
    centre.publish()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("khuyencong.network.national_site._Build.remember", _end)
        assert office.run().code != 0
    said = office.run()
    office.close()
    assert said.code == 0
    assert office.pages("tin-tuc", "Tin chưa kịp dựng")


def _end(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.slow
def test_errors_of_the_office_are_told_until_they_are_mended(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.centre()
    assert office.run().code == 0
    (own := office.network_folder / "tin-tuc").mkdir()
    (own / "bai.md").write_text("---\ntitle: Tin của văn phòng\n---\nChữ.\n", "utf-8")
    assert "Thiếu ngày đăng" in office.run().err
    again = office.run()
    office.close()
    assert again.code == 1 and "Thiếu ngày đăng" in again.err
