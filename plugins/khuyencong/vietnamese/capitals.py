"""Capital letters."""


def capitalized(words: str) -> str:
    """Words with a capital at their beginning; the case of the others stays."""
    return words[:1].upper() + words[1:]
