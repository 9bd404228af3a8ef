"""A content folder, read once: text to typed records, or to problems with file and line."""


def _generators(pelican: object) -> type:
    from khuyencong.reading.generator import ContentGenerator

    return ContentGenerator


def _reader(readers: object) -> None:
    from khuyencong.reading.pelican_reader import add_reader

    add_reader(readers)


def register() -> None:
    """Enter the room: one reader for Markdown, one generator that fills the context."""
    from pelican import signals

    signals.readers_init.connect(_reader)
    signals.get_generators.connect(_generators)
