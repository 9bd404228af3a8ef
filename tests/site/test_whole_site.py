"""What must hold for a site as a whole, whoever's it is."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ROOT
from tests.site.conftest import NOW, BuiltSite, built, khuyencong

pytestmark = pytest.mark.slow

HOST = "https://site.test"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def file_of(site: BuiltSite, address: str) -> Path:
    path = urlsplit(address).path
    return site.folder / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))


def addresses(site: BuiltSite, page: str) -> Iterator[str]:
    """Absolute addresses of everything that a page refers to."""
    soup = BeautifulSoup(file_of(site, page).read_bytes(), "lxml")
    for tag in soup.find_all(True):
        for name in ("href", "src", "poster"):
            if name in tag.attrs and tag.get("rel") != ["canonical"]:
                yield urljoin(page, str(tag[name]))
        for candidate in str(tag.get("srcset", "")).split(","):
            if candidate.strip():
                yield urljoin(page, candidate.split()[0])


def crawl(site: BuiltSite) -> dict[str, set[str]]:
    """Every own address reached from the front page → the pages that refer to it."""
    reached: dict[str, set[str]] = {f"{HOST}/": set()}
    waiting = [f"{HOST}/"]
    while waiting:
        page = waiting.pop()
        if not page.endswith((".html", "/")):
            continue
        for address in addresses(site, page):
            address = urldefrag(address).url
            if not address.startswith(HOST):
                continue
            if address not in reached:
                reached[address] = set()
                assert file_of(site, address).is_file(), f"{page} refers to {address}"
                waiting.append(address)
            reached[address].add(page)
    return reached


@pytest.fixture(params=["sample", "other"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    found: BuiltSite = request.getfixturevalue(request.param)
    return found


def test_no_link_is_broken_and_every_page_is_reached(site: BuiltSite) -> None:
    reached = {file_of(site, address) for address in crawl(site)}
    missed = [page for page in site.pages() if page not in reached]
    assert missed == [site.folder / "404.html"]


def test_every_file_belongs_to_a_page_a_feed_or_a_machine(site: BuiltSite) -> None:
    reached = {file_of(site, address) for address in crawl(site)}
    # Pictures that only meta tags and feeds name are looked for in the text of all pages.
    text = "".join(page.read_text(encoding="utf-8") for page in site.pages())
    for name in ("rss.xml", "podcast.xml"):
        text += "".join(feed.read_text(encoding="utf-8") for feed in site.folder.rglob(name))
    fixed = {".khuyencong", "404.html", "robots.txt", "sitemap.xml", "sw.js", "san-pham/tim.json"}
    text += "".join(map(site.text, ("trang.webmanifest", "robots.txt", "bao-chi/ninjs.json")))
    for file in site.folder.rglob("*"):
        path = file.relative_to(site.folder).as_posix()
        # A picture in a body has its social crop too, though only the first one is announced.
        if re.search(r"-\d+x\d+\.jpg$", path):
            continue
        # The script of search knows by itself which of these it needs; the other script is for a
        # page that a centre without levels of support has not.
        if path.startswith(("tim/chi-muc/", "giao-dien/support-finder-")):
            continue
        if file.is_file() and file not in reached and path not in fixed:
            assert path in text, f"nothing refers to {path}"


def test_anchors_lead_somewhere(site: BuiltSite) -> None:
    ids: dict[Path, set[str]] = {}
    for page in [*site.pages(), *site.folder.glob("anh/*.svg")]:
        soup = BeautifulSoup(page.read_bytes(), "lxml")
        found = [str(tag["id"]) for tag in soup.find_all(id=True)]
        assert len(found) == len(set(found)), f"{page} has an id twice"
        ids[page] = set(found)
    for page in site.pages():
        here = f"{HOST}/{page.relative_to(site.folder).as_posix().removesuffix('index.html')}"
        for address in addresses(site, here):
            target, anchor = urldefrag(address)
            # Pages of a document and moments of a recording have no id.
            if anchor and target.startswith(HOST) and not target.endswith((".pdf", ".mp3", ".mp4")):
                assert anchor in ids[file_of(site, target)], f"{here} → {address}"


def test_the_sitemap_lists_every_page_that_may_be_found(site: BuiltSite) -> None:
    sitemap = BeautifulSoup(site.text("sitemap.xml"), "xml")
    root = re.search(r"Sitemap: (\S+)/sitemap.xml", site.text("robots.txt"))
    assert root
    listed = {str(loc.text).removeprefix(root[1]) for loc in sitemap.find_all("loc")}
    pages = {
        "/" + page.relative_to(site.folder).as_posix().removesuffix("index.html")
        for page in site.pages()
        if '<meta name="robots" content="noindex">' not in page.read_text(encoding="utf-8")
    }
    assert listed == pages
    assert not pages & {"/404.html", "/ngoai-tuyen/"}


def test_nothing_is_asked_of_another_host(site: BuiltSite) -> None:
    """Pages load nothing from elsewhere and hold no inline code (the CSP would stop both)."""
    for page in site.pages():
        soup = BeautifulSoup(page.read_bytes(), "lxml")
        for tag in soup.find_all(["img", "script", "source", "iframe", "video", "audio", "embed"]):
            for name in ("src", "srcset", "poster"):
                assert not re.match(r"(https?:)?//", str(tag.get(name, ""))), page
        for tag in soup.find_all(True):
            handlers = [name for name in tag.attrs if name.startswith("on") or name == "style"]
            assert not handlers, f"{page}: {tag.name} {handlers}"
        scripts = [tag for tag in soup.find_all("script") if "src" not in tag.attrs]
        assert {tag["type"] for tag in scripts} <= {"application/ld+json", "application/json"}, page
        assert not soup.find_all("style"), page


def test_two_builds_give_the_same_bytes(site: BuiltSite, tmp_path: Path) -> None:
    content = ROOT / "content"
    if "benmau" in site.text("robots.txt"):
        content = ROOT / "tests" / "sites" / "trung-tam-khac"
    again = built(content, tmp_path / "again")
    assert tree(again.folder) == tree(site.folder)


def test_pelican_alone_gives_the_same_bytes(other: BuiltSite, tmp_path: Path) -> None:
    output = tmp_path / "pelican"
    command = [
        *(Path(sys.executable).parent / "pelican", "tests/sites/trung-tam-khac"),
        *("-s", "pelicanconf.py", "-o", output, "-e", f'NOW="{NOW}"'),
    ]
    done = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(output) == tree(other.folder)


def test_a_second_build_leaves_unchanged_files_alone(tmp_path: Path) -> None:
    content = ROOT / "tests" / "sites" / "trung-tam-khac"
    first = built(content, tmp_path / "output")
    times = {file: file.stat().st_mtime_ns for file in first.folder.rglob("*") if file.is_file()}
    built(content, tmp_path / "output")
    assert times == {file: file.stat().st_mtime_ns for file in times}


def test_another_centre_shows_its_own_name_and_no_word_of_the_sample(other: BuiltSite) -> None:
    words = re.compile(r"Minh Họa|minh họa|Bản tin Khuyến công|khuyencong\.example|0000 000 0")
    for file in other.folder.rglob("*"):
        if file.suffix in (".html", ".xml", ".css", ".txt", ".svg"):
            text = file.read_text(encoding="utf-8")
            assert not words.search(text), f"{file}: {words.search(text)}"
            if file.suffix == ".html":
                assert "Công nghiệp Bến Mẫu" in text
                assert "Trung tâm Phát triển công nghiệp Bến Mẫu" in text
    assert "Nghề truyền thống" in other.text("index.html")


def test_a_households_details_stay_home_without_consent(other: BuiltSite) -> None:
    for file in other.folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            for secret in ("0000 111 444", "0000111444", "bimat@", "ngõ Kín"):
                assert secret.encode() not in data, f"{secret} in {file}"
    assert "chưa đồng ý công khai" in other.text("san-pham/dao-ren-ben-mau/index.html")


def test_relative_urls_work_below_any_folder(other: BuiltSite, tmp_path: Path) -> None:
    """Pelican's own --relative-urls: the site opens wherever it is put."""
    output = tmp_path / "relative"
    command = [
        *(Path(sys.executable).parent / "pelican", "tests/sites/trung-tam-khac"),
        *("-s", "pelicanconf.py", "-o", output, "--relative-urls", "-e", f'NOW="{NOW}"'),
    ]
    subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, check=True)
    relative = BuiltSite(output, "")
    for page in relative.pages():
        here = f"{HOST}/duoi/{page.relative_to(output).as_posix().removesuffix('index.html')}"
        soup = BeautifulSoup(page.read_bytes(), "lxml")
        for tag in soup.find_all(["a", "link", "img"]):
            if not (given := tag.get("href") or tag.get("src")):
                continue  # filled by a script
            address = urljoin(here, str(given))
            if address.startswith(HOST) and tag.get("rel") != ["canonical"]:
                assert address.startswith(f"{HOST}/duoi/"), f"{here}: {tag}"
                path = urldefrag(address).url.replace(f"{HOST}/duoi/", f"{HOST}/")
                assert file_of(relative, path).is_file(), f"{here}: {tag}"


