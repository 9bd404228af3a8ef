"""What the pages of đề án show."""

from khuyencong.describing.elements import Chart, Link, Table
from khuyencong.pages.views import View


class DeAnView(View, frozen=True):
    """Totals and lists of đề án: of all years, or of one."""

    heading: str
    description: str
    years: tuple[Link, ...]
    charts: tuple[Chart, ...]
    totals: tuple[Table, ...]
    listing: Table | None
    sample: bool
