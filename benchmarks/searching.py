"""The search index beside DuckDB's fts extension and SQLite's FTS5: what an article and a query cost, and recall.

    python -m benchmarks.searching --articles 10000 --home /tmp/made-search [--queries 50]

The articles are made_warehouse.py's. Queries are words of the articles, rare and frequent ones, every third of them two
words that must both be there. CPU milliseconds are those of this process. DuckDB's extension is taken from the package
`duckdb-extension-fts`, where it is installed.
"""

import argparse
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb

from benchmarks.made_warehouse import make
from benchmarks.pages import part
from warehouse.backend.lake.connection import extension
from warehouse.backend.live import open_live
from warehouse.backend.snapshot import publish
from warehouse.errors import NoExtension
from warehouse.queries.query import open_snapshot
from warehouse.search.fields import normal, plain_analyser
from warehouse.search.index import rebuild, search

Texts = dict[str, str]
SHOWN = 20
"""Hits that a query of the time measurement asks for, the best first."""


def texts(home: Path) -> Texts:
    """Headline and body by article_id."""
    with closing(open_snapshot(home)) as con:
        rows = con.execute("SELECT article_id, concat_ws(' ', headline, body) FROM articles").fetchall()
    return dict(rows)


def chosen(words: dict[str, frozenset[str]], count: int) -> list[tuple[str, ...]]:
    """Queries: words of articles picked at random, the same ones each time; frequent words come more often."""
    some = random.Random(5)
    ids = sorted(words)
    picked = [some.sample(sorted(words[some.choice(ids)]), 2) for _ in range(count)]
    return [tuple(pair) if at % 3 == 0 else (pair[0],) for at, pair in enumerate(picked)]


def cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of it."""
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


def sqlite(texts: Texts, home: Path) -> sqlite3.Connection:
    """FTS5 over the same texts, in a file."""
    file = home / "fts5.sqlite"
    file.unlink(missing_ok=True)
    con = sqlite3.connect(file)
    con.execute("CREATE VIRTUAL TABLE found USING fts5(article_id UNINDEXED, text, tokenize = 'unicode61')")
    con.executemany("INSERT INTO found VALUES (?, ?)", texts.items())
    con.commit()
    return con


def duckdb_fts(texts: Texts, home: Path) -> duckdb.DuckDBPyConnection:
    """The extension's index over the same texts, in a file. Raises NoExtension."""
    file = home / "fts.duckdb"
    file.unlink(missing_ok=True)
    con = duckdb.connect(str(file))
    con.execute(f"LOAD '{extension('fts')}'")
    con.execute("CREATE TABLE found (article_id VARCHAR, text VARCHAR)")
    for at in range(0, len(texts), 5_000):
        some = list(texts)[at : at + 5_000]
        bodies = [texts[article] for article in some]
        con.execute("INSERT INTO found SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[])", [some, bodies])
    con.execute(
        "PRAGMA create_fts_index('found', 'article_id', 'text', stemmer = 'none', stopwords = 'none', ignore = '')"
    )
    return con


def engines(home: Path, texts: Texts) -> Iterator[tuple[str, float, Callable[[tuple[str, ...]], object]]]:
    """Each engine: its name, CPU milliseconds an article, and what asks it."""
    spent = cpu(lambda: rebuild(home))
    yield "tantivy, `cuttings search`", spent / len(texts), lambda words: search(home, " ".join(words), limit=SHOWN)
    made: list[sqlite3.Connection] = []
    spent = cpu(lambda: made.append(sqlite(texts, home)))
    sql = f"SELECT article_id FROM found WHERE found MATCH ? ORDER BY rank LIMIT {SHOWN}"  # noqa: S608 - our number
    yield "SQLite FTS5", spent / len(texts), lambda words: made[0].execute(sql, [" AND ".join(words)]).fetchall()
    other: list[duckdb.DuckDBPyConnection] = []
    try:
        spent = cpu(lambda: other.append(duckdb_fts(texts, home)))
    except NoExtension as error:
        print(f"(DuckDB fts is not measured: {error})")
        return
    ranked = f"""
        SELECT article_id FROM (
            SELECT article_id, fts_main_found.match_bm25(article_id, ?, conjunctive := 1) AS score FROM found
        )
        WHERE score IS NOT NULL ORDER BY score DESC LIMIT {SHOWN}
    """  # noqa: S608 - our number
    yield "DuckDB fts", spent / len(texts), lambda words: other[0].execute(ranked, [" ".join(words)]).fetchall()


def main() -> None:
    """Makes the home if it is not there, and prints the table."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--articles", type=int, default=10_000)
    given.add_argument("--home", type=Path, required=True)
    given.add_argument("--queries", type=int, default=50)
    said = given.parse_args()
    if not (said.home / "cuttings.duckdb").exists():
        with closing(open_live(said.home)) as con:
            make(con, said.articles)
            publish(said.home, force=True, con=con)
    known = texts(said.home)
    words = {article: frozenset(plain_analyser().analyze(normal(text))) for article, text in known.items()}
    queries = chosen(words, said.queries)
    print(f"{len(known)} articles, {len(queries)} queries\n")
    print("| engine | CPU ms an article | p50 ms | p95 ms | CPU p50 ms | CPU p95 ms |\n|---|---|---|---|---|---|")
    for name, each, ask in engines(said.home, known):
        wall, spent = [], []
        for query in queries:
            began, used = time.perf_counter(), time.process_time()
            ask(query)
            spent.append((time.process_time() - used) * 1000)
            wall.append((time.perf_counter() - began) * 1000)
        shown = [part(wall, 0.5), part(wall, 0.95), part(spent, 0.5), part(spent, 0.95)]
        print(f"| {name} | {each:.2f} | " + " | ".join(f"{value:.1f}" for value in shown) + " |", flush=True)
    missed = found = 0
    for query in queries:
        scanned = {article for article, those in words.items() if those.issuperset(query)}
        missed += len(scanned - set(search(said.home, " ".join(query)).article_ids))
        found += len(scanned)
    print(f"\nA plain scan finds {found} articles for the {len(queries)} queries; the index misses {missed} of them.")


if __name__ == "__main__":
    main()
