"""A story: who had it when, who copied whom, what is quoted, which figures differ, who is named, what one outlet has."""

from starlette.requests import Request

from warehouse.queries.sessions import Asker
from warehouse.web.chart import days_chart
from warehouse.web.site import NotThere, Page


def story(ask: Asker, request: Request) -> Page:
    """Builds it. Raises NotThere."""
    story_id = request.path_params["story"]
    found = ask("story", story=story_id, limit=1).first
    if found is None:
        raise NotThere(f"no story is known as {story_id}")
    timeline = ask("story_timeline", story=story_id, limit=500)
    quotations = ask("story_quotations", story=story_id, limit=100)
    names = ask("story_names", story=story_id, limit=200)
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
            "only_quotations": [row for row in quotations.rows if row["only_outlet"]],
            "only_names": [row for row in names.rows if row["only_outlet"]],
        },
    )  # fmt: skip
