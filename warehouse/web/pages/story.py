"""A story: which outlet reported when, who copied whom, quotations, differing figures, names, and what only one outlet
has."""

from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from warehouse.queries.sessions import Asker, Table
from warehouse.web.chart import days_chart
from warehouse.web.site import NotThere, Page


@dataclass(slots=True)
class Alone:
    """What only one outlet has."""

    outlet_id: str | None
    name: str | None
    quotations: list[dict[str, Any]] = field(default_factory=list)
    names: list[dict[str, Any]] = field(default_factory=list)


def story(ask: Asker, request: Request) -> Page:
    """Build the page. Raises NotThere."""
    story_id = request.path_params["story"]
    found = ask("story", story=story_id, limit=1).first
    if found is None:
        raise NotThere(f"no story is known as {story_id}")
    timeline = ask("story_timeline", story=story_id, limit=500)
    quotations = ask("story_quotations", story=story_id, limit=100)
    names = ask("story_names", story=story_id, limit=200)
    outlet_of = {row["article_id"]: (row["outlet_id"], row["publication"]) for row in timeline.rows}
    days: dict[object, list[int]] = {}
    for row in timeline.rows:
        counts = days.setdefault(row["day"], [0, 0])
        counts[0] += 1
        counts[1] += row["original_id"] is None
    drawn = days_chart(
        [(day, number, own) for day, (number, own) in days.items()],  # type: ignore[misc]
        what="articles", part="of them no copies",
    ) if len(days) > 1 else None  # fmt: skip
    return Page(
        "story.html",
        {
            "title": found["headline"] or "A story", "story": found, "timeline": timeline, "quotations": quotations,
            "numbers": ask("story_numbers", story=story_id, limit=60), "names": names, "drawn": drawn,
            "outlet_of": outlet_of,
            "alone": _alone(quotations, names, outlet_of),
        },
    )  # fmt: skip


def _alone(quotations: Table, names: Table, outlet_of: dict[str, tuple[str | None, str | None]]) -> list[Alone]:
    """By outlet, the one with most first."""
    found: dict[object, Alone] = {}
    for row in quotations.rows:
        if row["only_outlet"]:
            outlet_id, name = outlet_of.get(row["wordings"][0]["article_id"], (None, row["only_outlet"]))
            found.setdefault(outlet_id or name, Alone(outlet_id, name)).quotations.append(row)
    for row in names.rows:
        if row["only_outlet"]:
            one = found.setdefault(row["only_outlet"], Alone(row["only_outlet"], row["publication"]))
            one.names.append(row)
    return sorted(found.values(), key=lambda one: -len(one.quotations) - len(one.names))
