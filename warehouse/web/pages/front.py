"""The front page: current stories, growing stories, rising names, changes, and rejected documents."""

from datetime import date, timedelta

from starlette.requests import Request

from warehouse.errors import BadQuery
from warehouse.queries.sessions import Asker, Table
from warehouse.web.chart import days_chart
from warehouse.web.site import Page

SPANS = (1, 7, 30, 0)
"""Days to choose from; 0: all."""
DAYS = 7
"""Days if none are chosen."""
_MOST_DAYS = 36_500


def front(ask: Asker, request: Request) -> Page:
    """Build the page for the chosen days and filters."""
    days, chosen = _days(request), _chosen(request)
    until = _day(request, "until")
    span = ask("front_span").first or {}
    last = until or span.get("last_day")
    if last is None:
        return Page("empty.html", {"title": "Front"})
    first = _first(last, days)
    tables = _tables(ask, first, last, chosen, days)
    return Page(
        "front.html",
        {
            "title": "Front", "span": span, "days": days, "spans": SPANS, "last": last, "first": first,
            "chosen": chosen, "narrowed": any(chosen.values()), **tables,
            "drawn": days_chart(
                [(row["day"], row["articles"], row["independent"]) for row in tables["volume"].rows],
                what="articles", part="of them texts of their own",
            ),
        },
    )  # fmt: skip


def front_questions(ask: Asker) -> None:
    """Run the questions of the page without filters, so that their answers are cached before the first request."""
    last = (ask("front_span").first or {}).get("last_day")
    if last is not None:
        _tables(ask, _first(last, DAYS), last, {}, DAYS)


def _tables(ask: Asker, first: date | None, last: date, chosen: dict[str, str | None], days: int) -> dict[str, Table]:
    told = {"first": first, "last": last, **chosen}
    rising = {**told, "first": first or last}
    return {
        "stories": ask("front_stories", told, limit=25),
        "grew": ask("front_grew", {**told, "first": None}, limit=10),
        "rising": ask("front_rising", rising, limit=12),
        "words": ask("front_rising_words", rising, limit=12),
        "changed": ask("front_changed", first=first, last=last, outlet=chosen.get("outlet"), limit=10),
        "refused": ask("front_refused", limit=20, days=days or _MOST_DAYS),
        "volume": ask("front_volume", told, limit=400),
        "outlets": ask("front_outlets", limit=200),
        "languages": ask("front_languages", limit=50),
        "topics": ask("front_topics", limit=100),
    }


def _chosen(request: Request) -> dict[str, str | None]:
    return {name: request.query_params.get(name) or None for name in ("outlet", "language", "topic")}


def _days(request: Request) -> int:
    given = request.query_params.get("days", str(DAYS))
    if not given.isdecimal() or int(given) > _MOST_DAYS:
        raise BadQuery("", f"days is no number of days: {given[:40]!r}")
    return int(given)


def _first(last: date, days: int) -> date | None:
    """The first of the last `days` days. None: all days. Raises BadQuery for a date before the calendar begins."""
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
