"""Articles of a Joomla, from the SQL export of its database and from files with a table."""

from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from khuyencong.importers.report import Outcome
from khuyencong.importers.sql_rows import sql_rows
from tests.importers.conftest import Desk, Draft
from tests.importers.old_sites import text

LONG = "".join(f"<p>{line}</p>" for line in text(4))
ASKED = "/index.php?option=com_content&view=article&id="
PICTURE = '{"image_intro":"images/stories/a.jpg","image_intro_caption":"Phơi chổi. Ảnh: Lan"}'


def quoted(words: str) -> str:
    """A text as mysqldump writes it."""
    escaped = words.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"')
    return "'" + escaped.replace("\n", "\\n").replace("\r", "\\r") + "'"


def article(number: int, title: str, body: str, state: int = 1, images: str = "{}") -> str:
    cells = [title, f"bai-{number}", "<p>Mở; 'bài' (một).</p>", body, images]
    return f"({number}, {', '.join(map(quoted, cells))}, {state}, 4, '2014-05-06 01:30:00', 42, '')"


HEAD = """\
-- phpMyAdmin SQL Dump
INSERT INTO `jos_categories` (`id`, `title`, `alias`) VALUES (4, 'Thông báo', 'thong-bao');
INSERT INTO `jos_users` (`id`, `name`, `password`) VALUES (42, 'Chị Lan', '$2y$bi-mat');
CREATE TABLE `jos_content` (
  `id` int, -- column by column, a line each
  `title` text,
  `alias` text,
  `introtext` text,
  `fulltext` text,
  `images` text,
  `state` int,
  `catid` int,
  `publish_up` datetime,
  `created_by` int,
  `created_by_alias` text
);
INSERT INTO `jos_content` VALUES """


def export(*articles: str) -> str:
    return f"{HEAD}{', '.join(articles)};\n"


def drafts(desk: Desk) -> dict[str, Draft]:
    files = desk.content.folder.glob("*/*.md")
    found = [Draft(file, file.parent.name) for file in files]
    return {str(draft.fields["title"]): draft for draft in found}


def test_the_articles_of_a_database_come_in(desk: Desk, tmp_path: Path) -> None:
    link = f'<p>Xem <a href="index.php{ASKED[10:]}2">bài kia</a>.</p>'
    sql = export(
        article(1, "Lớp nghề: l'été", LONG + link, images=PICTURE),
        article(2, "Bài hai", LONG.replace("hộ", "xưởng"), images="[" * 9_999),
        article(3, "Chưa đăng", LONG, state=0),
        article(4, "Đã xóa", LONG, state=-2),
    )
    folder = tmp_path / "cu"
    (folder / "images/stories").mkdir(parents=True)
    (folder / "index.html").write_text("<html><body></body></html>")
    (folder / "cu.sql").write_text(sql, "utf-8")
    Image.new("RGB", (60, 40)).save(folder / "images/stories/a.jpg")
    report = desk.import_(folder)
    found = drafts(desk)
    assert set(found) == {"Lớp nghề: l'été", "Bài hai"}
    draft = found["Lớp nghề: l'été"]
    assert draft.folder == "thong-bao" and draft.fields["author"] == "Chị Lan"
    assert draft.fields["date"] == "06/05/2014 08:30"  # of 01:30 UTC
    aliases = draft.fields["aliases"]
    assert isinstance(aliases, list) and {f"{ASKED}1", "/thong-bao/1-bai-1.html"} <= set(aliases)
    assert "Mở; 'bài' (một)." in draft.body and all(line in draft.body for line in text(4))
    assert "[bài kia](thong-bao/bai-hai.md)" in draft.body
    assert '"Phơi chổi. Ảnh: Lan")' in draft.body
    assert {"1 bài chưa đăng ở trang cũ không nhập.", "1 bài đã xóa ở trang cũ không nhập."} <= set(
        report.remarks
    )
    assert {item.outcome for item in desk.import_(folder).items} == {Outcome.UNCHANGED}
    assert "bi-mat" not in "".join(draft.file.read_text("utf-8") for draft in found.values())


