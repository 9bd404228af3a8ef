"""A branch of a git repository of somebody else, with a copy of it on this machine."""

import os
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from pathlib import Path

from dulwich.client import (
    GitClient,
    HTTPUnauthorized,
    get_transport_and_path,
)
from dulwich.errors import GitProtocolError, HangupException, NotGitRepository
from dulwich.objects import ObjectID
from dulwich.pack import UnpackedObject
from dulwich.refs import Ref
from dulwich.repo import Repo
from urllib3.exceptions import HTTPError

from khuyencong.publishing.errors import (
    SITE_STANDS,
    ConnectionLostError,
    PublishingError,
    TargetBusyError,
)
from khuyencong.publishing.secrets import find_secret
from khuyencong.publishing.target_settings import ChosenTarget

BRANCH = "gh-pages"
"""The branch that hosts of pages serve, where the address names no other."""
_SSH = "ssh -o BatchMode=yes"
"""Nobody sits before the screen to answer a question of ssh."""


class GitRemote:
    """The branch as it is there; `repo` holds what was fetched and what is to be pushed."""

    def __init__(self, target: ChosenTarget, folder: Path) -> None:
        """
        Raises:
            PublishingError: an address of the kind is not known.
        """
        address = target.address
        self.branch = address.fragment or BRANCH
        self.url = address._replace(scheme=address.scheme[4:], fragment="").geturl()
        self.repo = _opened(folder)
        self._ref = Ref(f"refs/heads/{self.branch}".encode())
        self._name = target.name
        self._scheme = address.scheme[4:]

    def fetch(self) -> ObjectID | None:
        """The newest commit of the branch, with all that it needs; None when there is none.

        Raises:
            ConnectionLostError: the host does not answer.
            PublishingError: it does not let us in, or there is no such repository.
        """
        with self._translated_errors():
            client, path = self._client()
            found = client.fetch(path, self.repo, determine_wants=self._wanted)
        head = found.refs.get(self._ref)
        if head:
            self.repo.refs[self._ref] = head
        return head

    def push(self, before: ObjectID | None, commit: ObjectID) -> None:
        """Let the branch be a commit, in one step, if it is still what it was.

        Raises:
            TargetBusyError: somebody else pushed meanwhile.
            PublishingError: the host refuses, or does not answer; the branch is what it was.
        """

        def updated(refs: Mapping[Ref, ObjectID]) -> dict[Ref, ObjectID]:
            if refs.get(self._ref) != before:
                raise TargetBusyError(
                    "Có người vừa đưa bản khác lên nhánh này. Chạy lại để so với bản đó."
                )
            return {self._ref: commit}

        with self._translated_errors():
            client, path = self._client()
            answer = client.send_pack(path.encode(), updated, self._packed)
        refused = (answer.ref_status or {}).get(self._ref)
        if refused:
            raise PublishingError(f"Kho git không nhận ({refused}). {SITE_STANDS}")
        self.repo.refs[self._ref] = commit

    def close(self) -> None:
        self.repo.close()

    def _wanted(self, refs: Mapping[Ref, ObjectID], depth: int | None = None) -> list[ObjectID]:
        head = refs.get(self._ref)
        return [head] if head and head not in self.repo.object_store else []

    def _packed(
        self, have: Set[ObjectID], want: Set[ObjectID], *, ofs_delta: bool = False, **_: object
    ) -> tuple[int, Iterator[UnpackedObject]]:
        """What the other side lacks."""
        return self.repo.generate_pack_data(set(have), set(want), ofs_delta=ofs_delta)

    def _client(self) -> tuple[GitClient, str]:
        """Made for each request: after a cut line none is left over."""
        if self._scheme == "ssh":
            command = os.environ.get("GIT_SSH_COMMAND", _SSH)
            return get_transport_and_path(self.url, ssh_command=command)
        password = find_secret(self._name) if self._scheme == "https" else None
        return get_transport_and_path(self.url, password=password, quiet=True)

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        """Errors of git and its line as sentences."""
        try:
            yield
        except NotGitRepository as error:
            raise PublishingError(
                f"Không có kho git ở “{self.url}”. Kiểm tra `address`, hoặc tạo kho trước."
            ) from error
        except HTTPUnauthorized as error:
            raise PublishingError(
                f"Kho git không cho vào “{self.url}”. Cất mã truy cập vào kho khóa của máy: python "
                f"-m keyring set khuyencong {self._name}/password"
            ) from error
        except HangupException as error:
            raise _hung_up(error) from error
        except (GitProtocolError, HTTPError, OSError) as error:
            raise ConnectionLostError(
                f"Không nối được kho git ({error}). {SITE_STANDS} Kiểm tra mạng rồi chạy lại."
            ) from error


def _hung_up(error: HangupException) -> PublishingError:
    """Why the other side of an SSH line went away, as far as it said so."""
    said = b" ".join(error.stderr_lines or ()).decode(errors="replace").strip()
    if "Host key verification failed" in said:
        return PublishingError(
            "Máy này chưa biết máy chủ git, hoặc máy chủ đã đổi khóa. Gõ `ssh` và tên máy chủ một "
            f"lần, đọc dấu khóa cho người quản trị so lại. Máy chủ nói: {said}"
        )
    if "Permission denied" in said:
        return PublishingError(
            f"Máy chủ git không cho vào: đưa khóa SSH của máy này cho người quản trị ({said})."
        )
    return ConnectionLostError(f"Máy chủ git cắt kết nối ({said or error}). {SITE_STANDS}")


def _opened(folder: Path) -> Repo:
    if folder.is_dir():
        return Repo(str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    return Repo.init_bare(folder, mkdir=True)
