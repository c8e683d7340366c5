"""Errors of the steps.

TaskError
├── NothingThere      a path that was named does not exist
├── ReadersBroken     the reading processes do not start
├── WrongSource       a source that is to be added cannot be one
├── SourcesWrong      sources.toml says something that cannot be followed, or is not there
└── FetchRunning      another fetch of this home goes on

An expected outcome of a document is a value (`Rejected`, a quarantined row), never one of these.
"""

from pathlib import Path


class TaskError(Exception):
    """A step that cannot go on. Its text is one line that says what to do."""


class NothingThere(TaskError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: no such file or folder")
        self.path = path


class ReadersBroken(TaskError):
    def __init__(self) -> None:
        super().__init__("the reading processes do not start: `cuttings read FILE` shows why")


class WrongSource(TaskError):
    """`field`: url, name or contact."""

    def __init__(self, field: str, value: str, why: str) -> None:
        super().__init__(f"{field} {value[:100]!r}: {why.removeprefix('Value error, ')}")
        self.field = field


class SourcesWrong(TaskError):
    """`line` counts from 1; None: no one line is at fault."""

    def __init__(self, path: Path, line: int | None, why: str) -> None:
        super().__init__(f"{path}{f', line {line}' if line else ''}: {why}")
        self.path = path
        self.line = line


class FetchRunning(TaskError):
    def __init__(self, home: Path) -> None:
        super().__init__(f"{home} is being fetched into by another run: wait for it to end")
        self.home = home
