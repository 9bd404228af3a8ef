"""What keeps readers from being counted, each as sentences for whoever wants to know."""


class StatisticsError(Exception):
    """It cannot be counted; the message says why and what to do."""


class NoLogError(StatisticsError):
    """There is no log where one is looked for."""


class UnnamedLogError(NoLogError):
    """Nobody said where the log is."""
