"""OpenSearch description (OpenSearch 1.1 Draft 6): the site among a browser's search engines."""

from xml.sax.saxutils import escape, quoteattr

from khuyencong.pages.views import Chrome

PATH = "tim.xml"
_LONGEST_NAME = 16
"""Letters of ShortName."""


def opensearch(chrome: Chrome, search: str) -> bytes:
    """The description; `search` is the root-relative address of the search page."""
    name = escape(chrome.name if len(chrome.name) <= _LONGEST_NAME else chrome.name[:_LONGEST_NAME])
    template = quoteattr(f"{chrome.root}{search}?q={{searchTerms}}")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{name.strip()}</ShortName>\n"
        f"<Description>{escape(chrome.organisation.name)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template={template}/>\n'
        "</OpenSearchDescription>\n"
    ).encode()
