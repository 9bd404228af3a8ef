"""Records inside site.yml: a category, an entry of the menu, a call to readers."""

from datetime import date

from pydantic import Field

from khuyencong.model.declaration import Choice, Declared
from khuyencong.model.fields import EventDay, MenuAddress, Text, WebAddress


class Category(Declared):
    """Chuyên mục: a section of the paper."""

    name: Text = Field(title="Tên", description="Tên chuyên mục.", examples=["Tin tức"])
    description: Text = Field(
        "", title="Giới thiệu", description="Một câu ở đầu trang chuyên mục.", examples=["Tin mới"]
    )
    colour: str = Field(
        "#1f3a5f",
        title="Màu",
        description="Mã màu sáu số; chữ trắng phải đọc được trên màu này.",
        examples=["#1f3a5f"],
        pattern=r"^#[0-9a-fA-F]{6}$",
    )
    media_topic: str = Field(
        "",
        title="Mã đề tài IPTC",
        description="Mã tám số của IPTC Media Topics, để tòa soạn xếp tin vào đúng mục.",
        examples=["04000000"],
        pattern=r"^([0-9]{8})?$",
        json_schema_extra={"since": "0.2.0"},
    )


class MenuPart(Declared):
    """An entry below an entry of the main menu."""

    name: Text = Field(
        title="Chữ trên menu",
        description="Chữ người đọc thấy trên thanh menu.",
        examples=["Giới thiệu"],
    )
    address: MenuAddress = Field(
        title="Địa chỉ",
        description="Địa chỉ trong trang, hoặc của trang khác (`https://…`).",
        examples=["/gioi-thieu/"],
    )


class MenuItem(Declared):
    """An entry of the main menu: a page, or a heading over several pages."""

    name: Text = Field(
        title="Chữ trên menu",
        description="Chữ người đọc thấy trên thanh menu.",
        examples=["Trung tâm"],
    )
    address: MenuAddress = Field(
        "/",
        title="Địa chỉ",
        description="Địa chỉ trong trang, hoặc của trang khác (`https://…`); bỏ trống khi có "
        "mục con.",
        examples=["/gioi-thieu/"],
    )
    items: tuple[MenuPart, ...] = Field(
        (),
        title="Mục con",
        description="Các trang xếp dưới chữ này.",
        examples=["- name: Giới thiệu"],
    )


class Campaign(Declared):
    """A call to readers at the head of the front page: an invitation, a campaign, a deadline."""

    title: Text = Field(
        title="Lời mời",
        description="Một câu ngắn; dòng đầu của thông báo.",
        examples=["Mời đăng ký bình chọn sản phẩm năm 2027"],
    )
    text: Text = Field(
        "",
        title="Nội dung chi tiết",
        description="Ai dự được, đến khi nào; một, hai câu.",
        examples=["Nhận hồ sơ của cơ sở ở mọi xã, phường."],
    )
    address: MenuAddress = Field(
        title="Liên kết tới",
        description="Địa chỉ bài trong trang, hoặc của trang khác (`https://…`).",
        examples=["/huong-dan-dang-ky-de-an/"],
    )
    starts: EventDay | None = Field(
        None,
        title="Từ ngày",
        description="Ngày đầu tiên hiện ở trang nhất; bỏ trống thì hiện ngay.",
        examples=["01/12/2026"],
    )
    ends: EventDay = Field(
        title="Đến hết ngày",
        description="Ngày cuối còn hiện; sang ngày sau thông báo tự mất.",
        examples=["15/12/2026"],
    )

    def is_shown(self, day: date) -> bool:
        """Whether readers see it on a day."""
        return (self.starts is None or self.starts <= day) and day <= self.ends


class OutsideLink(Declared):
    """A link to another agency (NĐ 42/2022/NĐ-CP asks for these)."""

    name: Text = Field(title="Tên", description="Tên cơ quan.", examples=["Bộ Công Thương"])
    url: WebAddress = Field(
        title="Địa chỉ", description="Bắt đầu bằng https://.", examples=["https://moit.gov.vn"]
    )


class Reuse(Choice):
    """How much of a text other state portals may print."""

    SUMMARY = "tom-tat", "Tít, sa-pô, nguồn và đường dẫn"
    WHOLE = "toan-van", "Toàn văn"
