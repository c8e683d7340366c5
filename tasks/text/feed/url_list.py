"""Plain lists of addresses: one per line, "#" begins a comment."""

from schemas.feed import Feed
from schemas.feed_item import FeedItem
from tasks.text.feed.feed_values import MAX_ITEMS, web_url, without_doubles


def url_list(text: str, *, source: str, url: str) -> Feed | None:
    """The list in `text`. None: fewer than half of its lines are addresses."""
    lines = [line.strip() for line in text.splitlines()[: MAX_ITEMS * 2]]
    lines = [line for line in lines if line and not line.startswith("#")]
    found = [where for line in lines if line.startswith(("http://", "https://")) if (where := web_url(url, line))]
    if len(found) * 2 < len(lines) or not found:
        return None
    items = without_doubles(FeedItem(source=source, url=where) for where in found[:MAX_ITEMS])
    return Feed(kind="list", items=items)
