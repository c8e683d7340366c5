"""A reader keeps its session open while loads go on: does anybody wait, does any read fail, who sees what?

    .venv/bin/python -m benchmarks.readers [--loads 3] [--pages 100]

Prints, for each load, how long it took alone (on a home of its own, nobody reading) and with the session open, what
the open session still sees, and what a new one sees. Exit 1 if a read failed or a new session misses the newest batch.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from benchmarks.made_pages import write_pages

CUTTINGS = str(Path(sys.executable).with_name("cuttings"))
COUNT = "SELECT count(*) FROM articles"


def load(pages: Path, home: Path) -> float:
    """Seconds that one load takes."""
    started = time.monotonic()
    subprocess.run(
        [CUTTINGS, "ingest", str(pages), "--home", str(home), "--no-record", "--annotate", "none"],
        check=True,
        stdout=subprocess.DEVNULL,
        env=os.environ,
    )
    return time.monotonic() - started


def count(con: duckdb.DuckDBPyConnection) -> int:
    """Articles that a session sees."""
    (found,) = con.execute(COUNT).fetchall()[0]
    return int(found)


def main() -> int:
    """Prints the table; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--loads", type=int, default=3)
    parser.add_argument("--pages", type=int, default=100)
    given = parser.parse_args()
    faults = 0
    with tempfile.TemporaryDirectory(prefix="cuttings-readers-") as made:
        folder = Path(made)
        alone, home = folder / "alone", folder / "home"
        for path in (alone, home):
            write_pages(folder / "first", given.pages, seed=1)
            load(folder / "first", path)
        with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as session:
            for number in range(given.loads):
                pages = folder / f"load-{number}"
                write_pages(pages, given.pages, seed=number + 2)
                calm, read = load(pages, alone), load(pages, home)
                ask = [CUTTINGS, "sql", COUNT, "--csv", "--home", str(home)]
                new = int(subprocess.run(ask, check=True, capture_output=True, text=True).stdout.split()[-1])
                due = given.pages * (number + 2)
                faults += new != due
                print(f"load {number + 1}: alone {calm:.1f} s, with an open session {read:.1f} s; ", end="")
                print(f"the open session sees {count(session)} articles, a new one {new} (due {due})")
    print(f"{faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
