"""A map of producers and đề án: a tile for each of the 34 provinces, about where it lies.

It shows neighbours and no borders: outlines of the country are for the state to draw (Nghị định
18/2020/NĐ-CP), and those that are free have none of today's provinces and not all islands. The
grid is our own work; Hoàng Sa and Trường Sa have their tiles.
"""

from collections.abc import Iterator
from functools import partial

from markupsafe import escape
from msgspec import Struct

from khuyencong.figures.data_table import FOLDER
from khuyencong.places.place import Province
from khuyencong.places.tree import PlaceTree, place_tree
from khuyencong.site.index import Site
from khuyencong.store.generated_file import GeneratedFile
from khuyencong.vietnamese.numbers import grouped

NAME = "ban-do"
PATH = f"{FOLDER}/{NAME}.svg"
TITLE = "Cơ sở sản xuất và đề án theo tỉnh, thành phố"
_GRID = (
    "Lai Châu|Lào Cai|Tuyên Quang|Cao Bằng||",
    "Điện Biên|Sơn La|Phú Thọ|Thái Nguyên|Lạng Sơn|",
    "||Hà Nội|Bắc Ninh|Quảng Ninh|",
    "||Ninh Bình|Hưng Yên|Hải Phòng|",
    "||Thanh Hóa|||",
    "||Nghệ An|||",
    "|||Hà Tĩnh||",
    "|||Quảng Trị||",
    "||||Huế|",
    "||||Đà Nẵng|*Hoàng Sa/Đà Nẵng",
    "||||Quảng Ngãi|",
    "||||Gia Lai|",
    "||||Đắk Lắk|",
    "|||Đồng Nai|Lâm Đồng|Khánh Hòa",
    "||Tây Ninh|Thành phố Hồ Chí Minh||",
    "|An Giang|Đồng Tháp|Vĩnh Long||*Trường Sa/Khánh Hòa",
    "|Cà Mau|Cần Thơ|||",
)
_WIDTH, _STEP_X, _STEP_Y, _GAP = 360, 60, 54, 4
_INK, _PAPER, _ACCENT = "#1b2733", "#ffffff", "#9b2a22"
_PRODUCERS, _DE_AN = "cơ sở sản xuất", "đề án"
_DASHED = ' stroke-dasharray="3 3"'
_SHADES = ((10, ".34"), (3, ".22"), (1, ".12"))
"""From so many producers and đề án on a tile is so dark."""


class _Tile(Struct, frozen=True):
    """A province of the grid at its place, in tiles from the left and from above."""

    name: str
    column: int
    row: int
    island_of: str = ""
    """The province of an island district, which has no numbers of its own."""


def _tiles() -> Iterator[_Tile]:
    for row, line in enumerate(_GRID):
        for column, cell in enumerate(line.split("|")):
            name, _, province = cell.removeprefix("*").partition("/")
            if name:
                yield _Tile(name, column, row, province)


def map_file(site: Site) -> Iterator[GeneratedFile]:
    """The map for whoever prints it; nothing where there is nothing on it."""
    tree = place_tree(site)
    if has_map(site):
        numbers = tuple((name, *_numbers(place)) for name, place in tree.known.items())
        yield GeneratedFile(PATH, (numbers,), partial(_file, tree))


def has_map(site: Site) -> bool:
    """Whether there is a producer or a đề án in a province of today."""
    return any(any(_numbers(place)) for place in place_tree(site).known.values())


def _file(tree: PlaceTree) -> bytes:
    drawing = province_map(tree, links=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing}\n'.encode()


def _numbers(place: Province) -> tuple[int, int]:
    return len(place.producers), len(place.de_an)


def summary(tree: PlaceTree) -> str:
    """What the map shows, in words (WCAG 2.2, 1.1.1)."""
    counts = (
        f"{name}: {producers} cơ sở, {de_an} đề án"
        for name, place in tree.known.items()
        for producers, de_an in (_numbers(place),)
        if producers or de_an
    )
    return f"{TITLE}. {'; '.join(counts)}."


