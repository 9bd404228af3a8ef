"""Đề án as tables: every row as staff wrote it, and the sums by year and programme."""

from khuyencong.figures.data_table import Column, DataTable, Value
from khuyencong.model.de_an import DeAn
from khuyencong.model.declaration import Choice
from khuyencong.site.index import Site


def every_de_an(site: Site) -> DataTable:
    """One row a đề án; its columns are those of the declaration."""
    return DataTable(
        "de-an",
        "Đề án khuyến công",
        "Chép từ các bảng đề án theo năm; cột giai đoạn cho biết đề án đã được duyệt hay chưa.",
        (
            Column("nam", "Năm"),
            *(
                Column(name, field.title or name, field.description or "")
                for name, field in DeAn.model_fields.items()
            ),
        ),
        tuple(
            (table.year, *(_value(getattr(row.de_an, name)) for name in DeAn.model_fields))
            for table in site.de_an
            for row in table.rows
        ),
        sample=_some_sample(site),
    )


def sums_by_year(site: Site) -> DataTable:
    """How many đề án were approved each year in each programme, and the support for them."""
    sums: dict[tuple[int, Choice], tuple[int, int]] = {}
    for table in site.de_an:
        for row in table.rows:
            if row.de_an.giai_doan.funded:
                key = table.year, row.de_an.chuong_trinh
                number, money = sums.get(key, (0, 0))
                sums[key] = number + 1, money + row.de_an.kinh_phi_ho_tro
    return DataTable(
        "de-an-theo-nam",
        "Đề án đã duyệt theo năm và chương trình",
        "Cộng từ các bảng đề án; chỉ tính đề án đã phê duyệt, đang thực hiện hoặc đã nghiệm thu.",
        (
            Column("nam", "Năm"),
            Column("chuong_trinh", "Chương trình"),
            Column("so_de_an", "Số đề án"),
            Column("kinh_phi_ho_tro", "Kinh phí hỗ trợ (đồng)", "Đồng"),
        ),
        tuple(
            (year, programme.label, *sums[year, programme])
            for year, programme in sorted(sums, key=lambda key: (-key[0], key[1].value))
        ),
        sample=_some_sample(site),
    )


def _some_sample(site: Site) -> bool:
    return any(row.de_an.minh_hoa for table in site.de_an for row in table.rows)


def _value(value: Value | Choice) -> Value:
    return value.label if isinstance(value, Choice) else value
