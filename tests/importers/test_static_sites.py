"""Sites made by Hugo, Jekyll and Pelican, and backups of Blogger, move in with their addresses."""

from pathlib import Path

import pytest
from PIL import Image

from khuyencong.importers.report import Outcome, Report
from khuyencong.importers.text_headers import headed_text
from tests.importers.conftest import Desk, Draft
from tests.importers.old_sites import text

LONG = "\n\n".join(text(1))


def write(folder: Path, files: dict[str, str]) -> Path:
    """A folder of texts; a file without text is a picture."""
    for name, words in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if words:
            file.write_text(words, "utf-8")
        else:
            Image.new("RGB", (60, 40), "#a03030").save(file)
    return folder


def only(desk: Desk, report: Report, folder: str = "tin-tuc") -> Draft:
    """The one draft that came in, with nothing of its words lost."""
    (item,) = (item for item in report.items if item.outcome is Outcome.CREATED)
    assert not any("chữ của nguồn" in remark for remark in item.remarks), item
    errors = [p for p in desk.content.read(drafts=True).problems if p.file == item.file]
    assert not [p for p in errors if p.rule.severity.name == "ERROR"], errors
    return Draft(desk.content.folder / item.file, folder)


HUGO = f"""+++
title = "Máy thái miến: một bài"
date = 2023-05-01T08:30:00+07:00
categories = ["Tin tức", "Hội chợ"]
tags = ["máy"]
author = "Chị Lan"
aliases = ["/cu/bai-1"]
+++
{LONG}

{{{{< figure src="/images/a.jpg" caption="Máy thái. Ảnh: Lan" >}}}}

Mức hỗ trợ[^1] theo {{{{< ref "van-ban.md" >}}}}.

[^1]: Thông tư 28.

{{{{< gallery >}}}}
"""


def test_a_text_of_hugo(desk: Desk, tmp_path: Path) -> None:
    files = {
        "hugo.toml": '[permalinks]\nposts = "/:year/:month/:slug/"\n',
        "content/posts/bai-mot.md": HUGO,
        "content/posts/nhap.md": "---\ntitle: Nháp\ndraft: true\n---\nChưa xong.\n",
        "content/posts/_index.md": "---\ntitle: Danh sách\n---\n",
        "static/images/a.jpg": "",
    }
    report = desk.import_(write(tmp_path / "hugo", files))
    draft = only(desk, report)
    assert report.form == "Nguồn của trang Hugo"
    assert draft.fields["date"] == "01/05/2023 08:30"
    assert draft.fields["tags"] == ["máy", "Hội chợ"]
    assert draft.fields["author"] == "Chị Lan"
    assert draft.fields["aliases"] == ["/2023/05/bai-mot/", "/cu/bai-1"]
    assert '![Máy thái](anh/may-thai-mien-mot-bai-1.jpg "Máy thái. Ảnh: Lan")' in draft.body
    assert "Mức hỗ trợ[^1]" in draft.body and "[^1]: Thông tư 28." in draft.body
    assert "gallery" not in draft.body
    assert any("{{< gallery >}}" in remark for remark in report.items[0].remarks)
    assert report.remarks == ("1 bài bản nháp không nhập.",)


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ("title: x", "/mo-hinh/2022/03/04/may-moi.html"),
        ("permalink: pretty", "/mo-hinh/2022/03/04/may-moi/"),
        ("permalink: /bai/:year/:title.html", "/bai/2022/may-moi.html"),
    ],
)
def test_a_text_of_jekyll(desk: Desk, tmp_path: Path, settings: str, address: str) -> None:
    post = (
        f"---\ntitle: Máy mới\ncategories: mo-hinh\n---\n{LONG}\n\n"
        "![Máy]({{ site.baseurl }}/assets/c.jpg)\n{% include quang-cao.html %}\n"
    )
    files = {"_config.yml": settings, "_posts/2022-03-04-may-moi.md": post, "assets/c.jpg": ""}
    files["_drafts/nhap.md"] = "---\ntitle: Nháp\n---\nx"
    draft = only(desk, desk.import_(write(tmp_path / "jekyll", files)), "mo-hinh")
    assert draft.fields["date"] == "04/03/2022" and draft.fields["aliases"] == [address]
    assert "![Máy](anh/may-moi-1.jpg)" in draft.body and "include" not in draft.body


