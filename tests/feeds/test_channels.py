"""Which feeds there are, and on which pages they are announced."""

from lxml import etree

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.describing.products import ProductDescriptions
from khuyencong.pages.chrome import chrome
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.site_pages import SitePages
from tests.conftest import NOW, Content
from tests.feeds.newsroom import HOST, newsroom, written

MODEL = (
    "---\ntitle: Nhà sấy miến\ndate: 1/10/2026\nuid: kc-m\nsummary: A\ncommune: Na Rì\n"
    "province: Thái Nguyên\n---\nNội dung\n"
)
PROGRAMME = "---\ntitle: Phóng sự\ndate: 2/10/2026\nuid: kc-t\nsummary: A\n---\nNội dung\n"


def everything(content: Content) -> None:
    content.story(tags="đào tạo", localities="Lạng Sơn, Bắc Sơn")
    content.write("mo-hinh/say.md", MODEL)
    content.write("truyen-hinh/a.md", PROGRAMME)
    content.story("tin-tuc/b.md", title="B", corrections="[{date: 20/11/2026, note: A}]",
                  date="1/11/2026")  # fmt: skip
    content.product(
        "san-pham/mien.md",
        "Miến dong",
        "awards: [{level: tinh, year: 2026}]",
        date="1/11/2026",
        producer="{name: HTX, kind: hop-tac-xa, province: Lạng Sơn, commune: Bắc Sơn}",
    )


def test_every_list_of_the_paper_has_a_feed(content: Content) -> None:
    everything(content)
    assert [feed.channel.folder for feed in newsroom(content).feeds] == [
        "",
        *("tin-tuc/", "mo-hinh/", "truyen-hinh/"),
        *("bao-chi/", "bao-chi/truyen-hinh/", "dinh-chinh/"),
        *("dia-ban/bac-son/", "dia-ban/lang-son/", "dia-ban/na-ri/", "dia-ban/thai-nguyen/"),
        *("san-pham/", "san-pham/cap/tinh/", "san-pham/nhom/che-bien/", "san-pham/tinh/lang-son/"),
        *("san-pham/tinh/lang-son/xa/bac-son/", "the/dao-tao/"),
    ]


def test_a_list_without_an_entry_has_none(content: Content) -> None:
    content.story()
    found = [feed.channel.folder for feed in newsroom(content).feeds]
    assert found == ["", "tin-tuc/", "bao-chi/"]


def test_each_feed_is_announced_on_its_own_page_and_each_page_knows_the_whole_site(
    content: Content,
) -> None:
    everything(content)
    room = newsroom(content)
    site = room.maker.site
    shelf = ProductContext(ProductDescriptions(site), chrome(site, AssetLinks(), HOST))
    pages = {page.address: page.view.head.feeds for page in SitePages(shelf, room.links)}
    for feed in room.links:
        assert feed in pages[feed.page], feed.page
        assert any(other.page == "/" for other in pages[feed.page])
    story = pages["/tin-tuc/mo-lop-tap-huan-khuyen-cong/"]
    assert [feed.page for feed in story] == ["/tin-tuc/", "/"]


def test_products_without_a_day_are_in_no_feed(content: Content) -> None:
    content.product("san-pham/mien.md", "Miến dong")
    assert not any(path.startswith("san-pham/") for path in written(content))


def test_a_products_item_shows_a_households_details_only_with_consent(content: Content) -> None:
    content.product(
        "san-pham/gio.md",
        "Giỏ tre",
        date="1/11/2026",
        producer="{name: Hộ Mẫu, kind: ho-kinh-doanh, phone: 0000 111 444, province: Lạng Sơn}",
    )
    data = written(content)["san-pham/rss.xml"].decode()
    assert "Hộ Mẫu" in data and "Lạng Sơn" in data
    assert not any(b"0000 111 444" in data for data in written(content).values())


def test_the_outline_names_every_feed_once(content: Content) -> None:
    everything(content)
    room = newsroom(content)
    metadata_digest = etree.fromstring(written(content)["feeds.opml"])
    listed = [o.get("xmlUrl") for o in metadata_digest.iterfind("body/outline/outline")]
    assert listed == [feed.address("rss.xml") for feed in room.feeds]
    assert metadata_digest.get("version") == "2.0"


def test_the_news_sitemap_holds_two_days(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Hôm qua", date="23/11/2026 08:00")
    content.story("tin-tuc/b.md", title="Tuần trước", date="17/11/2026")
    content.story("tin-tuc/c.md", title="Ngày mai", date="25/11/2026")
    root = etree.fromstring(written(content, NOW)["sitemap-news.xml"])
    found = root.findall(".//{*}publication_date")
    assert [date.text for date in found] == ["2026-11-23T08:00:00+07:00"]
    assert [title.text for title in root.iterfind(".//{*}title")] == ["Hôm qua"]
