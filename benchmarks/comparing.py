"""What it costs to find the articles a batch has to be compared with, as the warehouse grows.

    .venv/bin/python benchmarks/comparing.py [--remembered 10000 100000 1000000] [--new 100 1000]

Remembered articles are rows made up in SQL, shaped like news: each has 18 shingles and 12 words; one in twenty is a
copy of the one before, five in a row tell one story and share five words. Words are drawn by Zipf's law from the
thousandth commonest down: commoner ones are never among an article's weightiest. Texts are left empty.
Printed: CPU seconds of `warehouse.store.comparison_candidates.neighbours` for the new articles, and how many it found.
"""

import argparse
import resource
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from tasks.loading.relate_articles import NEIGHBOURS, SLICE
from warehouse.backend.live import open_live
from warehouse.store.comparison_candidates import ArticleKeys, neighbours

_SHINGLES, _TERMS, _WORDS = 18, 12, 2_000_000

# Made in the order of their numbers, as loads do: rows of one time stand together.
_MADE = """
CREATE OR REPLACE TEMP TABLE made AS
SELECT i, md5(i::VARCHAR) AS article_id, DATE '2015-01-01' + (i * 3650 // $total)::INTEGER AS published_on
FROM range($start, $stop) r(i);

CREATE OR REPLACE TEMP TABLE made_shingles AS
SELECT i, article_id, (hash(if(i % 20 = 19, i - 1, i) * 64 + j) % 4294967296)::UINTEGER AS band_hash
FROM made, range({shingles}) s(j);

CREATE OR REPLACE TEMP TABLE made_terms AS
SELECT i, article_id, published_on,
    (1000 * exp((hash(if(j < 5, i // 5, i) * 64 + j) % 1000000) / 1000000 * ln({words} / 1000)))::UINTEGER AS term
FROM made, range({terms}) s(j);
"""

_REMEMBERED = """
INSERT INTO compared SELECT hash(article_id), article_id FROM made ORDER BY i;
INSERT INTO signatures SELECT band_hash, hash(article_id) FROM made_shingles ORDER BY i;
INSERT INTO story_keys SELECT term, hash(article_id), published_on FROM made_terms ORDER BY i;
INSERT INTO story_articles SELECT 'story' || i // 5, article_id, 0.5 FROM made ORDER BY i;
INSERT INTO copy_families SELECT article_id, 'family' || i // 20 FROM made WHERE i % 20 >= 18 ORDER BY i;
INSERT INTO versions BY NAME
SELECT
    article_id || '-1' AS version_id, article_id, 1 AS number, article_id AS capture_id, published_on AS seen_at,
    '' AS body, published_on, true AS newest, published_on AS first_seen_at, 0 AS word_count, 'article' AS kind,
    '' AS identity, '' AS text_hash, '' AS reader_version, i // 250 AS load_number
FROM made ORDER BY i;
"""


def main() -> None:
    """Prints a line for each size of the warehouse and of the batch."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--remembered", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--new", type=int, nargs="+", default=[100, 1000])
    given = parser.parse_args()
    for total in given.remembered:
        with (
            tempfile.TemporaryDirectory(prefix="cuttings-comparing-") as folder,
            closing(open_live(Path(folder))) as con,
        ):
            _make(con, 0, total, total)
            con.execute(_REMEMBERED)
            con.execute("CHECKPOINT")
            for count in given.new:
                # Half of the new articles belong to stories that are known.
                _make(con, total - count // 2, total + count // 2, total)
                keys = _keys(con)
                used, found = _measured(con, keys)
                print(f"{total} remembered, {count} new: {used:.2f} CPU s, {found} found", flush=True)


def _make(con: DuckDBPyConnection, start: int, stop: int, total: int) -> None:
    values = {"start": start, "stop": stop, "total": total}
    for statement in _MADE.format(shingles=_SHINGLES, terms=_TERMS, words=_WORDS).split(";"):
        if statement.strip():
            con.execute(statement, values if "$start" in statement else None)


def _keys(con: DuckDBPyConnection) -> list[ArticleKeys]:
    shingles: dict[str, list[int]] = {}
    for article, code in con.execute("SELECT article_id, band_hash FROM made_shingles").fetchall():
        shingles.setdefault("new" + article, []).append(code)
    terms: dict[str, dict[int, float]] = {}
    days: dict[str, date] = {}
    for article, day, term in con.execute("SELECT article_id, published_on, term FROM made_terms").fetchall():
        terms.setdefault("new" + article, {})[term] = 5.0
        days["new" + article] = day
    return [ArticleKeys(article, days[article], frozenset(shingles[article]), some) for article, some in terms.items()]


def _measured(con: DuckDBPyConnection, keys: list[ArticleKeys]) -> tuple[float, int]:
    started = _cpu()
    found = sum(len(neighbours(con, keys[at : at + SLICE], limit=NEIGHBOURS)) for at in range(0, len(keys), SLICE))
    return _cpu() - started, found


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
