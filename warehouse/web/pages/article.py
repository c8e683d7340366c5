"""An article: its text with marks, its versions side by side, the evidence of every field."""

from starlette.requests import Request

from schemas.article_fields import ARTICLE_FIELDS
from warehouse.errors import BadQuery
from warehouse.queries.sessions import Asker, Table
from warehouse.web.changes import changes
from warehouse.web.marks import Mark, pieces
from warehouse.web.site import NotThere, Page

_HEAD = {"headline", "dek", "byline", "dateline", "publication", "body"}
"""Fields that the page shows above the text."""
_OF_ITS_LOAD = ("authors", "blocks", "names", "statements", "figures", "citations", "media", "links")
"""Questions about rows that carry the article's load_number: with it a scan skips those of other loads."""
FIELDS = tuple(field.column for field in ARTICLE_FIELDS if field.column not in _HEAD)


def article(ask: Asker, request: Request) -> Page:
    """The newest version. Raises NotThere."""
    name = request.path_params["article"]
    found = ask("article", article=name, limit=1).first
    if found is None:
        raise NotThere(f"no article is known as {name}")
    load = found["load_number"]
    parts = {part: ask(f"article_{part}", article=name, load=load, limit=2_000) for part in _OF_ITS_LOAD}
    parts |= {part: ask(f"article_{part}", article=name, limit=2_000) for part in ("versions", "copies", "arrivals")}
    marks = _marks(parts)
    text = [
        {"kind": block["kind"], "pieces": pieces(block["text"], marks["body"], start=block["start_char"])}
        for block in parts["blocks"].rows
    ]
    return Page(
        "article.html",
        {
            "title": found["headline"] or "An article", "article": found, "text": text, "fields": FIELDS,
            "headline": pieces(found["headline"] or "", marks["headline"]), **parts,
            "named": _named(parts["names"]),
        },
    )  # fmt: skip


def article_changes(ask: Asker, request: Request) -> Page:
    """Two versions side by side: `from` and `to`, the last two if none are asked for. Raises NotThere."""
    name = request.path_params["article"]
    versions = ask("article_versions", article=name, limit=1_000)
    if not versions.rows:
        raise NotThere(f"no article is known as {name}")
    last = int(versions.rows[-1]["number"])
    after_number = _number(request, "to", last)
    before_number = _number(request, "from", max(1, after_number - 1))
    before = ask("article_version", article=name, number=before_number, limit=1).first
    after = ask("article_version", article=name, number=after_number, limit=1).first
    if before is None or after is None:
        raise NotThere(f"this article has the versions 1 to {last}")
    heads = [
        (field, changes(before[field] or "", after[field] or ""))
        for field in ("headline", "dek", "byline")
        if before[field] or after[field]
    ]
    return Page(
        "changes.html",
        {
            "title": after["headline"] or "Versions", "article_id": name, "versions": versions, "before": before,
            "after": after, "heads": heads, "lines": changes(before["body"], after["body"]),
        },
    )  # fmt: skip


def article_evidence(ask: Asker, request: Request) -> Page:
    """Every field of a version with its candidates. Raises NotThere."""
    name = request.path_params["article"]
    found = ask("article", article=name, limit=1).first
    if found is None:
        raise NotThere(f"no article is known as {name}")
    versions = ask("article_versions", article=name, limit=1_000)
    number = _number(request, "number", int(versions.rows[-1]["number"]))
    evidence = ask("article_evidence", article=name, number=number, limit=2_000)
    fields: dict[str, list[dict[str, object]]] = {}
    for row in evidence.rows:
        fields.setdefault(row["field"], []).append(row)
    return Page(
        "evidence.html",
        {
            "title": found["headline"] or "Evidence", "article": found, "versions": versions, "number": number,
            "evidence": evidence, "by_field": fields,
        },
    )  # fmt: skip


def _marks(parts: dict[str, Table]) -> dict[str, list[Mark]]:
    marks: dict[str, list[Mark]] = {"headline": [], "body": []}
    for row in parts["names"].rows:
        about = f"{row['label']}: {row['name'] or row['surface']}"
        marks[row["field"]].append(Mark(row["start_char"], row["end_char"], "name", about, row["entity_id"]))
    for row in parts["statements"].rows:
        who = row["speaker"] or row["speaker_text"] or "speaker not named"
        marks["body"].append(Mark(row["start_char"], row["end_char"], "statement", f"{row['kind']} statement, {who}"))
    for row in parts["figures"].rows:
        said = " ".join(str(row[part]) for part in ("hedge", "value", "unit", "counted") if row[part] is not None)
        marks["body"].append(Mark(row["start_char"], row["end_char"], "figure", f"figure: {said}"))
    return marks


def _named(names: Table) -> list[dict[str, object]]:
    """Each entity once, with how often it stands there."""
    found: dict[str, dict[str, object]] = {}
    for row in names.rows:
        one = found.setdefault(
            row["entity_id"],
            {"entity_id": row["entity_id"], "name": row["name"] or row["surface"], "label": row["label"], "times": 0},
        )
        one["times"] = int(str(one["times"])) + 1
    return sorted(found.values(), key=lambda one: (str(one["label"]), -int(str(one["times"])), str(one["name"])))


def _number(request: Request, name: str, otherwise: int) -> int:
    given = request.query_params.get(name)
    if not given:
        return otherwise
    if not given.isdecimal() or len(given) > 9:
        raise BadQuery("", f"{name} is no number: {given[:40]!r}")
    return int(given)
