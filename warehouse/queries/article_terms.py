"""The input of the search index: the newest version of each article, with everything that a search can name."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from warehouse.queries.query import open_snapshot

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class ArticleTerms:
    """One article as the index needs it. Tuples are empty if nothing is known."""

    article_id: str
    headline: str | None
    body: str | None
    """None: the article no longer exists and must be removed from the index."""
    outlet: str | None
    language: str | None
    published_on: date | None
    author: tuple[str, ...]
    speaker: tuple[str, ...]
    person: tuple[str, ...]
    place: tuple[str, ...]
    organisation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownLoads:
    """The loads that a snapshot contains."""

    newest: int
    """0: none."""
    first: str
    """The id of the first batch, which distinguishes warehouses; "" if there is none."""


def known_loads(home: Path) -> KnownLoads:
    """Raises NoSnapshot, Unreadable."""
    with closing(open_snapshot(home)) as con:
        row = con.execute("SELECT max(load_number), arg_min(batch_id, load_number) FROM batches").fetchone()
    return KnownLoads(int(row[0]), str(row[1])) if row and row[0] is not None else KnownLoads(0, "")


def article_terms(home: Path, *, after_load: int) -> Iterator[ArticleTerms]:
    """The articles that loads after `after_load` changed, each once. Raises NoSnapshot, Unreadable."""
    with closing(open_snapshot(home)) as con:
        yield from _terms(con, after_load)


def batch_terms(con: DuckDBPyConnection, batch_id: str) -> list[ArticleTerms]:
    """The articles that a batch changed, which is the last one stored, or is being stored in this transaction."""
    row = con.execute("SELECT load_number FROM batches WHERE batch_id = ?", [batch_id]).fetchall()
    return [one for one in _terms(con, row[0][0] - 1) if one.body is not None]


def _terms(con: DuckDBPyConnection, after_load: int) -> Iterator[ArticleTerms]:
    found = con.execute(_SQL, {"after": after_load})
    names = [column[0] for column in found.description or ()]
    while some := found.fetchmany(_AT_ONCE):
        for row in some:
            values: dict[str, Any] = dict(zip(names, row, strict=True))
            lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
            yield ArticleTerms(**(values | lists))


_SQL = """
WITH touched AS MATERIALIZED (
    SELECT article_id, bool_or(newest) AS newest FROM versions WHERE load_number > $after GROUP BY article_id
),
-- The newest version is nearly always what the loads wrote; only for others are all versions looked through.
found AS MATERIALIZED (
    SELECT article_id, load_number, headline, body, publication, language, published_on FROM versions
    WHERE load_number > $after AND newest
    UNION ALL
    SELECT article_id, load_number, headline, body, publication, language, published_on FROM versions
    WHERE newest AND article_id IN (SELECT article_id FROM touched WHERE NOT newest)
),
written AS (
    SELECT article_id, list(name ORDER BY position) AS author
    FROM authors SEMI JOIN found USING (load_number, article_id) GROUP BY 1
),
spoken AS (
    SELECT article_id, list(DISTINCT speaker) AS speaker
    FROM statements SEMI JOIN found USING (load_number, article_id) WHERE speaker IS NOT NULL GROUP BY 1
),
forms AS (
    SELECT article_id, label, unnest(list_prepend(name, aliases)) AS form
    FROM article_entities SEMI JOIN found USING (load_number, article_id)
),
named AS (
    SELECT
        article_id,
        list(DISTINCT form) FILTER (WHERE label = 'person') AS person,
        list(DISTINCT form) FILTER (WHERE label = 'place') AS place,
        list(DISTINCT form) FILTER (WHERE label = 'organisation') AS organisation
    FROM forms GROUP BY 1
)
SELECT
    t.article_id, v.headline, v.body, v.publication AS outlet, v.language, v.published_on,
    coalesce(w.author, []) AS author, coalesce(s.speaker, []) AS speaker, coalesce(n.person, []) AS person,
    coalesce(n.place, []) AS place, coalesce(n.organisation, []) AS organisation
FROM touched t
LEFT JOIN found v USING (article_id)
LEFT JOIN written w USING (article_id)
LEFT JOIN spoken s USING (article_id)
LEFT JOIN named n USING (article_id)
"""
