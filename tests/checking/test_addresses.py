"""Which addresses a site has: what may be linked to, and what an old address may be."""

import re

import pytest

from khuyencong.checking.content_check import check
from khuyencong.model.rules import Severity
from tests.conftest import CENTRE, NOW, Content, theme_renderer
from tests.sinks import built_files


def errors(content: Content) -> list[str]:
    """Errors of a check as `code file:line`."""
    found = check(content.folder, content.cache, NOW, theme_renderer).problems
    return [f"{p.rule.code} {p.file}:{p.line}" for p in found if p.rule.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "alias",
    [
        *("/", "//", "/a//b/", "/./", "/a/./b/", "/.khuyencong", "/.well-known/x/", "/a."),
        *("/rss.xml", "/rss.xml/x/", "/sw.js", "/sitemap.xml", "/feeds.opml", "/tep/a.PDF"),
        *("/giao-dien/feed.css/", "/anh/a.jpg/", "/so-lieu/de-an.csv/a/", "/bao-chi/ninjs.json"),
        *("/luu-tru/2026/11/rss.xml/", "/" + "a" * 241 + "/", "/" + "a/" * 300),
    ],
)
def test_an_old_address_that_no_page_can_have_is_refused_in_its_line(
    content: Content, alias: str
) -> None:
    content.story(aliases=f"['{alias}']")
    code, place = errors(content)[0].split(" ")
    assert code in {"KC412", "KC106", "KC109"}
    assert place == "tin-tuc/bai.md:6"


@pytest.mark.parametrize(
    "alias",
    [
        *("/404.html", "/404.html/x/", "/index.html", "/index.html/x/", "/tin-tuc/"),
        *("/TIN-TUC/", "/Tin-tuc/index.html", "/tin-tuc/index.html/a/", "/nhan-tin"),
        *("/tin-tuc/mo-lop-tap-huan-khuyen-cong/", "/ngoai-tuyen/"),
    ],
)
def test_an_old_address_that_another_page_has_is_refused(content: Content, alias: str) -> None:
    content.story(aliases=f"['{alias}']")
    assert errors(content) == ["KC401 tin-tuc/bai.md:6"]


def test_a_file_and_a_folder_of_one_name_are_refused(content: Content) -> None:
    content.story(aliases="[/cu.html, /cu.html/x/]")
    assert set(errors(content)) == {"KC401 tin-tuc/bai.md:6"}


def test_an_old_address_where_a_download_has_its_folder_is_refused(content: Content) -> None:
    content.write("tep/mau.html/a.pdf", b"%PDF-1.7\n")
    content.story(aliases="[/tep/mau.html]", body="[Mẫu](tep/mau.html/a.pdf)")
    assert errors(content) == ["KC401 tin-tuc/bai.md:6"]


@pytest.mark.parametrize(
    "alias",
    ["/cu/", "/cu", "/cu.html", "/News/Detail/123", "/bai.aspx", "/nd-45.2012/", "/a-b_c~d/"],
)
def test_an_old_address_leads_to_its_entry(content: Content, alias: str) -> None:
    content.story(aliases=f"[{alias}, {alias}]")
    assert not errors(content)
    path = alias.strip("/") if alias.endswith(".html") else f"{alias.strip('/')}/index.html"
    assert b"/tin-tuc/mo-lop-tap-huan-khuyen-cong/" in built_files(content)[path]


@pytest.mark.parametrize(
    "link",
    ["/tin-mới/", "/tin-m%E1%BB%9Bi", "/tin-mo%CC%9B%CC%81i/?id=1#a", "/tin-mo%CC%9B%CC%81i"],
)
def test_a_link_means_the_same_address_however_its_marks_are_written(
    content: Content, link: str
) -> None:
    """Browsers of macOS and old portals write ớ as o, horn and acute (NFD), in percent signs."""
    content.story("tin-tuc/cu.md", title="Bài cũ", aliases="[/tin-mới/]")
    content.story(body=f"[Xem]({link})")
    assert not errors(content)


def test_every_ending_of_a_file_that_is_no_page_is_known(content: Content) -> None:
    """An old address cannot be in the way of a file, whatever files a site comes to have."""
    from khuyencong.content.download_policy import OFFERED
    from khuyencong.model.address_values import FILE_ENDINGS

    content.photo()
    content.story(photos="[{file: anh/anh.jpg, alt: Ảnh, caption: A., credit: 'Ảnh: B'}]")
    content.product("san-pham/a.md", "Chè", "awards: [{level: tinh, year: 2024}]")
    endings = {path.rpartition(".")[2] for path in built_files(content)}
    assert endings | OFFERED.keys() <= FILE_ENDINGS | {"html"}


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/rss.xml",
            "/tin-tuc/atom.xml",
            "/feeds.opml",
            "/sitemap-news.xml",
            "/bao-chi/ninjs.json",
        ),
        *(
            "/truyen-hinh/so-1/phu-de.vtt",
            "/truyen-hinh/so-1/so-1.zip",
            "/truyen-hinh/so-1/ninjs.json",
        ),
        *(
            "tep/quy%20định%20(1).pdf",
            "<tep/quy định (1).pdf>",
            "/tep/quy%20%C4%91%E1%BB%8Bnh%20(1).pdf",
            "/tep/quy%20%C4%91i%CC%A3nh%20(1).pdf",
        ),
    ],
)
def test_whatever_a_site_holds_may_be_linked_to(content: Content, address: str) -> None:
    content.write("tep/quy định (1).pdf", b"%PDF-1.7\n")
    content.write("tep/a.vtt", "WEBVTT\n\n00:01.000 --> 00:04.000\nThưa quý vị.\n")
    content.story("truyen-hinh/so-1.md", title="Số 1", slug="so-1", transcript="tep/a.vtt")
    content.story(body=f"[Xem]({address})")
    for number in (1, 2):
        content.story(f"tin-tuc/{number}.md", title=f"Tin {number}", date="24/11/2026 08:00")
    assert not errors(content)


