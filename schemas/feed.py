"""What a source lists."""

from schemas.feed_item import FeedItem
from schemas.record import Record


class Feed(Record):
    """One document that lists articles, or that lists other documents that do."""

    kind: str
    """As a person calls it: "RSS 2.0", "Atom 1.0", "news sitemap", "sitemap index", "JSON Feed", "list", "page"."""
    items: tuple[FeedItem, ...] = ()
    """In the order of the document; a sitemap's by date, the newest first. Each address once."""
    title: str | None = None
    children: tuple[tuple[str, str | None], ...] = ()
    """Address and date of change of an index's sitemaps, the newest first; addresses of the feeds that a page names."""
    ttl_minutes: int | None = None
    """How long it asks to be left alone: RSS's ttl, or the syndication module's period. None: it does not say."""
    skip_hours: frozenset[int] = frozenset()
    """Hours, 0 to 23 of UTC, in which it asks to be left alone."""
    skip_days: frozenset[str] = frozenset()
    """Days of the week in UTC, "monday", in which it asks to be left alone."""
