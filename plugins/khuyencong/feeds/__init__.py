"""Feeds for readers and newsrooms."""


def _generators(pelican: object) -> type:
    from khuyencong.feeds.generator import FeedsGenerator

    return FeedsGenerator


def register() -> None:
    """Enter the room: one generator that writes every feed."""
    from pelican import signals

    signals.get_generators.connect(_generators)
