"""The entry of a feed or a sitemap for one article."""

import re
from typing import Any

from pydantic import field_validator

from schemas.record import Record

_SURROGATE = re.compile("[\ud800-\udfff]")


class FeedItem(Record):
    """One entry, as stated and not verified. None: the source does not state it."""

    source: str
    """Name of the source in sources.toml."""
    url: str
    """The article's address, absolute."""
    guid: str | None = None
    """The publisher's own identifier, if it is not just the address again."""
    title: str | None = None
    published: str | None = None
    """Date of publication, as printed."""
    updated: str | None = None
    """Date of the last change, as printed: Atom's updated, a sitemap's lastmod. If it changes, the page is requested
    again."""
    author: str | None = None
    summary: str | None = None
    """Text without markup."""

    @field_validator("*", mode="before")
    @classmethod
    def storable(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic checks the type behind it
        """Half a surrogate pair (a title cut inside an emoji) becomes U+FFFD, because UTF-8 cannot contain it."""
        return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value
