"""Where each field of an article came from, and its other candidates."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from schemas.article_fields import ARTICLE_FIELDS
from warehouse.backend.rows import first_row, named_rows
from warehouse.errors import NoSuchArticle, SeveralArticles
from warehouse.queries.query import open_snapshot

FIELDS = tuple(field.column for field in ARTICLE_FIELDS if field.evidence)
"""The columns of `articles` that come from documents, in the order in which a reader of the article meets them."""

_COLUMN_OF = {field.evidence: field.column for field in reversed(ARTICLE_FIELDS)}
"""The column of each kind of evidence; evidence for several columns, such as that for a moment, belongs to the
first."""
_LEAST_OF_AN_ID = 4
"""Fewest characters that are accepted as the beginning of an id."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate for a field."""

    value: str
    method: str
    locator: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ExplainedField:
    """A field, and its candidates in the order in which they were found."""

    field: str
    value: Any
    """As stored. None: the document does not give it, or the field is not a column of `articles` (authors,
    encoding)."""
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The newest version of one article."""

    article_id: str
    version_id: str
    fields: tuple[ExplainedField, ...]


def explain(home: Path, name: str) -> Explanation:
    """Explain the article known by `name`: its id or the beginning of it, its URL, or the path or name of its file.

    Reads the snapshot. Raises NoSnapshot, Unreadable, NoSuchArticle, SeveralArticles.
    """
    con = open_snapshot(home)
    try:
        article_id = _article_id(con, name)
        columns = ("version_id", *FIELDS)
        sql = f"SELECT {', '.join(columns)} FROM articles WHERE article_id = ?"  # noqa: S608 - our own names
        values = next(named_rows(con.execute(sql, [article_id])), None)
        if values is None:
            raise NoSuchArticle(name)
        return Explanation(article_id, values["version_id"], _fields(con, values))
    finally:
        con.close()


def _article_id(con: DuckDBPyConnection, name: str) -> str:
    """The id, tried in the order of certainty: id, address, location; for a location, the last article dropped
    there."""
    like_an_id = len(name) >= _LEAST_OF_AN_ID and all(c in "0123456789abcdef-" for c in name)
    if like_an_id and (
        found := _ids(con, "SELECT article_id FROM versions WHERE starts_with(version_id, $name)", name)
    ):
        return _only(found, name)
    if found := _ids(con, "SELECT article_id FROM versions WHERE $name IN (url, canonical_url)", name):
        return _only(found, name)
    sql = """
        SELECT DISTINCT ON (location) coalesce(article_id, '') FROM arrivals
        WHERE location = $name OR ends_with(location, '/' || $name)
        ORDER BY location, article_id IS NULL, load_number DESC, document DESC
    """
    if found := _ids(con, sql, name):
        return _only(found, name) or _refused(con, name)
    raise NoSuchArticle(name)


def _ids(con: DuckDBPyConnection, sql: str, name: str) -> list[str]:
    return sorted({row[0] for row in con.execute(sql, {"name": name}).fetchall()})


def _only(found: list[str], name: str) -> str:
    """The only id. Empty `found`: documents of that name arrived, but none of them is an article."""
    articles = [article for article in found if article]
    if len(articles) > 1:
        raise SeveralArticles(name, articles)
    return articles[0] if articles else ""


def _refused(con: DuckDBPyConnection, name: str) -> str:
    sql = """
        SELECT outcome, reason, detail FROM arrivals WHERE location = $name OR ends_with(location, '/' || $name)
        ORDER BY outcome = 'duplicate', load_number DESC, document DESC
    """
    row = first_row(con.execute(sql, {"name": name}))
    raise NoSuchArticle(name, ": ".join(part for part in row or () if part))


def _fields(con: DuckDBPyConnection, values: dict[str, Any]) -> tuple[ExplainedField, ...]:
    sql = "SELECT field, value, method, locator, chosen FROM evidence WHERE version_id = ? ORDER BY position"
    candidates: dict[str, list[Candidate]] = {field: [] for field in FIELDS}
    for row in named_rows(con.execute(sql, [values["version_id"]])):
        field = row.pop("field")
        candidates.setdefault(_COLUMN_OF.get(field, field), []).append(Candidate(**row))
    return tuple(ExplainedField(field, values.get(field), tuple(some)) for field, some in candidates.items())
