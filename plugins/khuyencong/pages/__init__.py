"""What each page shows: from the site index to frozen views, one small function a template."""


def _generators(pelican: object) -> type:
    from khuyencong.pages.generator import PagesGenerator

    return PagesGenerator


def register() -> None:
    """Enter the room: one generator that hands every page to the writer."""
    from pelican import signals

    signals.get_generators.connect(_generators)
