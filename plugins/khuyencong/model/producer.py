"""Who makes a product, and what a household lets be published."""

from typing import Annotated

from pydantic import BaseModel, Field

from khuyencong.model.consent import Consent, without_consent
from khuyencong.model.declaration import Choice, Declared
from khuyencong.model.examples import PRODUCER
from khuyencong.model.fields import (
    Email,
    Name,
    Text,
    WebAddress,
)


class Region(Choice):
    """Regions of the regional selection."""

    NORTH = "bac", "phía Bắc"
    CENTRE = "trung-tay-nguyen", "miền Trung – Tây Nguyên"
    SOUTH = "nam", "phía Nam"


class ProducerKind(Choice):
    """Legal form of a producer."""

    COMPANY = "cong-ty", "Công ty"
    COOPERATIVE = "hop-tac-xa", "Hợp tác xã"
    GROUP = "to-hop-tac", "Tổ hợp tác"
    HOUSEHOLD = "ho-kinh-doanh", "Hộ kinh doanh"
    ENTERPRISE = "doanh-nghiep-tu-nhan", "Doanh nghiệp tư nhân"


LegalForm = Annotated[
    ProducerKind | None,
    Field(
        title="Loại hình",
        description="Hộ kinh doanh được bảo vệ dữ liệu cá nhân, nên cần ghi đúng.",
        examples=["hop-tac-xa"],
    ),
]


class Producer(Declared):
    """Who makes the product, and how to reach them."""

    name: Annotated[Name, Field(min_length=1)] = Field(
        title="Tên cơ sở",
        description="Tên công ty, hợp tác xã hoặc hộ làm ra sản phẩm.",
        examples=[PRODUCER],
    )
    kind: LegalForm = None
    address: Text = Field(
        "", title="Địa chỉ", description="Thôn, đường, số nhà.", examples=["Thôn 1"]
    )
    commune: Name = Field(
        "", title="Xã, phường", description="Tên xã, phường hiện nay.", examples=["Na Rì"]
    )
    province: Name = Field(
        "",
        title="Tỉnh",
        description="Tên tỉnh hiện nay; trang lọc sản phẩm theo tên này.",
        examples=["Thái Nguyên"],
    )
    former_address: Text = Field(
        "", title="Địa chỉ cũ", description="Tên trước sáp nhập.", examples=["Na Rì, Bắc Kạn"]
    )
    phone: Text = Field(
        "", title="Điện thoại", description="Số để khách gọi mua.", examples=["0000 000 000"]
    )
    email: Email | None = Field(
        None, title="Thư điện tử", description="Địa chỉ thư của cơ sở.", examples=["a@b.vn"]
    )
    website: WebAddress | None = Field(
        None,
        title="Trang web",
        description="Trang của cơ sở, bắt đầu bằng https://.",
        examples=["https://example.org"],
    )
    zalo: Text = Field(
        "", title="Zalo", description="Số điện thoại dùng Zalo.", examples=["0000 000 000"]
    )
    consent: Consent | None = Field(
        None,
        title="Đồng ý công khai",
        description="Bắt buộc với hộ kinh doanh khi đăng điện thoại, thư, địa chỉ.",
        examples=["{date: 12/03/2026, scope: phone}"],
    )

    def published(self) -> "Producer":
        """This producer with nothing that may not be shown.

        A household's phone (and Zalo, which is a phone number), e-mail and address appear
        only under a consent that covers them; commune and province are always shown.
        """
        if self.kind is not ProducerKind.HOUSEHOLD:
            return self.model_copy(update={"consent": None}) if self.consent else self
        return self.model_copy(update=without_consent(self.consent))


def producer_of(entry: BaseModel) -> Producer | None:
    """The producer that an entry declares; one that it only names, as an artisan does, is none."""
    producer = getattr(entry, "producer", None) if "producer" in type(entry).model_fields else None
    return producer if isinstance(producer, Producer) else None
