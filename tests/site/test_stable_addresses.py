"""Addresses of pages, feeds and files that docs/stability.md promises."""

import pytest
import yaml

from tests.conftest import ROOT
from tests.site.conftest import BuiltSite

pytestmark = pytest.mark.slow

PROMISED = yaml.safe_load((ROOT / "tests" / "stable.yml").read_text("utf-8"))


def test_addresses_of_pages(sample: BuiltSite) -> None:
    for address in PROMISED["addresses"]:
        assert (sample.folder / address.strip("/") / "index.html").is_file(), address


def test_addresses_of_feeds_and_files(sample: BuiltSite) -> None:
    for path in PROMISED["files"]:
        # Written while there is news, see tests/pages/test_structured_data.py: the sample is old.
        if path != "sitemap-news.xml":
            assert (sample.folder / path).is_file(), path
