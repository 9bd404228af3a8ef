"""What people write over the columns of their lists, beside the labels of the declaration.

By kind: words of a heading without marks → where the value belongs. A path that begins with `*`
is read together with others (the year of an award, money from two budgets).
"""

from collections.abc import Mapping

from pydantic import BaseModel

from khuyencong.model.de_an import DeAn
from khuyencong.model.people import Artisan
from khuyencong.model.product import Product
from khuyencong.model.stories import Training

FieldPath = tuple[str | int, ...]
"""Where a value stands in a header: ("producer", "name"), ("awards", 0, "level")."""


def _names(*pairs: tuple[str, FieldPath]) -> Mapping[str, FieldPath]:
    return {name: path for names, path in pairs for name in names.split("|")}


_DECISION: tuple[tuple[str, FieldPath], ...] = (
    (
        "quyet dinh|so quyet dinh|qd|so qd|quyet dinh cong nhan|quyet dinh phong tang"
        "|quyet dinh so|van ban|so ngay qd|so va ngay qd|so ngay quyet dinh"
        "|so va ngay quyet dinh|so ngay thang quyet dinh|so ngay thang qd",
        ("*decision",),
    ),
    (
        "ngay cong nhan|ngay phong tang|ngay quyet dinh|ngay qd|ngay ky|ngay ban hanh",
        ("*day",),
    ),
)
"""By what an honour was given."""

_PRODUCT = _names(
    (
        "ten san pham|san pham|ten hang hoa|ten san pham hang hoa|ten sp|ten bo san pham"
        "|ten san pham bo san pham|san pham bo san pham|san pham tham gia|ten san pham tham gia"
        "|san pham tham gia binh chon|ten san pham tham gia binh chon|san pham du thi"
        "|ten san pham du thi|san pham dang ky|ten san pham dang ky|san pham duoc cong nhan",
        ("title",),
    ),
    (
        "co so|ten co so|chu the|ten chu the|don vi|ten don vi|don vi san xuat|nha san xuat"
        "|doanh nghiep|ten doanh nghiep|co so cnnt|ten co so cnnt|co so san xuat"
        "|ten co so san xuat|ten don vi san xuat|ten chu the san xuat|chu the san xuat"
        "|don vi tham gia|co so sx|cssx|don vi sx|nha sx"
        "|co so sx kd|co so san xuat kinh doanh|ten co so sx|ten don vi sx|ho san xuat|htx",
        ("producer", "name"),
    ),
    (
        "ten dia chi co so|ten va dia chi co so|ten co so dia chi|ten co so va dia chi"
        "|co so dia chi|ten dia chi|ten va dia chi|ten don vi dia chi|ten dia chi don vi"
        "|ten dia chi chu the|ten chu the dia chi|ten dia chi co so san xuat"
        "|ten co so san xuat dia chi|ten dia chi co so cnnt",
        ("*producer",),
    ),
    (
        "loai hinh|loai hinh co so|loai hinh doanh nghiep|hinh thuc to chuc|loai hinh to chuc",
        ("producer", "kind"),
    ),
    (
        "d c|dc|dia chi lien lac"
        "|dia chi|dia chi co so|dia chi san xuat|noi san xuat|tru so|dia chi lien he|dia chi sx"
        "|dia chi co so san xuat|noi sx|dia chi dien thoai|dia chi va dien thoai"
        "|dia chi so dien thoai|dia chi sdt|dia chi va so dien thoai|dia chi dt",
        ("producer", "address"),
    ),
    ("xa|phuong|xa phuong|xa phuong thi tran|ten xa", ("producer", "commune")),
    ("tinh|tinh thanh pho|tinh tp|thanh pho", ("producer", "province")),
    (
        "dien thoai|sdt|so dien thoai|dt|dien thoai lien he|so dt|hotline|di dong|lien he"
        "|so dt lien he|sdt lien he|so dien thoai lien he|tel|so di dong|dt lien he|dt di dong"
        "|dien thoai di dong|dien thoai co so|sdt co so|dt co so|so may",
        ("producer", "phone"),
    ),
    (
        "email|e mail|thu dien tu|mail|hop thu|email website|email web|website email",
        ("producer", "email"),
    ),
    ("website|web|trang web|trang thong tin", ("producer", "website")),
    ("zalo|so zalo", ("producer", "zalo")),
    ("nhom|nhom san pham|nhom nganh|nganh hang|linh vuc|loai san pham", ("group",)),
    (
        "sao|so sao|hang sao|xep hang|sao ocop|ocop|ket qua xep hang|hang sao ocop|phan hang",
        ("ocop_stars",),
    ),
    ("gia|gia ban|don gia|gia ban le|gia san pham|gia tham khao", ("price",)),
    ("dvt|don vi tinh|quy cach tinh gia", ("price_unit",)),
    (
        "danh hieu|cap cong nhan|cap|cap dat|ket qua|thanh tich|cap binh chon|dat cap"
        "|danh hieu cnnt|cap cong nhan nam",
        ("awards",),
    ),
    ("xep loai|ket qua binh chon|ket qua danh gia|ket luan|danh gia", ("*result",)),
    ("nam|nam cong nhan|nam binh chon", ("*year",)),
    *_DECISION,
    (
        "quy cach|quy cach dong goi|dong goi|bao bi|khoi luong|khoi luong tinh|trong luong",
        ("packaging",),
    ),
    ("han su dung|hsd|han dung|thoi han su dung", ("shelf_life",)),
    ("tieu chuan|chung nhan|tieu chuan chung nhan|chung chi", ("standards",)),
    ("noi ban|diem ban|kenh phan phoi|noi tieu thu", ("outlets",)),
    ("ma vach|ma so ma vach|barcode", ("barcode",)),
    ("thanh phan|nguyen lieu", ("ingredients",)),
    ("cach dung|huong dan su dung|hdsd", ("usage",)),
    ("bao quan|huong dan bao quan", ("storage",)),
    ("canh bao|luu y|thong tin canh bao", ("warning",)),
    ("so cong bo|so tu cong bo|giay chung nhan|so giay chung nhan", ("registration",)),
    ("giai thuong|giai thuong khac", ("prizes",)),
    (
        "mo ta|ghi chu mo ta|mo ta ghi chu|gioi thieu|mo ta san pham|gioi thieu san pham|dac diem"
        "|mo ta ngan|gioi thieu ngan|mo ta tom tat|tom tat|thong tin san pham",
        ("summary",),
    ),
)

