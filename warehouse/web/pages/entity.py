"""Names: a list of them, and a page for each person, organisation or place."""

from starlette.requests import Request

from warehouse.queries.sessions import Asker
from warehouse.web.chart import days_chart
from warehouse.web.paging import page_number
from warehouse.web.site import NotThere, Page

ON_A_PAGE = 100
LOOKED_AT = 200
"""How many of an entity's newest articles are read for statements, roles and co-mentions."""
LABELS = ("person", "organisation", "place")


def names(ask: Asker, request: Request) -> Page:
    """The names mentioned most, or those that contain given words."""
    number = page_number(request)
    words = request.query_params.get("words") or None
    label = request.query_params.get("label") or None
    found = ask("names", words=words, label=label, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE)
    shown = {"title": "Names", "names": found, "words": words, "label": label, "labels": LABELS, "number": number}
    return Page("names.html", shown)


def entity(ask: Asker, request: Request) -> Page:
    """One of them. Raises NotThere."""
    entity_id = request.path_params["entity"]
    found = ask("entity", entity=entity_id, limit=1).first
    if found is None:
        raise NotThere(f"nobody and nothing is known as {entity_id}")
    days = ask("entity_days", entity=entity_id, limit=400)
    articles = ask("entity_articles", entity=entity_id, limit=LOOKED_AT)
    # For a name in many articles, the page shows the newest articles; the data contain all.
    since = articles.rows[-1]["day"] if articles.more else None
    return Page(
        "entity.html",
        {
            "title": found["name"], "entity": found, "days": days,
            "drawn": days_chart(
                [(row["day"], row["articles"], row["independent"]) for row in days.rows],
                what="articles", part="of them texts of their own",
            ),
            "outlets": ask("entity_outlets", entity=entity_id, limit=100),
            "statements": ask("entity_statements", entity=entity_id, since=since, limit=50),
            "company": ask("entity_company", entity=entity_id, since=since, limit=60),
            "forms": ask("entity_forms", entity=entity_id, limit=100),
            "keys": ask("entity_keys", entity=entity_id, limit=50),
            "roles": ask("entity_roles", entity=entity_id, since=since, limit=20),
            "articles": articles, "shown_articles": 50, "since": since,
        },
    )  # fmt: skip
