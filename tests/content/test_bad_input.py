"""Bad input: every problem in one run, each with file, line and what to write instead."""

from pathlib import Path

import pytest

from tests.conftest import Content

HEADERS = {
    "an unclosed header": ("---\ntitle: Bài\n\nNội dung", "KC102", 1, "Thêm một dòng `---`"),
    "no header at all": ("Bài này quên phần đầu.\n", "KC102", 1, "`title: Tên bài`"),
    "a key below a value": (
        "---\ntitle: Hội nghị\n  date: 22/11/2026\n---\nA",
        "KC102",
        3,
        "sát đầu dòng",
    ),
    "a tab before a key": ("---\ntitle: A\n\tdate: 22/11/2026\n---\nA", "KC102", 3, "Tab"),
    "an open quote": ('---\ntitle: "Bài\ndate: 22/11/2026\n---\nA', "KC102", 2, "Đóng lại"),
    "a star": ("---\ntitle: *Bài\ndate: 22/11/2026\n---\nA", "KC102", 2, "dấu nháy"),
    "a list for a header": ("---\n- title\n- date\n---\nA", "KC102", 2, "`title: Tên bài`"),
    "a key written twice": (
        "---\ntitle: A\ndate: 22/11/2026\ntitle: B\n---\nA",
        "KC104",
        4,
        "Giữ một dòng",
    ),
    "a missing title": ("---\ndate: 22/11/2026\n---\nA", "KC105", 1, "`title: "),
    "a missing date": ("---\ntitle: A\n---\nA", "KC105", 1, "`date: "),
    "an impossible date": ("---\ntitle: A\ndate: 32/01/2026\n---\nA", "KC107", 3, "22/11/2026"),
    "a date in words": ("---\ntitle: A\ndate: hôm qua\n---\nA", "KC107", 3, "22/11/2026"),
    "an unknown status": (
        "---\ntitle: A\ndate: 22/11/2026\nstatus: xong\n---\nA",
        "KC108",
        4,
        "`draft`",
    ),
    "an unknown category": (
        "---\ntitle: A\ndate: 22/11/2026\ncategory: tin-tucc\n---\nA",
        "KC202",
        4,
        "Có phải là `tin-tuc`?",
    ),
    "a change before the first day": (
        "---\ntitle: A\ndate: 22/11/2026\nmodified: 21/11/2026\n---\nA",
        "KC201",
        4,
        "Kiểm tra lại hai ngày",
    ),
    "a missing photo": (
        "---\ntitle: A\ndate: 22/11/2026\nphotos:\n  - file: anh/khong-co.jpg\n"
        "    alt: Một cái cây\n---\nA",
        "KC301",
        5,
        "content/anh/",
    ),
    "a missing photo in the body": (
        "---\ntitle: A\ndate: 22/11/2026\n---\nMột\n\n![Cây](anh/khong-co.jpg)\n",
        "KC301",
        7,
        "content/anh/",
    ),
    "a photo outside the folder": (
        "---\ntitle: A\ndate: 22/11/2026\nphotos:\n  - file: ../../etc/passwd\n    alt: x\n---\nA",
        "KC302",
        5,
        "content/anh/",
    ),
    "a photo of another site": (
        "---\ntitle: A\ndate: 22/11/2026\n---\n![Cây](https://example.org/a.jpg)\n",
        "KC304",
        5,
        "Tải ảnh về",
    ),
    "a source without a name": (
        "---\ntitle: A\ndate: 22/11/2026\nsource_url: https://example.org/a\n---\nA",
        "KC208",
        4,
        "source_name",
    ),
    "a title of 201 letters": (
        f"---\ntitle: {'a' * 201}\ndate: 22/11/2026\n---\nA",
        "KC109",
        2,
        "200 ký tự",
    ),
    "a link to a file that is not there": (
        "---\ntitle: A\ndate: 22/11/2026\n---\nXem [bài](khong-co.md).\n",
        "KC403",
        5,
        "/tin-tuc/ten-bai/",
    ),
    "a slug with diacritics": (
        "---\ntitle: A\ndate: 22/11/2026\nslug: Bài mới\n---\nA",
        "KC106",
        4,
        "`bai-moi`",
    ),
    "a reserved slug": ("---\ntitle: Trang\ndate: 22/11/2026\n---\nA", "KC216", 2, "slug: "),
}


@pytest.mark.parametrize("name", HEADERS)
def test_each_fault_is_named_with_its_line(content: Content, name: str) -> None:
    text, code, line, advice = HEADERS[name]
    content.write("tin-tuc/bai.md", text)
    reading = content.read()
    assert reading.site is None
    found = [p for p in reading.problems if p.rule.code == code]
    assert [(p.file, p.line) for p in found] == [("tin-tuc/bai.md", line)], reading.problems
    assert advice in found[0].advice
    assert str(found[0]).startswith(f"tin-tuc/bai.md:{line}: ")


def test_all_files_are_reported_in_one_run(content: Content) -> None:
    for number, name in enumerate(HEADERS):
        content.write(f"tin-tuc/{number:02d}.md", HEADERS[name][0])
    reading = content.read()
    for number, name in enumerate(HEADERS):
        place = (HEADERS[name][1], f"tin-tuc/{number:02d}.md", HEADERS[name][2])
        # A link is followed only when every file can be read.
        if place[0] == "KC403":
            continue
        assert place in {(p.rule.code, p.file, p.line) for p in reading.problems}, name


