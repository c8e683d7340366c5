"""What archives and saving tools put among a page's elements, taken out of the parsed page."""

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
"""Elements by id. The Wayback Machine's stay behind when its page is saved once more."""
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
    """The page without its keeper's elements and data. Only for a page that was just parsed: its tree is changed."""
    for element in select(_PATHS[keeper], page.root, limit=_MOST):
        if len(element.findall(".//p")) < _MOST:  # unclosed, it holds the page
            _drop(element)
    if keeper != "archive.today":
        return page
    # Its frame states itself: its own name as the site's, the instant of capture as the day of publication.
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