def test_a_day_that_is_none_and_names_that_no_disk_holds_stop_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    pictures = "".join(f"![a]({name})\n" for name in ("a%00b.png", "../../x.png", "y" * 300))
    files = {
        "hugo.toml": '[permalinks]\nposts = "/:year/:slug/"\n',
        "content/posts/a.md": f"---\ntitle: Máy\ndate: '2024-13-45'\n---\n{LONG}\n\n{pictures}",
    }
    draft = only(desk, desk.import_(write(tmp_path / "hugo", files)))
    assert draft.fields["aliases"] == ["/a/"] and "![" not in draft.body


def test_texts_of_pelican_whose_settings_are_not_run(desk: Desk, tmp_path: Path) -> None:
    ran = tmp_path / "da-chay"
    settings = f'ARTICLE_URL = "bai/{{slug}}.html"\nopen({str(ran)!r}, "w")\n'
    plain = (
        f"Title: Lớp học mở\nDate: 2021-02-03 10:20\nCategory: Tin tức\nAuthor: admin\n\n{LONG}\n"
    )
    docs = "Bốn nghề\n########\n\n:date: 2021-01-01\n:tags: x, y\n\nĐoạn **đậm** của bài.\n"
    include = "\n.. include:: /etc/passwd\n\n.. raw:: html\n\n   <b>thô</b>\n"
    files = {"pelicanconf.py": settings, "content/a.md": plain, "content/b.rst": docs + include}
    report = desk.import_(write(tmp_path / "pelican", files))
    lesson, crafts = (Draft(desk.content.folder / i.file, "tin-tuc") for i in report.items)
    assert lesson.fields["aliases"] == ["/bai/lop-hoc-mo.html"]
    assert lesson.fields["date"] == "03/02/2021 10:20" and "author" not in lesson.fields
    assert (crafts.fields["title"], crafts.fields["tags"]) == ("Bốn nghề", ["x", "y"])
    assert crafts.body == "Đoạn **đậm** của bài."
    assert not ran.exists() and "root:" not in crafts.body


@pytest.mark.parametrize(
    "words", ["Lời thường.", "---\n- a\n---\nx", "---\na: [\n---\nx", "+++\na\n+++\n", "{a", ""]
)
def test_a_text_without_a_header_is_none(words: str) -> None:
    assert headed_text(words) is None


BLOGGER = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'>
<generator version='7.00'>Blogger</generator>{}</feed>"""
ENTRY = """<entry><id>tag:blogger.com,1999:blog-1.post-{n}</id>
<published>2013-05-0{n}T08:30:00.000+07:00</published>
<category scheme='http://schemas.google.com/g/2005#kind'
 term='http://schemas.google.com/blogger/2008/kind#{kind}'/>