def test_an_export_without_articles_says_what_to_export(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "cu"
    folder.mkdir()
    (folder / "a.sql").write_text("INSERT INTO `x_menu` VALUES (1);")
    (item,) = desk.import_(folder / "a.sql").items
    assert item.outcome is Outcome.REFUSED and "_content" in item.remarks[0]
    feed = "<rss><channel><item><title>Tin cũ</title></item></channel></rss>"
    (folder / "b.xml").write_text(feed, "utf-8")
    outcomes = [item.outcome for item in desk.import_(folder).items]
    assert outcomes == [Outcome.REFUSED, Outcome.CREATED], "and what lies beside it comes in"


def test_what_plugins_of_joomla_show_is_told(desk: Desk, tmp_path: Path) -> None:
    plugins = "<p>{loadposition ads} {youtube}abcdefghijk{/youtube}</p>"
    page = '<hr title="Phần hai" class="system-pagebreak">'
    (tmp_path / "a.sql").write_text(
        export(article(1, "Bài", LONG + plugins + page + LONG)), "utf-8"
    )
    (item,) = desk.import_(tmp_path / "a.sql").items
    body = drafts(desk)["Bài"].body
    assert "{" not in body and "## Phần hai" in body
    assert "https://www.youtube.com/watch?v=abcdefghijk" in body
    assert any("{loadposition ads}" in remark for remark in item.remarks)


def test_texts_of_a_dump_come_in_however_short(desk: Desk, tmp_path: Path) -> None:
    """What the table of a dump names is a story: nothing is asked of its length or its layout."""
    (tmp_path / "bai").mkdir()
    (tmp_path / "bai/1.html").write_text("<p>Cần bán máy.</p>", "utf-8")
    (tmp_path / "bai/2.html").write_text(LONG, "utf-8")
    table = f"tệp;địa chỉ;tiêu đề;ngày đăng\nbai/1.html;{ASKED}1;Rao;06/05/2014\n"
    (tmp_path / "dia-chi.csv").write_text(f"{table}bai/2.html;{ASKED}2;Tin;07/05/2014\n", "utf-8")
    report = desk.import_(tmp_path)
    assert drafts(desk)["Rao"].body == "Cần bán máy."
    assert not any("ngày đăng" in r or "Tít" in r for i in report.items for r in i.remarks)
    assert not any("dia-chi.csv" in remark for remark in report.remarks)


CELLS = st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=6)


@settings(max_examples=40)
@given(st.lists(CELLS, min_size=1, max_size=4))
def test_every_text_of_a_dump_is_read_as_it_was(rows: list[list[str]]) -> None:
    values = ", ".join(f"({', '.join(['7', *map(quoted, row)])})" for row in rows)
    columns = ", ".join(f"`c{n}`" for n in range(99))
    sql = " ".join(["INSERT INTO `jos_content` (", columns, ") VALUES", values, ";\nSELECT 1;"])
    assert [list(row.values()) for row in _content(sql)] == [["7", *row] for row in rows]


def _content(sql: str) -> Iterator[dict[str, str]]:
    return (row for _, row in sql_rows(sql, "content"))


def test_tables_of_extensions_are_not_those_of_the_site() -> None:
    rows = {"content": "a#__b", "categories": "Tin", "k2_categories": "K2"}
    start = "INSERT INTO `jos_"
    sql = "".join(f"{start}{table}` (`id`, `title`) VALUES (4, '{rows[table]}');" for table in rows)
    for prefix in ("jos_", "#__", "cu_vn_"):
        found = sql_rows(sql.replace("jos_", prefix), "content", "categories")
        titles = [(table, row["title"]) for table, row in found]
        assert titles == [("content", "a#__b"), ("categories", "Tin")]


def test_a_dump_that_was_cut_gives_its_whole_rows() -> None:
    sql = "INSERT INTO `a_content` (`id`, `title`) VALUES (1, 'Một'), (2, 'Ha"
    assert list(_content(sql)) == [{"id": "1", "title": "Một"}]


def test_a_dump_that_powershell_wrote_down_is_one(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "cu.sql"
    file.write_text(export(article(7, "Lớp nghề đan chổi", LONG)), "utf-16")
    assert desk.only(desk.import_(file)).outcome is Outcome.CREATED
    assert list(drafts(desk)) == ["Lớp nghề đan chổi"]
