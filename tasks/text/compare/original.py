"""Which print of a text is the original: that of the credited agency, else the earliest."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from schemas.comparison import Comparable, OriginalRule
from tasks.text.conventions.datelines.news_agency import agency_of


def original(prints: Sequence[Comparable]) -> tuple[Comparable, OriginalRule]:
    """The original of one family, and the rule that decided."""
    credited = {article.wire_credit for article in prints if article.wire_credit}
    by_agency = [article for article in prints if article.publication and agency_of(article.publication) in credited]
    if by_agency:
        return min(by_agency, key=_age), "wire_credit"
    first = min(prints, key=_age)
    return first, _rule(first, prints)


def _rule(first: Comparable, prints: Sequence[Comparable]) -> OriginalRule:
    """The rule by which the first print precedes the others."""
    others = [article for article in prints if article is not first]
    if first.published_on is None or all(article.published_on == first.published_on for article in others):
        if first.published_at and any(article.published_at != first.published_at for article in others):
            return "published_at"
        return "first_seen_at"
    return "published_on"


def _age(article: Comparable) -> tuple[bool, datetime, bool, datetime, datetime, int, str]:
    """Sort key: earliest first, dated before undated, on one day those with a time first; on a tie, the longest
    first."""
    latest = datetime.max.replace(tzinfo=UTC)
    day = datetime.combine(article.published_on, time(), UTC) if article.published_on else latest
    return (
        article.published_on is None,
        day,
        article.published_at is None,
        article.published_at or latest,
        article.first_seen_at,
        -article.length,
        article.article_id,
    )
