"""Configs made from a site do what they say, in the servers that read them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
from lxml import etree

from khuyencong.publishing.aftermath import verify_target
from khuyencong.publishing.server_config.config_files import CONFIG_FILES, config_files
from khuyencong.publishing.server_config.site_rules import SiteRules
from khuyencong.publishing.target_settings import ChosenTarget, TargetSettings
from khuyencong.publishing.web_findings import report
from tests.publishing.web_servers import apache, caddy, nginx
from tests.rendering.conftest import Desk

pytestmark = [pytest.mark.slow, pytest.mark.programs]
HOSTILE = SiteRules(
    "default-src 'self'",
    ('/tin-tuc/dau-"nhay"/',),
    {
        '/cu "nhay" $bien/': "/tin-tuc/mới/",
        "/viewer.aspx?mabb=1&macm=a.b": "/tin-tuc/mới/",
        "/viewer.aspx?gia=$host": "/tin-tuc/mới/",
        "/viewer.aspx?gia=$khong_co_bien": "/tin-tuc/mới/",
        "/viewer.aspx?Ten=tin tức": "/tin-tuc/mới/",
        "/index.php?nv=news&op=Tin-tuc/lop-12": "/tin-tuc/mới/",
        "/index.php?option=com_content&view=article&id=12:lop&Itemid=53": "/tin-tuc/mới/",
    },
)


def started(server: str, home: Path, root: Path) -> AbstractContextManager[str]:
    if server == "nginx":
        return nginx(home, root, f"include {home}/khuyencong.nginx.conf;")
    if server == "caddy":
        return caddy(home, root, home / "khuyencong.caddy")
    return apache(home, root)


@pytest.fixture(params=["nginx", "apache", "caddy"])
def web(request: pytest.FixtureRequest, office: Desk) -> Iterator[str]:
    """A published site with an old portal's address and a withdrawn story; gives its address."""
    office.photo()
    office.story(
        "tin-tuc/moi.md", title="Mở lớp", slug="moi", aliases="[/cu/, /viewer.aspx?mabb=1]"
    )
    office.story("tin-tuc/rut.md", title="Tin sai", slug="rut", status="withdrawn")
    with TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o755)
        (office.home / "xuat-ban.yml").write_text(
            f"targets:\n  chinh:\n    address: file://{home}/web\n    server: {request.param}\n"
        )
        said = office.run("publish", "--yes")
        assert said.code == 0, said.err
        if request.param != "apache":
            with chdir(home):
                said = office.run("serverconfig", request.param)
            assert said.code == 0, said.err
            name = next(iter(CONFIG_FILES[request.param]))
            (office.home / name).rename(home / name)
        with started(request.param, home, home / "web" / "current") as url:
            office.web = home / "web"
            yield url


def get(web: str) -> Callable[..., httpx.Response]:
    return lambda path, **headers: httpx.get(f"{web}{path}", headers=headers)


