"""One HTML document, parsed once for everything that is read from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml.html import HtmlElement

from schemas.evidence import Evidence


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A parsed page. Nobody changes `root`: who wants to cut works on a copy or collects what to skip."""

    root: HtmlElement
    url: str | None
    """Where it was fetched or, by its own comment, saved from. None: unknown."""
    received_at: datetime
    """When it arrived: no date of publication lies after it."""
    meta: Mapping[str, tuple[str, ...]]
    """`content` of `<meta>` by name, property or itemprop in lower case, in order."""
    json_ld: tuple[Mapping[str, Any], ...]
    """Every object of the page's JSON-LD, `@graph` and lists flattened, in order."""
    base: str | None = None
    """What relative addresses on it are resolved against: its `<base>`, else its address."""
    notes: tuple[Evidence, ...] = ()
    """What was lost in parsing, for `Article.evidence`."""
