"""A large home, fast: articles that the loader stored, multiplied inside the database.

Every multiplied article is another one: its ids are its own and the letters of its text are exchanged, so that it is no
copy of the article it was made from. What it is compared by is multiplied too: each word becomes another one that is
about as common, so that a library's language does not grow with it, and no two events are told in the same words.
"""

from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from duckdb import DuckDBPyConnection, func

from benchmarks.made_news import vocabulary
from tasks.text.compare.shingles import wording
from warehouse.backend.rows import first_row

Codes = npt.NDArray[np.uint32]

_ID: Final = "md5({} || $k)"
_KEY: Final = "hash(article_key, $k)::UBIGINT"
_LETTERS: Final = "translate({}, 'abcdefghijklmnopqrstuvwxyz', $letters)"
_LOAD: Final = "load_number + $loads"
_ARTICLE: Final = {"article_id": _ID.format("article_id"), "load_number": _LOAD}
_VERSION: Final = f"{_ID.format('article_id')} || '-1'"
_CAPTURE: Final = "sha256(capture_id || $k)"
_ENTITY: Final = "left(md5({} || $k), 16)"
_WORDS: Final = "other_words({}, $shift)"
_WORD: Final = "other_word({}, $shift)"

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
    "wordings": _ARTICLE | {"codes": _WORDS.format("codes"), "terms": _WORDS.format("terms")},
    "article_outlets": {"article_id": _ID.format("article_id")},
    "article_entities": _ARTICLE | {"entity_id": _ENTITY.format("entity_id")},
    "mentions": _ARTICLE | {"entity_id": _ENTITY.format("entity_id")},
    "entity_keys": {"key": "key || $k", "entity_id": _ENTITY.format("entity_id")},
    "blocks": _ARTICLE | {"text": _LETTERS.format("text")},
    "evidence": {"version_id": f"{_ID.format('version_id[:32]')} || '-1'", "load_number": _LOAD},
    "compared": {"article_key": _KEY, "article_id": _ID.format("article_id")},
    "signatures": {"article_key": _KEY, "band_hash": "(hash(band_hash, $k) >> 32)::UINTEGER"},
    "story_keys": {"article_key": _KEY, "term": _WORD.format("term")},
    "copies": {"article_id": _ID.format("article_id"), "original_id": _ID.format("original_id")},
    "copy_families": {"article_id": _ID.format("article_id"), "copy_family": _ID.format("copy_family")},
    "stories": {"story_id": _ID.format("story_id")},
    "story_articles": {"story_id": _ID.format("story_id"), "article_id": _ID.format("article_id")},
    "term_counts": {"term": _WORD.format("term")},
}
"""By relation: what becomes of a column. All others are taken as they are."""

_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"
_CLASSES: Final = (0, 16, 64, 256, 1024, 4096)
"""Ranks with which classes of about equally common words begin."""
_STEP: Final = 7
"""Shares no divisor with the classes' sizes, so that a word comes back late."""


@cache
def _language() -> tuple[Codes, Codes, npt.NDArray[np.int64]]:
    """The vocabulary's codes by rank; the same sorted; and the ranks of these."""
    by_rank = np.concatenate([wording(word).codes for word in vocabulary()])
    order = np.argsort(by_rank, kind="stable")
    return by_rank, by_rank[order], order


def other_codes(codes: Codes, shift: int) -> Codes:
    """Each word's code, changed for that of another one of its class: another for each `shift`."""
    by_rank, known, ranks = _language()
    places = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    rank = ranks[places]
    bounds = np.array([*_CLASSES, len(by_rank)])
    which = np.searchsorted(bounds, rank, side="right") - 1
    first, size = bounds[which], np.diff(bounds)[which]
    return np.where(known[places] == codes, by_rank[first + (rank - first + _STEP * shift) % size], codes)


def _whole(column: Any) -> Any:  # noqa: ANN401 - an array of Arrow, chunked or not
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _other_words(blobs: Any, shift: Any) -> Any:  # noqa: ANN401
    held = _whole(blobs)
    given = [np.frombuffer(blob.as_py(), "<u4") for blob in held]
    found = other_codes(np.concatenate(given).astype(np.uint32), _whole(shift)[0].as_py())
    parts = np.split(found, np.cumsum([len(one) for one in given])[:-1])
    return pa.array([part.astype("<u4").tobytes() for part in parts], held.type)


def _other_word(terms: Any, shift: Any) -> Any:  # noqa: ANN401
    held = _whole(terms)
    found = other_codes(held.fill_null(0).to_numpy(zero_copy_only=False).astype(np.uint32), _whole(shift)[0].as_py())
    return pa.array(found, pa.uint32(), mask=np.array(held.is_null()))


def _teach(con: DuckDBPyConnection) -> None:
    """The two functions, in SQL."""
    for name, function, kind in (("other_words", _other_words, "BLOB"), ("other_word", _other_word, "UINTEGER")):
        con.create_function(
            name,
            function,
            [kind, "INTEGER"],
            kind,
            type=func.ARROW,
            null_handling=func.SPECIAL,
        )


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
    _teach(con)
    seeds = {name: con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in CHANGED}  # noqa: S608
    for k in range(1, max(1, round(to / one))):
        shift = k % 25 + 1
        letters = _ALPHABET[shift:] + _ALPHABET[:shift]
        # What was multiplied before is multiplied again: an article made twice would be one article's two.
        values = {"k": f"~{one}.{k}", "loads": loads * k, "letters": letters, "shift": one + k}
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
