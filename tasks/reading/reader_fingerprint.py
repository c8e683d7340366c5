"""Whether the reader changed since its version was given: a fingerprint of its code and data.

As a program it gives the next version to a reader that changed (`make reader-version`); with `--same` it keeps the
version, for a change after which everything is read as before: a comment, a name, a file that moved.
"""

import argparse
import hashlib
import re
import sys
from pathlib import Path

from tasks.text import reader_version

READER = Path(reader_version.__file__).parent
_LEFT_OUT = ("compare", "__pycache__")
"""Comparing works on results of the reader and is not part of it."""
_VERSION = re.compile(r'^READER_VERSION = "(\d{1,9})"$', re.MULTILINE)
_FINGERPRINT = re.compile(r'^READER_FINGERPRINT = "[0-9a-f]{0,64}"$', re.MULTILINE)


def fingerprint(reader: Path = READER) -> str:
    """A hash of all files of the reader except the one that contains it; line ends do not count."""
    digest = hashlib.sha256()
    for file in sorted(reader.rglob("*")):
        inside = file.relative_to(reader)
        if file.is_file() and not set(_LEFT_OUT) & set(inside.parts) and file.name != "reader_version.py":
            data = file.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{inside.as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:16]


def renewed(text: str, current: str, *, same_version: bool) -> str:
    """The text of reader_version.py for a reader with this fingerprint; unchanged if it is current."""
    if f'READER_FINGERPRINT = "{current}"' in text:
        return text
    if not same_version:
        text = _VERSION.sub(lambda found: f'READER_VERSION = "{int(found[1]) + 1}"', text)
    return _FINGERPRINT.sub(f'READER_FINGERPRINT = "{current}"', text)


def main() -> None:
    """Renews reader_version.py."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--same", action="store_true", help="the same bytes are read to the same: keep the version")
    given = parser.parse_args()
    file = READER / "reader_version.py"
    text = renewed(file.read_text(encoding="utf-8"), fingerprint(), same_version=given.same)
    file.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{file}: {', '.join(_VERSION.findall(text))}\n")


if __name__ == "__main__":
    main()