<category scheme='http://www.blogger.com/atom/ns#' term='Hội chợ'/>
<title type='text'>Bài số {n}</title><content type='html'>&lt;div&gt;{body}&lt;/div&gt;
&lt;a href="https://1.bp.example/s1600/may%20a.jpg"&gt;
&lt;img src="https://1.bp.example/s320/may%20a.jpg"&gt;&lt;/a&gt;</content>
<link rel='alternate' href='https://kc.blogspot.example/2013/05/bai-{n}.html'/>
<author><name>Chị Lan</name></author>{extra}</entry>"""


def test_a_backup_of_blogger(desk: Desk, tmp_path: Path) -> None:
    body = "&lt;br/&gt;&lt;br/&gt;".join(text(2))
    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    entries = (
        ENTRY.format(n=1, kind="post", body=body, extra=""),
        ENTRY.format(n=2, kind="post", body=body, extra=draft),
        ENTRY.format(n=3, kind="comment", body="Bài hay", extra=""),
    )
    files = {"blog.xml": BLOGGER.format("".join(entries)), "Albums/May A.jpg": ""}
    report = desk.import_(write(tmp_path / "blogger", files))
    made = only(desk, report)
    assert made.fields["aliases"] == ["/2013/05/bai-1.html"]
    assert (made.fields["author"], made.fields["tags"]) == ("Chị Lan", ["Hội chợ"])
    assert made.fields["date"] == "01/05/2013 08:30" and "](anh/bai-so-1-1.jpg)" in made.body
    assert made.body.split("\n\n")[:3] == text(2)[:3]
    assert report.remarks == ("1 bài bản nháp ở trang cũ không nhập.",)


POINTING = {
    "hugo.toml": ("", "content/tin-tuc/{}.md", '[bài kia]({{{{< ref "{}.md" >}}}})'),
    "_config.yml": ("", "_posts/2023-05-01-{}.md", "[bài kia]({{% post_url 2023-05-01-{} %}})"),
    "pelicanconf.py": ("", "content/tin-tuc/{}.md", "[bài kia]({{filename}}{}.md)"),
}


@pytest.mark.parametrize("settings", POINTING)
def test_a_link_by_the_file_of_a_text_leads_to_its_draft(
    desk: Desk, tmp_path: Path, settings: str
) -> None:
    words, path, link = POINTING[settings]
    texts = {
        path.format(name): f"---\ntitle: Bài {name}\ndate: 2023-05-0{n}\n---\n"
        f"{' '.join(text(n))}\n\n{link.format(other)}\n"
        for n, (name, other) in enumerate([("mot", "hai"), ("hai", "mot")], 1)
    }
    desk.import_(write(tmp_path / "cu", {settings: words or "# cài đặt\n", **texts}))
    body = Draft(desk.content.folder / "tin-tuc/bai-mot.md", "tin-tuc").body
    assert "[bài kia](tin-tuc/bai-hai.md)" in body


def test_texts_that_cannot_be_read_are_named(desk: Desk, tmp_path: Path) -> None:
    files = {
        "hugo.toml": "# cài đặt\n",
        "content/tin-tuc/hong.md": f"---\ntitle: 'không đóng\n---\n{LONG}",
        "content/tin-tuc/tron.md": LONG,
    }
    report = desk.import_(write(tmp_path / "cu", files))
    assert not report.items
    told = " ".join(report.remarks)
    assert "content/tin-tuc/hong.md" in told and "content/tin-tuc/tron.md" in told


def test_a_post_of_jekyll_without_a_title_is_called_as_its_file(desk: Desk, tmp_path: Path) -> None:
    post = f"---\nlayout: post\n---\n{LONG}".encode("utf-16")
    folder = write(tmp_path / "cu", {"_config.yml": "title: x\n", "_posts/x.md": "x"})
    (folder / "_posts/2023-05-01-mo-lop-det.md").write_bytes(post)
    draft = only(desk, desk.import_(folder))
    assert draft.fields["title"] == "Mo lop det" and draft.fields["date"] == "01/05/2023"


def test_a_text_without_a_date_is_a_page_and_its_folder_a_section(
    desk: Desk, tmp_path: Path
) -> None:
    files = {
        "hugo.toml": "# cài đặt\n",
        "content/gioi-thieu.md": f"---\ntitle: Trung tâm\n---\n{LONG}",
        "content/thong-bao/lich.md": f"---\ntitle: Lịch\ndate: 2023-05-01\n---\n{text(2)[0]}",
    }
    report = desk.import_(write(tmp_path / "cu", files))
    assert {i.file for i in report.items} == {"trang/trung-tam.md", "thong-bao/lich.md"}


def test_a_page_of_pelican_in_html_comes_in_with_its_metas(desk: Desk, tmp_path: Path) -> None:
    page = (
        "<html><head><title>Bài HTML</title><meta name='date' content='2023-05-01'>"
        f"<meta name='tags' content='dệt, tre'></head><body><p>{'</p><p>'.join(text(2))}</p></body>"
    )
    files = {"pelicanconf.py": "SITENAME = 'x'\n", "content/d.html": page}
    draft = only(desk, desk.import_(write(tmp_path / "cu", files)))
    assert draft.fields["title"] == "Bài HTML" and draft.fields["tags"] == ["dệt", "tre"]


def test_lists_in_lists_of_kramdown_stay_and_its_attributes_go(desk: Desk, tmp_path: Path) -> None:
    post = (
        f"---\ntitle: Bài\n---\n* TOC\n{{:toc}}\n\n## Mục\n{{: .so}}\n\n{LONG}\n\n"
        "1. Một\n2. Hai\n   - con\n   - cháu\n3. Ba\n"
    )
    files = {"_config.yml": "title: x\n", "_posts/2023-05-01-bai.md": post}
    draft = only(desk, desk.import_(write(tmp_path / "cu", files)))
    assert "TOC" not in draft.body and "{:" not in draft.body
    assert "1. Một\n2. Hai\n    - con\n    - cháu\n3. Ba" in draft.body
