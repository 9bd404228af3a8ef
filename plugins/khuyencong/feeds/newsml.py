"""NewsML-G2 2.35 (IPTC): one newsItem a story, for newsrooms whose systems read nothing else."""

from lxml import etree, html

from khuyencong.feeds.items import FeedItem
from khuyencong.feeds.media import LANGUAGE, element

NAR = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"
NAME = "newsml-g2.xml"
"""Each story's newsItem lies beside its page under this name."""


def newsml(item: FeedItem, holder: str, terms: str, note: str) -> bytes:
    """The newsItem of a story; of a withdrawn one, canceled and without its words."""
    root = etree.Element(
        f"{{{NAR}}}newsItem",
        guid=item.urn,
        version=str(int(item.updated.timestamp())),
        standard="NewsML-G2",
        standardversion="2.35",
        conformance="power",
        nsmap={None: NAR},
    )
    root.set(LANGUAGE, item.language)
    element(root, NAR, "catalogRef", href=CATALOG)
    rights = element(root, NAR, "rightsInfo")
    element(element(rights, NAR, "copyrightHolder", literal=holder), NAR, "name", holder)
    element(rights, NAR, "copyrightNotice", f"© {holder}")
    element(rights, NAR, "usageTerms", terms)
    about = element(root, NAR, "itemMeta")
    element(about, NAR, "itemClass", qcode="ninat:text")
    element(element(about, NAR, "provider", literal=holder), NAR, "name", holder)
    element(about, NAR, "versionCreated", item.updated.isoformat())
    element(about, NAR, "firstCreated", item.published.isoformat())
    element(about, NAR, "pubStatus", qcode="stat:canceled" if item.withdrawn else "stat:usable")
    if note:
        element(about, NAR, "edNote", note)
    for media in item.media:
        element(about, NAR, "link", rel="irel:seeAlso", href=media.url, contenttype=media.mime)
    content = element(root, NAR, "contentMeta")
    element(content, NAR, "contentCreated", item.published.isoformat())
    element(element(content, NAR, "creator", literal=item.creator), NAR, "name", item.creator)
    element(content, NAR, "language", tag=item.language)
    for name, _ in item.categories:
        element(element(content, NAR, "subject", literal=name), NAR, "name", name)
    element(content, NAR, "headline", item.title)
    element(content, NAR, "by", item.creator)
    element(content, NAR, "description", item.summary, role="drol:summary")
    words = element(
        element(root, NAR, "contentSet"), NAR, "inlineXML", contenttype="application/xhtml+xml"
    )
    words.append(_xhtml(item))
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data


def _xhtml(item: FeedItem) -> etree._Element:
    page = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML})
    element(element(page, XHTML, "head"), XHTML, "title", item.title)
    body = element(page, XHTML, "body")
    for part in html.fragments_fromstring(item.content):
        if isinstance(part, str):
            element(body, XHTML, "p", part.strip())
            continue
        for tag in part.iter(etree.Element):
            tag.tag = f"{{{XHTML}}}{tag.tag}"
        body.append(part)
    return page
