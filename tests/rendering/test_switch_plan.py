"""The order of a switch: wherever it is stopped, no page names a file that is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.rendering.file_tree import FileTree, parents
from khuyencong.rendering.output_place import MARKER
from khuyencong.rendering.switch_plan import (
    EMPTY,
    STAGED,
    Step,
    plan_first_site,
    plan_new_folder,
    plan_switch,
)

PATHS = (
    *("index.html", "tin-tuc/index.html", "tin-tuc/a/index.html", "tin-tuc/b/index.html"),
    *("the/x/index.html", "rss.xml", "the/x/rss.xml", "san-pham/tim.json"),
    *("giao-dien/mot.css", "giao-dien/hai.css", "anh/a.jpg", "anh/b.jpg", "tep/qd.pdf"),
)
Site = dict[str, frozenset[str]]
"""Path → paths that the file names. Whatever a file names is there."""


@st.composite
def sites(draw: st.DrawFn) -> Site:
    paths = sorted(draw(st.sets(st.sampled_from(PATHS), min_size=1)))
    return {
        path: draw(st.frozensets(st.sampled_from(paths))) if path.endswith("html") else frozenset()
        for path in paths
    }


def plan(old: Site, new: Site) -> list[Step]:
    folders = sorted({folder for path in old for folder in parents(path)})
    changed = {path: 1 for path, named in new.items() if old.get(path) != named}
    return plan_switch(
        FileTree(dict.fromkeys(old, ""), folders), changed, old.keys() - new.keys()
    ).steps


def done(step: Step, site: Site, new: Site) -> Site:
    """The site after a step."""
    if not step.source:
        return {path: named for path, named in site.items() if path != step.target}
    kind, _, path = step.source.partition("/")
    assert path == step.target
    return {**site, path: new[path] if kind == STAGED else frozenset()}


@pytest.mark.slow
@given(old=sites(), new=sites())
def test_no_page_ever_names_a_file_that_is_not_there(old: Site, new: Site) -> None:
    site = old
    for step in plan(old, new):
        site = done(step, site, new)
        for path, named in site.items():
            assert named <= site.keys(), f"after {step}: {path} names {named - site.keys()}"
    assert site == new


@given(old=sites(), new=sites())
def test_each_file_that_stays_is_left_alone(old: Site, new: Site) -> None:
    same = {path for path, named in new.items() if old.get(path) == named}
    assert not same & {step.target for step in plan(old, new)}


@pytest.mark.slow
@given(old=sites(), new=sites())
def test_every_old_page_that_goes_on_is_replaced_once(old: Site, new: Site) -> None:
    """No reader of a page that was and will be there meets the empty one."""
    lasting = old.keys() & new.keys()
    empty = {step.target for step in plan(old, new) if step.source.startswith(f"{EMPTY}/")}
    assert not empty & lasting


def test_feeds_call_readers_in_when_the_pages_are_there() -> None:
    old: Site = {path: frozenset() for path in ("index.html", "rss.xml", "sitemap.xml")}
    new: Site = {"index.html": frozenset({"moi/index.html"}), "moi/index.html": frozenset()}
    sizes = dict.fromkeys([*new, "rss.xml", "sitemap.xml"], 1)
    steps = plan_switch(FileTree(dict.fromkeys(old, "")), sizes, ()).steps
    assert [step.source for step in steps] == [
        "empty/moi/index.html",
        *("site/moi/index.html", "site/index.html"),
        *("site/rss.xml", "site/sitemap.xml"),
    ]


def test_a_folder_and_a_file_change_places() -> None:
    old = FileTree({"a": "", "b/index.html": "", "b/x.css": "", "index.html": ""}, ["b"])
    planned = plan_switch(
        old, {"a/index.html": 1, "b": 1, "index.html": 1}, {"a", "b/index.html", "b/x.css"}
    )
    assert [(step.source, step.target) for step in planned.steps] == [
        *(("", "a"), ("site/a", "a")),
        *(("", "b"), ("site/b", "b")),
        ("site/index.html", "index.html"),
    ]
    assert planned.folders == []


def test_a_first_site_is_moved_by_folders_the_front_page_last() -> None:
    steps = plan_first_site(["index.html", "tin-tuc/a/index.html", "anh/a.jpg", MARKER]).steps
    assert [step.target for step in steps] == [MARKER, "anh", "tin-tuc", "index.html"]
    assert [step.source for step in plan_new_folder().steps] == [STAGED]
