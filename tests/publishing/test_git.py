"""A branch of a git repository, as git itself sees it afterwards."""

import getpass
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

import pytest

from khuyencong.publishing.errors import ForeignSiteError, PublishingError, TargetBusyError
from khuyencong.publishing.publication import publish_site
from khuyencong.publishing.site_files import SiteFile
from tests.publishing.conftest import Sshd
from tests.publishing.cutting_proxy import cutting_proxy
from tests.publishing.servers import Line
from tests.publishing.sites import SITE, Desk, Site, edited, seen

ROOT = Path(__file__).parents[2]


def git(folder: Path, *words: str | Path) -> str:
    identity = ("-c", "user.name=Hoa", "-c", "user.email=hoa@thu.example")
    command = ["git", *identity, *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Repository:
    """A bare repository, a desk that publishes to it, and what readers of its branch get."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.bare = home / "trang.git"
        git(home, "init", "-q", "--bare", self.bare)
        self.desk = Desk(home, f"git+file://{self.bare}")

    def readers(self) -> Site:
        copy = self.home / "copy"
        git(self.home, "clone", "-q", "-b", "gh-pages", self.bare, copy)
        found = seen(copy)
        subprocess.run(["rm", "-r", copy], check=True)
        return found

    def by_hand(self, path: str, text: str) -> None:
        """Somebody changes a file of the branch with git."""
        copy = self.home / "by-hand"
        git(self.home, "clone", "-q", "-b", "gh-pages", self.bare, copy)
        (copy / path).write_text(text)
        git(copy, "commit", "-qam", "Sửa tay")
        git(copy, "push", "-q")
        subprocess.run(["rm", "-r", copy], check=True)


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    with chdir(tmp_path):
        yield Repository(tmp_path)


def test_first_time_change_delete_back(repository: Repository) -> None:
    repository.desk.publish(SITE)
    assert repository.readers() == SITE
    git(repository.bare, "fsck", "--strict")
    fewer = edited(tin_tuc__b__index_html=None)
    fewer.pop("tin-tuc/b/index.html")
    repository.desk.publish(fewer, may_vanish=True)
    assert repository.readers() == fewer
    names = git(repository.bare, "diff", "--name-only", "gh-pages~1", "gh-pages").split()
    assert names == [
        ".khuyencong-publish/manifest",
        "tin-tuc/a/index.html",
        "tin-tuc/b/index.html",
    ]
    repository.desk.back()
    assert repository.readers() == SITE
    told = git(repository.bare, "log", "--format=%an: %s", "gh-pages").splitlines()
    assert told[-1].endswith(": Lần đầu đăng ở nơi này") and len(told) == 3


def test_another_machine_goes_on_from_what_is_there(repository: Repository, tmp_path: Path) -> None:
    repository.desk.publish(SITE)
    (tmp_path / "khac").mkdir()
    with chdir(tmp_path / "khac"):
        other = Desk(tmp_path / "khac", repository.desk.chosen.settings.address)
        assert other.publish(SITE).sent is False
        other.publish(edited())
        other.back()
    assert repository.readers() == SITE


def test_of_two_people_at_once_one_is_told(repository: Repository) -> None:
    repository.desk.publish(SITE)
    built = repository.desk.built(edited())

    def meanwhile(*_: object) -> bool:
        repository.by_hand("index.html", "sửa tay")
        return True

    # Between the look under the lock and the push there is no moment for others either: the
    # push names the commit that it follows.
    with pytest.raises(TargetBusyError, match="vừa đưa bản khác"):
        publish_site(repository.desk.chosen, built, lambda *_: True, _pushing(meanwhile))
    assert repository.readers()["index.html"] == b"s\xe1\xbb\xada tay"


def _pushing(meanwhile):
    """Does something when the first byte is about to be sent."""
    done = []

    def tell(stage: str, count: int, total: int) -> None:
        if count and not done:
            done.append(meanwhile())

    return tell


def test_a_file_changed_by_hand_is_put_right(repository: Repository) -> None:
    repository.desk.publish(SITE)
    repository.by_hand("tin-tuc/a/index.html", "sửa tay")
    done = repository.desk.publish(SITE)
    assert done.difference.changed == ["tin-tuc/a/index.html"]
    assert repository.readers() == SITE


def test_somebody_elses_branch_is_refused(repository: Repository, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", repository.bare, "theirs")
    (tmp_path / "theirs" / "index.php").write_text("<?php")
    git(tmp_path / "theirs", "checkout", "-qb", "gh-pages")
    git(tmp_path / "theirs", "add", ".")
    git(tmp_path / "theirs", "commit", "-qm", "Trang của họ")
    git(tmp_path / "theirs", "push", "-q", "origin", "gh-pages")
    with pytest.raises(ForeignSiteError, match="nhánh khác sau dấu #"):
        repository.desk.publish(SITE)


def test_a_repository_that_is_not_there(tmp_path: Path) -> None:
    with chdir(tmp_path), pytest.raises(PublishingError, match="Không có kho git"):
        Desk(tmp_path, f"git+file://{tmp_path}/khong-co.git").publish(SITE)


def test_a_video_that_no_host_of_git_takes(repository: Repository) -> None:
    built = repository.desk.built(SITE)
    video = SiteFile(Path("/dev/null"), "0" * 32, 4 << 30)
    files = {**built.files, "tep/phong-su.mp4": video}
    with pytest.raises(PublishingError, match=r"trên 100 MB: tep/phong-su\.mp4"):
        publish_site(
            repository.desk.chosen, replace(built, files=files), lambda *_: True, lambda *_: None
        )


SCRIPT = """
import sys
from pathlib import Path
from tests.publishing.sites import SITE, Desk
from khuyencong.publishing.errors import PublishingError
try:
    Desk(Path.cwd(), sys.argv[1]).publish({**SITE, "rss.xml": sys.argv[2].encode()})
except PublishingError as error:
    print(error)
"""
"""In a process of its own: dulwich leaves lines of ssh to the collector, which complains."""


@pytest.fixture
def publish_by_ssh(repository: Repository, sshd: Sshd) -> Callable[..., str]:
    """Publishes a feed with some words through a port; gives what was refused."""
    known = repository.home / "known"
    options = f"-o UserKnownHostsFile={known} -o HostKeyAlias=kho -i {sshd.home}/.ssh/id_ed25519"
    ssh = f"ssh -F none -o BatchMode=yes {options}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GIT_SSH_COMMAND": ssh}

    def publish(feed: str, port: int = sshd.port) -> str:
        address = f"git+ssh://{getpass.getuser()}@127.0.0.1:{port}{repository.bare}#trang"
        command = [sys.executable, "-c", SCRIPT, address, feed]
        return subprocess.run(command, env=environment, capture_output=True, text=True).stdout

    return publish


def trust(repository: Repository, sshd: Sshd) -> None:
    key = (sshd.home / "host.pub").read_text()
    (repository.home / "known").write_text(f"kho {key}")


@pytest.mark.programs
@pytest.mark.slow
def test_through_openssh(
    repository: Repository, sshd: Sshd, publish_by_ssh: Callable[..., str]
) -> None:
    assert "chưa biết máy chủ git, hoặc máy chủ đã đổi khóa" in publish_by_ssh("một")
    trust(repository, sshd)
    assert publish_by_ssh("một") == ""
    assert git(repository.bare, "show", "trang:rss.xml") == "một"


@pytest.mark.programs
@pytest.mark.slow
def test_a_line_that_is_cut_leaves_the_branch_as_it_was(
    repository: Repository, sshd: Sshd, publish_by_ssh: Callable[..., str]
) -> None:
    trust(repository, sshd)
    assert publish_by_ssh("trước") == ""
    line = Line()
    with cutting_proxy(sshd.port, line) as port:
        for left in (1_500, 5_000):
            line.left = left
            assert "git" in publish_by_ssh(f"sau {left}", port), "the line held"
            assert git(repository.bare, "show", "trang:rss.xml") == "trước"
        line.left = None
        assert publish_by_ssh("sau", port) == ""
    assert git(repository.bare, "show", "trang:rss.xml") == "sau"
    git(repository.bare, "fsck", "--strict")
