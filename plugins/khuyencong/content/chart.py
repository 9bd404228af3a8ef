"""Figures that are drawn as a picture: what stands in a chart, whoever draws it."""

from dataclasses import dataclass
from decimal import Decimal

from khuyencong.model.declaration import Choice
from khuyencong.vietnamese.numbers import decimal, percent, short_dong

DONG = "đồng"


class ChartKind(Choice):
    """How figures are drawn."""

    BAR = "cot", "Cột"
    STACKED = "cot-chong", "Cột chồng"
    SHARE = "ty-trong", "Tỷ trọng"
    LINE = "duong", "Đường"

    @property
    def adds_up(self) -> bool:
        """Whether the series are the parts of a whole."""
        return self in (ChartKind.STACKED, ChartKind.SHARE)


Series = tuple[str, tuple[float | None, ...]]
"""A name, and a value for each label; None where nothing is known."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures by label (year, stage, commune …), in one series or several."""

    kind: ChartKind
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    """What the values count: `đồng`, `đề án`, `%`."""
    source: str = ""
    address: str = ""
    """Root-relative address of the picture, without its suffix."""
    table: tuple[tuple[str, ...], ...] = ()
    """The figures as they are printed, headings first; none where they stand beside it already."""
    sample: bool = False

    @property
    def name(self) -> str:
        """What tells it from the others of a page."""
        return self.address.rpartition("/")[2]

    def path(self, suffix: str) -> str:
        """Output path of the picture as a file."""
        return f"{self.address[1:]}.{suffix}"

    @property
    def sums(self) -> tuple[float, ...]:
        """What the series come to at each label; sums of decimals stay exact."""
        columns = zip(*(values for _, values in self.series), strict=True)
        return tuple(
            float(sum((Decimal(repr(value or 0)) for value in column), Decimal()))
            for column in columns
        )

    def shown(self, value: float | None) -> str:
        """A value as the chart prints it."""
        if value is None:
            return "–"
        if self.unit == DONG:
            return short_dong(round(value))
        return percent(value) if self.unit == "%" else decimal(value)
