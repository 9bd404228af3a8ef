"""Output folders of every kind: links, mount points, names with signs, tight rights, full disks."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from khuyencong.rendering import switch as switching
from khuyencong.rendering.output_place import MARKER, OutputRefusedError
from khuyencong.rendering.release import Release
from khuyencong.store.sealed_file import write_sealed
from tests.conftest import ROOT
from tests.rendering.conftest import fill, mounted, tree, without_privileges
from tests.rendering.small_sites import missing, publish, small_site

OLD, NEW = small_site(1, pages=20), small_site(2, pages=20)


def site_at(live: Path) -> dict[str, bytes]:
    """The files of the site, without those of the program."""
    return {path: data for path, data in tree(live).items() if not path.startswith(MARKER)}


def publish_both(live: Path) -> None:
    for site in (OLD, NEW):
        publish(live, site)
        assert site_at(live) == site


@pytest.mark.parametrize("name", ["site[1]", "site*", "s?te", "trang tin mới", "-o", "~", "a\nb"])
def test_signs_in_a_name_mean_nothing(tmp_path: Path, name: str) -> None:
    """The work of other builds, whose names such a pattern would match, is left alone."""
    others = [Release(tmp_path / other) for other in ("site1", "site", "a")]
    for other in others:
        other.put("index.html", b"1")
    publish_both(tmp_path / name)
    for other in others:
        other.publish()
        assert site_at(other.live) == {"index.html": b"1"}


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    publish_both(tmp_path / ("dài" * 63))


def test_a_link_to_the_output_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    live = tmp_path / "hien-hanh"
    live.symlink_to("a")
    publish_both(live)
    assert live.is_symlink()
    assert site_at(tmp_path / "a") == NEW
    (tmp_path / "b").mkdir()
    live.unlink()
    live.symlink_to("b")
    publish(live, OLD)
    assert site_at(tmp_path / "b") == OLD
    assert site_at(tmp_path / "a") == NEW


def test_the_folder_itself_stays(tmp_path: Path) -> None:
    """A container or a shell that points at it sees the new site."""
    live = tmp_path / "output"
    live.mkdir()
    open_folder = os.open(live, os.O_RDONLY)
    publish_both(live)
    seen = {entry.name for entry in os.scandir(open_folder)}
    os.close(open_folder)
    assert seen == {path.partition("/")[0] for path in (*NEW, MARKER)}


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("của tôi")
    with pytest.raises(OutputRefusedError, match="là tệp, không phải thư mục"):
        Release(tmp_path / "output")
    assert (tmp_path / "output").read_text() == "của tôi"


def test_a_folder_whose_parent_may_not_be_written(open_folder: Path) -> None:
    """As /var/www/html often is: what is being prepared lies in it, hidden, and goes."""
    live = open_folder / "www" / "html"
    live.mkdir(parents=True)
    with without_privileges(open_folder):
        live.parent.chmod(0o555)
        publish_both(live)
        assert [path.name for path in live.parent.iterdir()] == ["html"]
        with pytest.raises(OutputRefusedError):
            (live / MARKER).unlink()
            Release(live)
        live.parent.chmod(0o755)


@pytest.mark.privileged
def test_a_mount_point(tmp_path: Path, small_disk: Path) -> None:
    publish_both(small_disk)
    assert missing(small_disk) == []
    assert not list(small_disk.glob(f"{MARKER}.moi*"))
    assert not list(tmp_path.glob(".disk*"))


@pytest.mark.privileged
def test_a_folder_that_is_bound_from_elsewhere_on_the_same_disk(tmp_path: Path) -> None:
    """As a container sees its volume: the device is the same, and yet nothing can be moved in."""
    source = tmp_path / "volume"
    source.mkdir()
    live = tmp_path / "output"
    with mounted(live, "--bind", str(source)):
        publish_both(live)
    assert site_at(source) == NEW


@pytest.mark.privileged
def test_a_folder_of_the_site_on_another_disk_is_found_before_the_first_step(
    tmp_path: Path,
) -> None:
    live = tmp_path / "output"
    publish(live, OLD)
    with mounted(live / "anh", "-t", "tmpfs", "tmpfs"):
        for path, data in OLD.items():
            (live / path).exists() or (live / path).write_bytes(data)
        with pytest.raises(switching.NotReplaceableError, match="“anh”"):
            publish(live, NEW)
        assert site_at(live) == OLD


@pytest.mark.privileged
@pytest.mark.parametrize("full", ["before the journal", "before the first step"])
def test_a_disk_that_fills_at_the_moment_of_the_switch(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch, full: str
) -> None:
    live = small_disk / "output"
    publish(live, OLD)
    run = switching._run

    def write(file: Path, data: bytes) -> None:
        fill(small_disk)
        write_sealed(file, data)

    def run_on_full_disk(*words) -> None:  # type: ignore[no-untyped-def]
        fill(small_disk)
        run(*words)

    with monkeypatch.context() as patch:
        if full == "before the journal":
            patch.setattr(switching, "write_sealed", write)
            with pytest.raises(OSError, match="No space left"):
                publish(live, NEW)
            assert site_at(live) == OLD
        else:
            patch.setattr(switching, "_run", run_on_full_disk)
            publish(live, NEW)
            assert site_at(live) == NEW
    assert not (small_disk / ".output.moi-tam").exists()


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize("mask", [0o077, 0o027, 0o022, 0o002])
@pytest.mark.parametrize("existing", [False, True])
def test_a_web_server_may_read_everything_whatever_the_umask(
    tmp_path: Path, mask: int, existing: bool
) -> None:
    """A web server runs as another user. What is not published stays as private as was asked."""
    live = tmp_path / "trang" / "output"
    if existing:
        live.mkdir(parents=True)
        live.chmod(0o755)
    with umask(mask):
        for site in (OLD, NEW):
            release = Release(live)
            assert stat.S_IMODE(release.place.work.stat().st_mode) == 0o700
            (release.staging / "so-do").mkdir(exist_ok=True)
            (release.staging / "so-do" / "sitemap.xml").write_bytes(b"<urlset/>")
            for path, data in site.items():
                release.put(path, data)
            release.put_copy("tep/quyet-dinh.pdf", ROOT / "LICENSE")
            release.publish()
            for path in (tmp_path / "trang", live, *live.rglob("*")):
                wanted = 0o755 if path.is_dir() else 0o644
                assert stat.S_IMODE(path.stat().st_mode) & wanted == wanted, path


def test_files_that_an_earlier_build_left_unreadable_are_opened(tmp_path: Path) -> None:
    live = tmp_path / "output"
    publish(live, OLD)
    for path in live.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    publish(live, OLD)
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in live.rglob("*"))


def test_rights_that_go_further_stay(tmp_path: Path) -> None:
    """A group that works together on a folder."""
    live = tmp_path / "output"
    with umask(0o002):
        publish(live, OLD)
        publish(live, NEW)
        assert stat.S_IMODE((live / "index.html").stat().st_mode) == 0o664
        assert stat.S_IMODE((live / "tin-tuc" / "2").stat().st_mode) == 0o775


def test_a_lock_is_let_go_when_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "khac.txt").write_text("x")
    for _ in range(2):
        with pytest.raises(OutputRefusedError):
            Release(tmp_path / "output")


def test_a_worker_that_outlives_its_build_holds_no_lock(tmp_path: Path) -> None:
    """A lock that children inherit would keep the next build out for as long as one of them."""
    script = (
        "import os, sys, time; from pathlib import Path;"
        "from khuyencong.rendering.release import Release;"
        "release = Release(Path(sys.argv[1]));"
        "os.fork() or (time.sleep(20), os._exit(0)); os._exit(0)"
    )
    live = tmp_path / "output"
    subprocess.run([sys.executable, "-c", script, str(live)], check=True)
    shutil.rmtree(tmp_path / ".output.moi-tam")
    publish(live, OLD)
    assert site_at(live) == OLD
