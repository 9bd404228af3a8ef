"""What readers have of a site until a build replaces it."""

from pathlib import Path


class ServedFiles:
    """The files of an output folder, by their output paths; none where there is no folder."""

    def __init__(self, output: str = "") -> None:
        self._output = Path(output) if output else None

    def __contains__(self, path: str) -> bool:
        return self._output is not None and (self._output / path).is_file()

    def names_in(self, folder: str) -> frozenset[str]:
        """Names of what lies in a folder; empty when there is no such folder."""
        if self._output is None:
            return frozenset()
        try:
            return frozenset(entry.name for entry in (self._output / folder).iterdir())
        except OSError:
            return frozenset()
