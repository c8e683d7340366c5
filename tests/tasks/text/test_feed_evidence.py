"""The feed speaks where the page is silent, and is heard beside it."""

from datetime import UTC, datetime

import pytest

from schemas.article import Article
from schemas.capture import Sidecar
from schemas.feed_item import FeedItem
from tasks.text.reading import read

NOW = datetime(2026, 3, 5, tzinfo=UTC)
TEXT = "".join(
    f"<p>Sentence {n} of a long report about the barrage, which stood still for days.</p>" for n in range(12)
)
HEAD = '<title>Own headline</title><meta property="article:published_time" content="2026-03-01T08:00:00Z">'
TITLED = f"<html><head>{HEAD}</head><body><article><h1>Own headline</h1>{TEXT}</article></body></html>"
BARE = f"<html><body><article>{TEXT}</article></body></html>"


@pytest.mark.parametrize(
    ("page", "published", "headline", "day"),
    [
        (TITLED, "2026-03-02", "Own headline", 1),
        (BARE, "Mon, 02 Mar 2026 10:00:00 GMT", "Feed headline", 2),
        (BARE, "2031-01-01", "Feed headline", None),
        (BARE, "some day", "Feed headline", None),
    ],
)
def test_the_page_goes_first(page: str, published: str, headline: str, day: int | None) -> None:
    item = FeedItem(
        source="s", url="https://a.example/x", title="Feed headline", published=published, author="Ada Plint"
    )
    sidecar = Sidecar(url="https://a.example/x", feed=item)
    article, _ = read(page.encode(), received_at=NOW, sidecar=sidecar)
    assert isinstance(article, Article)
    assert article.headline == headline
    assert (article.published and article.published.day.day) == day
    said = {e.field: e.chosen for e in article.evidence if e.method == "sidecar" and e.locator.startswith("feed.")}
    assert said == {"headline": page is BARE, "published": page is BARE and day is not None, "byline": False}