def province_map(tree: PlaceTree, *, links: bool = True) -> str:
    """The map as SVG; with links to the pages of the provinces, or to stand by itself."""
    height = _STEP_Y * len(_GRID) + _GAP
    role = "group" if links else "img"
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart map"'
            f' viewBox="0 0 {_WIDTH} {height}" role="{role}"'
            f' aria-labelledby="{NAME}-ten {NAME}-ta" font-size="12" text-anchor="middle"'
            f' font-family="Noto Sans, Segoe UI, Roboto, sans-serif" fill="{_INK}">',
            f'<title id="{NAME}-ten">{TITLE}</title>',
            f'<desc id="{NAME}-ta">{escape(summary(tree))}</desc>',
            f'<rect class="chart__paper" width="{_WIDTH}" height="{height}" fill="{_PAPER}"/>',
            *_legend(),
            *(_tile(tile, tree.known.get(tile.name), link=links) for tile in _tiles()),
            "</svg>",
        )
    )


def _legend() -> Iterator[str]:
    top = _STEP_Y * 6
    for number, (sign, name) in enumerate(((_circle, _PRODUCERS), (_square, _DE_AN))):
        y = top + number * 22
        yield f'{sign(8, y)}<text x="18" y="{y + 4}" text-anchor="start">{name}</text>'


def _circle(x: float, y: float) -> str:
    return f'<circle class="map__sign" cx="{x}" cy="{y}" r="4" fill="{_ACCENT}"/>'


def _square(x: float, y: float) -> str:
    return f'<path class="map__sign" d="M{x - 4} {y - 4}h8v8h-8z" fill="{_ACCENT}"/>'


def _tile(tile: _Tile, place: Province | None, *, link: bool) -> str:
    drawn = "".join(_drawn(tile, *(_numbers(place) if place else (0, 0))))
    return f'<a href="{place.address}">{drawn}</a>' if place and link else drawn


def _drawn(tile: _Tile, producers: int, de_an: int) -> Iterator[str]:
    """A box, the name in it, and the numbers below."""
    x, y = tile.column * _STEP_X + _GAP / 2, tile.row * _STEP_Y + _GAP / 2
    width, height = _STEP_X - _GAP, _STEP_Y - _GAP
    shade = next((shade for least, shade in _SHADES if producers + de_an >= least), "0")
    yield (
        f'<rect class="map__tile" x="{x:g}" y="{y:g}" width="{width}" height="{height}"'
        f' fill="{_ACCENT}" fill-opacity="{shade}" stroke="{_INK}" stroke-opacity=".35"'
        f"{_DASHED if tile.island_of else ''}/>"
    )
    yield from _words(tile, x + width / 2, y + (14 if producers or de_an else 22))
    yield from _signs(producers, de_an, x + width / 2, y + height - 9)


def _name(tile: _Tile) -> tuple[str, str]:
    """The two lines of a name; behind an island district stands whose it is."""
    name = "TP. Hồ Chí Minh" if tile.name.startswith("Thành phố") else tile.name
    if tile.island_of or len(name) <= 7:
        return name, tile.island_of
    first, _, second = name.rpartition(" ") if name.count(" ") == 1 else name.partition(" Chí ")
    return (first, second) if name.count(" ") == 1 else (first, f"Chí {second}")


def _words(tile: _Tile, middle: float, top: float) -> Iterator[str]:
    """The name on one line or two, around the height `top`."""
    first, second = _name(tile)
    y = top if second else top + 7
    small = ' font-size="10.5"' if tile.island_of else ""
    yield f'<text x="{middle:g}" y="{y:g}"{small}>{first} </text>'
    if second:
        yield f'<text x="{middle:g}" y="{y + 13:g}"{small}>{second} </text>'


def _signs(producers: int, de_an: int, middle: float, y: float) -> Iterator[str]:
    """A circle with the number of producers, a square with that of đề án.

    What is counted is heard and not seen: the signs show it.
    """
    counted = ((_circle, producers, _PRODUCERS), (_square, de_an, _DE_AN))
    shown = [each for each in counted if each[1]]
    for place, (sign, number, what) in enumerate(shown):
        x = middle - 8 + (place - (len(shown) - 1) / 2) * 26
        yield sign(x, y)
        yield (
            f'<text x="{x + 6:g}" y="{y + 4:g}" text-anchor="start">{grouped(number)}'
            f'<tspan font-size="0"> {what} </tspan></text>'
        )
