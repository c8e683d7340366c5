"""Names of the members of a ZIP archive, from its beginning alone: the directory is at its end, which may not have been
read yet."""

import struct

_LOCAL = b"PK\x03\x04"
_MOST = 300


def zip_names(head: bytes) -> frozenset[str]:
    """The names of the members whose headers are in `head`; empty if it is not a ZIP archive. (APPNOTE 6.3, 4.3.7)"""
    names: set[str] = set()
    at = 0 if head.startswith(_LOCAL) else -1
    while at >= 0 and len(names) < _MOST and len(head) >= at + 30:
        (length,) = struct.unpack("<H", head[at + 26 : at + 28])
        names.add(head[at + 30 : at + 30 + length].decode("utf-8", "replace"))
        at = head.find(_LOCAL, at + 30 + length)
    return frozenset(names)
