"""Tables as text: CSV, TSV and similar, with column names in the first line. One row is one document.

A row is kept as a JSON object of its cells by column name, without empty ones, so that it can be read again by itself.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from schemas.rejection import Rejected, RejectionReason
from tasks.text.containers.item import HELD_BYTES, Item
from tasks.text.containers.streams import RefusedContainer, Rejoined, buffered
from tasks.text.containers.utf8 import as_utf8
from tasks.text.conventions.field_names import is_known_layout, plain_name
from tasks.text.decode.decoding import Decoded, decode

_DELIMITERS = (",", "\t", ";", "|")
_ROWS = 20
_NAME = 60
_NAME_WORDS = 3
"""Most words of a column name if none of the names is known: "Date of issue"."""
_SHARE = 0.8
_SENTENCE = re.compile(r"[.!?]\s*$|[.!?,;]\s+\S+\s+\S+\s+\S+")
_MANY_COLUMNS = 1_000
_EMPTY = (None, "", "null", "NULL", "None", "nan", "NaN", "\\N")
"""How tools write an empty cell."""
_ADDRESS = re.compile(r"https?://\S+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ][\d:.+Z-]{5,20})?$")
_HEADLESS = 5
"""Fewest columns of a table without column names."""
_TEXT = 200
"""Fewest characters of the text in such a table."""
_TITLE_LINES = 5
_LONGEST_TITLE = 200
_TITLED = 3
"""Fewest columns of a table below a title."""
ROW_FORM = "table_row"
HEAD = 262_144

csv.field_size_limit(HELD_BYTES)


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a table."""

    delimiter: str
    names: tuple[str, ...]
    headed: bool = True
    """Whether the first line contains the column names. False: the names follow from the values of the columns."""

    @property
    def known(self) -> bool:
        """Whether its columns hold articles."""
        return is_known_layout(self.names)


def layout_of(head: str) -> Layout | None:
    """The layout of the table with these first characters. None: not a table with known columns or column names."""
    head = head.lstrip("\ufeff\r\n")
    declared = re.match(r"sep=([,;|\t])\r?\n", head)
    head = head[declared.end() :] if declared else head
    found = _headed(head) or _headless(head)
    return found if found and found.known else _below_a_title(head) or found


def _headed(head: str) -> Layout | None:
    line = head[:10_000].split("\n", 1)[0]
    found = [layout for sign in _DELIMITERS if sign in line and (layout := _layout(head, sign))]
    return max(found, key=lambda layout: (layout.known, len(layout.names)), default=None)


def _below_a_title(head: str) -> Layout | None:
    """The layout of a table with a title or a day of export above the column names. None: there is no such table."""
    for _ in range(_TITLE_LINES):
        line, _, head = head.partition("\n")
        if len(line) > _LONGEST_TITLE or not head:
            return None
        found = _headed(head)
        if found and found.known and len(found.names) >= _TITLED:
            return found
    return None


def layout_of_bytes(data: bytes, text: str) -> Layout | None:
    """The layout of the table with these first bytes. `text`: the same, read as Latin-1 if it is neither UTF-8 nor
    UTF-16.

    Column names in other alphabets are recognised only in their own encoding.
    """
    layout = layout_of(text)
    if layout and layout.known:
        return layout
    encoding = _encoding(data)
    line = text[:10_000].split("\n", 1)[0]
    if encoding == "utf-8-sig" or line.isascii() or not any(sign in line for sign in _DELIMITERS):
        return layout
    return layout_of(data.decode(encoding, "replace")) or layout


def _headless(head: str) -> Layout | None:
    """The layout of a table without column names, as some tools write it: tabs, an address first, a longer text. None:
    it is another."""
    if not _ADDRESS.match(head) or "\t" not in head[:2_000]:
        return None
    try:
        rows = list(islice(csv.reader(io.StringIO(head, newline=""), delimiter="\t"), _ROWS))
    except csv.Error:
        return None
    width = len(rows[0])
    if width < _HEADLESS or any(len(row) != width or not _ADDRESS.match(row[0]) for row in rows[:-1] or rows):
        return None
    first = rows[0]
    text = max(range(width), key=lambda at: len(first[at]))
    day = next((at for at in range(1, width) if _DAY.match(first[at])), -1)
    title = next((at for at in range(1, text) if len(first[at].split()) > 1 and "://" not in first[at]), -1)
    if len(first[text]) < _TEXT or title < 0:
        return None
    named = {0: "url", day: "date", title: "title", text: "text"}
    return Layout("\t", tuple(named.get(at, "") for at in range(width)), headed=False)


