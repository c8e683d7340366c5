"""The reader's version follows its code and data."""

import shutil
from pathlib import Path

import pytest

from tasks.reading.reader_fingerprint import READER, fingerprint, renewed
from tasks.text.reader_version import READER_FINGERPRINT


def test_the_version_is_that_of_the_code_and_data() -> None:
    assert fingerprint() == READER_FINGERPRINT, (
        "the reader changed and its version did not: run `make reader-version`, or, if the same bytes are still read to"
        " the same, `make reader-version SAME=--same`"
    )


@pytest.fixture
def reader(tmp_path: Path) -> Path:
    copy = tmp_path / "text"
    shutil.copytree(READER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.mark.parametrize(
    "file", ["formats.py", "html/body/block_weights.json", "annotate/words/places.txt", "conventions/byline.py"]
)
def test_changed_code_and_changed_data_are_noticed(reader: Path, file: str) -> None:
    before = fingerprint(reader)
    (reader / file).write_bytes((reader / file).read_bytes() + b" ")
    assert fingerprint(reader) != before


def test_a_file_that_is_new_moved_or_gone_is_noticed(reader: Path) -> None:
    seen = {fingerprint(reader)}
    (reader / "new.py").write_text("")
    seen.add(fingerprint(reader))
    (reader / "new.py").rename(reader / "newer.py")
    seen.add(fingerprint(reader))
    (reader / "formats.py").unlink()
    seen.add(fingerprint(reader))
    assert len(seen) == 4


def test_what_does_not_read_is_none_of_it(reader: Path) -> None:
    before = fingerprint(reader)
    (reader / "compare" / "identity.py").write_text("")
    (reader / "reader_version.py").write_text("")
    (reader / "__pycache__").mkdir()
    (reader / "__pycache__" / "formats.pyc").write_bytes(b"x")
    (reader / "formats.py").write_bytes((reader / "formats.py").read_bytes().replace(b"\n", b"\r\n"))
    assert fingerprint(reader) == before


TEXT = 'READER_VERSION = "9"\nREADER_FINGERPRINT = "aa"\n'


@pytest.mark.parametrize(
    ("current", "same", "version", "stated"),
    [("aa", False, "9", "aa"), ("bb", False, "10", "bb"), ("bb", True, "9", "bb")],
)
def test_a_changed_reader_gets_the_next_version(current: str, same: bool, version: str, stated: str) -> None:
    text = f'READER_VERSION = "{version}"\nREADER_FINGERPRINT = "{stated}"\n'
    assert renewed(TEXT, current, same_version=same) == text
