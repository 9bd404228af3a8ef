"""Records inside an entry: a photo, a correction, a number."""

from typing import Annotated

from pydantic import Field

from khuyencong.model.declaration import Choice, Declared
from khuyencong.model.fields import (
    Amount,
    ContentPath,
    Flag,
    Moment,
    PhotoCrop,
    PhotoFocus,
    PhotoTurn,
    Text,
    TextList,
)
from khuyencong.pictures.framing import WHOLE, Framing

DeAnCodes = Annotated[
    TextList,
    Field(
        title="Mã đề án",
        description="Đề án mà bài nói tới: mã trong bảng `de-an/<năm>.csv`.",
        examples=["QG-2024-01"],
        json_schema_extra={"since": "0.2.0"},
    ),
]
"""Of a text that tells of đề án."""


class PhotoMoment(Choice):
    """When a photo of an establishment was taken."""

    BEFORE = "truoc", "Trước khi hỗ trợ"
    AFTER = "sau", "Sau khi hỗ trợ"


class Photo(Declared):
    """A photo with what a newsroom must know about it."""

    file: ContentPath = Field(
        title="Tệp ảnh",
        description="Đường dẫn tính từ thư mục `content/`.",
        examples=["anh/lop-tap-huan.jpg"],
    )
    alt: Text = Field(
        "",
        title="Mô tả ảnh",
        description="Kể điều nhìn thấy trong ảnh cho người không nhìn được; không chép lại tít. "
        "Bản nháp để trống được; gửi duyệt, đăng thì phải có.",
        examples=["Học viên đứng quanh máy thái miến"],
    )
    caption: Text = Field(
        "", title="Chú thích ảnh", description="Câu in dưới ảnh.", examples=["Buổi thực hành"]
    )
    credit: Text = Field(
        "",
        title="Nguồn ảnh",
        description="Người chụp hoặc nơi cho ảnh.",
        examples=["Ảnh: Tên người chụp"],
    )
    ai: Flag = Field(
        False,
        title="Ảnh tạo bằng AI",
        description="Ảnh do máy tạo ra, không phải ảnh chụp; trang, tệp ảnh và tin gửi báo ghi rõ.",
        examples=["true"],
        json_schema_extra={"since": "0.2.0"},
    )
    turn: PhotoTurn = Field(
        0,
        title="Xoay ảnh",
        description="Số độ xoay theo chiều kim đồng hồ, khi máy ảnh ghi sai chiều.",
        examples=["90"],
        json_schema_extra={"since": "0.2.0"},
    )
    crop: PhotoCrop | None = Field(
        None,
        title="Cắt ảnh",
        description="Phần giữ lại, tính bằng phần trăm của ảnh: trái, trên, rộng, cao. Tệp gốc giữ "
        "nguyên; phần cắt đi không có ở trang, ở tệp gửi báo, ở đâu cả.",
        examples=["10 0 80 100"],
        json_schema_extra={"since": "0.2.0"},
    )
    focus: PhotoFocus | None = Field(
        None,
        title="Điểm chính của ảnh",
        description="Chỗ phải còn thấy khi ảnh bị xén cho vừa thẻ: phần trăm từ trái, từ trên.",
        examples=["40 30"],
        json_schema_extra={"since": "0.2.0"},
    )
    moment: PhotoMoment | None = Field(
        None,
        title="Trước hay sau hỗ trợ",
        description="Ảnh chụp cơ sở trước hay sau khi được hỗ trợ. Trang của đề án (mã ở `de_an`) "
        "xếp hai loại ảnh cạnh nhau.",
        examples=["truoc"],
        json_schema_extra={"since": "0.2.0"},
    )

    @property
    def framing(self) -> Framing:
        """What of the photo is shown."""
        return Framing(self.turn, self.crop or WHOLE.crop, self.focus)


class Correction(Declared):
    """A correction that readers and newsrooms must see."""

    date: Moment = Field(
        title="Ngày đính chính", description="Ngày và giờ.", examples=["23/11/2026 08:00"]
    )
    note: Text = Field(
        title="Nội dung đính chính",
        description="Sai ở đâu, đúng là gì.",
        examples=["Số lớp đúng là 04, không phải 05."],
    )


class ReaderComment(Declared):
    """What a reader wrote of a story; shown only once a person let it."""

    name: Text = Field(
        "",
        title="Người gửi",
        description="Họ tên viết tắt; không ghi thư, số máy.",
        examples=["N.T.M."],
    )
    date: Moment = Field(
        title="Ngày gửi", description="Ngày và giờ nhận.", examples=["23/11/2026 08:00"]
    )
    text: Text = Field(
        title="Ý kiến", description="Lời của người đọc.", examples=["Bài viết rõ, dễ làm theo."]
    )
    shown: Flag = Field(
        False,
        title="Cho hiện",
        description="Ý kiến chỉ lên trang khi có người duyệt đánh dấu ở đây.",
        examples=["true"],
    )


class Approval(Declared):
    """Who let an entry go out, and when."""

    by: Text = Field(
        title="Người duyệt", description="Họ tên người duyệt.", examples=["Nguyễn Văn A"]
    )
    date: Moment = Field(
        title="Duyệt lúc", description="Ngày và giờ duyệt.", examples=["23/11/2026 08:00"]
    )


_DATA = r"^(\d{4}( kcqg| kcdp)?|binh-chon \d{4} [a-z-]+)?$"


class Quantity(Declared):
    """A number that a story stands on, so that it can be checked."""

    name: Text = Field(
        title="Tên số liệu", description="Số này là gì.", examples=["Kinh phí hỗ trợ năm 2024"]
    )
    value: Amount = Field(
        title="Giá trị", description="Số nguyên, viết đủ chữ số.", examples=["23.615.149.080"]
    )
    unit: Text = Field("", title="Đơn vị tính", description="Chữ đứng sau số.", examples=["đồng"])
    parts: tuple[Amount, ...] = Field(
        (),
        title="Các phần",
        description="Các số cộng lại thành giá trị; không bằng thì chương trình nhắc.",
        examples=["[16.773.949.080, 6.841.200.000]"],
    )
    data: Annotated[Text, Field(pattern=_DATA)] = Field(
        "",
        title="So với dữ liệu của trang",
        description="Bảng đề án: `2024`, `2024 kcqg`, `2024 kcdp`; đơn vị `đồng` so với tiền hỗ "
        "trợ đã duyệt, đơn vị khác so với số đề án. Kỳ bình chọn: `binh-chon 2024 tinh` (năm, "
        "cấp); đơn vị `cơ sở` so với số cơ sở, `bộ` với số bộ, đơn vị khác với số sản phẩm.",
        examples=["2024 kcqg"],
    )
