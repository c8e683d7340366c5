"""Definitions that hold no rows: views, and the comments of declared columns.

They are created again in every file whose definitions have a different text, so that changing one needs no migration.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from duckdb import DuckDBPyConnection

from schemas.arrival import Outcome, reasons
from schemas.article_fields import ARTICLE_FIELDS, FIELD_COLUMNS
from schemas.explained import Explained
from schemas.reading import Reading
from warehouse.backend.literal import literal
from warehouse.backend.rows import transaction
from warehouse.backend.script import run_script

NAMES = "views/"
"""The prefix of the names of definitions in `schema_migrations`."""

READ = (Reading.ARTICLE, Reading.REJECTED, Reading.QUARANTINED)
"""The outcomes that a row of `readings` can have; documents that were not read have no row."""


@cache
def definitions() -> dict[str, str]:
    """SQL by name, in order: the files of warehouse/views, then the comments of an article's fields."""
    folder = files("warehouse.views")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    texts = {f"{NAMES}{name}": _filled(name, (folder / name).read_text(encoding="utf-8")) for name in names}
    return texts | {f"{NAMES}article_fields": "\n".join([*_comments(), *_taken_over(texts[f"{NAMES}articles.sql"])])}


@dataclass(frozen=True, slots=True)
class OneOf:
    """A macro for one thing (a story, an entity), made from the text of a view of all of them."""

    macro: str
    """Its name and parameter."""
    whole: Mapping[str, str]
    """What replaces each {place} of the text in the view."""
    part: Mapping[str, str]
    """What replaces each {place} in the macro."""
    said: str
    """A description of the rows that it returns."""


_STORY = "of one story: FROM {}(''...''), with its story_id."
_CALLED = (
    "of those who have this name: FROM {}(''...''), with any of their names, in any case, with or without accents."
)

ONE_OF = {
    "reports_of_stories": OneOf(
        "reports_of(story)",
        {"members": "story_articles"},
        # The limit tells DuckDB that a story has few articles.
        {"members": "(FROM story_articles WHERE story_id = story LIMIT 10000)"},
        _STORY,
    ),
    "story_quotes": OneOf(
        "quotes_in(story)", {"reports": "reports_of_stories"}, {"reports": "reports_of(story)"}, _STORY
    ),
    "story_figures": OneOf(
        "figures_in(story)", {"reports": "reports_of_stories"}, {"reports": "reports_of(story)"}, _STORY
    ),
    "entities": OneOf(
        "entity(who)",
        {"rows": "article_entities"},
        {"rows": "(FROM article_entities WHERE entity_id IN (SELECT entity_id FROM ids_of(who)))"},
        _CALLED,
    ),
    "entity_timeline": OneOf(
        "timeline_of(who)",
        {"entities": "entities", "mentions": "mentions"},
        {"entities": "entity(who)", "mentions": "(FROM mentions WHERE entity_id IN (SELECT entity_id FROM known))"},
        _CALLED,
    ),
}
"""By view. DuckDB pushes a literal story_id down to the tables, but not one that a query returns, as in
`quotes_in((SELECT story_id ...))`; and it cannot push down a name that entities get only after they are counted."""


def _one_of(name: str, sql: str) -> str:
    """The view's file, followed by its macro."""
    view = f"CREATE OR REPLACE VIEW {name} AS"
    body, comments = _body_and_comments(name, sql)
    one = ONE_OF[name]
    called = one.macro.split("(")[0]
    internal = "Internal: " if comments.startswith(f" ON VIEW {name} IS 'Internal: ") else ""
    said = f"{internal}The rows of {name} {one.said.format(called)}"
    return f"""{view}{_placed(body, one.whole)};
        CREATE OR REPLACE MACRO {one.macro} AS TABLE {_placed(body, one.part)};
        COMMENT ON MACRO TABLE {called} IS '{said}';
        COMMENT{comments}"""


def _placed(body: str, places: Mapping[str, str]) -> str:
    for place, relation in places.items():
        body = body.replace(f"{{{place}}}", relation)
    return body


def of_one_story(name: str, reports: str) -> str:
    """The SELECT of a view about stories, with `reports` instead of reports_of_stories."""
    body, _ = _body_and_comments(name, (files("warehouse.views") / f"{name}.sql").read_text(encoding="utf-8"))
    return _placed(body, {"reports": reports})


def _body_and_comments(name: str, sql: str) -> tuple[str, str]:
    body, comments = sql.split(f"CREATE OR REPLACE VIEW {name} AS", 1)[1].split(";\nCOMMENT", 1)
    return body, comments


def define(con: DuckDBPyConnection) -> list[str]:
    """Creates the definitions that the database lacks or has with a different text, in one transaction, and returns
    their names. Must run after all migrations."""
    known = con.execute("SELECT name, checksum FROM schema_migrations WHERE starts_with(name, ?)", [NAMES]).fetchall()
    texts = definitions()
    checksums = {name: _checksum(sql) for name, sql in texts.items()}
    if checksums == dict(known):
        return []
    with transaction(con):
        # All of them: replacing a view removes its comments, which another text may set.
        for name, sql in texts.items():
            run_script(con, sql)
            con.execute("DELETE FROM schema_migrations WHERE name = ?", [name])
            con.execute("INSERT INTO schema_migrations VALUES (?, ?, now())", [name, checksums[name]])
    return list(checksums)


@cache
def _checksum(sql: str) -> str:
    return hashlib.sha256(sql.encode()).hexdigest()


def _comments() -> list[str]:
    """The comments of the fields, in every relation that has all of the fields."""
    return [
        f"COMMENT ON COLUMN {relation}.{field.column} IS {literal(field.comment)};"
        for relation in ("versions", "articles", "shown_articles")
        for field in ARTICLE_FIELDS
    ]


def _taken_over(articles: str) -> list[str]:
    """The comments of the view `articles` on its other columns, for shown_articles, which also has these columns."""
    own = "COMMENT ON COLUMN articles."
    return [line.replace(own, "COMMENT ON COLUMN shown_articles.") for line in articles.splitlines() if own in line]


def _filled(file: str, sql: str) -> str:
    """SQL with its placeholders filled by the declarations in schemas/."""
    name = file.removesuffix(".sql")
    if name in ONE_OF:
        return _one_of(name, sql)
    rows = ", ".join(f"({literal(outcome)}, {literal(reason)}, {literal(said)})" for outcome, reason, said in reasons())
    return (
        sql.replace("{article_fields}", FIELD_COLUMNS)
        .replace("{reasons}", rows)
        .replace("{outcomes}", _sentences(Outcome))
        .replace("{readings}", _sentences(READ))
    )


def _sentences(names: Iterable[Explained]) -> str:
    return literal("; ".join(f"{name}: {name.sentence}" for name in names) + ". Never NULL.")
