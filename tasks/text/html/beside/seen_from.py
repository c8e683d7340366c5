"""An address as a page gives it, in full."""

from urllib.parse import urljoin, urlsplit

from tasks.text.html.page.page import Page


def absolute(page: Page, url: str | None) -> str | None:
    """`url` as an http address, seen from the page. None: it is none, or relative on a page of unknown address."""
    if not url:
        return None
    try:
        address = urljoin(page.base or page.url or "", url.strip())
        return address if urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname else None
    except ValueError:
        return None
