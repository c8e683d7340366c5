"""Addresses of a page, made absolute."""

from urllib.parse import urljoin, urlsplit

from tasks.text.html.page.page import Page


def absolute(page: Page, url: str | None) -> str | None:
    """`url` as an absolute http address. None: it is not one, or it is relative and the page's own address is
    unknown."""
    if not url:
        return None
    try:
        address = urljoin(page.base or page.url or "", url.strip())
        return address if urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname else None
    except ValueError:
        return None
