"""Stories of old sites: names of old, the same story told twice, texts of the press."""

from pathlib import Path

import pytest

from khuyencong.importers.report import Outcome
from khuyencong.importers.republished import is_press
from tests.importers.conftest import Desk, Draft
from tests.importers.old_sites import item, portal, text, wordpress

LONG = "\n\n".join(text(1))
FAIR = '<category domain="category"><![CDATA[Hội chợ]]></category>'


def draft(desk: Desk, file: str) -> Draft:
    return Draft(desk.content.folder / file, file.partition("/")[0])


def names(desk: Desk) -> Path:
    return desk.content.folder / ".nhap-lieu" / "ten-goi.yml"


def test_what_a_category_becomes_is_remembered_and_a_person_decides(
    desk: Desk, tmp_path: Path
) -> None:
    export = wordpress(tmp_path, [item(1, LONG, extra=FAIR)])
    (made,) = desk.import_(export).items
    assert draft(desk, made.file).fields["tags"] == ["máy móc", "Hội chợ"]
    known = names(desk).read_text("utf-8")
    assert "Tin tức: tin-tuc" in known and "Chị Lan: Chị Lan" in known
    known = known.replace("Hội chợ: Hội chợ", "Hội chợ: xúc tiến thương mại")
    names(desk).write_text(known.replace("Chị Lan: Chị Lan", "Chị Lan: Hồng Lan"), "utf-8")
    (again,) = desk.import_(export).items
    assert again.outcome is Outcome.UPDATED
    assert draft(desk, made.file).fields["tags"] == ["máy móc", "xúc tiến thương mại"]
    assert draft(desk, made.file).fields["author"] == "Hồng Lan"


def test_a_category_may_stay_behind_or_be_another_folder(desk: Desk, tmp_path: Path) -> None:
    names(desk).parent.mkdir()
    names(desk).write_text("categories:\n  Tin tức: mo-hinh\n  Hội chợ: bỏ\n", "utf-8")
    posts = [item(1, LONG), item(2, "\n\n".join(text(2)), extra=FAIR)]
    first, second = desk.import_(wordpress(tmp_path, posts)).items
    assert first.file.startswith("mo-hinh/")
    assert second.outcome is Outcome.LEFT_OUT and "ten-goi.yml" in second.remarks[0]


@pytest.mark.parametrize("day", ["date: 2024-05-06\n", "date: 9999-12-31 23:59:59 -1200\n", ""])
def test_a_text_of_hugo_may_stay_behind_whatever_its_day(
    desk: Desk, tmp_path: Path, day: str
) -> None:
    names(desk).parent.mkdir()
    names(desk).write_text("categories:\n  Hội chợ: bỏ\n", "utf-8")
    (tmp_path / "hugo" / "content").mkdir(parents=True)
    (tmp_path / "hugo" / "hugo.toml").touch()
    words = f"---\ntitle: Hội chợ mở\n{day}categories: Hội chợ\n---\n{LONG}\n"
    (tmp_path / "hugo" / "content" / "a.md").write_text(words, "utf-8")
    (only,) = desk.import_(tmp_path / "hugo").items
    assert only.outcome is Outcome.LEFT_OUT and only.title == "Hội chợ mở"


def test_a_file_of_names_that_is_none_is_told(desk: Desk, tmp_path: Path) -> None:
    names(desk).parent.mkdir()
    names(desk).write_text("categories: [", "utf-8")
    (refused,) = desk.import_(wordpress(tmp_path, [item(1, LONG)])).items
    assert refused.outcome is Outcome.REFUSED and "ten-goi.yml viết sai" in refused.remarks[0]


def test_a_story_of_two_portals_comes_in_once(desk: Desk, tmp_path: Path) -> None:
    """The second portal breaks lines elsewhere, writes a title of its own and drops a sentence."""
    first = desk.import_(portal(tmp_path / "cu", 1)).items[0]
    told = "<div>" + "</div><div>".join(text(0)[1:]) + "</div>"
    (again,) = desk.import_(wordpress(tmp_path / "wp", [item(5, told)])).items
    assert again.outcome is Outcome.LEFT_OUT and f"`{first.file}`" in again.remarks[0]
    assert "`/2023/05/bai-5/`" in again.remarks[0], "the old address is not forgotten"
    assert len(list((desk.content.folder / "tin-tuc").glob("*.md"))) == 1


