"""A content folder with many products, the same every time."""

import random
from pathlib import Path

PROVINCES = (
    *("Lạng Sơn", "Thái Nguyên", "Phú Thọ", "Bắc Ninh", "Đồng Nai", "Cà Mau", "Tuyên Quang"),
    *("Cao Bằng", "Lai Châu", "Điện Biên", "Sơn La", "Lào Cai", "Quảng Ninh", "Hà Nội"),
    *("Hải Phòng", "Hưng Yên", "Ninh Bình", "Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Quảng Trị"),
    *("Huế", "Đà Nẵng", "Quảng Ngãi", "Gia Lai", "Đắk Lắk", "Khánh Hòa", "Lâm Đồng"),
    *("Tây Ninh", "Thành phố Hồ Chí Minh", "Vĩnh Long", "Đồng Tháp", "An Giang", "Cần Thơ"),
)
KINDS = ("Miến dong", "Chè Shan", "Mật ong", "Giỏ mây", "Bình gốm", "Dao rèn", "Tiêu đen")
MARKS = ("sợi nhỏ", "truyền thống", "rừng già", "ngũ sắc", "hoa văn cổ", "men tro", "sấy khô")
GROUPS = ("thu-cong-my-nghe", "che-bien", "thiet-bi", "khac")
LEVELS = ("xa", "tinh", "khu-vuc", "quoc-gia")


def write_products(content: Path, count: int, seed: int = 4) -> None:
    """`count` products of all provinces, groups, levels and years, without photos."""
    chance = random.Random(seed)
    (content / "san-pham").mkdir(parents=True)
    centre = "name: Trung tâm Thử\nshort_name: Bản tin Thử\nurl: https://thu.example\n"
    (content / "site.yml").write_text(centre, encoding="utf-8")
    for number in range(count):
        province = chance.choice(PROVINCES)
        awards = "".join(
            f"  - {{level: {chance.choice(LEVELS)}, year: {chance.randint(2015, 2026)}}}\n"
            for _ in range(chance.choice((0, 1, 1, 2, 2, 3, 4)))
        )
        text = (
            f"---\ntitle: {chance.choice(KINDS)} {chance.choice(MARKS)} {number}\n"
            f"slug: sp-{number}\nuid: kc-{number:06x}\nsummary: Làm ở quê, bán khắp nơi.\n"
            f"group: {chance.choice(GROUPS)}\n"
            f"producer: {{name: HTX {chance.choice(KINDS)} {chance.randrange(30)}, "
            f"kind: hop-tac-xa, commune: Xã Mẫu {chance.randrange(12)}, province: {province}, "
            f"phone: 0000 001 {number % 1000:03d}}}\n"
            + (f"awards:\n{awards}" if awards else "")
            + "---\nMô tả.\n"
        )
        (content / "san-pham" / f"sp-{number}.md").write_text(text, encoding="utf-8")
