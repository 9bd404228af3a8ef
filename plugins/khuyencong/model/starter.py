"""The files with which a new centre begins: what `khuyencong init` writes."""

from datetime import datetime

from khuyencong.model.examples import SAMPLE_HOST
from khuyencong.model.skeleton import new_uid, quoted

_CENTRE = """\
# Trung tâm là ai, ở đâu, liên hệ thế nào. Các mục khác: xem docs/so-tay.md, phần site.yml.
name: {name}
short_name: Bản tin Khuyến công
address: {address}
phones: {phone}
province: {province}
# Địa chỉ thật của trang trên mạng: sửa dòng này trước khi đưa trang lên mạng.
url: https://{host}

categories:
  tin-tuc:
    name: Tin tức
    description: Hoạt động khuyến công ở địa phương.
"""
_STORY = """\
---
title: Bài mẫu để viết đè
slug: bai-mau
uid: {uid}
date: {date}
summary: Sửa tít, sa-pô và nội dung rồi bỏ dòng `sample`, hoặc xóa tệp này.
unit: {name}
localities: {province}
sample: true
---
Mỗi bài là một tệp chữ như tệp này. Phần giữa hai dòng gạch là khai báo, phần dưới là nội dung.

Bài mới tạo bằng lệnh `khuyencong new tin-tuc "Tít của bài"`.
"""
_PRODUCT = """\
---
title: Sản phẩm mẫu để viết đè
slug: san-pham-mau
uid: {uid}
summary: Sửa tên, cơ sở, giá rồi bỏ dòng `sample`, hoặc xóa tệp này.
group: che-bien
producer:
  name: Cơ sở mẫu (minh họa)
  kind: hop-tac-xa
  province: {province}
price: 85.000
price_unit: gói 500 g
sample: true
---
Sản phẩm mới tạo bằng lệnh `khuyencong new san-pham "Tên sản phẩm"`.
"""


STARTER_ENTRIES = ("tin-tuc/bai-mau.md", "san-pham/san-pham-mau.md")
"""Files of a new centre that are there to be written over, or removed."""


def starter_files(
    *, name: str, province: str, phone: str, address: str, now: datetime
) -> dict[str, str]:
    """Path below the content folder → text: site.yml, one story and one product to overwrite."""
    answers = {
        "name": quoted(name),
        "province": quoted(province),
        "phone": quoted(phone),
        "address": quoted(address),
        "host": SAMPLE_HOST,
        "date": f"{now:%d/%m/%Y %H:%M}",
    }
    return {
        "site.yml": _CENTRE.format(**answers),
        STARTER_ENTRIES[0]: _STORY.format(**answers, uid=new_uid()),
        STARTER_ENTRIES[1]: _PRODUCT.format(**answers, uid=new_uid()),
    }
