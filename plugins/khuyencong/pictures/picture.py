"""The records that leave this room, and the error that it raises."""

from dataclasses import dataclass

from khuyencong.pictures.framing import WHOLE, Framing


class PictureError(ValueError):
    """A photo that cannot be used.

    `what` is one Vietnamese sentence that says why, `advice` one that says what to do;
    `message` is both. `source` names the photo where it is known, else it is empty.
    """

    def __init__(self, what: str, advice: str, source: str = "") -> None:
        # All three go to ValueError so that the error survives the way out of a worker process.
        super().__init__(what, advice, source)
        self.what = what
        self.advice = advice
        self.source = source

    @property
    def message(self) -> str:
        """What is wrong and what to do, for staff."""
        return f"{self.what} {self.advice}"

    def __str__(self) -> str:
        return f"{self.source}: {self.message}" if self.source else self.message


@dataclass(frozen=True, slots=True)
class Credits:
    """What travels inside a photo. An empty field is filled from the photo's own metadata."""

    caption: str = ""
    creator: str = ""
    """Who took it."""
    credit: str = ""
    """Whom a newspaper names beside it."""
    copyright: str = ""
    licence: str = ""
    """Address that says under what terms it may be used."""
    taken: str = ""
    """Day on which it was taken, `2026-11-22`."""
    source_type: str = ""
    """How it came about: a code of IPTC's Digital Source Type."""


@dataclass(frozen=True, slots=True)
class Derivative:
    """One file made of a photo. `path` is relative to the root of the site, with `/`."""

    path: str
    width: int
    height: int
    mime: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What a page needs to know to show a photo.

    `width` and `height` are those of what is shown of the photo, in pixels, turned upright;
    `colour` is its dominant colour as `#rrggbb`. `avif` and `jpeg` ascend by width and
    hold at least one derivative each, none wider than the photo. `social` is a JPEG of
    1200×630, smaller at the same proportion where the photo is smaller. `original`, the
    photo as it came but for what is private, is made for the press alone: see
    `planning.with_original`. `mime` is the type that it has or would have.
    """

    source: str
    width: int
    height: int
    colour: str
    avif: tuple[Derivative, ...]
    jpeg: tuple[Derivative, ...]
    social: Derivative
    original: Derivative | None = None
    mime: str = "image/jpeg"
    animated: bool = False
    """Whether the file moves; everything that is made of it shows its first frame."""
    pages: int = 1
    """Pages of a scan, or stills in one file; everything that is made of it shows the first."""
    source_type: str = ""
    """How the file itself says that it came about, see `Credits.source_type`."""
    framing: Framing = WHOLE
    """What of the photo is shown."""

    def __hash__(self) -> int:
        """By what nearly tells it from all others: each drawing of a picture asks for it."""
        return hash((self.source, self.social.path))

    @property
    def position(self) -> tuple[int, int]:
        """Where the focal point lies, in quarters of width and height, for cards that cut."""
        x, y = self.framing.centre
        return round(4 * x), round(4 * y)

    @property
    def fallback(self) -> Derivative:
        """The JPEG nearest 800 px, for `<img src>`."""
        return min(self.jpeg, key=lambda derivative: abs(derivative.width - 800))

    @property
    def largest(self) -> Derivative:
        """The largest JPEG, for feeds and the press."""
        return self.jpeg[-1]

    @property
    def derivatives(self) -> tuple[Derivative, ...]:
        """Every file that is made of the photo."""
        original = (self.original,) if self.original else ()
        return (*self.avif, *self.jpeg, self.social, *original)
