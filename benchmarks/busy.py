"""Real pages under `cuttings up` on a machine that is busy: what the deadline of reading makes of them.

    .venv/bin/python -m benchmarks.busy DATA [--pages 446] [--busy 8] [--annotate cuttings|none]

DATA is a folder with `pages/*.html.gz`. That many of its pages are dropped at once while `--busy` processes do nothing
but count. Prints how many arrived with which outcome and reason, and how long it took. Exit 1 if a page has no
outcome, or was quarantined because its time was up.
"""

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from benchmarks.rig_home import PYTHON, SETTINGS, RigHome

OUTCOMES = "SELECT outcome, reason, count(*) FROM arrivals GROUP BY ALL ORDER BY ALL"


def drop(folder: Path, inbox: Path, most: int) -> int:
    """Drops the pages, spread evenly over the folder; how many."""
    pages = sorted((folder / "pages").glob("*.html.gz"))
    step = max(1, len(pages) // most)
    chosen = pages[::step][:most]
    for page in chosen:
        part = inbox / f".{page.stem}"
        part.write_bytes(gzip.decompress(page.read_bytes()))
        part.rename(inbox / page.stem)
    return len(chosen)


def main() -> int:
    """Drops, waits and counts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=446)
    parser.add_argument("--busy", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--annotate", choices=["cuttings", "none"], default="cuttings")
    parser.add_argument("--port", type=int, default=4390)
    given = parser.parse_args()
    SETTINGS.update(CUTTINGS_ANNOTATE=given.annotate)
    folder = Path(tempfile.mkdtemp(prefix="cuttings-busy-"))
    rig = RigHome(folder / "home", port=given.port, seed=1)
    rig.up()
    loops = [subprocess.Popen([PYTHON, "-c", "while True: pass"]) for _ in range(given.busy)]
    try:
        started = time.monotonic()
        dropped = drop(given.folder, rig.home / "inbox", given.pages)
        took = rig.drain(seconds=given.minutes * 60)
        load = os.getloadavg()[0]
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
        rig.down()
    with duckdb.connect(str(rig.home / "cuttings.duckdb"), read_only=True) as con:
        rows = con.execute(OUTCOMES).fetchall()
    shutil.rmtree(folder)
    print(f"{dropped} pages beside {given.busy} busy processes: {time.monotonic() - started:.0f} s; load {load:.1f}")
    for outcome, reason, count in rows:
        print(f"  {outcome} {reason or ''}: {count}")
    late = sum(count for outcome, reason, count in rows if outcome == "quarantined" and "time" in str(reason))
    print(f"quarantined by time: {late}; with an outcome: {sum(row[2] for row in rows)}")
    return int(bool(late) or took < 0 or sum(row[2] for row in rows) != dropped)


if __name__ == "__main__":
    sys.exit(main())
