"""Remove the elements that web archives and saving tools add to a page."""

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement

from tasks.text.html.page.page import Page
from tasks.text.html.page.selection import select
from tasks.text.html.saved.saved_copy import Keeper

_THEIRS = {
    "web archive": "wm-ipp-base wm-ipp wm-ipp-print donato _wb_plain_banner _wb_frame_top_banner replayToolbar",
    "archive.today": "HEADER DIVALREADY DIVSHARE hashtags",
    "search cache": "bd_snap_head bd_snap_note",
    "saving tool": "wm-ipp-base wm-ipp single-file-infobar singlefile-infobar savepage-pageinfo-bar-container",
}
"""Ids of added elements. The Wayback Machine's remain when its page is saved again with another tool."""
_MOST = 40
_PATHS = {
    keeper: etree.XPath(" | ".join(f"//*[@id='{name}']" for name in names.split()) + extra)
    for (keeper, names), extra in zip(
        _THEIRS.items(),
        ("", "", " | //*[contains(@id, 'google-cache-hdr')]", " | //single-file-infobar"),
        strict=True,
    )
}
_CONTENT = etree.XPath("(//*[@id='CONTENT'])[1]")


def without_additions(page: Page, keeper: Keeper) -> Page:
    """The page without the elements and metadata that its archive or tool added. Changes the tree: call it only for a
    page just parsed."""
    for element in select(_PATHS[keeper], page.root, limit=_MOST):
        if len(element.findall(".//p")) < _MOST:  # an unclosed one contains the article
            _drop(element)
    if keeper != "archive.today":
        return page
    # The frame of archive.today has metadata of its own: its own name as the site's, the time of capture as the date of
    # publication.
    for element in select(etree.XPath("//head/meta | //head/link"), page.root, limit=200):
        _drop(element)
    for content in select(_CONTENT, page.root, limit=1):
        content.attrib.clear()
    return replace(page, meta=_title_alone(page.meta))


def _title_alone(meta: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: values for name, values in meta.items() if name in ("og:title", "twitter:title")}


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
