"""Pages of Word files beside what the import makes of them.

`python -m tools.word_pictures -o docs/screenshots` makes those of the documents; Word files that
are named are shown instead.

On the left the pages that LibreOffice prints, on the right the story as readers get it: whoever
looks at a picture sees what was lost on the way in.
"""

import argparse
import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from khuyencong.importers.import_run import ImportOptions, import_source
from khuyencong.vietnamese.dates import VIETNAM
from tests.tools.chromium import FLAGS
from tools import word_samples
from tools.sample_centre import write_centre
from tools.screenshots import GAP, served

_DATED = re.compile(r"^(?:date|issued):", re.MULTILINE)
WIDTH = 720
"""Pixels, of a printed page and of the reader's window."""


def printed(file: Path, folder: Path) -> Image.Image:
    """The pages of a Word file below each other, as LibreOffice prints them."""
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    with pypdfium2.PdfDocument(folder / f"{file.stem}.pdf") as document:
        return below_each_other([_drawn(page) for page in document])


def _drawn(page: "pypdfium2.PdfPage") -> Image.Image:
    image: Image.Image = page.render(scale=WIDTH / page.get_width()).to_pil()
    return image.convert("RGB")


def below_each_other(images: Sequence[Image.Image]) -> Image.Image:
    """Pictures of one width in one column."""
    height = sum(image.height + GAP for image in images) - GAP
    whole = Image.new("RGB", (images[0].width, height), "#777")
    top = 0
    for image in images:
        whole.paste(image, (0, top))
        top += image.height + GAP
    return whole


def site_of(file: Path, home: Path) -> tuple[Path, str]:
    """The site of a new centre with this one story, and the address of the story."""
    content = home / "content"
    write_centre(content)
    (item,) = import_source(file, content, ImportOptions(), datetime.now(VIETNAM)).items
    for remark in item.remarks:
        print(f"{item.source}: {remark}")
    draft = content / item.file
    approved = "" if _DATED.search(draft.read_text("utf-8")) else "date: 20/11/2025 08:00\n"
    draft.write_text(draft.read_text("utf-8").replace("status: draft\n", approved, 1), "utf-8")
    command = [sys.executable, "-m", "khuyencong", "build", "content", "-o", "site"]
    subprocess.run(command, cwd=home, check=True, stdout=subprocess.DEVNULL)
    return home / "site", f"/{item.file.removesuffix('.md')}/"


def shown(browser: Browser, address: str) -> Image.Image:
    """The text of a story in a reader's browser."""
    page = browser.new_page(viewport={"width": WIDTH, "height": 1000})
    page.goto(address)
    page.eval_on_selector_all("img", "all => all.forEach(each => each.loading = 'eager')")
    page.wait_for_load_state("networkidle")
    picture = page.locator("main").screenshot()
    page.close()
    return Image.open(io.BytesIO(picture)).convert("RGB")


def beside(left: Image.Image, right: Image.Image) -> Image.Image:
    """Two pictures beside each other, the shorter one above white."""
    size = left.width + GAP + right.width, max(left.height, right.height)
    whole = Image.new("RGB", size, "#fff")
    whole.paste("#777", (left.width, 0, left.width + GAP, size[1]))
    whole.paste(left, (0, 0))
    whole.paste(right, (left.width + GAP, 0))
    return whole


def main() -> None:
    """Write a picture for each Word file that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for file in arguments.files or word_samples.write(Path(place)):
            site, address = site_of(file, Path(place) / file.stem)
            with served(site) as root:
                pair = beside(printed(file, Path(place)), shown(browser, f"{root}{address}"))
            target = arguments.output / f"{file.stem}.jpg"
            pair.save(target, quality=70, optimize=True, progressive=True)
        browser.close()


if __name__ == "__main__":
    main()
