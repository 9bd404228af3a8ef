"""Tools of the repository: what they draw and print is what the sample content holds."""

import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from tests.conftest import ROOT
from tools.drawing.__main__ import draw
from tools.drawing.catalog import PICTURES

PHOTOS = ROOT / "content" / "anh"
ONE_OF_EACH_MODULE = {
    drawing.__module__: (folder, slug)
    for folder, pictures in PICTURES.items()
    for slug, drawing in pictures.items()
}


def test_every_drawing_is_in_the_sample_content() -> None:
    drawn = {f"{folder}/{slug}.jpg" for folder, pictures in PICTURES.items() for slug in pictures}
    assert drawn <= {file.relative_to(PHOTOS).as_posix() for file in PHOTOS.rglob("*.jpg")}


@pytest.mark.slow
@pytest.mark.parametrize(("folder", "slug"), ONE_OF_EACH_MODULE.values())
def test_a_picture_is_drawn_as_the_sample_content_has_it(
    tmp_path: Path, folder: str, slug: str
) -> None:
    drawn = tmp_path / "anh.jpg"
    draw(folder, slug, drawn)
    with Image.open(drawn) as one, Image.open(PHOTOS / folder / f"{slug}.jpg") as other:
        assert one.size == other.size
        difference = ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB")))
    assert max(difference.mean) < 1  # of 255: another encoder rounds otherwise


@pytest.mark.slow
def test_the_sample_document_has_its_headings(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "tools.documents", tmp_path], cwd=ROOT, check=True)
    (file,) = tmp_path.glob("*.pdf")
    with pypdfium2.PdfDocument(file) as document:
        assert [mark.get_title() for mark in document.get_toc()]
