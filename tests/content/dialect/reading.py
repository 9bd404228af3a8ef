"""A body as a reader sees it: blocks of words, in order."""

from bs4 import BeautifulSoup, Tag

from khuyencong.content.markdown_body import render_body
from khuyencong.press.plain_text import as_text, html_blocks


def page(text: str) -> BeautifulSoup:
    return BeautifulSoup(render_body(text), "html.parser")


def shape(text: str) -> list[str]:
    """Each block as `tag: words`; the items of a list each for itself, with their numbers."""
    found: list[str] = []
    for block in page(text).find_all(True, recursive=False):
        if block.name in ("ul", "ol"):
            found += items(block)
        else:
            found.append(f"{block.name}: {' '.join(block.get_text().split())}".removesuffix(": "))
    return found


def items(block: Tag, depth: int = 1) -> list[str]:
    number = int(str(block.get("start", 1)))
    found = []
    for item in block.find_all("li", recursive=False):
        number = int(str(item.get("value", number)))
        nested = [child.extract() for child in item.find_all(["ul", "ol"])]
        mark = f"{number}. " if block.name == "ol" else "" if block.get("class") else "• "
        found.append(f"li{depth}: {mark}{' '.join(item.get_text().split())}")
        for child in nested:
            found += items(child, depth + 1)
        number += 1
    return found


def printed(text: str) -> str:
    """The body as a press kit prints it."""
    return as_text(html_blocks(render_body(text), ""))
