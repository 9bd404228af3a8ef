"""Google News sitemap: what was published today and yesterday.

https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from collections.abc import Iterable

from lxml import etree

from khuyencong.site.index import Site, Story

PATH = "sitemap-news.xml"
FRESH = 2
"""Days: whole ones, so that a site stays true until midnight."""
MOST = 1000
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def fresh(site: Site) -> list[Story]:
    """What belongs in the sitemap at the moment of the build, the newest first: own pages."""
    found: list[Story] = []
    for story in site.stories:  # newest first: the rest is older
        age = site.days_since(story.entry.date) if story.entry.date else FRESH
        if age >= FRESH or len(found) == MOST:
            break
        if age >= 0 and not story.is_link:
            found.append(story)
    return found


def sitemap_paths(site: Site) -> tuple[str, ...]:
    """Output paths of the sitemaps of a site: an empty one of news is not written."""
    return ("sitemap.xml", *([PATH] if fresh(site) else []))


def news_sitemap(stories: Iterable[Story], root: str, name: str) -> bytes:
    """The sitemap. Dates are those of the feeds."""
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
