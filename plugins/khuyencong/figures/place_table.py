"""Producers and đề án by province."""

from khuyencong.figures.data_table import Column, DataTable
from khuyencong.places.tree import place_tree
from khuyencong.site.index import Site


def by_province(site: Site) -> DataTable:
    """How many producers, products and funded đề án each province has, and the support for them."""
    tree = place_tree(site)
    return DataTable(
        "dia-ban",
        "Cơ sở, sản phẩm và đề án theo tỉnh",
        "Đếm từ các sản phẩm và bảng đề án trên trang, theo tên tỉnh hiện nay; chỉ tính đề án đã "
        "phê duyệt, đang thực hiện hoặc đã nghiệm thu.",
        (
            Column("tinh", "Tỉnh, thành phố"),
            Column("so_co_so", "Số cơ sở"),
            Column("so_san_pham", "Số sản phẩm"),
            Column("so_de_an", "Số đề án"),
            Column("kinh_phi_ho_tro", "Kinh phí hỗ trợ (đồng)", "Đồng"),
        ),
        tuple(
            (
                place.name,
                len(place.producers),
                sum(len(producer.products) for producer in place.producers),
                len(place.de_an),
                sum(row.kinh_phi_ho_tro for _, row in place.de_an),
            )
            for place in tree.provinces
            if place.producers or place.de_an
        ),
        sample=any(place.sample for place in tree.provinces),
    )
