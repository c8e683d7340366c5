"""Forms of files that lie beside articles but are not articles; they are refused with a description.

They are recognised by content. Doubtful forms are not listed, because a wrong entry would lose an article.
"""

import re
from collections.abc import Callable

from schemas.rejection import RejectionReason
from tasks.text.form import Form, Head
from tasks.text.not_news import code, listings

_BOOKMARKS = re.compile(r"<!DOCTYPE NETSCAPE-Bookmark-file", re.IGNORECASE)
_SOURCE_MAP = re.compile(r"\{[^\[]{0,300}?\"version\"\s{0,5}:\s{0,5}3\b")
_MANIFEST = re.compile(r"\"(?:start_url|short_name)\"\s{0,5}:")

_LIBRARY = re.compile(r"zotero\.org/namespaces|purl\.org/net/biblio")
_ICON = b"\x00\x00\x01\x00"
_FONTS = (b"wOFF", b"wOF2", b"OTTO\x00", b"\x00\x01\x00\x00\x00", b"true\x00")


def _text(check: Callable[[str], bool]) -> Callable[[Head], bool]:
    """A check for files without markup: a file that begins with a tag is not checked."""
    return lambda head: head.start[:1] != "<" and check(head.text)


def _is_bookmarks(head: Head) -> bool:
    return bool(_BOOKMARKS.match(head.start)) or (
        "<a href" in head.text[:5_000] and " time_added=" in head.text[:5_000]
    )


def _is_source_map(head: Head) -> bool:
    return head.start[:1] == "{" and bool(_SOURCE_MAP.match(head.start)) and '"mappings"' in head.text


def _is_manifest(head: Head) -> bool:
    return head.start[:1] == "{" and '"icons"' in head.start and bool(_MANIFEST.search(head.start))


def _is_library(head: Head) -> bool:
    """Whether a document is a library of references in RDF, as Zotero exports it."""
    return head.xml_root == "RDF" and _LIBRARY.search(head.text[:5_000]) is not None


def _root_is(*names: str) -> Callable[[Head], bool]:
    return lambda head: head.xml_root in names


_NO, _COMPANION, _ADDRESSES = (
    RejectionReason.NOT_AN_ARTICLE, RejectionReason.COMPANION, RejectionReason.ADDRESS_ONLY,
)  # fmt: skip

MARKED: tuple[Form, ...] = (
    Form("font", "font/*", lambda head: head.data.startswith(_FONTS), refusal=_COMPANION, what="a font"),
    Form("icon", "image/x-icon", lambda head: head.data.startswith(_ICON), refusal=_COMPANION, what="an icon"),
    Form("svg", "image/svg+xml", _root_is("svg"), refusal=_COMPANION, what="a drawing"),
    Form("sitemap", "application/xml", _root_is("urlset", "sitemapindex"), refusal=_ADDRESSES, what="a sitemap"),
    Form("opml", "text/x-opml", _root_is("opml"), refusal=_ADDRESSES, what="a list of feeds"),
    Form("library", "application/rdf+xml", _is_library, refusal=_ADDRESSES, what="a library of references"),
    Form("bookmarks", "text/html", _is_bookmarks, refusal=_ADDRESSES, what="bookmarks"),
    Form("source_map", "application/json", _is_source_map, refusal=_COMPANION, what="a script's source map"),
    Form("manifest", "application/manifest+json", _is_manifest, refusal=_COMPANION, what="a page's manifest"),
)  # fmt: skip
"""Tried before markup and JSON."""

UNMARKED: tuple[Form, ...] = (
    Form("robots", "text/plain", _text(listings.is_robots), refusal=_NO, what="a robots.txt"),
    Form("cdx", "text/x-cdx", _text(listings.is_archive_index), refusal=_ADDRESSES, what="an index of a web archive"),
    Form("gdelt", "text/tab-separated-values", _text(listings.is_gdelt), refusal=_ADDRESSES, what="a GDELT table"),
    Form("addresses", "text/uri-list", _text(listings.is_address_list), refusal=_ADDRESSES, what="a list of addresses"),
    Form("references", "text/x-bibtex", _text(listings.is_references), refusal=_ADDRESSES, what="a list of references"),
    Form("subtitles", "text/vtt", _text(listings.is_subtitles), refusal=_NO, what="subtitles"),
    Form("calendar", "text/calendar", _text(listings.is_calendar), refusal=_NO, what="a calendar or address card"),
    Form("key", "application/x-pem-file", _text(listings.is_key), refusal=_NO, what="a key or certificate"),
    Form("log", "text/plain", _text(listings.is_log), refusal=_NO, what="a log"),
    Form("settings", "text/plain", _text(listings.is_settings), refusal=_NO, what="settings"),
    Form("style_sheet", "text/css", _text(code.is_style_sheet), refusal=_COMPANION, what="a style sheet"),
    Form("script", "text/javascript", _text(code.is_script), refusal=_COMPANION, what="a script"),
    Form("source_code", "text/plain", lambda head: code.is_source_code(head.text), refusal=_NO, what="source code"),
    Form("licence", "text/plain", _text(listings.is_licence), refusal=_NO, what="a licence"),
)  # fmt: skip
"""Text without marks of its own."""
