"""Google News sitemap: what was published in the last two days.

https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from collections.abc import Iterable
from datetime import timedelta

from lxml import etree

from khuyencong.reading.site import Site, Story
from khuyencong.vietnamese.dates import VIETNAM

PATH = "sitemap-news.xml"
MOST = 1000
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def fresh(site: Site) -> list[Story]:
    """What was published today or yesterday, the newest first; it changes with the day."""
    since = site.now.astimezone(VIETNAM).date() - timedelta(days=1)
    return [
        story
        for story in site.stories
        if (date := story.entry.date)
        and date <= site.now
        and date.astimezone(VIETNAM).date() >= since
    ][:MOST]


def news_sitemap(stories: Iterable[Story], root: str, name: str) -> bytes:
    """The sitemap; it may be empty. Dates are those of the feeds."""
    urls = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "news": NEWS})
    for story in stories:
        url = etree.SubElement(urls, f"{{{SITEMAP}}}url")
        etree.SubElement(url, f"{{{SITEMAP}}}loc").text = f"{root}{story.address}"
        news = etree.SubElement(url, f"{{{NEWS}}}news")
        publication = etree.SubElement(news, f"{{{NEWS}}}publication")
        etree.SubElement(publication, f"{{{NEWS}}}name").text = name
        etree.SubElement(publication, f"{{{NEWS}}}language").text = story.entry.lang.value
        etree.SubElement(news, f"{{{NEWS}}}publication_date").text = (
            story.entry.date.isoformat() if story.entry.date else ""
        )
        etree.SubElement(news, f"{{{NEWS}}}title").text = story.entry.title
    data: bytes = etree.tostring(urls, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data
