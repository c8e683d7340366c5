"""kill -9 at random moments of loads: is anything lost, doubled, or unreadable afterwards?

    .venv/bin/python -m benchmarks.kills [--kills 40] [--pages 300] [--seed 1]

Half of the pages wait in the inbox, half are named. A load is started and its whole process group killed after a
random time, again and again, then run to its end. While that goes on another process opens the published snapshot
over and over. At the end `reconcile` must exit 0, each document must have exactly one arrival, and the tables must
equal those of a calm load. Exit 1 if not.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import duckdb

from benchmarks.made_pages import write_pages

CUTTINGS = str(Path(sys.executable).with_name("cuttings"))
SETTINGS = {**os.environ, "CUTTINGS_BATCH_SIZE": "20", "CUTTINGS_SETTLE_SECONDS": "0.2"}
ARTICLES = "SELECT url, headline, body, published_on FROM articles ORDER BY url"
ARRIVALS = (
    "SELECT regexp_extract(location, '[^/]+$') AS name, outcome, count(*) FROM arrivals GROUP BY ALL ORDER BY ALL"
)


def load(home: Path, paths: list[str], kill_after: float | None) -> bool:
    """One load; True if it ended by itself. `kill_after` in seconds."""
    process = subprocess.Popen(
        [CUTTINGS, "ingest", *paths, "--home", str(home), "--no-record"],
        env=SETTINGS,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=kill_after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
    return True


class Reader(threading.Thread):
    """Opens the snapshot again and again."""

    def __init__(self, home: Path) -> None:
        super().__init__(daemon=True)
        self.snapshot, self.opened, self.faults, self.ended = home / "cuttings.duckdb", 0, list[str](), False

    def run(self) -> None:
        """Until `ended`."""
        while not self.ended:
            if self.snapshot.exists():
                try:
                    with duckdb.connect(str(self.snapshot), read_only=True) as con:
                        con.execute("SELECT count(*), sum(length(body)) FROM articles").fetchall()
                    self.opened += 1
                except duckdb.Error as error:
                    self.faults.append(str(error).split("\n", maxsplit=1)[0])
            time.sleep(0.02)


def rows(home: Path, sql: str) -> list[tuple[object, ...]]:
    """Rows of the published snapshot."""
    with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


def prepared(folder: Path, pages: int) -> tuple[Path, Path]:
    """A home with half of the pages in its inbox, and a folder with the other half."""
    home, named = folder / "home", folder / "named"
    write_pages(home / "inbox", pages // 2, seed=1)
    write_pages(named, pages - pages // 2, seed=2)
    return home, named


def longest(folder: Path, pages: int) -> tuple[float, Path]:
    """How long a calm load takes, and the home it made."""
    home, named = prepared(folder, pages)
    started = time.monotonic()
    load(home, [str(named)], None)
    took = time.monotonic() - started
    load(home, [], None)
    return took, home


def main() -> int:
    """Prints what was killed and what came out; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    folder = Path(tempfile.mkdtemp(prefix="cuttings-kills-"))
    took, calm = longest(folder / "calm", given.pages)
    home, named = prepared(folder / "killed", given.pages)
    reader = Reader(home)
    reader.start()
    killed = tries = 0
    while killed < given.kills and tries < given.kills * 4:
        tries += 1
        paths = [str(named)] if chance.random() < 0.5 else []
        if not load(home, paths, chance.uniform(0.1, took)):
            killed += 1
        elif paths or not any((home / "inbox").iterdir()):
            # All is loaded before the kills are done: more work of the same kind.
            write_pages(home / "inbox", 40, seed=10 + tries)
            write_pages(calm / "inbox", 40, seed=10 + tries)
    finished = load(home, [str(named)], None) and load(home, [], None)
    load(calm, [], None)
    reader.ended = True
    reader.join()
    return judged(home, calm, killed, finished, reader, folder)


def judged(home: Path, calm: Path, killed: int, finished: bool, reader: Reader, folder: Path) -> int:
    """Prints the verdict; the exit code."""
    reconcile = subprocess.run(
        [CUTTINGS, "reconcile", "--home", str(home)], capture_output=True, text=True, check=False
    )
    doubled = [row for row in rows(home, ARRIVALS) if row[2] != 1 and row[1] != "duplicate"]
    lost = {row[0] for row in rows(calm, ARRIVALS)} - {row[0] for row in rows(home, ARRIVALS)}
    same = rows(home, ARTICLES) == rows(calm, ARTICLES)
    waiting = [path.name for path in (home / "inbox").rglob("*") if path.is_file()]
    print(f"killed {killed} times; finished at last: {finished}; reconcile exit {reconcile.returncode}")
    print(f"articles {len(rows(home, ARTICLES))}, equal to the calm load's: {same}")
    print(f"documents lost {len(lost)}, arrivals doubled {len(doubled)}, left in the inbox {len(waiting)}")
    print(f"snapshot opened {reader.opened} times, {len(reader.faults)} faults {sorted(set(reader.faults))[:3]}")
    bad = reconcile.returncode or not same or lost or doubled or waiting or reader.faults or not finished
    if bad:
        print(reconcile.stdout[-2000:], reconcile.stderr[-2000:], f"kept: {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
