"""A large home, fast: articles that the loader stored, multiplied inside the database.

Every multiplied article is another one: its ids are its own and the letters of its text are exchanged, so that it is no
copy of the article it was made from. What it is found by is multiplied too: its shingles become others, as its words
did; its weightiest words stay, because a library's language does not grow with it.
"""

from typing import Final

from duckdb import DuckDBPyConnection

from warehouse.backend.rows import first_row

_ID: Final = "md5({} || $k)"
_KEY: Final = "hash(article_key, $k)::UBIGINT"
_LETTERS: Final = "translate({}, 'abcdefghijklmnopqrstuvwxyz', $letters)"
_LOAD: Final = "load_number + $loads"
_ARTICLE: Final = {"article_id": _ID.format("article_id"), "load_number": _LOAD}
_VERSION: Final = f"{_ID.format('article_id')} || '-1'"
_CAPTURE: Final = "sha256(capture_id || $k)"

CHANGED: Final[dict[str, dict[str, str]]] = {
    "batches": {"batch_id": _ID.format("batch_id"), "load_number": _LOAD},
    "captures": {
        "capture_id": _CAPTURE,
        "archive_path": "'archive/made/' || md5(capture_id || $k)",
        "load_number": _LOAD,
    },
    "arrivals": _ARTICLE
    | {
        "arrival_id": _ID.format("arrival_id"),
        "batch_id": _ID.format("batch_id"),
        "drop_key": _ID.format("drop_key"),
        "capture_id": _CAPTURE,
        "version_id": _VERSION,
        "location": "location || $k",
    },
    "readings": {
        "capture_id": _CAPTURE,
        "batch_id": _ID.format("batch_id"),
        "version_id": f"{_ID.format('version_id[:32]')} || '-1'",
        "load_number": _LOAD,
    },
    "versions": _ARTICLE
    | {
        "version_id": _VERSION,
        "capture_id": _CAPTURE,
        "body": _LETTERS.format("body"),
        "headline": _LETTERS.format("headline"),
        "identity": "identity || $k",
        "url": "url || $k",
        "canonical_url": "canonical_url || $k",
        "text_hash": "sha256(text_hash || $k)",
    },
    "authors": _ARTICLE,
    "wordings": _ARTICLE,
    "blocks": _ARTICLE | {"text": _LETTERS.format("text")},
    "evidence": {"version_id": f"{_ID.format('version_id[:32]')} || '-1'", "load_number": _LOAD},
    "compared": {"article_key": _KEY, "article_id": _ID.format("article_id")},
    "signatures": {"article_key": _KEY, "band_hash": "(hash(band_hash, $k) >> 32)::UINTEGER"},
    "story_keys": {"article_key": _KEY},
    "copies": {"article_id": _ID.format("article_id"), "original_id": _ID.format("original_id")},
    "copy_families": {"article_id": _ID.format("article_id"), "copy_family": _ID.format("copy_family")},
    "stories": {"story_id": _ID.format("story_id")},
    "story_articles": {"story_id": _ID.format("story_id"), "article_id": _ID.format("article_id")},
    "term_counts": {},
}
"""By relation: what becomes of a column. All others are taken as they are."""

_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"


def articles(con: DuckDBPyConnection) -> int:
    """How many the warehouse has."""
    row = first_row(con.execute("SELECT count(*) FROM versions WHERE newest"))
    return row[0] if row else 0


def multiply(con: DuckDBPyConnection, *, to: int) -> None:
    """Multiplies what the loads so far stored until there are about `to` articles."""
    row = first_row(con.execute("SELECT max(load_number) FROM batches"))
    loads = row[0] if row else 0
    one = articles(con)
    con.execute("SET preserve_insertion_order = true")
    seeds = {name: con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in CHANGED}  # noqa: S608
    for k in range(1, max(1, round(to / one))):
        shift = k % 25 + 1
        values = {"k": f"~{k}", "loads": loads * k, "letters": _ALPHABET[shift:] + _ALPHABET[:shift]}
        con.begin()
        for relation, changed in CHANGED.items():
            columns = ", ".join(f"{sql} AS {column}" for column, sql in changed.items())
            given = {name: value for name, value in values.items() if f"${name}" in columns}
            con.execute(
                f"INSERT INTO {relation} SELECT * REPLACE ({columns}) FROM {relation} LIMIT {seeds[relation]}"  # noqa: S608
                if columns
                else f"INSERT INTO {relation} FROM {relation} LIMIT {seeds[relation]}",
                given,
            )
        con.commit()
    con.execute("CHECKPOINT")
