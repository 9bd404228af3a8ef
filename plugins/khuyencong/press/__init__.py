"""What newspapers and stations take away: whole stories, and press kits."""


def _generators(pelican: object) -> type:
    from khuyencong.press.generator import PressGenerator

    return PressGenerator


def register() -> None:
    """Enter the room: one generator that makes press kits."""
    from pelican import signals

    signals.get_generators.connect(_generators)
