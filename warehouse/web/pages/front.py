"""The front page: what is told, what grows, what rises, what was changed, what was refused."""

from datetime import date, timedelta

from starlette.requests import Request

from warehouse.errors import BadQuery
from warehouse.queries.sessions import Asker
from warehouse.web.chart import days_chart
from warehouse.web.site import Page

SPANS = (1, 7, 30, 0)
"""Days to choose from; 0: all."""
_MOST_DAYS = 36_500


def front(ask: Asker, request: Request) -> Page:
    """Builds it for the days and filters asked for."""
    span = ask("front_span").first or {}
    chosen = _chosen(request)
    days = _days(request)
    last = _day(request, "until") or span.get("last_day")
    if last is None:
        return Page("empty.html", {"title": "Front"})
    first = _first(last, days)
    between = {"first": first, "last": last}
    rising = {"first": first or last, "last": last, **chosen}
    told = {**between, **chosen}
    volume = ask("front_volume", told, limit=400)
    return Page(
        "front.html",
        {
            "title": "Front", "span": span, "days": days, "spans": SPANS, "last": last, "first": first,
            "chosen": chosen, "narrowed": any(chosen.values()),
            "stories": ask("front_stories", told, limit=25),
            "grew": ask("front_grew", {**told, "first": None}, limit=10),
            "rising": ask("front_rising", rising, limit=12),
            "words": ask("front_rising_words", rising, limit=12),
            "changed": ask("front_changed", {**between, "outlet": chosen["outlet"]}, limit=10),
            "refused": ask("front_refused", limit=20, days=days or _MOST_DAYS),
            "volume": volume,
            "drawn": days_chart(
                [(row["day"], row["articles"], row["independent"]) for row in volume.rows],
                what="articles", part="of them texts of their own",
            ),
            "outlets": ask("front_outlets", limit=200), "languages": ask("front_languages", limit=50),
            "topics": ask("front_topics", limit=100),
        },
    )  # fmt: skip


def _chosen(request: Request) -> dict[str, str | None]:
    return {name: request.query_params.get(name) or None for name in ("outlet", "language", "topic")}


def _days(request: Request) -> int:
    given = request.query_params.get("days", "7")
    if not given.isdecimal() or int(given) > _MOST_DAYS:
        raise BadQuery("", f"days is no number of days: {given[:40]!r}")
    return int(given)


def _first(last: date, days: int) -> date | None:
    """The first of so many days. None: all. Raises BadQuery for one before the calendar begins."""
    try:
        return last - timedelta(days=days - 1) if days else None
    except OverflowError:
        raise BadQuery("", f"there are no {days} days until {last}") from None


def _day(request: Request, name: str) -> date | None:
    given = request.query_params.get(name)
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise BadQuery("", f"{name} is no day such as 2026-03-01: {given!r}") from None
