"""Work on other machines: the same bytes, whoever is lost on the way."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from khuyencong.cluster import LOCAL, LOST, ClusterError, cluster_executor, run_on, shares
from khuyencong.pictures.derivatives import make_derivatives
from khuyencong.pictures.description import describe
from khuyencong.pictures.picture import Credits, Picture, PictureError
from tests.conftest import ROOT
from tests.publishing.conftest import free_port

pytestmark = [
    pytest.mark.slow,
    # Dask and tornado leave sockets to the collector when a worker is killed.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
NOBODY = Credits()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Executor]:
    with cluster_executor(LOCAL) as executor:
        yield executor


def photos(folder: Path, number: int = 4) -> list[tuple[Path, Picture, Credits]]:
    found = []
    for each in range(number):
        file = folder / f"anh-{each}.jpg"
        Image.effect_noise((360, 240), 40 + each).convert("RGB").save(file)
        found.append((file, describe(file, file.name, folder / "facts", NOBODY), NOBODY))
    return found


def made(cache: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in cache.rglob("*") if file.is_file()}


def kill_once(share: Sequence[tuple[Path, int]]) -> int:
    """Kills the process that it runs in, unless another was killed before."""
    ((mark, number),) = share
    if number == 3:
        try:
            mark.touch(exist_ok=False)
        except FileExistsError:
            return number
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_pictures_of_a_cluster_are_those_of_this_machine(tmp_path: Path, cluster: Executor) -> None:
    found = photos(tmp_path)
    told: list[tuple[int, int]] = []
    here = make_derivatives(found, tmp_path / "here")
    there = make_derivatives(
        found, tmp_path / "there", executor=cluster, progress=lambda *done: told.append(done)
    )
    assert made(tmp_path / "here") == made(tmp_path / "there")
    assert here.keys() == there.keys() and told[-1] == (4, 4)


def test_a_photo_that_cannot_be_read_is_told_as_here(tmp_path: Path, cluster: Executor) -> None:
    found = photos(tmp_path)
    found[2][0].write_bytes(b"no photo")
    with pytest.raises(PictureError):
        make_derivatives(found, tmp_path / "there", executor=cluster)


def test_the_work_of_a_lost_worker_is_done_by_another(tmp_path: Path, cluster: Executor) -> None:
    jobs = [(tmp_path / "killed", number) for number in range(6)]
    assert sorted(run_on(cluster, kill_once, jobs)) == list(range(6))
    assert (tmp_path / "killed").exists()


def kill_scheduler(share: Sequence[tuple[int, Path]]) -> None:
    for pid, mark in share:
        mark.touch()
        os.kill(pid, signal.SIGKILL)


@pytest.mark.audit
def test_what_a_lost_scheduler_left_undone_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khuyencong.cluster.PATIENCE", 3)
    port = free_port()
    dask = Path(sys.executable).parent / "dask"
    places = ["--dashboard-address", ":0", "--host", "127.0.0.1"]
    code = {**os.environ, "PYTHONPATH": str(ROOT)}
    scheduler = subprocess.Popen(
        [dask, "scheduler", "--port", str(port), *places], stderr=subprocess.PIPE, env=code
    )
    if scheduler.stderr:
        next(line for line in scheduler.stderr if b"Scheduler at" in line)
    worker = subprocess.Popen(
        [dask, "worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1", *places],
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        env=code,
    )
    found = photos(tmp_path)
    with cluster_executor(f"tcp://127.0.0.1:{port}") as executor:
        with pytest.raises(LOST):
            run_on(executor, kill_scheduler, [(scheduler.pid, tmp_path / "reached")])
        assert (tmp_path / "reached").exists()
        there = make_derivatives(found, tmp_path / "there", executor=executor)
    worker.terminate()
    worker.wait()
    assert there.keys() == make_derivatives(found, tmp_path / "here").keys()
    assert made(tmp_path / "here") == made(tmp_path / "there")


def test_a_cluster_that_has_lost_every_worker_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("khuyencong.cluster.PATIENCE", 0.5)
    distributed = import_module("distributed")
    with (
        distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=":0") as left,
        cluster_executor(left.scheduler_address) as executor,
        pytest.raises(LOST),
    ):
        run_on(executor, len, ["a job"])


def test_a_cluster_that_nobody_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khuyencong.cluster.PATIENCE", 0.2)
    with pytest.raises(ClusterError, match="Không nối được"), cluster_executor("tcp://127.0.0.1:9"):
        pass


@given(st.lists(st.integers(0, 30_000_000), max_size=700))
def test_work_is_cut_into_tasks_of_much_the_same_weight(photos: list[int]) -> None:
    cut = list(shares(photos, lambda pixels: pixels))
    assert [pixels for share in cut for pixels in share] == photos
    assert all(0 < len(share) <= 100 for share in cut)
    fair = max(1, sum(photos) // 64)
    assert all(len(share) == 1 or sum(share) <= fair for share in cut)
