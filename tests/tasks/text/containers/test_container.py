"""Files that hold several documents."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.containers.item import HELD_BYTES
from tasks.text.containers.json_lists import container_kind, split_lines, split_list
from tasks.text.documents import documents

ONE, TWO = b'{"headline": "One"}', b'{"headline": "Two"}'


def listed(data: bytes) -> list[tuple[int, bytes]]:
    """The documents with their numbers; 0 for a file that is one."""
    found = [((*one.numbers, 0)[0], one.held(1 << 20)) for one in documents(io.BytesIO(data))]
    return [(number, data) for number, data in found if isinstance(data, bytes)]


@pytest.mark.parametrize(
    ("data", "held"),
    [
        (ONE + b"\n" + TWO + b"\n", [(1, ONE), (2, TWO)]),
        (ONE + b"\n\n" + TWO, [(1, ONE), (3, TWO)]),
        (b"\xef\xbb\xbf" + ONE + b"\r\n" + TWO, [(1, b"\xef\xbb\xbf" + ONE), (2, TWO)]),
        # A broken line is a document of its own: it will be refused, and the others read.
        (b'{"headline": \n' + ONE + b"\n" + TWO, [(1, b'{"headline":'), (2, ONE), (3, TWO)]),
        (b"[" + ONE + b",\n " + TWO + b"]", [(1, ONE), (2, TWO)]),
        (b"[" + ONE + b"]", [(1, ONE)]),
        # Documents by themselves.
        (ONE, [(0, ONE)]),
        (
            b'{\n  "headline": "One",\n  "author": {"name": "x"}\n}\n',
            [(0, b'{\n  "headline": "One",\n  "author": {"name": "x"}\n}\n')],
        ),
        (b"[Correction] The bridge is open.", [(0, b"[Correction] The bridge is open.")]),
        (b"Bridge closed", [(0, b"Bridge closed")]),
        (b"", [(0, b"")]),
    ],
)
def test_what_a_file_holds(data: bytes, held: list[tuple[int, bytes]]) -> None:
    assert listed(data) == held


@pytest.mark.parametrize(
    ("data", "held", "why"),
    [
        (b"[" + ONE + b", " + TWO, [ONE, TWO], "last bracket"),
        (b"[" + ONE + b", " + TWO[:-3], [ONE], "middle of this item"),
        (b"[" + ONE + b"] [", [ONE], None),
        (b"[{}, ]]", [b"{}"], None),
        (b"[{}" + b"," * 100_000, [b"{}"], "last bracket"),
        (b'[{"a":' * 20_000, [], "breaks off"),
    ],
)
def test_a_list_that_breaks_off_gives_what_is_whole(data: bytes, held: list[bytes], why: str | None) -> None:
    items = list(split_list(io.BytesIO(data)))
    assert [item.data for item in items if not item.refused] == held
    said = items[-1].refused.detail if items[-1].refused else None
    assert said == why or str(why) in str(said)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_other_encodings_are_taken_apart_too(encoding: str) -> None:
    text = '{"headline": "Über uns"}\n{"headline": "Zwei"}\n' * 5_000
    items = list(split_lines(io.BytesIO(text.encode(encoding))))
    assert len(items) == 10_000
    assert items[-2].data.decode() == '{"headline": "Über uns"}'


def test_a_long_line_comes_as_a_stream() -> None:
    data = b'{"a": "' + b"x" * (HELD_BYTES + 5) + b'"}\n' + ONE
    long, short = [(item.source.read() if item.source else item.data) for item in split_lines(io.BytesIO(data))]
    assert (len(long), short) == (len(data) - len(ONE), ONE)


def test_a_list_is_read_as_it_comes() -> None:
    """Items that lie across the ends of what was read are whole."""
    items = [b'{"n": %d, "text": "%s"}' % (n, b'\\"}]' * (n % 977)) for n in range(3_000)]
    assert [item.data for item in split_list(io.BytesIO(b"[" + b",\n".join(items) + b"]"))] == items


@pytest.mark.parametrize("data", [b"[" * 100_000, b"{" * 100_000])
def test_deep_nesting_is_no_container_and_no_error(data: bytes) -> None:
    assert listed(data) == [(0, data)]


@given(st.binary(max_size=300))
def test_any_bytes_hold_at_least_nothing(data: bytes) -> None:
    assert container_kind(data) in (None, "json_lines", "json_list")
    assert isinstance(listed(data), list)
