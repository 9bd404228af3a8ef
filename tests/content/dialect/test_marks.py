"""Signs that look like markup and are none are printed as they were typed."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khuyencong.content.markdown_body import render, render_body
from tests.content.dialect.reading import page, shape


@pytest.mark.parametrize(
    "line",
    [
        "Tủ sấy dài rộng cao 5*3*2 m, giá 20*1.000 đồng và nhóm A*B.",
        "Đợt này có 3 sản phẩm 3*, 2 sản phẩm 4*, còn 5* thì chưa.",
        "Giá (*) tại xưởng, chưa gồm thuế (*), liên hệ để biết thêm.",
        "*) Giá tại xưởng. Nhân viên nam*nữ*khác.",
        "Giá [*] và “*” rồi (**) và (**).",
        "Tệp bieu_mau_27_3.docx, a__b__c, 27_3 và a_b_c.",
        "Tôi tên là ______, sinh năm ____, ở ___, mã ________.",
        "Tôi tên là <họ và tên>, đại diện <tên cơ sở>.",
        "Khi x<y và y>z thì ghi <chữ ký>; a<b và thu nhập 5>3; 3 < 5 > 4; <3 <- <=> <<.",
        "Nếu chi phí a<b và thu nhập 5>3 thì được hỗ trợ.",
        "Chọn <a hoặc b>, <i và j>, <p, q>, <b = 3>.",
        "{: .class } [TOC] {{ site.title }} {% include x %} ${x} #{x}",
        "[x] [ ] [1] (xem [2]) [ảnh]",
        "[Ảnh]: Minh",
        "[1]: 45/2012",
        "Giá 100 & 200, AT&T, R&D; a&b;",
        "1 000 000 ~ 2 000 000 ^ | \\ / @ # $ % = +",
        "**3 sao ** OCOP, 2**3",
        ":) ^_^ (^^) T_T, rồi -_- >_< của chị Hoa",
        "`một dấu, và <!-- chú thích không đóng",
        "<script> là một thẻ, <style> cũng vậy, <textarea> nữa.",
        "<?php và <![CDATA[ và <!DOCTYPE không đóng",
        "Nhập <code> rồi <address>, chọn <time>, <label>, <link>, <input>, <summary> hoặc <a>.",
        ">>> Xem thêm: Lớp nghề mới",
        ">> 20 lớp đã mở",
        "•••",
        r"Tệp nằm ở C:\Users\(x)\báo cáo.docx, bản cũ ở “D:\_Khuyến công\[2026]”.",
        r"Thư mục E:\-tạm\#1, F:\.ẩn và C:\Program Files\!mẫu\*.docx",
        r"Mở \\maychu\chung\[2026]\ban-tin, chọn Tệp \ In \ In nhanh.",
    ],
)
def test_every_sign_is_printed(line: str) -> None:
    assert shape(line) == [f"p: {' '.join(line.split())}"]
    assert not page(line).find(["em", "strong", "h1", "h2", "blockquote"])


def test_emphasis_is_what_it_was() -> None:
    assert render_body("*nghiêng*, _nghiêng_, **đậm**, __đậm__, ***cả hai***, **a *b* c**") == (
        "<p><em>nghiêng</em>, <em>nghiêng</em>, <strong>đậm</strong>, <strong>đậm</strong>, "
        "<strong><em>cả hai</em></strong>, <strong>a <em>b</em> c</strong></p>"
    )
    assert render_body("**Giá:** 5*3: **5*3** m, (**mới**), **[a](/b/)**, chữ**đậm**liền") == (
        "<p><strong>Giá:</strong> 5*3: <strong>5*3</strong> m, (<strong>mới</strong>), "
        '<strong><a href="/b/">a</a></strong>, chữ<strong>đậm</strong>liền</p>'
    )


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (r"C:\\Users\\(x)", r"C:\Users\(x)"),
        (r"C:\Users\\(x)", r"C:\Users\(x)"),
        (r"Ổ C:\ đầy, giá \*tham khảo\*", r"Ổ C:\ đầy, giá *tham khảo*"),
        (r"**D:\a\(b)** và `D:\a\(b)`", r"D:\a\(b) và D:\a\(b)"),
        (r"[D:\_a\(b)](tep/a.pdf)", r"D:\_a\(b)"),
    ],
)
def test_a_backslash_before_a_sign_escapes_it_but_in_a_path(written: str, printed: str) -> None:
    assert page(written).text == printed


@pytest.mark.parametrize("mark", ":.!?…;,")
def test_stars_close_behind_a_label_without_a_space(mark: str) -> None:
    text = f"**Thời gian{mark}**từ 8 giờ, **Nơi{mark}**nhà văn hóa"
    assert [bold.text for bold in page(text).find_all("strong")] == [
        f"Thời gian{mark}",
        f"Nơi{mark}",
    ]


def test_what_the_engine_alone_mangles_keeps_its_letters() -> None:
    assert page(r"**(*)**: **Giá* *\`mã\`**").text == "(*): Giá* *`mã`"


STARS = st.lists(
    st.sampled_from([*("*", "**", "***", "_", "__", " ", ".", "(", ")", "\\`", "5")])
    | st.sampled_from(["chữ", "Giá", "`mã`", "[a](/b/)", "\n"])
)


@settings(max_examples=400)
@given(STARS.map("".join))
@example("*a **b __c [l](/x/) d__ e** f*")
@example("**_*[a](/b/)*_**")
def test_no_mixture_of_marks_loses_a_letter(text: str) -> None:
    def letters(written: str) -> str:
        return "".join(char for char in written if char.isalnum())

    shown = letters(page(text).text)
    assert shown == letters(text.replace("(/b/)", "").replace("(/x/)", ""))


def test_marks_that_pair_with_none_stay() -> None:
    assert page("**a").text == "**a"
    assert page("a* b* c*").text == "a* b* c*"
    assert page("*a *b *c").text == "*a *b *c"


def test_entities_are_letters() -> None:
    found = page("&aacute;, &Aacute;nh, &#7899;, &ndash;, 5&nbsp;kg, &lt;b&gt;, &khong;, &amp;")
    assert found.text == "á, Ánh, ớ, –, 5 kg, <b>, &khong;, &"


def test_tags_of_html_are_still_read() -> None:
    assert render_body(
        'Chữ <b>đậm</b>, <a href="/x/" title="y">liên kết</a><br>H<sub>2</sub>O'
    ) == ('<p>Chữ <b>đậm</b>, <a href="/x/" title="y">liên kết</a><br>H<sub>2</sub>O</p>')
    assert render_body("<code>mã</code> <TIME datetime='2026'>nay") == "<p><code>mã</code> nay</p>"
    assert render("<form>Chữ</form>").dropped == (("form", 1),)
    assert render_body("Chữ <!-- ghi chú --> cuối<o:p></o:p>") == "<p>Chữ  cuối</p>"


@given(st.text(alphabet="<>ab/ =\"'!-?&;\n họ", max_size=40))
def test_a_less_than_sign_never_makes_words_vanish(text: str) -> None:
    shown = BeautifulSoup(render_body(f"Đầu {text}\n\nCuối"), "html.parser").text
    assert "Đầu" in shown and "Cuối" in shown
