"""Errors of the steps.

TaskError
├── NothingThere      a named path does not exist
├── NoDocument        a named path is neither a file nor a folder
├── ReadersBroken     the reading processes do not start
├── WrongRunner       batches cannot be read where the environment says
├── WrongSource       a source cannot be added as given
├── FileWrong         a file that people write has a mistake
│   └── SourcesWrong  it is sources.toml, or that is missing
└── FetchRunning      another fetch of this home runs

An expected outcome of a document is a value (`Rejected`, a quarantined row), never one of these.
"""

from pathlib import Path


class TaskError(Exception):
    """A step that cannot continue. The message is one line that says what to do."""


class NothingThere(TaskError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: no such file or folder")
        self.path = path


class NoDocument(TaskError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: a pipe, socket or device; save what it gives as a file")
        self.path = path


class ReadersBroken(TaskError):
    def __init__(self) -> None:
        super().__init__("the reading processes do not start: `cuttings read FILE` shows why")


class WrongRunner(TaskError):
    """CUTTINGS_RUNNER asks for something that is missing, or a Dask worker was not started as required."""


class WrongSource(TaskError):
    """`field`: url, name or contact."""

    def __init__(self, field: str, value: str, why: str) -> None:
        super().__init__(f"{field} {value[:100]!r}: {why.removeprefix('Value error, ')}")
        self.field = field


class FileWrong(TaskError):
    """`line` counts from 1. None: the mistake is not in a single line."""

    def __init__(self, path: Path, line: int | None, why: str) -> None:
        super().__init__(f"{path}{f', line {line}' if line else ''}: {why}")
        self.path = path
        self.line = line


class SourcesWrong(FileWrong):
    """sources.toml has a mistake."""


class FetchRunning(TaskError):
    def __init__(self, home: Path) -> None:
        super().__init__(f"another fetch runs in {home}: wait for it to end")
        self.home = home
