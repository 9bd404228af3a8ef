"""Print the sample PDF of `content/tep/` from the page beside this file, with Chromium.

`python -m tools.documents content/tep`: text stays text (it can be searched and read
aloud), headings and tables are tagged.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGES = Path(__file__).parent


def main(folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        for source in sorted(PAGES.glob("*.html")):
            page.goto(source.as_uri())
            page.pdf(
                path=folder / f"{source.stem}.pdf",
                format="A5",
                tagged=True,
                outline=True,
                margin={"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"},
            )
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