def test_a_story_that_a_person_wrote_is_not_doubled(desk: Desk, tmp_path: Path) -> None:
    desk.content.story("tin-tuc/cua-toi.md", body=LONG)
    (again,) = desk.import_(wordpress(tmp_path, [item(1, LONG)])).items
    assert again.outcome is Outcome.LEFT_OUT and "`tin-tuc/cua-toi.md`" in again.remarks[0]


def test_two_stories_with_one_title_are_two(desk: Desk, tmp_path: Path) -> None:
    posts = [item(n, "\n\n".join(text(n))).replace(f"Bài {n}:", "Bài:") for n in (1, 2)]
    report = desk.import_(wordpress(tmp_path, posts))
    assert [i.outcome for i in report.items] == [Outcome.CREATED] * 2
    assert len({i.file for i in report.items}) == 2


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ('Theo <a href="https://congthuong.vn/x">Báo Công Thương</a>', "https://congthuong.vn/x"),
        ("(Nguồn: baolangson.vn)", None),
        ("Theo TTXVN", None),
    ],
)
def test_of_the_press_a_portal_gives_title_source_link_and_date(
    desk: Desk, tmp_path: Path, line: str, link: str | None
) -> None:
    (made,) = desk.import_(wordpress(tmp_path, [item(1, f"{LONG}\n\n{line}")])).items
    kept = draft(desk, made.file)
    assert set(kept.fields) - {"source_url"} == {
        *("title", "slug", "uid", "status", "date", "tags", "aliases", "source_name")
    }
    assert kept.fields.get("source_url") == link
    assert text(1)[0] not in kept.body and "chỉ giữ tít" in made.remarks[0]


def test_the_press_may_allow_it(desk: Desk, tmp_path: Path) -> None:
    export = wordpress(tmp_path, [item(1, f"{LONG}\n\nTheo Báo Lạng Sơn")])
    (made,) = desk.import_(export).items
    known = names(desk).read_text("utf-8")
    names(desk).write_text(known.replace("Báo Lạng Sơn: ''", "Báo Lạng Sơn: giữ nguyên"), "utf-8")
    desk.import_(export)
    assert text(1)[0] in draft(desk, made.file).body


@pytest.mark.parametrize(
    ("source", "press"),
    [
        ("Báo Lạng Sơn", True),
        ("Tạp chí Công Thương", True),
        ("vnexpress.net", True),
        ("VTV1", True),
        ("Thông tấn xã Việt Nam", True),
        ("Sở Công Thương Lạng Sơn", False),
        ("báo cáo của xã", False),
        ("langson.gov.vn", False),
        ("Cục Công Thương địa phương", False),
        ("Đoàn Thanh niên tỉnh", False),
        ("Hợp tác xã Lao động", False),
    ],
)
def test_who_is_the_press(source: str, press: bool) -> None:
    assert is_press(source) is press


def test_what_a_person_wrote_in_a_story_of_a_portal_wins(desk: Desk, tmp_path: Path) -> None:
    source = portal(tmp_path / "cu", 2)
    first, second = desk.import_(source).items
    file = desk.content.folder / first.file
    edited = file.read_text("utf-8").replace("cộng tác viên", "cộng tác viên khuyến công")
    file.write_text(edited, "utf-8")
    rule = desk.content.folder / ".nhap-lieu" / "cong-khuyencong-example-vn.yml"
    rule.write_text("body: .noidung\ndate: .ngay\ntitle: .tieude\nsummary: .noidung p\n", "utf-8")
    again = desk.import_(source).items
    assert [item.outcome for item in again] == [Outcome.KEPT, Outcome.UPDATED]
    assert file.read_text("utf-8") == edited
    assert "summary:" in (desk.content.folder / second.file).read_text("utf-8")
