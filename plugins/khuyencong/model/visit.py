"""Visits of surveys: when staff come to a commune, whom they meet, what to prepare."""

from pydantic import Field

from khuyencong.model.consent import Consent
from khuyencong.model.declaration import Declared
from khuyencong.model.examples import PRODUCER
from khuyencong.model.fields import EventMoment, LineList, Name, Text
from khuyencong.model.producer import LegalForm, Producer


class Visit(Declared):
    """One stop of a survey."""

    starts: EventMoment = Field(
        title="Ngày, giờ", description="Khi đoàn tới nơi.", examples=["08/12/2026 08:30"]
    )
    commune: Name = Field(
        title="Xã, phường", description="Tên xã, phường hiện nay.", examples=["Na Rì"]
    )
    province: Name = Field(
        "", title="Tỉnh", description="Tên tỉnh hiện nay.", examples=["Thái Nguyên"]
    )
    place: Text = Field(
        "",
        title="Nơi gặp",
        description="Nơi công cộng: trụ sở xã, nhà văn hóa.",
        examples=["Trụ sở UBND xã"],
    )
    host: Name = Field(
        "", title="Gặp ai", description="Tên cơ sở hoặc cơ quan.", examples=[PRODUCER]
    )
    kind: LegalForm = None
    address: Text = Field(
        "",
        title="Địa chỉ cơ sở",
        description="Thôn, đường, số nhà, khi đoàn tới tận nơi.",
        examples=["Thôn 1"],
    )
    consent: Consent | None = Field(
        None,
        title="Đồng ý công khai",
        description="Bắt buộc với hộ kinh doanh khi ghi địa chỉ.",
        examples=["{date: 12/03/2026, scope: address}"],
    )
    prepare: LineList = Field(
        (),
        title="Chuẩn bị",
        description="Giấy tờ, số liệu cần có sẵn; mỗi thứ một dòng.",
        examples=["- Sổ ghi sản lượng 12 tháng"],
    )
    cancelled: Text = Field(
        "",
        title="Hủy, lý do",
        description="Ghi lý do khi không đi nữa; lịch trong điện thoại người đọc tự báo hủy. "
        "Dời ngày thì sửa `starts`.",
        examples=["Đường sạt lở, sẽ báo ngày khác"],
    )

    @property
    def where(self) -> str:
        """Where staff and hosts meet, without the commune."""
        return ", ".join(filter(None, (self.place, self.address)))

    @property
    def producer(self) -> Producer:
        """The host, as products name their producers."""
        return Producer.model_construct(
            name=self.host,
            kind=self.kind,
            address=self.address,
            commune=self.commune,
            province=self.province,
            consent=self.consent,
        )
