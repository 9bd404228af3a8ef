"""Shortcodes of WordPress and of page builders show in a draft what they showed on the site."""

from pathlib import Path

import pytest

from khuyencong.importers.shortcodes import Shortcodes
from tests.importers.conftest import Desk, Draft
from tests.importers.old_sites import item, text, upload, wordpress

PICTURES = {"21": "https://cu.example.vn/a.jpg", "22": "https://cu.example.vn/b.jpg"}
FIGURE = '<figure><img src="/a.jpg"><figcaption>Lớp học tại xã. Ảnh: Lan</figcaption></figure>'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('[caption id="x"]<img src="/a.jpg"> Lớp học tại xã. <em>Ảnh: Lan</em>[/caption]', FIGURE),
        ("[embed]https://youtu.be/aB3dE5gH7jK[/embed]", "https://youtu.be/aB3dE5gH7jK"),
        ("[youtube https://youtu.be/aB3dE5gH7jK]", "https://youtu.be/aB3dE5gH7jK"),
        ('[audio mp3="https://cu.vn/a.mp3"][/audio]', '<video src="https://cu.vn/a.mp3"></video>'),
        ('[vc_single_image image="21"]', f'<p><img src="{PICTURES["21"]}" alt=""></p>'),
        ('[su_button url="https://b.vn/"]Mời[/su_button]', '<a href="https://b.vn/">Mời</a>'),
        (
            '[vc_btn title="Tải về" link="url:https%3A%2F%2Fb.vn%2Fa.pdf|target:_blank"]',
            '<p><a href="https://b.vn/a.pdf">Tải về</a></p>',
        ),
        ("[vc_row][vc_column_text]Đoạn văn.[/vc_column_text][/vc_row]", "Đoạn văn."),
        ('[su_button url="javascript:alert(1)"]Mời[/su_button]', "Mời"),
        ("Điều [2] và mục [nháp] của bài.", "Điều [2] và mục [nháp] của bài."),
    ],
)
def test_what_a_shortcode_shows_stands_in_its_place(written: str, shown: str) -> None:
    assert Shortcodes(PICTURES).written_out(written).strip() == shown


def test_a_gallery_is_its_pictures() -> None:
    shown = Shortcodes(PICTURES).written_out('[gallery columns="2" ids="21, 22"]')
    assert [address in shown for address in PICTURES.values()] == [True, True]


def test_shortcodes_that_show_nothing_are_told(desk: Desk, tmp_path: Path) -> None:
    body = f"{text(1)[0]}\n\n[contact-form-7 id=5][rev_slider alias=x]"
    (made,) = desk.import_(wordpress(tmp_path, [item(1, body)])).items
    assert any("[contact-form-7], [rev_slider]" in remark for remark in made.remarks)


def test_every_picture_of_a_gallery_of_blocks_comes_in(desk: Desk, tmp_path: Path) -> None:
    """Also one that a script would fetch later, one of a set of sizes, and one made smaller."""
    for name in ("a", "b", "c", "d"):
        upload(tmp_path, f"2023/05/{name}.jpg")
    at = "https://cu.example.vn/wp-content/uploads/2023/05"
    body = (
        '<figure class="wp-block-gallery"><figure class="wp-block-image">'
        f'<img src="{at}/a-1024x768.jpg"><figcaption>Lò sấy mới. Ảnh: Lan</figcaption></figure>'
        f'<figure class="wp-block-image"><img src="{at}/b-scaled.jpg" alt="Xưởng đan"></figure>'
        "<figcaption>Chùm ảnh tại xưởng</figcaption></figure>"
        f'<img src="data:image/gif;base64,A" data-lazy-src="{at}/c.jpg" alt="Máy sấy">'
        f'<noscript><img src="{at}/c.jpg"></noscript>'
        f'<img srcset="{at}/d-300x200.jpg 300w, {at}/d.jpg 1024w" alt="Nhà xưởng">'
    )
    (made,) = desk.import_(wordpress(tmp_path, [item(1, body)])).items
    draft = Draft(desk.content.folder / made.file, "tin-tuc")
    assert draft.body.split("\n\n") == [
        '![Lò sấy mới](anh/bai-1-may-nghe-1.jpg "Lò sấy mới. Ảnh: Lan")',
        "![Xưởng đan](anh/bai-1-may-nghe-2.jpg)",
        "Chùm ảnh tại xưởng",
        "![Máy sấy](anh/bai-1-may-nghe-3.jpg)",
        "![Nhà xưởng](anh/bai-1-may-nghe-4.jpg)",
    ]
    assert not made.remarks


def test_an_address_that_is_shown_as_a_card_is_no_lost_word(desk: Desk, tmp_path: Path) -> None:
    body = f"{text(1)[0]}\n\nhttps://www.youtube.com/watch?v=aB_3dE-gH7k"
    (made,) = desk.import_(wordpress(tmp_path, [item(1, body)])).items
    draft = Draft(desk.content.folder / made.file, "tin-tuc")
    assert "v=aB_3dE-gH7k" in draft.html and not made.remarks


def test_lines_of_verse_and_lines_under_a_heading_keep_their_ends(
    desk: Desk, tmp_path: Path
) -> None:
    body = "<h2>Ca dao</h2>\nDòng một\nDòng hai\n\n<pre>Câu sáu,\n  câu tám.</pre>"
    (made,) = desk.import_(wordpress(tmp_path, [item(1, body)])).items
    draft = Draft(desk.content.folder / made.file, "tin-tuc")
    assert draft.body.split("\n\n") == [
        "## Ca dao",
        "Dòng một<br>Dòng hai",
        "<pre>Câu sáu,\n  câu tám.</pre>",
    ]