_TRAINING = _names(
    (
        "ten lop|lop|ten lop dao tao|ten lop tap huan|lop dao tao|lop tap huan|ten khoa"
        "|ten khoa dao tao|ten hoi nghi|hoi nghi|ten su kien|su kien|noi dung dao tao"
        "|noi dung lop|ten lop su kien|ten chuong trinh",
        ("title",),
    ),
    (
        "thoi gian|thoi gian to chuc|thoi gian dao tao|thoi gian thuc hien|thoi gian du kien"
        "|ngay to chuc|ngay|thoi gian mo lop|lich hoc",
        ("*time",),
    ),
    ("khai giang|ngay khai mac|ngay khai giang|bat dau|ngay bat dau|tu ngay", ("starts",)),
    ("be giang|ngay be mac|ngay be giang|ket thuc|ngay ket thuc|den ngay", ("ends",)),
    (
        "noi to chuc|dia diem to chuc|noi mo lop|dia diem mo lop|dia diem dao tao|dia diem hoc",
        ("place",),
    ),
    (
        "so hoc vien|so nguoi|so luong|so luong hoc vien|quy mo|si so|so hv|so luong hv"
        "|so lao dong|so dai bieu|so hoc vien du kien",
        ("capacity",),
    ),
    ("han nop|han chot|han dang ky tham gia|thoi han dang ky", ("deadline",)),
    ("chuyen de|noi dung tap huan|chu de|noi dung giang day", ("topics",)),
    (
        "dau moi|dau moi lien he|can bo phu trach|nguoi phu trach|lien he dang ky|dang ky tai"
        "|thong tin lien he",
        ("contact",),
    ),
    ("doi tuong|doi tuong hoc vien|thanh phan tham du|mo ta", ("summary",)),
)

_ARTISAN = _names(
    (
        "ho ten|ho va ten|ten nghe nhan|nghe nhan|ho ten nghe nhan|ho va ten nghe nhan|tho gioi"
        "|ten tho gioi|ho ten tho gioi|ho va ten tho gioi|nghe nhan tho gioi|ten nghe nhan tho gioi"
        "|ho ten nghe nhan tho gioi|ho va ten nghe nhan tho gioi|ten",
        ("title",),
    ),
    ("nghe|nganh nghe|linh vuc|ten nghe|nghe truyen thong|linh vuc nghe|nghe thu cong", ("craft",)),
    (
        "co so|ten co so|don vi|co so san xuat|noi lam viec|noi lam nghe|don vi cong tac|htx",
        ("producer",),
    ),
    (
        "dia chi|noi o|cho o|noi cu tru|noi thuong tru|dia chi thuong tru|dia chi lien he",
        ("contact", "address"),
    ),
    ("xa|phuong|xa phuong", ("contact", "commune")),
    ("tinh|tinh thanh pho", ("contact", "province")),
    (
        "dien thoai|sdt|so dien thoai|dt|so dt|dien thoai lien he|di dong",
        ("contact", "phone"),
    ),
    (
        "danh hieu|danh hieu phong tang|danh hieu duoc phong tang|danh hieu cong nhan"
        "|danh hieu duoc cong nhan|danh hieu da dat",
        ("*honour",),
    ),
    ("nam|nam cong nhan|nam phong tang|nam duoc phong tang|nam duoc cong nhan", ("*year",)),
    *_DECISION,
    ("thanh tich|mo ta|gioi thieu|ghi chu thanh tich", ("summary",)),
)

