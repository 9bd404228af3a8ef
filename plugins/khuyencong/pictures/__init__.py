"""A photo to its derivatives, with caption and credit inside and nothing private."""


def _generators(pelican: object) -> type:
    from khuyencong.pictures.generator import PicturesGenerator

    return PicturesGenerator


def register() -> None:
    """Enter the room: one generator that makes and writes pictures."""
    from pelican import signals

    signals.get_generators.connect(_generators)