def test_several_faults_of_one_file_are_all_named(content: Content) -> None:
    content.write(
        "tin-tuc/bai.md",
        "---\ntitle: A\ndate: 31/02/2026\nstatus: xong\nphotos:\n  - file: anh/a.jpg\n---\n"
        "![](anh/b.jpg)\n",
    )
    lines = {(p.rule.code, p.line) for p in content.read().problems}
    assert {("KC107", 3), ("KC108", 4), ("KC105", 6), ("KC105", 8)} <= lines


def test_two_files_with_one_address_are_both_named(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Cà Mau")
    content.story("tin-tuc/b.md", title="Cá mẫu")
    (problem,) = content.read().problems
    assert problem.rule.code == "KC401"
    assert (problem.file, problem.line) == ("tin-tuc/b.md", 2)
    assert "tin-tuc/a.md" in problem.message


def test_two_files_with_one_uid_are_both_named(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Một", uid="kc-1")
    content.story("tin-tuc/b.md", title="Hai", uid="kc-1")
    assert content.said() == ["KC402 tin-tuc/b.md:4"]


def test_an_unknown_key_is_a_warning_with_the_nearest_known_one(content: Content) -> None:
    content.story(sumary="Tóm tắt")
    reading = content.read()
    assert reading.site is not None
    (problem,) = reading.problems
    assert problem.rule.code == "KC103"
    assert "`summary`" in problem.advice


def test_a_yaml_bomb_is_refused_at_once(content: Content) -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    content.write("tin-tuc/bom.md", "---\n" + "\n".join(rows) + "\n---\nA")
    assert content.said()[0].startswith("KC102 tin-tuc/bom.md")


def test_a_control_character_smuggled_through_yaml_does_not_survive(content: Content) -> None:
    content.story(title='"Tin\\x0bmới\\x07"')
    assert content.site().stories[0].entry.title.split() == ["Tin", "mới"]


@pytest.mark.parametrize(
    ("status", "code"),
    [("draft", "KC239"), ("Bản nháp", "KC239"), ("review", "KC105"), ("", "KC105")],
)
def test_only_a_draft_may_wait_for_the_words_of_its_photos(
    content: Content, status: str, code: str
) -> None:
    content.photo("anh/a.jpg")
    photos = "[{file: anh/a.jpg, alt: ' ', caption: Cây, credit: Ảnh}]"
    content.story(photos=photos, status=status, body='![](anh/a.jpg "Cây. Ảnh: Ban biên tập")')
    found = [p.rule.code for p in content.read().problems if "thiếu mô tả" in p.message]
    assert found == [code, code]


def test_a_photo_behind_a_symlink_out_of_content_is_refused(
    content: Content, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(b"secret")
    link = content.folder / "anh" / "a.jpg"
    link.parent.mkdir()
    link.symlink_to(secret)
    content.story(photos="[{file: anh/a.jpg, alt: Một cái cây, caption: Cây, credit: Ảnh}]")
    assert content.said() == ["KC302 tin-tuc/bai.md:6"]


def test_a_file_that_is_no_picture_is_refused(content: Content) -> None:
    content.write("anh/a.jpg", "<html><script>alert(1)</script></html>")
    content.story(photos="[{file: anh/a.jpg, alt: Một cái cây, caption: Cây, credit: Ảnh}]")
    assert content.said() == ["KC303 tin-tuc/bai.md:6"]


def test_a_missing_site_yml_is_named(content: Content) -> None:
    (content.folder / "site.yml").unlink()
    assert content.said() == ["KC501 site.yml:1"]


def test_an_unreadable_site_yml_names_its_line(content: Content) -> None:
    content.write("site.yml", "name: A\nshort_name: B\nurl: khuyencong.vn\n")
    assert content.said() == ["KC106 site.yml:3"]


def test_every_passage_of_legacy_text_is_named_in_one_run(content: Content) -> None:
    old = "Trung t©m KhuyÕn c«ng hç trî hîp t¸c x·."
    body = f"{old}\n\n{old}\n\nĐoạn này mới viết.\n\n{old}"
    content.story(body=body)
    first, second = content.read().problems
    assert (first.rule.code, first.line, second.line) == ("KC111", 7, 13)
    assert "từ dòng 7 đến dòng 9" in first.message and "Chữ ở đây" in second.message
    assert all("Trung tâm Khuyến công hỗ trợ hợp tác xã." in p.message for p in (first, second))


def test_legacy_bytes_are_refused_not_guessed(content: Content) -> None:
    content.write("tin-tuc/cu.md", b"---\ntitle: Tin\n" + b"---\nC\xa9ng nghi\xd6p\n")
    assert content.said() == ["KC111 tin-tuc/cu.md:4"]


def test_a_folder_nobody_declared_is_remarked_upon(content: Content) -> None:
    content.write("tin-tucs/bai.md", "---\ntitle: A\n---\n")
    assert content.said() == ["KC110 tin-tucs:1"]


def test_a_word_file_among_the_stories_is_named(content: Content) -> None:
    content.write("tin-tuc/bai.docx", b"PK\x03\x04")
    assert content.said() == ["KC101 tin-tuc/bai.docx:1"]
