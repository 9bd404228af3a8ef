"""“Khuyến công năm 2026 trong số liệu”: a page for each year, every figure from the records."""

from collections.abc import Iterator, Mapping
from functools import partial

from khuyencong.content.de_an_table import DeAnTable
from khuyencong.describing.elements import Link
from khuyencong.figures.annual_figures import AnnualFigures, annual_figures, support_of
from khuyencong.figures.charts import charts_of_table
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.de_an import Stage
from khuyencong.model.product import Level
from khuyencong.model.stories import DemonstrationModel, News, Training
from khuyencong.pages.chrome import ARCHIVE, FIGURES, HOME, head
from khuyencong.pages.page import Page
from khuyencong.pages.press_views import AnnualFiguresView, AnnualPart
from khuyencong.pages.rounds import ROUNDS
from khuyencong.pages.schedule import is_over
from khuyencong.pages.views import Chrome
from khuyencong.site.index import Site
from khuyencong.vietnamese.numbers import dong, grouped, percent, short_dong

_STAGES = (
    (Stage.ACCEPTED, "đã nghiệm thu"),
    (Stage.UNDER_WAY, "đang thực hiện"),
    (Stage.APPRAISED, "đang thẩm định"),
    (Stage.REFUSED, "không được phê duyệt"),
)
_KINDS = (
    (News, "tin, bài"),
    (DemonstrationModel, "bài về mô hình trình diễn kỹ thuật"),
    (Broadcast, "chương trình truyền hình"),
)


def year_link(year: int, current: int = 0) -> Link:
    """The way to the page of a year."""
    return Link(f"Năm {year}", f"{FIGURES.address}{year}/", current=year == current)


def annual_pages(site: Site, chrome: Chrome) -> Iterator[Page]:
    """A page for each year with figures."""
    for year in annual_figures(site):
        shows = partial(_view, site, chrome, year)
        yield Page(year_link(year).address, "annual-figures", shows)


def _view(site: Site, chrome: Chrome, year: int) -> AnnualFiguresView:
    found = annual_figures(site)
    figures, title = found[year], f"Khuyến công năm {year} trong số liệu"
    parts = tuple(part for part in _parts(site, found, figures) if part.sentences)
    address, summary = year_link(year).address, parts[0].sentences[0]
    return AnnualFiguresView(
        chrome=chrome,
        head=head(title, address, summary, crumbs=(HOME, FIGURES)),
        heading=title,
        years=tuple(year_link(each, year) for each in found),
        figures=tuple(_headline(figures)),
        parts=parts,
        sample=figures.sample,
    )


def _headline(figures: AnnualFigures) -> Iterator[tuple[str, str]]:
    """The largest figures, for who looks and goes."""
    if figures.funded:
        yield "đề án được hỗ trợ", grouped(len(figures.funded))
        yield "kinh phí hỗ trợ", short_dong(figures.support)
    if figures.products:
        yield "sản phẩm được công nhận", grouped(figures.products)
    if figures.classes:
        yield "lớp, sự kiện", grouped(len(figures.classes))


def _parts(
    site: Site, years: Mapping[int, AnnualFigures], figures: AnnualFigures
) -> Iterator[AnnualPart]:
    table = DeAnTable(figures.year, "", ())
    yield AnnualPart(
        "Đề án khuyến công",
        "de-an",
        tuple(_of_de_an(figures, years.get(figures.year - 1))),
        Link(f"Danh sách đề án năm {figures.year}", table.address),
        charts_of_table(site, f"de-an-{figures.year}"),
    )
    yield AnnualPart(
        "Sản phẩm công nghiệp nông thôn tiêu biểu",
        "san-pham",
        tuple(_of_products(figures)),
        ROUNDS,
    )
    yield AnnualPart(
        "Đào tạo, tập huấn, sự kiện",
        "dao-tao",
        tuple(_of_classes(site, figures)),
        Link("Đào tạo, tập huấn", f"/{Training.folder}/"),
    )
    yield AnnualPart(
        "Thông tin, tuyên truyền",
        "thong-tin",
        tuple(_of_stories(figures)),
        ARCHIVE,
    )


def _of_de_an(figures: AnnualFigures, before: AnnualFigures | None) -> Iterator[str]:
    if not figures.de_an:
        return
    funded = len(figures.funded)
    approved = (
        f"{grouped(funded)} đề án được phê duyệt, tổng kinh phí hỗ trợ {dong(figures.support)}"
        if funded
        else "chưa có đề án được phê duyệt"
    )
    registered = grouped(len(figures.de_an))
    yield f"Năm {figures.year} có {registered} đề án đăng ký; {approved}."
    if figures.by_programme:
        shares = (
            f"{programme.label.lower()} {grouped(len(rows))} đề án, {dong(support_of(rows))}"
            for programme, rows in figures.by_programme.items()
        )
        yield f"Trong đó {'; '.join(shares)}."
    stages = [
        f"{grouped(figures.at(stage))} đề án {words}"
        for stage, words in _STAGES
        if figures.at(stage)
    ]
    if stages:
        yield f"Tình hình thực hiện: {', '.join(stages)}."
    if figures.settled:
        share = percent(round(figures.settled / figures.support * 100, 1))
        yield f"Kinh phí đã quyết toán {dong(figures.settled)}, bằng {share} kinh phí được duyệt."
    if funded and before and before.support:
        yield _compared(figures, before)


def _compared(figures: AnnualFigures, before: AnnualFigures) -> str:
    change = figures.support - before.support
    if not change:
        return f"Kinh phí hỗ trợ bằng năm {before.year}."
    share = percent(round(abs(change) / before.support * 100, 1))
    way = "tăng" if change > 0 else "giảm"
    return f"So với năm {before.year}, kinh phí hỗ trợ {way} {dong(abs(change))} ({share})."


def _of_products(figures: AnnualFigures) -> Iterator[str]:
    if not figures.products:
        return
    levels = sorted(figures.recognised, key=lambda level: -level.rank)
    shares = ", ".join(f"{_low(level)} {grouped(figures.recognised[level])}" for level in levels)
    yield (
        f"Trong danh mục của trang có {grouped(figures.products)} sản phẩm được công nhận năm "
        f"{figures.year}: {shares}."
    )
    if figures.recognised.total() > figures.products:
        yield "Sản phẩm được công nhận ở nhiều cấp tính ở từng cấp."


def _low(level: Level) -> str:
    return level.label.lower()


def _of_classes(site: Site, figures: AnnualFigures) -> Iterator[str]:
    ended = [entry for entry in figures.classes if is_over(entry, site.now)]
    coming = len(figures.classes) - len(ended)
    counts = [
        f"{words} {grouped(count)}"
        for count, words in ((len(ended), "đã kết thúc"), (coming, "chưa kết thúc"))
        if count
    ]
    places = sum(entry.capacity or 0 for entry in figures.classes)
    room = f", tổng số {grouped(places)} chỗ" if places else ""
    if figures.classes:
        number = grouped(len(figures.classes))
        yield f"Năm {figures.year} có {number} lớp, sự kiện{room}: {', '.join(counts)}."
    if figures.cancelled:
        yield f"Có {grouped(figures.cancelled)} lớp, sự kiện không tổ chức như đã báo."


def _of_stories(figures: AnnualFigures) -> Iterator[str]:
    published = figures.published
    counts = [f"{grouped(published[kind])} {words}" for kind, words in _KINDS if published[kind]]
    if counts:
        yield f"Trang đã đăng {', '.join(counts)} trong năm {figures.year}."
