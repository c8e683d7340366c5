"""The text of a whole page, menus and all."""

from datetime import UTC, datetime

from schemas.article import Article
from schemas.rejection import Rejected
from tasks.text.records.page_text import page_text

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MENU = "Home\nNews\nSport\nBy the harbour\nLog in\nShare\n"
LINES = "\n".join(
    f"The barrage at Skarra was closed on Tuesday after engineers found {number} cracks in two of its eleven gates."
    for number in ("nine", "ten", "twelve", "twenty")
)


def test_title_and_running_lines() -> None:
    article = page_text(
        f"Barrage closed | Oldmere Post\n{MENU}{LINES}\n{MENU}", url="https://post.example/a", received_at=NOW
    )
    assert isinstance(article, Article)
    assert (article.headline, article.body) == ("Barrage closed | Oldmere Post", LINES.replace("\n", "\n\n"))
    assert (article.byline, article.published, article.publication, article.language) == (None, None, None, "en")


def test_a_page_of_menus_is_none() -> None:
    refused = page_text(f"Oldmere Post\n{MENU * 9}", url=None, received_at=NOW)
    assert isinstance(refused, Rejected)
    assert refused.reason == "too_short"