def test_a_published_site_is_served_as_it_should_be(web: str, office: Desk) -> None:
    ask = get(web)
    chosen = ChosenTarget("chinh", TargetSettings(address=f"file://{office.web}", url=web))
    found = verify_target(chosen, lambda *_: None, whole=True)
    assert found.findings == (), report(found)

    moved = ask("/cu/")
    assert (moved.status_code, httpx.URL(moved.headers["location"]).path) == (301, "/tin-tuc/moi/")
    portal = ask("/viewer.aspx?mabb=1")
    assert portal.status_code == 301
    assert httpx.URL(portal.headers["location"]).raw_path == b"/tin-tuc/moi/"
    assert ask("/viewer.aspx?mabb=2").status_code == 404

    gone = ask("/tin-tuc/rut/")
    assert gone.status_code == 410 and "Tin đã gỡ" in gone.text
    absent = ask("/khong-co/")
    assert absent.status_code == 404 and "Không tìm thấy trang" in absent.text
    assert ask("/.khuyencong-publish/manifest").status_code == 404

    page = ask("/tin-tuc/moi/", **{"Accept-Encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert page.headers["cache-control"] == "public, max-age=60"
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    theme = next((office.web / "current" / "giao-dien").glob("trang-*.css")).name
    assert "immutable" in ask(f"/giao-dien/{theme}").headers["cache-control"]
    assert ask("/sw.js").headers["cache-control"] == "no-cache"
    assert ask("/rss.xml").headers["content-type"].startswith("application/rss+xml")
    feed = ask("/rss.xml", **{"Accept-Encoding": "gzip"})
    again = {"If-None-Match": feed.headers["etag"], "Accept-Encoding": "gzip"}
    assert ask("/rss.xml", **again).status_code == 304

    # Copies that were made beforehand; Debian's nginx gives those of brotli away with a module.
    for path, file in {
        "/": "index.html",
        "/rss.xml": "rss.xml",
        f"/giao-dien/{theme}": f"giao-dien/{theme}",
    }.items():
        for coding, suffix in {"gzip": ".gz", "br": ".br"}.items():
            with httpx.stream("GET", f"{web}{path}", headers={"Accept-Encoding": coding}) as answer:
                if (answer.headers.get("content-encoding"), coding) != (None, "br"):
                    copy = (office.web / "current" / f"{file}{suffix}").read_bytes()
                    assert b"".join(answer.iter_raw()) == copy, (path, coding)
                    assert "accept-encoding" in answer.headers["vary"].lower()
                    kind = ask(path, **{"Accept-Encoding": "identity"}).headers["content-type"]
                    assert answer.headers["content-type"] == kind


@pytest.mark.parametrize("server", ["nginx", "apache", "caddy"])
def test_hostile_addresses_stay_words(server: str) -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o755)
        root = home / "web"
        root.mkdir()
        for address in ("/", *HOSTILE.withdrawn):
            (root / address[1:]).mkdir(parents=True, exist_ok=True)
            (root / address[1:] / "index.html").write_text("<title>Trang</title>")
        for name, text in config_files(server, HOSTILE).items():
            ((root if name.startswith(".") else home) / name).write_text(text)
        with started(server, home, root) as web:
            ask = get(web)
            assert ask("/").status_code == 200
            moved = ask('/cu "nhay" $bien/').headers["location"]
            assert moved.upper().endswith("/TIN-TUC/M%E1%BB%9BI/")
            assert ask("/viewer.aspx?mabb=1&macm=a.b").status_code == 301
            assert ask("/viewer.aspx?mabb=1&macm=aXb").status_code == 404
            assert ask("/viewer.aspx?gia=$host").status_code == 301
            assert ask("/viewer.aspx?gia=127.0.0.1").status_code == 404
            assert ask("/viewer.aspx?gia=$khong_co_bien").status_code == 301
            assert ask("/viewer.aspx?Ten=tin tức").status_code == 301
            assert ask("/index.php?nv=news&op=Tin-tuc/lop-12").status_code == 301
            assert ask("/index.php?nv=news&op=Tin-tuc%2Flop-12").status_code == 301
            article = "/index.php?option=com_content&view=article&id=12:lop"
            asked = [
                ask(f"{article}{tail}") for tail in ("", "&Itemid=53", "&Itemid=7", "&Itemid=x")
            ]
            assert [answer.status_code for answer in asked] == [301, 301, 301, 404]
            if server != "caddy":
                assert ask("/Viewer.aspx?ten=Tin tức").status_code == 301
            assert ask('/tin-tuc/dau-"nhay"/').status_code == 410


IIS = {
    "staticContent": ("", "clientCache mimeMap remove"),
    "clientCache": ("cacheControlMode", ""),
    "mimeMap": ("fileExtension mimeType", ""),
    "defaultDocument": ("", "files"),
    "files": ("", "clear add"),
    "httpProtocol": ("", "customHeaders"),
    "customHeaders": ("", "remove add"),
    "httpErrors": ("errorMode", "remove error"),
    "error": ("statusCode path responseMode", ""),
    "security": ("", "requestFiltering"),
    "requestFiltering": ("", "hiddenSegments"),
    "hiddenSegments": ("", "remove add"),
    "rewrite": ("", "rules outboundRules"),
    "rules": ("", "rule"),
    "outboundRules": ("", "rule"),
    "rule": ("name stopProcessing", "match conditions action"),
    "match": ("url serverVariable pattern", ""),
    "conditions": ("", "add"),
    "action": (
        "type url redirectType appendQueryString value statusCode statusReason statusDescription",
        "",
    ),
    "add": ("name value segment input pattern", ""),
    "remove": ("name segment fileExtension statusCode", ""),
    "clear": ("", ""),
}
"""What may stand where, of that which is used: IIS_schema.xml and rewrite_schema.xml of IIS 10."""
IIS_KEYS = ("fileExtension", "segment", "name", "statusCode", "value")


def test_the_config_of_iis_says_only_what_iis_knows_and_nothing_twice() -> None:
    more = {f"/CU-{each}/": "/moi/" for each in "aA"}
    rules = SiteRules(HOSTILE.policy, HOSTILE.withdrawn, {**(HOSTILE.redirects or {}), **more})
    root = etree.fromstring(config_files("iis", rules)["web.config"].encode())
    for place in root.find("system.webServer").iterdescendants(tag=etree.Element):
        attributes, children = IIS[place.tag]
        assert set(place.attrib) <= set(attributes.split()), place.tag
        assert {child.tag for child in place} <= set(children.split()), place.tag
        keys = [
            next(child.get(name).lower() for name in IIS_KEYS if child.get(name))
            for child in place
            if child.tag in ("mimeMap", "error", "rule")
            or (child.tag == "add" and place.tag != "conditions")
        ]
        assert len(keys) == len(set(keys)), place.tag
    for place, tag in (("staticContent", "mimeMap"), ("customHeaders", "add"), ("files", "add")):
        for child in root.find(f".//{place}").iter(tag):
            assert child.getprevious().tag in ("remove", "clear")
    types = [rule.find("action").get("type") for rule in root.iterfind(".//rewrite/rules/rule")]
    assert types == ["CustomResponse", *["Redirect"] * len(rules.redirects)]


def test_files_for_hosts_of_pages() -> None:
    files = config_files("pages", SiteRules("default-src 'self'", ("/rut/",), {"/cu/": "/moi/"}))
    assert files["_redirects"] == "/rut/ /rut/index.html 410\n/cu/ /moi/ 301\n"
    assert (
        "/giao-dien/*\n  Cache-Control: public, max-age=31536000, immutable\n" in files["_headers"]
    )
