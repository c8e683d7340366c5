"""What was freed goes back to the system."""

import os
from pathlib import Path

import pytest

from tasks.loading import memory

MEGABYTE = 1 << 20


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(memory._trim() is None, reason="the C library has no malloc_trim")
def test_what_was_freed_below_what_is_kept_goes_back() -> None:
    # Too small to be mapped by themselves, and one of ten stays: the library cannot shorten its heap by itself.
    blocks = [os.urandom(100_000) for _ in range(640)]
    kept = blocks[9::10]
    blocks.clear()
    before = _resident()
    memory.give_back()
    assert before - _resident() > 32 * MEGABYTE
    assert len(kept) == 64
