"""The date of publication."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from schemas.article import Moment
from schemas.evidence import Finding
from tasks.text.html.fields.stated_dates import Source, StatedDate

MAX_CANDIDATES = 16
WEIGHTS = {
    Source.NODE: 3.0,
    Source.OTHER_NODE: 1.2,
    Source.META: 2.5,
    Source.MICRODATA: 2.0,
    Source.LOOSE_META: 1.0,
    Source.LABELLED: 2.2,
    Source.TIME: 1.8,
    Source.PRINT: 1.6,
    Source.FAR_LABELLED: 1.2,
    Source.FAR: 0.85,
    Source.FAR_LINE: 0.45,
    Source.ASIDE: 0.3,
    Source.WEB_PAGE: 0.7,
    Source.SCRIPT: 0.4,
    Source.ADDRESS: 1.3,
    Source.STATED_ADDRESS: 0.9,
}
"""The weight of each kind of place."""
_LAST_SAVE = 0.25
"""Factor for the weight of a date if the data state the same instant as the last change."""
_FURTHER, _FURTHEST = 0.06, 0.3
"""What each further date beside the headline loses, and the most that it can lose: the first one is mostly the
article's."""
_MARGIN = 0.05
"""The margin by which a day must win. If two days have the same weight, the date is unknown."""
_KINDRED = {"opengraph": "meta"}
_NUMBERS = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")


def published(dates: Sequence[StatedDate], *, updates: Sequence[StatedDate]) -> Finding[Moment]:
    """The day with the highest weight of evidence; None if two days have the same.

    `dates` and `updates`: from `stated_dates`. A day's weight is the sum over the kinds of places that state it, each
    kind once. If an instant in UTC and the printed day differ by no more than a time zone, the day is the printed one.
    A page that prints only the date of an update gets that date: what it shows was published then.
    """
    offers = list(dates)[:MAX_CANDIDATES]
    if not offers:
        printed = next((offer for offer in updates if offer.source.is_print), None)
        offers = [printed] if printed else []
    if not offers:
        return Finding(None, ())
    weights = _weights(offers, updates)
    best = max(weights, key=lambda day: weights[day])
    rival = max((weight for day, weight in weights.items() if day != best), default=0.0)
    won = weights[best] - rival >= _MARGIN
    speaking = [offer for offer in offers if _day(offer, offers, updates) == best]
    chosen = max(speaking, key=lambda offer: WEIGHTS[offer.source])
    evidence = tuple(offer.evidence("published", chosen=won and offer is chosen) for offer in offers)
    return Finding(_moment(chosen, offers, updates, best) if won else None, evidence)


_GROUPS = {
    Source.OTHER_NODE: Source.NODE, Source.LOOSE_META: Source.META, Source.WEB_PAGE: Source.NODE,
    Source.SCRIPT: Source.NODE, Source.TIME: Source.PRINT, Source.LABELLED: Source.PRINT, Source.FAR: Source.PRINT,
    Source.ASIDE: Source.PRINT, Source.FAR_LABELLED: Source.PRINT, Source.FAR_LINE: Source.PRINT,
    Source.STATED_ADDRESS: Source.ADDRESS,
}  # fmt: skip
"""Kinds of places that repeat one another: within a group, a day gets only the highest weight."""
_WEST, _EAST = timedelta(hours=-10), timedelta(hours=13)
"""The largest offsets from UTC of places where newspapers are published."""


def _weights(offers: Sequence[StatedDate], updates: Sequence[StatedDate]) -> dict[date, float]:
    best: dict[tuple[date, Source], float] = {}
    near = 0
    marked = {o.moment for o in offers if o.source is Source.MICRODATA and o.locator.startswith("time")}
    for offer in offers:
        if offer.source is Source.TIME and offer.moment.at is not None and offer.moment in marked:
            continue  # the same element again, which counts once
        weight = WEIGHTS[offer.source]
        earlier = any(other.moment.day < offer.moment.day for other in offers)
        if earlier and not offer.source.is_print and _is_last_save(offer, updates):
            weight *= _LAST_SAVE
        if offer.source.is_near:
            weight -= min(near * _FURTHER, _FURTHEST)
            near += 1
        key = (_day(offer, offers, updates), _GROUPS.get(offer.source, offer.source))
        best[key] = max(best.get(key, 0.0), weight)
    weights: dict[date, float] = {}
    for (day, _), weight in best.items():
        weights[day] = weights.get(day, 0.0) + weight
    return weights


def _is_last_save(offer: StatedDate, updates: Sequence[StatedDate]) -> bool:
    """Whether the same place states the same instant as the last change: such data state when the page was saved."""
    return any(
        _KINDRED.get(update.method, update.method) == _KINDRED.get(offer.method, offer.method)
        and (update.moment.day, update.moment.at) == (offer.moment.day, offer.moment.at)
        for update in updates
    )


def _day(offer: StatedDate, offers: Sequence[StatedDate], updates: Sequence[StatedDate]) -> date:
    """The day that an offer supports.

    It is the printed day if the offer states an instant in UTC; or the day that another offer states, if day and month
    in this one may be exchanged.
    """
    own = offer.moment
    if own.at is not None and own.at.utcoffset() == timedelta(0) and not offer.source.is_near:
        earliest, latest = (own.at + _WEST).date(), (own.at + _EAST).date()
        changed = {u.moment.day for u in updates if u.moment.day > own.day}
        local = {o.moment.day for o in offers if o.source.is_near and earliest <= o.moment.day <= latest}
        if local and own.day not in local | changed and not local & changed:
            return min(local)
    if _may_turn(own):
        turned = own.day.replace(month=own.day.day, day=own.day.month)
        sure = {o.moment.day for o in offers if not _may_turn(o.moment)}
        if own.day not in sure and turned in sure:
            return turned
    return own.day


def _may_turn(moment: Moment) -> bool:
    """Whether day and month are printed as numbers that may be exchanged."""
    return moment.day.day <= 12 and moment.at is None and _NUMBERS.match(moment.printed) is not None


def _moment(chosen: StatedDate, offers: Sequence[StatedDate], updates: Sequence[StatedDate], day: date) -> Moment:
    """The day as decided, with the stated instant."""
    if chosen.moment.day == day and chosen.moment.at is not None:
        return chosen.moment
    same = [offer for offer in offers if _day(offer, offers, updates) == day]
    printed = next((offer.moment.printed for offer in same if offer.moment.day == day), chosen.moment.printed)
    at = next((offer.moment.at for offer in same if offer.moment.at is not None), None)
    return Moment(printed=printed, day=day, at=at)