def _layout(head: str, delimiter: str) -> Layout | None:
    try:
        rows = list(islice(csv.reader(io.StringIO(head[:HELD_BYTES], newline=""), delimiter=delimiter), _ROWS + 1))
    except csv.Error:
        return None
    names = tuple(name.strip() for name in rows[0]) if rows else ()
    if not 2 <= len(names) <= _MANY_COLUMNS or not _are_names(names):
        return None
    following = [row for row in rows[1:] if row]
    if len(following) > 1 and len(rows) <= _ROWS and len(head) > HEAD // 5:
        following = following[:-1]  # the head may end inside it
    same = sum(len(row) == len(names) for row in following)
    layout = Layout(delimiter, names)
    enough = 1 if layout.known else 3
    if not layout.known and any(len(name.split()) > _NAME_WORDS for name in names):
        return None
    return layout if same >= enough and same >= _SHARE * len(following) else None


def _are_names(names: Sequence[str]) -> bool:
    """Whether the cells of the first line are column names: short, distinct, not sentences, not numbers."""
    given = [name for name in names if name]
    plain = [plain_name(name) for name in given]
    return (
        len(given) >= max(2, len(names) - 2)
        and len(set(plain)) >= len(plain) - 1
        and all(len(name) <= _NAME and not _SENTENCE.search(name) and "://" not in name for name in given)
        and not any(name.isdecimal() or not name for name in plain)
    )


def split(source: BinaryIO) -> Iterator[Item]:
    """The rows, numbered from 1 after the line of names. Raises RefusedContainer if no column is known."""
    source = as_utf8(source)
    head = source.read(HEAD)
    text = io.TextIOWrapper(_again(head, source), encoding=_encoding(head), errors="replace", newline="")
    head_text = text.read(HEAD // 4)
    layout = layout_of(head_text)
    if layout is None:
        raise RefusedContainer(RejectionReason.UNKNOWN_LAYOUT, "a table without names of columns")
    if not layout.known:
        raise unknown_layout(layout.names)
    lines = _lines(head_text.lstrip("\ufeff\r\n"), text)
    for number, row in enumerate(_rows(csv.reader(lines, delimiter=layout.delimiter), layout), start=1):
        if isinstance(row, csv.Error):
            refused = Rejected(reason=RejectionReason.MALFORMED, detail=f"a row that cannot be read: {row}")
            yield Item(number, b"", refused=refused)
        else:
            yield Item(number=number, data=row_bytes(layout.names, row), form=ROW_FORM)


def unknown_layout(names: Sequence[str]) -> RefusedContainer:
    """The refusal of a table without columns that are known to hold articles."""
    seen = ", ".join(name[:40] for name in names[:30])
    return RefusedContainer(RejectionReason.UNKNOWN_LAYOUT, f"a table with the columns {seen}")


def _rows(reader: Iterator[list[str]], layout: Layout) -> Iterator[list[str] | csv.Error]:
    """The rows after the line of names, without empty ones."""
    begun = not layout.headed
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield error
            continue
        if row is None:
            return
        if begun and any(cell.strip() for cell in row):
            yield row
        begun = begun or tuple(cell.strip() for cell in row) == layout.names


def _lines(head: str, text: io.TextIOWrapper) -> Iterator[str]:
    """The lines of `head` and of the text after it; a line without an end comes in parts."""
    lines = head.splitlines(keepends=True) or [""]
    yield from (line.replace("\x00", "") for line in lines[:-1])
    yield (lines[-1] + text.readline(HELD_BYTES)).replace("\x00", "")
    while line := text.readline(HELD_BYTES):
        yield line.replace("\x00", "")


def _again(head: bytes, source: BinaryIO) -> BinaryIO:
    return buffered(Rejoined(head, source))


def _encoding(head: bytes) -> str:
    """UTF-8 if the beginning is UTF-8, else the detected encoding."""
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 8:
            decoded = decode(head[:HEAD])
            return decoded.encoding if isinstance(decoded, Decoded) else "windows-1252"
    return "utf-8-sig"


def row_bytes(names: Sequence[str], cells: Sequence[object]) -> bytes:
    """A row as JSON: its cells by column name, without those that lack a name or a value."""
    record = {name: cell for name, cell in zip(names, cells, strict=False) if name and cell not in _EMPTY}
    return json.dumps(record, ensure_ascii=False, default=str).encode("utf-8", "replace")
