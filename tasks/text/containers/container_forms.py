"""The forms that contain documents: compressed files, archives, web archives, saved pages, tables, feeds."""

from collections.abc import Callable

from schemas.rejection import RejectionReason
from tasks.text.containers import (
    feed_file,
    json_envelope,
    json_lists,
    notes_file,
    packings,
    saved_page,
    tables,
    tar_archive,
    zip_archive,
)
from tasks.text.containers.web_archives import arc, har, wacz, warc
from tasks.text.form import Form, Head, never, splitter_named

_RECORDS = "tasks.text.records"


def _magic(*begins: bytes) -> Callable[[Head], bool]:
    return lambda head: head.data.startswith(begins)


def _json_kind(kind: json_lists.ContainerKind) -> Callable[[Head], bool]:
    return lambda head: json_lists.container_kind(head.utf8) == kind


def _is_feed(head: Head) -> bool:
    return feed_file.is_feed(head.xml_root, head.start)


def _is_table(head: Head) -> bool:
    if head.start[:1] in ("<", "{", "["):
        return False
    layout = tables.layout_of_bytes(head.data, head.text)
    return layout is not None and layout.known


_BZIP2 = tuple(b"BZh%d1AY&SY" % level for level in range(1, 10))

ARCHIVES: tuple[Form, ...] = (
    Form("gzip", "application/gzip", _magic(b"\x1f\x8b\x08"), unpack=packings.unpack_gzip),
    Form("bzip2", "application/x-bzip2", _magic(*_BZIP2), unpack=packings.unpack_bzip2),
    Form("xz", "application/x-xz", _magic(b"\xfd7zXZ\x00"), unpack=packings.unpack_xz),
    Form("zstd", "application/zstd", _magic(b"\x28\xb5\x2f\xfd"), unpack=packings.unpack_zstd),
    Form("wacz", "application/wacz", lambda head: wacz.is_wacz(head.zip_names), split=wacz.split),
    Form(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda head: any(name.startswith("xl/") for name in head.zip_names),
        split=splitter_named("tasks.text.containers.binary_tables:split_xlsx"),
    ),
    Form(
        "parquet", "application/vnd.apache.parquet", _magic(b"PAR1"),
        split=splitter_named("tasks.text.containers.binary_tables:split_parquet"),
    ),
    Form("tar", "application/x-tar", lambda head: tar_archive.is_tar(head.data), split=tar_archive.split, streams=True),
    Form("warc", "application/warc", lambda head: warc.is_warc(head.data), split=warc.split, streams=True),
    Form("arc", "application/x-arc", lambda head: arc.is_arc(head.data), split=arc.split, streams=True),
    Form(
        "webarchive", "application/x-webarchive", lambda head: saved_page.is_webarchive(head.data),
        split=saved_page.split_webarchive,
    ),
    Form("mhtml", "multipart/related", lambda head: saved_page.is_mhtml(head.data), split=saved_page.split_mhtml),
)  # fmt: skip
"""Recognised by their first bytes."""

ZIP = Form("zip", "application/zip", _magic(*zip_archive.MAGIC), split=zip_archive.split)
"""Tried after every form that is a ZIP archive with its own layout."""

FEEDS: tuple[Form, ...] = (
    Form("feed", "application/rss+xml", _is_feed, split=feed_file.split, streams=True),
    Form("enex", "application/enex+xml", lambda head: head.xml_root == "en-export", split=notes_file.split),
)
"""Tried before mails, because a news alert may also come as a feed."""

LISTS: tuple[Form, ...] = (
    Form("har", "application/json", lambda head: har.is_har(head.data), split=har.split),
    Form("json_lines", "application/x-ndjson", _json_kind("json_lines"), split=json_lists.split_lines, streams=True),
    Form("json_list", "application/json", _json_kind("json_list"), split=json_lists.split_list, streams=True),
)  # fmt: skip
"""Lists in JSON."""

ENVELOPES: tuple[Form, ...] = (
    Form(
        "json_envelope", "application/json", lambda head: json_envelope.list_place(head.utf8) >= 0,
        split=json_envelope.split, streams=True,
    ),
)  # fmt: skip
"""Tried after wires, which contain lists of their own."""

TABLES: tuple[Form, ...] = (Form("table", "text/csv", _is_table, split=tables.split, streams=True),)
"""Tried before markup, because cells may hold HTML."""

UNKNOWN_TABLES: tuple[Form, ...] = (
    Form(
        "table_unknown", "text/csv", lambda head: tables.layout_of(head.text) is not None, split=tables.split,
        streams=True, refusal=RejectionReason.UNKNOWN_LAYOUT,
    ),
)  # fmt: skip
"""Tried after all forms with marks of their own."""

ITEMS: tuple[Form, ...] = (
    Form(tables.ROW_FORM, "application/json", never, reader=f"{_RECORDS}.json_article:json_article"),
    Form(feed_file.ITEM_FORM, "application/rss+xml", never, reader=f"{_RECORDS}.feed_article:feed_article"),
)
"""The forms of the items into which tables and feeds are split."""
