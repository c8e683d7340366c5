"""Adds a feed's statements about an article to those of its page."""

from datetime import datetime, timedelta

from schemas.article import Article, Moment
from schemas.evidence import Evidence
from schemas.feed_item import FeedItem
from tasks.text.feed.feed_date import feed_moment

_FIELDS = {"title": "headline", "published": "published", "author": "byline", "summary": "dek"}
"""The fields for which an item's values are evidence. A feed's summary is often only the beginning of the text, so it
is never chosen."""


def with_feed(article: Article, item: FeedItem, *, received_at: datetime) -> Article:
    """The article with the item's values as candidates. The page takes precedence: only a headline or a date of
    publication that the page lacks is taken from the feed, and the evidence says so."""
    filled: dict[str, str | Moment] = {}
    if article.headline is None and item.title:
        filled["headline"] = item.title
    said_on = item.published
    moment = feed_moment(said_on, received_at=received_at, language=article.language) if said_on else None
    if article.published is None and moment is not None and moment.day <= (received_at + timedelta(days=1)).date():
        filled["published"] = moment
    said = tuple(
        Evidence(field=field, value=value, method="sidecar", locator=f"feed.{name}", chosen=field in filled)
        for name, field in _FIELDS.items()
        if (value := getattr(item, name))
    )
    return article.model_copy(update={**filled, "evidence": article.evidence + said})
