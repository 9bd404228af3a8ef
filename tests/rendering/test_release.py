"""A release takes the place of the old site when it is whole, and not before."""

import pickle
from pathlib import Path

import pytest

from khuyencong.rendering.output_place import MARKER, OutputRefusedError
from khuyencong.rendering.release import Release


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def publish(live: Path, files: dict[str, bytes], **more: object) -> None:
    release = Release(live, **more)  # type: ignore[arg-type]
    for path, data in files.items():
        release.put(path, data)
    release.publish()


def test_files_appear_together_and_old_ones_go(tmp_path: Path) -> None:
    live = tmp_path / "output"
    publish(live, {"index.html": b"1", "cu/index.html": b"1"})
    publish(live, {"index.html": b"2", "moi/index.html": b"2"})
    found = tree(live)
    del found[MARKER]
    assert found == {"index.html": b"2", "moi/index.html": b"2"}
    assert not (live / "cu").exists()


def test_nothing_changes_before_publishing(tmp_path: Path) -> None:
    live = tmp_path / "output"
    publish(live, {"index.html": b"1"})
    before = tree(live)
    release = Release(live)
    release.put("index.html", b"2")
    assert tree(live) == before
    release.abandon()
    assert tree(live) == before
    assert not release.staging.exists()


def test_another_process_may_stage_files(tmp_path: Path) -> None:
    release = Release(tmp_path / "output")
    elsewhere = pickle.loads(pickle.dumps(release))  # noqa: S301
    assert elsewhere.stage("a/index.html", b"1")
    release.note("a/index.html", True, b"fingerprint")
    release.publish()
    assert (tmp_path / "output" / "a" / "index.html").read_bytes() == b"1"


def test_unchanged_files_keep_their_time_stamp(tmp_path: Path) -> None:
    live = tmp_path / "output"
    publish(live, {"a.html": b"1", "b.html": b"1"})
    stamp = (live / "a.html").stat().st_mtime_ns
    publish(live, {"a.html": b"1", "b.html": b"2"})
    assert (live / "a.html").stat().st_mtime_ns == stamp


def test_files_of_other_plugins_are_part_of_the_release(tmp_path: Path) -> None:
    live = tmp_path / "output"
    publish(live, {"index.html": b"1"})
    release = Release(live)
    release.put("index.html", b"1")
    (release.staging / "sitemap.xml").write_bytes(b"<urlset/>")
    release.publish()
    assert set(tree(live)) == {MARKER, "index.html", "sitemap.xml"}


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"mine")
    with pytest.raises(OutputRefusedError, match="không ghi đè"):
        Release(tmp_path)
    assert tree(tmp_path) == {"photo.jpg": b"mine"}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    live = tmp_path / "output"
    live.mkdir()
    publish(live, {"index.html": b"1"})
    assert (live / "index.html").read_bytes() == b"1"


def test_retained_names_stay(tmp_path: Path) -> None:
    live = tmp_path / "output"
    (live / ".git").mkdir(parents=True)
    (live / ".git" / "HEAD").write_bytes(b"ref")
    publish(live, {"index.html": b"1"}, retained=(".git",))
    assert (live / ".git" / "HEAD").read_bytes() == b"ref"


def test_a_folder_gives_way_to_a_file_and_back(tmp_path: Path) -> None:
    live = tmp_path / "output"
    publish(live, {"a/index.html": b"1"})
    publish(live, {"a": b"2"})
    assert (live / "a").read_bytes() == b"2"
    publish(live, {"a/index.html": b"3"})
    assert (live / "a" / "index.html").read_bytes() == b"3"


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "a/../../b"])
def test_a_path_never_leaves_the_output(tmp_path: Path, path: str) -> None:
    release = Release(tmp_path / "output")
    with pytest.raises(ValueError, match="leaves"):
        release.put(path, b"x")


def test_leftovers_of_a_killed_build_are_cleared(tmp_path: Path) -> None:
    """Whoever holds the lock knows that nobody else is at work."""
    leftover = tmp_path / ".output.moi-tam" / "site"
    leftover.mkdir(parents=True)
    (leftover / "index.html").write_bytes(b"half")
    Release(tmp_path / "output").abandon()
    assert [path.name for path in tmp_path.iterdir()] == [".output.khoa"]
