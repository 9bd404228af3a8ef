"""Pages for newsrooms: press room, scripts for stations, corrections, figures; and "Nhận tin"."""

from typing import Any

import pytest

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.describing.products import ProductDescriptions
from khuyencong.pages.chrome import chrome
from khuyencong.pages.newsroom import weight
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.site_pages import SitePages
from tests.conftest import CENTRE, Content
from tests.feeds.newsroom import HOST, PHOTO, newsroom

TRAINING = """\
---
title: {title}
date: 1/11/2026
uid: kc-{title}
summary: A
starts: {starts}
place: Nhà văn hóa
---
A
"""
PROGRAMME = """\
---
title: Phóng sự
slug: phong-su
date: 2/11/2026
uid: kc-tv
summary: A
airs: [28/11/2026 19:45]
video: tep/phim.mp4
script: |
  Thưa quý vị, bốn giờ sáng.
---
A
"""


def views(content: Content) -> dict[str, Any]:
    """Address → view of every page, as a build makes them."""
    room = newsroom(content)
    site = room.maker.site
    context = ProductContext(ProductDescriptions(site), chrome(site, AssetLinks(), HOST))
    pages = SitePages(context, room.links, room.maker.kits)
    return {page.address: page.view for page in pages}


def test_the_press_room_offers_kits_contact_terms_and_coming_events(content: Content) -> None:
    content.write("site.yml", CENTRE + "press_contact: {name: Phòng Tin, phone: 0000 000 001}\n")
    content.photo()
    content.story(photos=PHOTO)
    content.story("tin-tuc/b.md", title="Bài sửa", date="1/11/2026", modified="23/11/2026")
    content.write("dao-tao/a.md", TRAINING.format(title="Lớp cũ", starts="20/11/2026"))
    content.write("dao-tao/b.md", TRAINING.format(title="Lớp xa", starts="20/12/2026"))
    content.write("dao-tao/c.md", TRAINING.format(title="Lớp gần", starts="1/12/2026"))
    room = views(content)["/bao-chi/"]
    assert [kit.title for kit in room.kits][:2] == ["Bài sửa", "Mở lớp tập huấn khuyến công"]
    assert (room.kits[0].changed.day, room.kits[1].changed) == (23, None)
    assert room.kits[1].photos == 1 and room.kits[1].kit.endswith(
        "/mo-lop-tap-huan-khuyen-cong.zip"
    )
    assert [event.title for event in room.events] == ["Lớp gần", "Lớp xa"]
    assert room.contact.name == "Phòng Tin"
    assert "ghi rõ nguồn “Bản tin Thử”" in room.terms


def test_the_log_tells_corrections_and_withdrawals_and_no_withdrawn_title(
    content: Content,
) -> None:
    content.story(corrections="[{date: 23/11/2026, note: Đúng là 04.}]", date="1/11/2026")
    content.story("tin-tuc/b.md", title="Bí mật", status="withdrawn", modified="24/11/2026 08:00")
    content.story("tin-tuc/c.md", title="Xưa", status="withdrawn", date="1/1/2026",
                  modified="1/2/2026")  # fmt: skip
    shown = views(content)
    lines = shown["/dinh-chinh/"].lines
    assert [(line.title, line.note) for line in lines] == [
        ("Tin đã gỡ", ""),
        ("Mở lớp tập huấn khuyến công", "Đúng là 04."),
    ]
    assert shown["/bao-chi/"].log == lines


def test_a_site_without_corrections_has_no_log(content: Content) -> None:
    content.story()
    assert "/dinh-chinh/" not in views(content)


def test_stations_find_script_reading_time_and_files(content: Content) -> None:
    content.write("tep/phim.mp4", b"phim")
    content.write("truyen-hinh/a.md", PROGRAMME)
    (programme,) = views(content)["/bao-chi/truyen-hinh/"].programmes
    assert programme.aloud == "5 giây"
    assert [(link.text, link.address) for link in programme.files] == [("Video", "/tep/phim.mp4")]
    assert programme.airs[0].hour == 19


def test_a_broadcast_plays_its_own_video_and_links_to_one_elsewhere(content: Content) -> None:
    content.write("tep/phim.mp4", b"phim")
    content.write("truyen-hinh/a.md", PROGRAMME)
    (own,) = views(content)["/truyen-hinh/phong-su/"].players
    assert (own.address, own.mime) == ("/tep/phim.mp4", "video/mp4")
    content.write(
        "truyen-hinh/a.md", PROGRAMME.replace("tep/phim.mp4", "https://video.example.org/a")
    )
    (away,) = views(content)["/truyen-hinh/phong-su/"].players
    assert (away.address, away.mime) == ("https://video.example.org/a", "")


def test_the_figures_begin_on_the_page_and_end_in_the_file(content: Content) -> None:
    awards = "".join(f"{{level: tinh, year: {2000 + i}}}, " for i in range(15))
    content.product("san-pham/a.md", "Miến", f"awards: [{awards}]")
    table = views(content)["/so-lieu/"].tables[0]
    assert (len(table.table.rows), table.count) == (6, 15)
    assert table.csv == "/so-lieu/san-pham-theo-dot.csv"


def test_the_list_of_feeds_leaves_archives_to_machines(content: Content) -> None:
    for i in range(40):
        content.story(f"tin-tuc/{i}.md", title=f"Tin {i}", date=f"2026-{i % 9 + 1:02d}-01")
    assert newsroom(content).archives
    groups = views(content)["/nhan-tin/"].groups
    assert [name for name, _ in groups] == [
        "Cả trang",
        "Chuyên mục",
        "Báo chí, phát thanh, truyền hình",
    ]


def test_a_place_has_a_page_of_its_stories(content: Content) -> None:
    content.story(localities="Lạng Sơn, Bắc Sơn")
    shown = views(content)
    assert [card.title for card in shown["/dia-ban/bac-son/"].cards] == [
        "Mở lớp tập huấn khuyến công"
    ]
    story = shown["/tin-tuc/mo-lop-tap-huan-khuyen-cong/"]
    assert [link.address for link in story.localities] == [
        "/dia-ban/lang-son/",
        "/dia-ban/bac-son/",
    ]


@pytest.mark.parametrize(
    ("size", "told"),
    [(12, "1 KB"), (85_400, "85 KB"), (2_340_000, "2,3 MB"), (1_000_000, "1 MB")],
)
def test_a_weight_as_people_read_it(size: int, told: str) -> None:
    assert weight(size) == told
