"""Errors of the steps.

TaskError
├── NothingThere      a path that was named does not exist
└── HomeNotWritable   HOME, or a folder in it, cannot be made or written

An expected outcome of a document is a value (`Rejected`, a quarantined row), never one of these.
"""

from pathlib import Path


class TaskError(Exception):
    """A step that cannot go on. Its text is one line that says what to do."""


class NothingThere(TaskError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: no such file or folder")
        self.path = path


class HomeNotWritable(TaskError):
    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} cannot be written ({why}): free some space, or choose another home with --home")
        self.path = path
