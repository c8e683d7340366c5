"""One HTML document, parsed once for all field readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml.html import HtmlElement

from schemas.evidence import Evidence


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A parsed page. `root` must not be changed: a reader that removes elements works on a copy or collects what to
    skip."""

    root: HtmlElement
    url: str | None
    """The address it was fetched from, or saved from according to its own comment. None: unknown."""
    received_at: datetime
    """When it arrived. A publication date cannot be later."""
    meta: Mapping[str, tuple[str, ...]]
    """`content` of the `<meta>` elements in order, by name, property or itemprop in lower case."""
    json_ld: tuple[Mapping[str, Any], ...]
    """Every object of the page's JSON-LD in order, with `@graph` and lists flattened."""
    base: str | None = None
    """The base of relative addresses: `<base>`, else the page's own address. None: neither is known."""
    notes: tuple[Evidence, ...] = ()
    """What was lost in parsing, for `Article.evidence`."""
