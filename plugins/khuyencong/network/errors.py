"""Why nothing is taken over from a centre."""


class HarvestError(Exception):
    """A centre gives nothing that can be used now; in words that follow its name."""

    retry_after: float = 0.0
    """Seconds for which its server asked to be left alone."""
    absent: bool = False
    """Whether its server says that there is no such file."""


class HeldBackError(HarvestError):
    """What a centre gives is not its own, or not its newest: a person has to look."""
