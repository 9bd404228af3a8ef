"""More than two hundred queries with judged answers, asked of the theme's own engine in a browser.

queries.csv holds those over the sample: what was typed, and the last parts of the addresses that
answer it; where the facts of an entry answer at once, also a part of what is said, and "-" where
nothing may be said. The others are asked of the corpus of the bench, whose words repeat without
end: there a query is the beginning of a title or the number of a document, and its answer the
story itself.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bench.corpus import make_corpus
from khuyencong.describing.products import ProductDescriptions
from khuyencong.model.policy import Policy
from khuyencong.search.index import FOLDER, SearchIndex
from khuyencong.site.index import Site
from khuyencong.site.site_reader import read_site
from khuyencong.vietnamese.folding import fold
from tests.conftest import NOW, ROOT

pytestmark = pytest.mark.slow

SCRIPTS = ROOT / "theme" / "components" / "search" / "page"
ENGINE = "".join((SCRIPTS / name).read_text("utf-8") for name in ("answers.js", "engine.js"))
with (ROOT / "tests" / "search" / "queries.csv").open(encoding="utf-8") as stream:
    ROWS = list(csv.DictReader(stream))
JUDGED = [(row["loai"], row["cau"], row["dap_an"].split()) for row in ROWS]
QUESTIONS = {row["cau"]: row["tra_loi"] for row in ROWS if row["tra_loi"]}
OF_TITLES, OF_NUMBERS = 22, 12
"""Queries over the corpus of the bench."""
ASK = """
async (queries) => {
  %s
  const engine = createEngine(async (path) => JSON.parse(await window.readFile(path)));
  const found = [];
  for (const query of queries) {
    const { ranked } = await engine.search(query);
    found.push(ranked.slice(0, 10).map(({ result }) => result.address));
  }
  return found;
}
"""
ANSWER = """
async ([queries, now]) => {
  %s
  Date.now = () => now;
  const engine = createEngine(async (path) => JSON.parse(await window.readFile(path)));
  const answer = createAnswers(engine);
  const said = {};
  for (const query of queries) {
    const facts = (await answer(query))?.facts ?? [];
    said[query] = facts.map(([, label, value]) => `${label}: ${value}`).join("; ");
  }
  return said;
}
"""


@dataclass
class Asked:
    """Queries of a kind and the places of their answers, from 1; 0 for none among ten."""

    places: list[int]

    @property
    def success(self) -> float:
        return sum(1 <= place <= 3 for place in self.places) / len(self.places)

    @property
    def reciprocal_rank(self) -> float:
        return sum(1 / place for place in self.places if place) / len(self.places)


def files_of(site: Site, cache: Path) -> Mapping[str, str]:
    """Path in the index → text of every file."""
    bundles = SearchIndex(ProductDescriptions(site), cache).bundles()
    return {
        file.path.removeprefix(f"{FOLDER}/"): file.generate().decode()
        for bundle in bundles
        for file in bundle
    }


def run(browser: Browser, files: Mapping[str, str], script: str, given: object) -> Any:
    """What the script gives that asks an index."""
    page: Page = browser.new_page()
    page.expose_function("readFile", lambda path: files[path])
    found = page.evaluate(script % ENGINE, given)
    page.close()
    return found


def ask(browser: Browser, files: Mapping[str, str], queries: Sequence[str]) -> list[list[str]]:
    """Addresses of the first ten results of each query."""
    found: list[list[str]] = run(browser, files, ASK, list(queries))
    return found


def placed(found: Sequence[str], answers: Sequence[str]) -> int:
    """Place of the first result that answers."""
    names = [address.partition("#")[0].rstrip("/").rpartition("/")[2] for address in found]
    return next((place for place, name in enumerate(names, 1) if name in answers), 0)


@pytest.fixture(scope="module")
def sample_index(sample_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return files_of(sample_site, tmp_path_factory.mktemp("sample-index"))


@pytest.fixture(scope="module")
def asked(
    browser: Browser, sample_index: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Asked]:
    folder = tmp_path_factory.mktemp("search")
    queries = [query for _, query, _ in JUDGED]
    results = ask(browser, sample_index, queries)
    kinds: dict[str, Asked] = {}
    for (kind, _, answers), found in zip(JUDGED, results, strict=True):
        kinds.setdefault(kind, Asked([])).places.append(placed(found, answers))
    make_corpus(folder / "bench", 600)
    site = read_site(folder / "bench", folder / "cache", NOW).site
    assert site
    titles = [(fold(s.entry.title), s.slug) for s in site.stories[7 :: 600 // OF_TITLES]]
    numbers = [
        (story.entry.document_number, story.slug)
        for story in site.stories
        if isinstance(story.entry, Policy)
    ]
    known = [*titles[:OF_TITLES], *numbers[:OF_NUMBERS]]
    results = ask(browser, files_of(site, folder / "corpus"), [query for query, _ in known])
    kinds["kho bài sinh ra"] = Asked(
        [placed(found, [slug]) for (_, slug), found in zip(known, results, strict=True)]
    )
    return kinds


def whole(asked: Mapping[str, Asked]) -> Asked:
    return Asked([place for kind in asked.values() for place in kind.places])


def test_there_are_two_hundred_queries(asked: Mapping[str, Asked]) -> None:
    assert len(whole(asked).places) >= 200


def test_the_answer_is_among_the_first_three(asked: Mapping[str, Asked]) -> None:
    assert whole(asked).success >= 0.95


def test_the_answer_stands_near_the_top(asked: Mapping[str, Asked]) -> None:
    assert whole(asked).reciprocal_rank >= 0.85


def test_no_kind_of_query_is_left_behind(asked: Mapping[str, Asked]) -> None:
    weak = {kind: found.success for kind, found in asked.items() if found.success < 0.8}
    assert not weak, {kind: asked[kind].places for kind in weak}


def test_questions_are_answered_before_any_link_and_nothing_is_made_up(
    browser: Browser, sample_index: Mapping[str, str]
) -> None:
    said = run(browser, sample_index, ANSWER, [list(QUESTIONS), NOW.timestamp() * 1000])
    wrong = {
        query: said[query]
        for query, answer in QUESTIONS.items()
        if (said[query] != "" if answer == "-" else answer not in " ".join(said[query].split()))
    }
    assert not wrong