def test_production_builds_from_publishconf(tmp_path: Path) -> None:
    folder = ROOT / "tests" / "sites" / "trung-tam-khac"
    site = built(folder, tmp_path / "release", "--production")
    assert 'rel="canonical" href="https://benmau.example/"' in site.text("index.html")


def test_a_broken_site_keeps_the_old_output_and_names_every_fault(tmp_path: Path) -> None:
    content = tmp_path / "content"
    import shutil

    shutil.copytree(ROOT / "tests" / "sites" / "trung-tam-khac", content)
    output = tmp_path / "output"
    built(content, output)
    before = tree(output)
    (content / "chinh-sach" / "hong.md").write_text(
        "---\ntitle: [Hội nghị\ndate: 1/1/2026\n---\nA", encoding="utf-8"
    )
    (content / "nghe-truyen-thong" / "hong.md").write_text(
        "---\ntitle: A\ndate: 32/1/2026\n---\n[x](/khong-co/)", encoding="utf-8"
    )
    done = khuyencong("build", content, "-o", output)
    assert done.returncode == 1
    assert re.search(r"content/chinh-sach/hong\.md:2: lỗi KC102 ", done.stderr), done.stderr
    assert re.search(r"content/nghe-truyen-thong/hong\.md:3: lỗi KC107 ", done.stderr)
    assert tree(output) == before
    assert not (tmp_path / ".output.moi-tam").exists()
    with_pelican = subprocess.run(
        [
            *(str(Path(sys.executable).parent / "pelican"), str(content)),
            *("-s", "pelicanconf.py", "-o", str(output)),
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert with_pelican.returncode == 1
    assert tree(output) == before


def test_a_folder_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    output = tmp_path / "anh-gia-dinh"
    output.mkdir()
    (output / "quy-gia.jpg").write_bytes(b"photo")
    done = khuyencong("build", "tests/sites/trung-tam-khac", "-o", output)
    assert done.returncode == 2
    assert "không ghi đè" in done.stderr
    assert tree(output) == {"quy-gia.jpg": b"photo"}
