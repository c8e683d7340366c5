"""Charts as plain geometry; the template draws them as SVG. Lengths are units of the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 640, 120
_LABELS = 18
"""Height of the labels below the bars."""
MOST_DAYS = 120


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `part` of it is drawn darker."""

    x: float
    y: float
    width: float
    height: float
    part_y: float
    part_height: float
    label: str
    """The label: the day, with its numbers."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over days."""

    bars: tuple[Bar, ...]
    first: str
    last: str
    highest: int
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - _LABELS


def days_chart(counts: Sequence[tuple[date, int, int]], *, what: str, part: str) -> Chart | None:
    """Bars for (day, number, part of the number); days without a number are empty. None: there is nothing to draw.

    More than `MOST_DAYS` are drawn as weeks.
    """
    if not counts:
        return None
    by_day = {day: (number, some) for day, number, some in counts}
    first, last = min(by_day), max(by_day)
    step = 1 if (last - first).days < MOST_DAYS else 7 if (last - first).days < 7 * MOST_DAYS else 365
    slots = min((last - first).days // step + 1, 3 * MOST_DAYS)
    # The last ones, where there are more than can be drawn.
    if (last - first).days >= slots * step:
        first = last - timedelta(days=slots * step - 1)
    sums = [(0, 0)] * slots
    for day, (number, some) in by_day.items():
        slot = (day - first).days // step
        if 0 <= slot < slots:
            sums[slot] = (sums[slot][0] + number, sums[slot][1] + some)
    return _drawn(sums, first, step, what, part)


def _drawn(sums: Sequence[tuple[int, int]], first: date, step: int, what: str, part: str) -> Chart:
    highest = max(number for number, _ in sums) or 1
    room, base = WIDTH / len(sums), HEIGHT - _LABELS
    bars = []
    for slot, (number, some) in enumerate(sums):
        day = first + timedelta(days=slot * step)
        said = f"{day}" if step == 1 else f"{step} days from {day}"
        height, part_height = base * number / highest, base * some / highest
        bars.append(
            Bar(
                x=round(slot * room + room * 0.1, 2), width=round(min(room * 0.8, 40), 2),
                y=round(base - height, 2), height=round(height, 2),
                part_y=round(base - part_height, 2), part_height=round(part_height, 2),
                label=f"{said}: {number} {what}, {some} {part}",
            )
        )  # fmt: skip
    last = first + timedelta(days=(len(sums) - 1) * step)
    return Chart(tuple(bars), str(first), str(last) if len(sums) > 1 else "", highest)
