"""Pages of names that no disk would take: long ones, and those of Windows' devices."""

from pathlib import PurePosixPath

import pytest

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.checking.content_check import check
from khuyencong.describing.products import ProductDescriptions
from khuyencong.feeds.channels import channels
from khuyencong.pages.chrome import chrome
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.site_pages import SitePages
from khuyencong.vietnamese.slugs import LONGEST_ADDRESS, is_device_name
from tests.conftest import NOW, Content, theme_renderer

LONG = "Hợp tác xã dịch vụ nông nghiệp và chế biến nông sản và nghề thủ công xã Bắc Sơn số"


@pytest.fixture
def named(content: Content) -> Content:
    names = f"Cồn, Aux, nul, {LONG} 1, {LONG} 2"
    content.story(author="Con", unit=f"{LONG} 3", tags=names, localities=names)
    content.story("tin-tuc/b.md", title="Prn", author=f"{LONG} 4", unit="Com1")
    for number, name in enumerate(("Aux", f"{LONG} 1", f"{LONG} 2")):
        content.product(
            f"san-pham/{number}.md",
            f"Cồn {number}" if number else "Cồn",
            producer=f"{{name: '{name}', kind: cong-ty, province: {LONG}, commune: Nul}}",
        )
    return content


def paths(content: Content) -> list[str]:
    site = content.site()
    return [
        page.path
        for page in SitePages(
            ProductContext(ProductDescriptions(site), chrome(site, AssetLinks(), ""))
        )
    ]


def test_every_page_has_a_path_that_every_disk_takes(named: Content) -> None:
    found = paths(named)
    parts = {part for path in found for part in PurePosixPath(path).parts}
    assert not [part for part in parts if is_device_name(part.partition(".")[0])]
    assert max(map(len, parts)) <= LONGEST_ADDRESS
    assert len(found) == len(set(found))


def test_every_name_keeps_its_own_page_and_links_lead_there(named: Content) -> None:
    assert check(named.folder, named.cache, NOW, theme_renderer).problems == ()
    for folder in ("the", "dia-ban"):
        pages = [path for path in paths(named) if path.startswith(f"{folder}/")]
        assert len([path for path in pages if path.count("/") == 2]) >= 5
    assert len([path for path in paths(named) if path.startswith("co-so/")]) >= 3


def test_feeds_lie_where_the_pages_of_the_names_lie(named: Content) -> None:
    found = set(paths(named))
    tags = [c.folder for c in channels(named.site()) if c.folder.startswith("the/")]
    assert len(tags) == 5
    assert all(f"{path}index.html" in found for path in tags)
