"""The results of a search: articles with passages, and counts by outlet, language and week."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from duckdb import DuckDBPyConnection

from warehouse.search.index import MOST_HITS
from warehouse.search.passages import Passage, passage
from warehouse.search.session import open_searchable

Order = Literal["relevance", "day"]
MOST_FACETS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """One article that a search found."""

    article_id: str
    headline: str | None
    publication: str | None
    outlet_id: str | None
    published_on: date | None
    language: str | None
    score: float
    passage: Passage


@dataclass(frozen=True, slots=True)
class Facet:
    """The number of hits that share one value of a column. `value` None: the articles do not state it."""

    value: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits."""

    total: int
    found: tuple[Found, ...]
    outlets: tuple[Facet, ...]
    languages: tuple[Facet, ...]
    weeks: tuple[Facet, ...]
    """Each week by its Monday, the newest first."""


_ORDERS: dict[Order, str] = {
    "relevance": "score DESC, published_on DESC NULLS LAST, article_id",
    "day": "published_on DESC NULLS LAST, score DESC, article_id",
}


def results(
    home: Path, query: str, *, order: Order = "relevance", limit: int = 20, offset: int = 0, embargoed: bool = True
) -> Results:
    """Search. `embargoed` False: without articles whose embargo has not ended. Raises NoSnapshot, Unreadable,
    NotSearchable."""
    shown = "" if embargoed else "AND may_be_shown(v.embargoed_until, v.editorial_status)"
    with closing(open_searchable(home)) as con:
        con.execute(
            "CREATE TEMP TABLE found AS FROM search($query, most := $most)", {"query": query, "most": MOST_HITS}
        )
        con.execute(
            "CREATE TEMP TABLE hits AS "  # noqa: S608 - our own words
            "SELECT h.score, h.article_id, v.load_number, v.publication, o.outlet_id, v.language, v.published_on "
            f"FROM found h JOIN versions v ON v.article_id = h.article_id AND v.newest {shown} "
            "LEFT JOIN article_outlets o ON o.article_id = h.article_id"
        )
        # The SQL consists only of our own words; the user's words are a parameter.
        ordered = _ORDERS[order]
        among = ordered.replace("published_on", "p.published_on").replace("article_id", "p.article_id")
        sql = (
            f"WITH page AS (FROM hits ORDER BY {ordered} LIMIT $limit OFFSET $offset) "  # noqa: S608
            f"SELECT p.article_id, v.headline, v.body, p.publication, p.outlet_id, p.published_on, p.language, p.score "
            "FROM page p JOIN versions v ON v.load_number = p.load_number AND v.article_id = p.article_id AND v.newest "
            f"ORDER BY {among} "
        )
        rows = con.execute(sql, {"limit": limit, "offset": offset}).fetchall()
        total = con.execute("SELECT count(*) FROM hits").fetchone()
        return Results(
            total=int(total[0]) if total else 0,
            found=tuple(_found(row, query) for row in rows),
            outlets=_facets(con, "publication", "2 DESC, 1"),
            languages=_facets(con, "language", "2 DESC, 1"),
            weeks=_facets(con, "strftime(date_trunc('week', published_on), '%Y-%m-%d')", "1 DESC NULLS LAST"),
        )


def _found(
    row: tuple[str, str | None, str, str | None, str | None, date | None, str | None, float], query: str
) -> Found:
    article_id, headline, body, publication, outlet_id, published_on, language, score = row
    return Found(
        article_id,
        headline,
        publication,
        outlet_id,
        published_on,
        language,
        score,
        passage(body, query, language=language),
    )


def _facets(con: DuckDBPyConnection, column: str, order: str) -> tuple[Facet, ...]:
    # `column` and `order` are our own words.
    sql = f"SELECT {column}, count(*) FROM hits GROUP BY 1 ORDER BY {order} LIMIT {MOST_FACETS}"  # noqa: S608
    rows = con.execute(sql).fetchall()
    return tuple(Facet(value, int(count)) for value, count in rows)
