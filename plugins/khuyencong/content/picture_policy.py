"""What staff are told of photos that are used, but not with all that is in them."""

from collections.abc import Iterator

from khuyencong.model.rules import Rule
from khuyencong.pictures.picture import Picture


def picture_remarks(picture: Picture, path: str) -> Iterator[tuple[Rule, str, str]]:
    """Rule, message and advice for what of a photo is not shown."""
    if picture.animated:
        yield (
            Rule.MOVING_PICTURE,
            f"Ảnh động “{path}” chỉ hiện khung hình đầu.",
            "Muốn có chuyển động, đăng video ở mục Truyền hình.",
        )
    if picture.pages > 1:
        what = "trang" if path.lower().endswith((".tif", ".tiff")) else "ảnh"
        yield (
            Rule.MANY_PAGES,
            f"Tệp “{path}” có {picture.pages} {what}, chỉ {what} đầu được dùng.",
            f"Cần các {what} khác thì xuất mỗi {what} thành một tệp riêng.",
        )