@pytest.mark.parametrize(
    "address", ["tep/../tep/a.pdf", "tep//a.pdf", "tep/./a.pdf", "/tep/../site.yml", "/TIN-TUC/"]
)
def test_an_address_that_only_some_disk_understands_is_refused(
    content: Content, address: str
) -> None:
    content.write("tep/a.pdf", b"%PDF-1.7\n")
    content.story(body=f"[Xem]({address})")
    assert errors(content)[0].split(" ")[1] == "tin-tuc/bai.md:7"
    content.story("truyen-hinh/so-1.md", title="Số 1", video="tep/../tep/a.pdf")
    assert any("truyen-hinh/so-1.md" in each for each in errors(content))


def test_the_menu_is_checked_in_its_lines(content: Content) -> None:
    content.story()
    content.story("tin-tuc/nhap.md", title="Nháp", status="draft")
    menu = [
        "menu:",
        "  - {name: Tin, address: /tin-tuc/}",
        "  - {name: Hỏng, address: /khong-co/}",
        "  - name: Nhóm",
        "    items:",
        "      - {name: Trang chủ, address: /}",
        "      - {name: Hỏng, address: /khong-co-not}",
        "      - {name: Nháp, address: /tin-tuc/nhap/}",
    ]
    content.write("site.yml", CENTRE + "\n".join(menu) + "\n")
    first = CENTRE.count("\n") + 1
    assert errors(content) == [f"KC403 site.yml:{first + line}" for line in (2, 6, 7)]
    content.write("site.yml", f"{CENTRE}menu: [{{name: Xa, address: //evil.example/}}]\n")
    assert errors(content) == [f"KC106 site.yml:{first}"]


@pytest.mark.parametrize("key", ["Tin Mới", "a&b", "x/y", "..", "TIN", "a'b"])
def test_a_category_is_an_address(content: Content, key: str) -> None:
    content.write("site.yml", f'{CENTRE}  "{key}": {{name: Mục}}\n')
    assert errors(content) == [f"KC106 site.yml:{CENTRE.count(chr(10)) + 1}"]


def test_a_story_stands_in_a_category_of_stories(content: Content) -> None:
    content.story(category="san-pham")
    assert errors(content) == ["KC202 tin-tuc/bai.md:6"]


def test_a_hidden_entry_alone_leads_to_no_list(content: Content) -> None:
    content.story(status="hidden")
    content.product(
        "san-pham/a.md", "Chè", "awards: [{level: tinh, year: 2024}]", slug="che", status="hidden"
    )
    files = built_files(content)
    story = files["tin-tuc/mo-lop-tap-huan-khuyen-cong/index.html"].decode()
    assert "Tin tức" in story and 'href="/tin-tuc/"' not in story
    product = files["san-pham/che/index.html"].decode()
    links = set(re.findall(r'href="(/san-pham/[^"]*)"', product))
    assert "Cấp tỉnh" in product and links == {"/san-pham/che/the-quay/"}
    assert 'href="/bao-chi/"' not in files["nhan-tin/index.html"].decode()


def test_a_link_in_a_summary_is_words(content: Content) -> None:
    content.story(summary="Xem [bài kia](/khong-co/).")
    said = check(content.folder, content.cache, NOW, theme_renderer).problems
    assert [p.rule.code for p in said if p.file == "tin-tuc/bai.md" and p.line == 5] == ["KC413"]
    assert not any(b"/khong-co/" in data for data in built_files(content).values())


def test_a_reference_to_a_character_that_xml_forbids_breaks_no_feed(content: Content) -> None:
    content.story(body="Đoạn &#1; một &#xFFFE; hai.", summary="Sa-pô &#2;.")
    assert b"\x01" not in built_files(content)["rss.xml"]


def test_producers_that_would_share_an_address_get_two(content: Content) -> None:
    for number, (name, province) in enumerate(
        (
            ("HTX Miến", "Lạng Sơn"),
            ("HTX Miến", "Cà Mau"),
            ("HTX Miến Lạng Sơn", ""),
            ("HTX Miến", "???"),
            ("HTX Miến", ""),
        )
    ):
        producer = f"{{name: '{name}', province: '{province}'}}"
        content.product(f"san-pham/{number}.md", f"Sản phẩm {number}", producer=producer)
    assert not errors(content)
    pages = {path for path in built_files(content) if path.startswith("co-so/htx-mien")}
    assert pages == {
        f"co-so/{name}/index.html"
        for name in (
            *("htx-mien", "htx-mien-lang-son", "htx-mien-lang-son-2"),
            *("htx-mien-ca-mau", "htx-mien-khac", "htx-mien-khac-2"),
        )
    }
