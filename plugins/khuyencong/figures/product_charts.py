"""Charts of recognised products: by level and by group over the years."""

from collections.abc import Iterator

from khuyencong.content.chart import ChartKind
from khuyencong.figures.site_chart import SiteChart, site_chart
from khuyencong.figures.tally import tally
from khuyencong.model.product import Group, Level
from khuyencong.site.index import Site

TABLE = "san-pham-theo-dot"
UNIT = "sản phẩm"


def product_charts(site: Site) -> Iterator[SiteChart]:
    """How many products were recognised each year, by level and by group."""
    awarded = [
        (record.entry, award)
        for record in site.products
        for award in {(award.year, award.level) for award in record.entry.awards}
    ]
    levels = [level.label for level in sorted(Level, key=lambda level: -level.rank)]
    sample = any(record.entry.sample for record in site.products)
    source = f"Danh mục sản phẩm của {site.centre.short_name}"
    yield site_chart(
        TABLE,
        "san-pham-qua-cac-nam",
        "Sản phẩm được công nhận qua các kỳ bình chọn",
        tally(((str(year), level.label, 1) for _, (year, level) in awarded), series=levels),
        heading="Năm",
        unit=UNIT,
        sample=sample,
        source=source,
    )
    by_group = {(str(year), product.group.label, id(product)) for product, (year, _) in awarded}
    yield site_chart(
        TABLE,
        "nhom-san-pham-qua-cac-nam",
        "Nhóm của sản phẩm được công nhận qua các năm",
        tally(
            ((year, group, 1) for year, group, _ in by_group),
            series=[group.label for group in Group],
        ),
        heading="Năm",
        unit=UNIT,
        kind=ChartKind.LINE,
        sample=sample,
        source=source,
    )
