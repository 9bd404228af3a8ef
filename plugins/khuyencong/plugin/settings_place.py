"""Where the settings file of a site lies. Knows nothing of Pelican, which takes long to load."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def settings_places(name: str) -> tuple[Path, ...]:
    """Where a settings file is looked for: the folder one works in, then the package."""
    return tuple(home / name for home in (Path.cwd(), _PACKAGE, _PACKAGE.parent.parent))


def settings_file(name: str) -> Path:
    """The settings file that counts."""
    return next(place for place in settings_places(name) if place.is_file())
