"""The units of a centre, who leads them, and how each is reached; in Vietnamese and English."""

from collections.abc import Iterator

from pydantic import Field

from khuyencong.model.declaration import Declared
from khuyencong.model.fields import Email, LineList, Name, Text, WebAddress
from khuyencong.model.rules import Where


class Contact(Declared):
    """A named person or desk that answers."""

    name: Text = Field(
        title="Tên", description="Tên phòng hoặc người.", examples=["Phòng Thông tin"]
    )
    phone: Text = Field(
        "",
        title="Điện thoại",
        description="Số để người dân gọi; nhiều số thì ngăn bằng dấu phẩy.",
        examples=["0000 000 000"],
    )
    email: Email | None = Field(
        None, title="Thư", description="Địa chỉ thư của người trả lời.", examples=["a@b.vn"]
    )


class English(Declared):
    """Organisation and contact in English (NĐ 42/2022/NĐ-CP)."""

    name: Text = Field(
        "",
        title="Tên tiếng Anh",
        description="Tên trung tâm bằng tiếng Anh.",
        examples=["Industrial … Centre"],
    )
    address: Text = Field(
        "",
        title="Địa chỉ tiếng Anh",
        description="Địa chỉ bằng tiếng Anh.",
        examples=["1 Minh Hoa"],
    )
    agency: Text = Field(
        "",
        title="Tên tiếng Anh của cơ quan chủ quản",
        description="Dùng ở trang tổ chức bằng tiếng Anh.",
        examples=["Department of Industry and Trade"],
        json_schema_extra={"since": "0.2.0"},
    )


class Forms(Declared):
    """Forms of the centre's choice, on whatever server; without one readers write a mail."""

    question: WebAddress | None = Field(
        None,
        title="Biểu mẫu đặt câu hỏi",
        description="Địa chỉ biểu mẫu; viết `{bai}` ở chỗ nhận địa chỉ bài đang xem.",
        examples=["https://bieumau.b.vn/hoi?bai={bai}"],
    )
    report: WebAddress | None = Field(
        None,
        title="Biểu mẫu báo lỗi, góp ý",
        description="Địa chỉ biểu mẫu; viết `{bai}` ở chỗ nhận địa chỉ bài đang xem.",
        examples=["https://bieumau.b.vn/gop-y?bai={bai}"],
    )
    subscription: WebAddress | None = Field(
        None,
        title="Biểu mẫu đăng ký nhận tin",
        description="Địa chỉ biểu mẫu nhận tin qua thư.",
        examples=["https://bieumau.b.vn/nhan-tin"],
    )


class Officer(Declared):
    """Somebody who leads a unit or answers for its work."""

    name: Name = Field(
        title="Họ và tên", description="Người giữ chức vụ.", examples=["Giám đốc (minh họa)"]
    )
    role: Text = Field("", title="Chức vụ", description="Chức vụ hiện nay.", examples=["Giám đốc"])
    role_english: Text = Field(
        "", title="Chức vụ tiếng Anh", description="Chức vụ bằng tiếng Anh.", examples=["Director"]
    )
    phone: Text = Field(
        "",
        title="Điện thoại",
        description="Số máy cơ quan; nhiều số thì ngăn bằng dấu phẩy.",
        examples=["0000 000 010"],
    )
    email: Email | None = Field(
        None, title="Thư điện tử", description="Thư công vụ.", examples=["giamdoc@b.vn"]
    )


class Unit(Declared):
    """A division of the centre."""

    name: Name = Field(
        title="Tên phòng", description="Tên đầy đủ của phòng.", examples=["Phòng Khuyến công"]
    )
    name_english: Name = Field(
        "",
        title="Tên tiếng Anh",
        description="Tên phòng bằng tiếng Anh.",
        examples=["Industrial Promotion Division"],
    )
    functions: LineList = Field(
        (),
        title="Chức năng, nhiệm vụ",
        description="Mỗi việc một dòng.",
        examples=["- Lập, thẩm định đề án"],
    )
    functions_english: LineList = Field(
        (),
        title="Chức năng, nhiệm vụ bằng tiếng Anh",
        description="Mỗi việc một dòng, theo thứ tự của bản tiếng Việt.",
        examples=["- Projects"],
    )
    phone: Text = Field(
        "",
        title="Điện thoại",
        description="Số máy chung của phòng.",
        examples=["0000 000 022"],
    )
    email: Email | None = Field(
        None, title="Thư điện tử", description="Thư chung của phòng.", examples=["phong@b.vn"]
    )
    officers: tuple[Officer, ...] = Field(
        (),
        title="Người phụ trách",
        description="Người đứng đầu phòng viết trước.",
        examples=["- name: Trưởng phòng (minh họa)"],
    )

    def office(self, officer: Officer) -> str:
        """What somebody is in the centre: "Giám đốc" of "Ban Giám đốc", and "Trưởng phòng" of
        "Phòng Đào tạo" is "Trưởng phòng Đào tạo"."""
        role = officer.role.casefold()
        kind, _, rest = self.name.partition(" ")
        if rest.casefold() in role:
            return officer.role
        if role.endswith(kind.casefold()):
            return f"{officer.role} {rest}"
        return f"{officer.role}, {self.name}".removeprefix(", ")

    def telephones(self) -> Iterator[tuple[Where, str]]:
        """Every number of the unit, with its place in it."""
        yield ("phone",), self.phone
        for number, officer in enumerate(self.officers):
            yield ("officers", number, "phone"), officer.phone

    def mails(self) -> Iterator[tuple[Where, str]]:
        """Every mail address of the unit, with its place in it."""
        yield ("email",), self.email or ""
        for number, officer in enumerate(self.officers):
            yield ("officers", number, "email"), officer.email or ""