_DE_AN = _names(
    ("ma|ma so|ma so de an|so hieu|so hieu de an|ky hieu", ("ma",)),
    (
        "ten|ten nhiem vu|de an|ten de an nhiem vu|ten nhiem vu de an|nhiem vu|ten cong viec"
        "|ten de an khuyen cong|noi dung de an|ten de an va don vi thu huong|ten de an va noi dung"
        "|ten de an nhiem vu khuyen cong",
        ("ten",),
    ),
    (
        "nguon von|nguon kinh phi|nguon|loai de an|cap khuyen cong|thuoc chuong trinh",
        ("chuong_trinh",),
    ),
    (
        "noi dung hoat dong|noi dung ho tro|linh vuc|hoat dong|nhom noi dung|loai hinh"
        "|hoat dong khuyen cong|nhom de an|linh vuc ho tro",
        ("noi_dung",),
    ),
    (
        "don vi thu huong|co so|ten co so|co so cnnt|co so cong nghiep nong thon|doanh nghiep"
        "|doi tuong thu huong|co so thu huong|chu dau tu|don vi duoc ho tro|don vi thuc hien"
        "|don vi|don vi phoi hop|don vi thuc hien thu huong|don vi thu huong thuc hien|ten don vi",
        ("don_vi_thu_huong",),
    ),
    (
        "xa|phuong|dia diem|dia ban|dia diem thuc hien|noi thuc hien|dia chi|dia ban thuc hien"
        "|dia chi thuc hien",
        ("xa",),
    ),
    ("tinh thanh pho|dia phuong|tinh tp", ("tinh",)),
    (
        "kinh phi khuyen cong|kinh phi kc|von khuyen cong|von ho tro|muc ho tro|kinh phi"
        "|kinh phi duoc duyet|kinh phi phe duyet|ngan sach|ho tro|nsnn|ngan sach ho tro"
        "|ngan sach nha nuoc|kinh phi ho tro tu nguon khuyen cong|kinh phi nsnn|nsnn ho tro"
        "|kinh phi ngan sach|kinh phi khuyen cong ho tro|so tien ho tro|tong ho tro"
        "|kinh phi nha nuoc ho tro|kinh phi duoc ho tro",
        ("kinh_phi_ho_tro",),
    ),
    ("kcqg|kinh phi kcqg|kinh phi kcqg ho tro|khuyen cong quoc gia|von kcqg", ("*kcqg",)),
    (
        "kcdp|kinh phi kcdp|kinh phi kcdp ho tro|khuyen cong dia phuong|von kcdp|khuyen cong tinh"
        "|kc tinh",
        ("*kcdp",),
    ),
    (
        "tong muc dau tu|tong von|tong von dau tu|tong kinh phi thuc hien|tong so|tong cong"
        "|tong|tong kinh phi de an|tong du toan|tong gia tri|tong kinh phi thuc hien de an",
        ("tong_kinh_phi",),
    ),
    (
        "doi ung|von doi ung|kinh phi doi ung|von tu co|von cua co so|kinh phi cua co so"
        "|kinh phi don vi thu huong|nguon khac|von don vi thu huong",
        ("*doi_ung",),
    ),
    (
        "tinh trang|trang thai|ket qua|tien do|ket qua thuc hien|tinh hinh thuc hien"
        "|ket qua nghiem thu|tien do thuc hien",
        ("giai_doan",),
    ),
    ("nam|nam thuc hien|ke hoach nam|nam ke hoach", ("*nam",)),
)

SYNONYMS: Mapping[type[BaseModel], Mapping[str, FieldPath]] = {
    Product: _PRODUCT,
    Training: _TRAINING,
    Artisan: _ARTISAN,
    DeAn: _DE_AN,
}
"""Kind → words of a heading, without marks → path."""
