"""The colours every sample picture shares, and a few ways to mix them."""

Color = tuple[int, int, int]


def _hex(code: str) -> Color:
    return (int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16))


INDIGO = _hex("1F3A5F")
INDIGO_DARK = _hex("13253F")
INDIGO_MID = _hex("36598A")
SKY = _hex("8FB1C6")
MIST = _hex("CFDDDD")

LACQUER = _hex("B3392F")
LACQUER_DARK = _hex("7C231E")
LACQUER_LIGHT = _hex("D0604B")
ROSE = _hex("E3A48F")

GOLD = _hex("E0A030")
GOLD_DARK = _hex("B0721B")
GOLD_LIGHT = _hex("F2C974")
PERSIMMON = _hex("DA6A2A")

JADE = _hex("4E8B6D")
FOREST = _hex("29543F")
FOREST_DARK = _hex("18362A")
CELADON = _hex("A8C6AC")
LEAF = _hex("7FA650")

CREAM = _hex("F6EFE0")
PAPER = _hex("EADBBD")
SAND = _hex("DAC195")
STRAW = _hex("D9AE62")

TERRA = _hex("C4683F")
TERRA_DARK = _hex("8C4325")
TERRA_LIGHT = _hex("E2986C")

WOOD = _hex("A87345")
WOOD_LIGHT = _hex("CD9D67")
BROWN = _hex("5B3926")
BROWN_DARK = _hex("392317")

INK = _hex("22232C")
INK_SOFT = _hex("474853")
ASH = _hex("8A8A84")
ASH_LIGHT = _hex("BFBBAE")
STEEL = _hex("9FB0B8")
STEEL_LIGHT = _hex("D3DDDF")
STEEL_DARK = _hex("5C6E79")
PLUM = _hex("75415F")
WHITE = _hex("FFFCF4")


def mix(first: Color, second: Color, share: float) -> Color:
    """Return *first* with *share* (0–1) of *second* mixed in."""
    r, g, b = (round(a + (z - a) * share) for a, z in zip(first, second, strict=True))
    return (r, g, b)


def lighter(color: Color, share: float = 0.2) -> Color:
    """Mix rice-paper white into a colour."""
    return mix(color, WHITE, share)


def darker(color: Color, share: float = 0.2) -> Color:
    """Mix a warm indigo black into a colour, so that shades stay in the family."""
    return mix(color, (20, 20, 34), share)
