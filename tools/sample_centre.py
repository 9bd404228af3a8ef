"""A centre with one category, over which tools take pictures; all that it tells is a sample."""

from pathlib import Path

CENTRE = """\
name: Trung tâm Khuyến công mẫu
short_name: Bản tin mẫu
email: tin@thu.example
url: https://thu.example
sample: true
categories:
  tin-tuc: {name: Tin tức, description: Tin mỗi ngày.}
"""


def write_centre(content: Path) -> None:
    """Make a content folder that holds the centre and no entry."""
    content.mkdir(parents=True)
    (content / "site.yml").write_text(CENTRE, encoding="utf-8")
