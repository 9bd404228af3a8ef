"""Artisans with their titles, and collaborators in the communes."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from khuyencong.model.consent import Consent, without_consent
from khuyencong.model.declaration import Choice, Declared
from khuyencong.model.entry import Entry
from khuyencong.model.fields import Email, Name, NameList, Slug, Text, Year
from khuyencong.model.former_places import place_faults
from khuyencong.model.rules import Fault, Rule
from khuyencong.model.telephones import undialled_faults


class PersonContact(Declared):
    """Where a person lives and how to reach them: personal data, shown only with consent."""

    commune: Name = Field(
        "", title="Xã, phường", description="Tên xã, phường hiện nay.", examples=["Na Rì"]
    )
    province: Name = Field(
        "", title="Tỉnh", description="Tên tỉnh hiện nay.", examples=["Thái Nguyên"]
    )
    address: Text = Field(
        "", title="Địa chỉ", description="Thôn, đường, số nhà.", examples=["Thôn 1"]
    )
    former_address: Text = Field(
        "", title="Địa chỉ cũ", description="Tên trước sáp nhập.", examples=["Na Rì, Bắc Kạn"]
    )
    phone: Text = Field(
        "", title="Điện thoại", description="Số máy của người đó.", examples=["0000 000 000"]
    )
    zalo: Text = Field(
        "", title="Zalo", description="Số điện thoại dùng Zalo.", examples=["0000 000 000"]
    )
    email: Email | None = Field(
        None, title="Thư điện tử", description="Địa chỉ thư của người đó.", examples=["a@b.vn"]
    )
    consent: Consent | None = Field(
        None,
        title="Đồng ý công khai",
        description="Bắt buộc khi đăng điện thoại, thư, địa chỉ.",
        examples=["{date: 12/03/2026, scope: phone}"],
    )

    def published(self) -> "PersonContact":
        """This contact with nothing that may not be shown; commune and province always are."""
        return self.model_copy(update=without_consent(self.consent))


class Person(Entry):
    """What an artisan and a collaborator have in common. The title of the entry is the name."""

    dated: ClassVar[bool] = False
    listed: ClassVar[bool] = False

    contact: PersonContact = Field(
        PersonContact(),
        title="Nơi ở, liên hệ",
        description="Xã, tỉnh, điện thoại, thư.",
        examples=["{commune: Na Rì}"],
    )

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        yield from undialled_faults(
            (("contact", key), getattr(self.contact, key)) for key in ("phone", "zalo")
        )
        lives = self.contact
        yield from place_faults(("contact",), lives.commune, lives.province, lives.former_address)
        public = self.contact.published().model_copy(update={"consent": self.contact.consent})
        if self.contact != public:
            yield Fault(
                Rule.CONSENT_MISSING,
                ("contact",),
                "Chưa có đồng ý công khai điện thoại, thư hoặc địa chỉ của người này; "
                "các mục đó không in trên trang.",
                "Khi người đó đồng ý, thêm `consent` có `date` và `scope: phone, email, address`.",
            )


class TitleOfHonour(Choice):
    """Titles of those who keep or bring a craft, the highest first."""

    PEOPLE = "nghe-nhan-nhan-dan", "Nghệ nhân Nhân dân"
    MERIT = "nghe-nhan-uu-tu", "Nghệ nhân Ưu tú"
    ARTISAN = "nghe-nhan", "Nghệ nhân"
    SKILLED = "tho-gioi", "Thợ giỏi"
    BROUGHT = "nguoi-dua-nghe", "Người có công đưa nghề về địa phương"


class Honour(Declared):
    """A title as it was awarded."""

    title: TitleOfHonour = Field(
        title="Danh hiệu", description="Danh hiệu được phong tặng.", examples=["tho-gioi"]
    )
    year: Year = Field(title="Năm", description="Năm được phong tặng.", examples=["2024"])
    decision: Text = Field(
        "", title="Quyết định", description="Số quyết định.", examples=["123/QĐ-UBND"]
    )


class Artisan(Person):
    """Nghệ nhân, thợ giỏi, người có công đưa nghề về địa phương."""

    folder: ClassVar[str] = "nghe-nhan"
    label: ClassVar[str] = "nghệ nhân, thợ giỏi"

    craft: Text = Field("", title="Nghề", description="Nghề của người này.", examples=["Gốm"])
    honours: tuple[Honour, ...] = Field(
        (),
        title="Danh hiệu",
        description="Mọi danh hiệu, kèm năm và quyết định.",
        examples=["- title: tho-gioi"],
    )
    producer: Name = Field(
        "",
        title="Cơ sở",
        description="Tên cơ sở sản xuất, viết như ở trang sản phẩm.",
        examples=["HTX Gốm (minh họa)"],
    )
    story: Slug | None = Field(
        None,
        title="Bài viết về người này",
        description="Địa chỉ của bài viết (phần cuối), không kèm thư mục.",
        examples=["nghe-nhan-gom"],
    )

    @property
    def ranked(self) -> tuple[Honour, ...]:
        """All titles, the highest first and the newest first within one."""
        order = list(TitleOfHonour)
        return tuple(sorted(self.honours, key=lambda each: (order.index(each.title), -each.year)))


class Collaborator(Person):
    """Cộng tác viên khuyến công ở xã, phường."""

    folder: ClassVar[str] = "cong-tac-vien"
    label: ClassVar[str] = "cộng tác viên"

    workplace: Text = Field(
        "",
        title="Nơi công tác",
        description="Chức vụ, cơ quan ở xã.",
        examples=["Công chức kinh tế, UBND xã"],
    )
    communes: NameList = Field(
        (),
        title="Xã, phường phụ trách",
        description="Bỏ trống khi chỉ phụ trách xã nơi ở.",
        examples=["Na Rì, Bắc Sơn"],
    )
    since: Year | None = Field(
        None, title="Từ năm", description="Năm bắt đầu làm cộng tác viên.", examples=["2024"]
    )
