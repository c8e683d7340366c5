"""Memory that a load no longer needs, given back to the system."""

import ctypes
from functools import cache


def give_back() -> None:
    """Gives back what was freed. After a batch: its rows came through several threads, and the C library keeps what
    each of them freed for that thread alone, 40 MB more every thousand documents. Elsewhere than on Linux with
    glibc nothing is done."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> "ctypes._NamedFuncPointer | None":
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
