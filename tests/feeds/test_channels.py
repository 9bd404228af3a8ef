"""Which feeds there are, and on which pages they are announced."""

from lxml import etree

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.describing.products import ProductDescriptions
from khuyencong.pages.chrome import chrome
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.site_pages import SitePages
from tests.conftest import NOW, Content, theme_renderer
from tests.feeds.newsroom import HOST, newsroom, written

MODEL = (
    "---\ntitle: Nhà sấy miến\ndate: 1/10/2026\nuid: kc-m\nsummary: A\ncommune: Na Rì\n"
    "province: Thái Nguyên\n---\nNội dung\n"
)
YEARS_LATER = NOW.replace(year=2028)
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


def three_of_each(content: Content) -> None:
    """A site on which every list has its feed."""
    everything(content)
    for n in (1, 2):
        content.story(f"tin-tuc/x{n}.md", title=f"X{n}", date=f"{n}/10/2026", tags="đào tạo",
                      localities="Lạng Sơn, Bắc Sơn")  # fmt: skip
        content.write(f"mo-hinh/x{n}.md", MODEL.replace("kc-m", f"kc-m{n}").replace("miến", str(n)))
        tv = PROGRAMME.replace("kc-t", f"kc-t{n}").replace("Phóng sự", f"Phóng sự {n}")
        content.write(f"truyen-hinh/x{n}.md", tv)
        content.product(
            f"san-pham/x{n}.md",
            f"Miến {n}",
            "awards: [{level: tinh, year: 2026}]",
            date="1/11/2026",
            producer="{name: HTX, kind: hop-tac-xa, province: Lạng Sơn, commune: Bắc Sơn}",
        )


def folders(content: Content) -> list[str]:
    return [feed.channel.folder for feed in newsroom(content).feeds]


def test_every_list_of_the_paper_has_a_feed(content: Content) -> None:
    three_of_each(content)
    assert folders(content) == [
        "",
        *("tin-tuc/", "mo-hinh/", "truyen-hinh/"),
        *("bao-chi/", "bao-chi/truyen-hinh/", "dinh-chinh/"),
        *("dia-ban/bac-son/", "dia-ban/lang-son/", "dia-ban/na-ri/", "dia-ban/thai-nguyen/"),
        *("san-pham/", "san-pham/cap/tinh/", "san-pham/nhom/che-bien/", "san-pham/tinh/lang-son/"),
        *("san-pham/tinh/lang-son/xa/bac-son/", "the/dao-tao/"),
    ]


def test_a_list_of_fewer_than_three_has_none_but_those_that_newsrooms_wait_for(
    content: Content,
) -> None:
    everything(content)
    assert folders(content) == ["", "bao-chi/", "dinh-chinh/"]
    content.story("tin-tuc/x.md", title="X", tags="đào tạo")
    assert folders(content) == ["", "tin-tuc/", "bao-chi/", "dinh-chinh/"]


def test_a_list_that_had_three_keeps_its_feed_when_one_is_withdrawn_or_hidden(
    content: Content,
) -> None:
    for number, status in enumerate(("published", "withdrawn", "hidden")):
        content.story(f"tin-tuc/{number}.md", title=f"Tin {number}", tags="gốm", status=status,
                      modified="22/11/2026 09:00", uid=f"kc-{number}")  # fmt: skip
    assert "the/gom/" in folders(content)
    # Long after the withdrawal, too: addresses in readers' programs keep working.
    assert "the/gom/" in [f.channel.folder for f in newsroom(content, YEARS_LATER).feeds]


def test_the_feeds_of_a_name_whose_last_story_is_withdrawn_say_so_for_thirty_days(
    content: Content,
) -> None:
    content.story("tin-tuc/con.md", title="Bài còn")
    for number in range(3):
        content.story(f"mo-hinh/{number}.md", title=f"Mô hình {number}", uid=f"kc-{number}",
                      tags="Gốm Men", localities="Xã Gốm", status="withdrawn",
                      modified="23/11/2026 09:00")  # fmt: skip
    found = written(content)
    for folder in ("the/gom-men/", "dia-ban/xa-gom/", "mo-hinh/"):
        feed = etree.fromstring(found[f"{folder}rss.xml"])
        assert [e.text for e in feed.iterfind(".//item/title")] == ["Tin đã gỡ"] * 3
        # The list's own page is gone with its last story.
        assert feed.findtext("channel/link") == f"{HOST}/dinh-chinh/"
    assert "the/gom-men/rss.xml" in written(content, NOW.replace(month=12, day=22))
    late = written(content, NOW.replace(month=12, day=23))
    assert not any(path.startswith(("the/", "dia-ban/", "mo-hinh/")) for path in late)


def test_a_list_without_a_feed_leads_to_the_next_larger_one(content: Content) -> None:
    three_of_each(content)
    content.product(
        "san-pham/na-ri.md",
        "Chè",
        date="1/11/2026",
        producer="{name: Tổ, kind: to-hop-tac, province: Lạng Sơn, commune: Na Sầm}",
    )
    content.story("tin-tuc/c.md", title="C", tags="gốm", localities="Na Sầm")
    room = newsroom(content)
    assert room.followed_in == {
        "/san-pham/tinh/lang-son/xa/na-sam/": "/san-pham/tinh/lang-son/",
        "/the/gom/": "/",
        "/dia-ban/na-sam/": "/",
    }
    shelf = ProductContext(
        ProductDescriptions(room.maker.site), chrome(room.maker.site, AssetLinks(), HOST)
    )
    pages = {
        page.address: page for page in SitePages(shelf, room.links, followed_in=room.followed_in)
    }
    for address, words in (
        ("/the/gom/", "Chưa đủ 3 bài để có nguồn tin riêng"),
        ("/san-pham/tinh/lang-son/xa/na-sam/", "Chưa đủ 3 sản phẩm để có nguồn tin riêng"),
    ):
        page = pages[address]
        markup = theme_renderer().render(page, page.view)
        assert words in markup
        larger = room.followed_in[address]
        assert f'href="{larger}rss.xml">nhận tin' in markup


def test_each_feed_is_announced_on_its_own_page_and_each_page_knows_the_whole_site(
    content: Content,
) -> None:
    three_of_each(content)
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
    for name in ("Chè", "Mật"):
        content.product(f"san-pham/{name}.md", name, date="1/11/2026")
    data = written(content)["san-pham/rss.xml"].decode()
    assert "Hộ Mẫu" in data and "Lạng Sơn" in data
    assert not any(b"0000 111 444" in data for data in written(content).values())


def test_the_outline_names_every_feed_once(content: Content) -> None:
    three_of_each(content)
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
