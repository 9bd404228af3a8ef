"""The same reading for whatever else in Pelican opens one of our files."""

from pathlib import Path
from typing import Any

from pelican.plugins.yaml_metadata.yaml_metadata import YAMLMetadataReader

from khuyencong.content.front_matter import parse, problems_of
from khuyencong.content.markdown_body import render_body
from khuyencong.content.markdown_limits import complexity_fault
from khuyencong.content.text_file import FileRefusedError, read_text
from khuyencong.model.entry import Entry
from khuyencong.model.rules import Problem, Rule, Severity
from khuyencong.model.validation import validate


class NewsroomReader(YAMLMetadataReader):  # type: ignore[misc]
    """Markdown with front matter, for a stock generator or another plugin.

    Encodings, front matter and allow-list are those of the site's own pages. A header that
    only Pelican understands (`save_as`, `template`) is handed on as pelican-yaml-metadata
    would read it.
    """

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Sanitised HTML and Pelican metadata of a file.

        Raises:
            FileRefusedError: the file is unreadable or its header breaks a rule.
        """
        file = Path(source_path)
        text, _ = read_text(file, file.name)
        matter = parse(text, file.name)
        _, faults = validate(Entry, matter.values)
        problems = [*matter.problems, *problems_of(matter, faults)]
        errors = [problem for problem in problems if problem.rule.severity is Severity.ERROR]
        if errors:
            raise FileRefusedError(*errors)
        if beyond := complexity_fault(matter.body):
            line = matter.body_line + beyond.line - 1
            raise FileRefusedError(
                Problem(file.name, line, Rule.TOO_COMPLEX, beyond.message, beyond.advice)
            )
        metadata = self._parse_yaml_metadata(matter.values, source_path)
        return render_body(matter.body), metadata


def add_reader(readers: Any) -> None:
    """Take the place of Pelican's Markdown reader."""
    for extension in NewsroomReader.file_extensions:
        readers.reader_classes[extension] = NewsroomReader
