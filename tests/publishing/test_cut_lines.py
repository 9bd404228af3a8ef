"""A line that is cut at any moment leaves a whole site, and the next run finishes it."""

import random
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from khuyencong.publishing.errors import PublishingError
from tests.publishing.conftest import Sshd
from tests.publishing.cutting_proxy import cutting_proxy
from tests.publishing.places import KINDS, Line, Place
from tests.publishing.places import place as opened_place
from tests.publishing.sites import Desk, Site, seen
from tests.rendering.small_sites import files_named, small_site

pytestmark = pytest.mark.slow
ALL_BYTES = 1 << 40
SEED = 20261127
CUT_KINDS = [*KINDS[1:], pytest.param("ssh", marks=pytest.mark.programs)]


@pytest.fixture(params=CUT_KINDS)
def place(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    monkeypatch.setattr("khuyencong.publishing.flat_target.PAUSE", 0)
    with chdir(tmp_path):
        if request.param == "ssh":
            sshd: Sshd = request.getfixturevalue("sshd")
            line, web = Line(), tmp_path / "web"
            with cutting_proxy(sshd.port, line) as port:
                address = sshd.address(web).replace(f":{sshd.port}", f":{port}")
                desk = Desk(tmp_path, address, host_key=sshd.fingerprint)
                yield Place(desk, line, lambda: seen(web / "current"), lambda *_: None)
        else:
            with opened_place(request.param, tmp_path, request) as found:
                yield found


def unsound(site: Site) -> list[str]:
    """What is missing for readers who follow links from the front page.

    A page that is on its way in or out may name another that is not there yet, or no more: no
    page leads to it meanwhile.
    """
    found: list[str] = []
    waiting, known = ["index.html"], {"index.html"}
    while waiting:
        page = waiting.pop()
        named = files_named(page, site[page].decode()) if page.endswith(".html") else set()
        found += [f"{page} → {target}" for target in named - site.keys()]
        waiting += (named & site.keys()) - known
        known |= named
    return found


@pytest.mark.parametrize("cuts", [10, pytest.param(30, marks=pytest.mark.audit)])
def test_cut_lines(place: Place, cuts: int) -> None:
    chance = random.Random(SEED)
    old = small_site(0, pages=12)
    place.desk.publish(old)
    assert place.readers() == old
    failed = 0
    for generation in range(1, cuts + 1):
        new = small_site(generation, pages=12)
        place.line.left = ALL_BYTES
        if generation == 1:
            place.desk.publish(new, may_vanish=True)
            whole = ALL_BYTES - place.line.left
            old = new
            continue
        place.line.left = chance.randrange(1, whole)
        try:
            place.desk.publish(new, may_vanish=True)
        except PublishingError:
            failed += 1
        place.line.left = None
        between = place.readers()
        assert unsound(between) == []
        for path, data in between.items():
            if path.endswith(".html"):
                assert data in (old.get(path), new.get(path)), path
        try:
            place.desk.publish(new, may_vanish=True)
        except PublishingError as error:
            pytest.fail(f"after cut {generation}: {error}")
        assert place.readers() == new
        old = new
    assert failed > cuts / 2, "the line was hardly ever cut"
