"""How long the fifteen questions of examples/questions.sql take in a home.

    python benchmarks/questions.py HOME

The names that the questions ask for are replaced by those that the home has most of. Prints, for each, the median of
five runs in ms of wall time and of CPU (of all threads), the rows, and the question.
"""

import statistics
import sys
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from duckdb import DuckDBPyConnection

from warehouse.search.session import open_searchable

QUESTIONS = Path(__file__).parents[1] / "examples" / "questions.sql"
RUNS = 5


def questions() -> list[tuple[str, str]]:
    """Question and SQL."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [(asked.removeprefix("-- "), sql) for asked, sql in pairwise(lines) if asked.startswith("-- ") and sql]


def names(con: DuckDBPyConnection) -> dict[str, str]:
    """What stands in the file, and what this home has in its place."""

    def one(sql: str) -> str:
        rows = con.execute(sql).fetchall()
        return str(rows[0][0]) if rows else "nobody"

    words = one("SELECT headline FROM stories WHERE headline IS NOT NULL ORDER BY article_count DESC LIMIT 1").split()
    said = "FROM statements WHERE kind <> 'topic' AND speaker IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    named = "FROM entities WHERE label = 'organisation' ORDER BY article_count DESC LIMIT 1"
    return {
        "flood barrage": " ".join(word for word in words if word.isalnum())[:60] or "the",
        "'barrage'": f"'{max((word for word in words if word.isalnum()), key=len, default='the')}'",
        "barrage repair": one("SELECT story_id FROM stories ORDER BY article_count DESC LIMIT 1"),
        "Maren Ostwick": one(f"SELECT speaker {said}").replace("'", "''"),
        "Tolle Waterways Authority": one(f"SELECT name {named}").replace("'", "''"),
    }


def main(home: Path) -> None:
    with closing(open_searchable(home)) as con:
        print(*con.execute("SELECT count(*) FROM articles").fetchall()[0], "articles")
        replaced = names(con)
        for asked, written in questions():
            sql = written
            for old, new in replaced.items():
                sql = sql.replace(old, new)
            wall, cpu, rows = [], [], 0
            for _ in range(RUNS):
                started, used = time.perf_counter(), time.process_time()
                rows = len(con.execute(sql).fetchall())
                wall.append(1_000 * (time.perf_counter() - started))
                cpu.append(1_000 * (time.process_time() - used))
            print(f"{statistics.median(wall):8.0f} {statistics.median(cpu):8.0f} {rows:6}  {asked}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
