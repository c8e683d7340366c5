"""WACZ (webrecorder.net): a ZIP of WARC files. Its indexes and its list of pages are left out."""

from collections.abc import Iterator
from typing import BinaryIO

from tasks.text.containers import zip_archive
from tasks.text.containers.item import Item


def is_wacz(names: frozenset[str]) -> bool:
    """Whether a ZIP with these members is a WACZ."""
    return "datapackage.json" in names and any(_is_warc(name) for name in names)


def split(source: BinaryIO) -> Iterator[Item]:
    """The WARC files in it."""
    return (item for item in zip_archive.split(source) if _is_warc(item.name or ""))


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))
