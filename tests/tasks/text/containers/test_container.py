"""Files that hold several documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.containers.json_lists import container_kind, documents

ONE, TWO = b'{"headline": "One"}', b'{"headline": "Two"}'


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
        (b"[" + ONE + b", " + TWO, [(0, b"[" + ONE + b", " + TWO)]),
        (b"[Correction] The bridge is open.", [(0, b"[Correction] The bridge is open.")]),
        (b"Bridge closed", [(0, b"Bridge closed")]),
        (b"", [(0, b"")]),
    ],
)
def test_what_a_file_holds(data: bytes, held: list[tuple[int, bytes]]) -> None:
    assert documents(data) == held


@pytest.mark.parametrize("data", [b"[" * 100_000, b"{" * 100_000, b'[{"a":' * 20_000, b"[{}" + b"," * 100_000])
def test_deep_nesting_is_no_container_and_no_error(data: bytes) -> None:
    assert documents(data) == [(0, data)]


@given(st.binary(max_size=300))
def test_any_bytes_hold_at_least_nothing(data: bytes) -> None:
    assert container_kind(data) in (None, "json_lines", "json_list")
    assert isinstance(documents(data), list)
