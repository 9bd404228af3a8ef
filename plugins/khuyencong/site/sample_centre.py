"""What a sample left in site.yml may not go to readers."""

from collections.abc import Iterable

from khuyencong.model.rules import Problem, Rule


class SampleCentreError(Exception):
    """A site for the world whose site.yml holds an address or a number of the sample."""

    exitcode = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def refuse_sample(problems: Iterable[Problem]) -> None:
    """Stop what would put a sample's address before readers.

    Raises:
        SampleCentreError: with the lines of site.yml that are meant.
    """
    found = [problem for problem in problems if problem.rule is Rule.SAMPLE_CENTRE]
    if found:
        raise SampleCentreError(found)
