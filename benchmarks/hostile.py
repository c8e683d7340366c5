"""The hostile set through the real `cuttings ingest`, annotation on: what became of each document, and at what cost.

    .venv/bin/python -m benchmarks.hostile [--scale 1] [--home DIR]

Prints document | outcome | reason | seconds, the seconds being CPU of reading and annotating in a child of its own
(limit 20). Exit 1 if a document has not exactly one outcome or was over the limit.
"""

import argparse
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import duckdb

from benchmarks.hostile_pages import hostile_documents
from schemas.capture import NOTHING_KNOWN

LIMIT = 20
WORST = 5.0


def seconds(path: str) -> float | None:
    """CPU seconds of one document in a forked child. None: killed at the limit or by itself."""
    context = multiprocessing.get_context("fork")
    queue = context.SimpleQueue()
    child = context.Process(target=_timed, args=(path, queue))
    child.start()
    child.join()
    return None if queue.empty() else queue.get()


def _timed(path: str, queue: "multiprocessing.SimpleQueue[float]") -> None:
    from tasks.reading.worker import read_capture

    resource.setrlimit(resource.RLIMIT_CPU, (int(process_time()) + LIMIT + 1, LIMIT * 10))
    started = process_time()
    read_capture(path, NOTHING_KNOWN, datetime.now(UTC), annotate="cuttings")
    queue.put(process_time() - started)


def ingest(folder: Path, home: Path) -> int:
    """Loads the folder as a user would; its exit code."""
    command = [str(Path(sys.executable).with_name("cuttings")), "ingest", str(folder), "--home", str(home)]
    return subprocess.run([*command, "--no-record"], check=False).returncode


def outcomes(home: Path) -> list[tuple[str, str, str | None]]:
    """Name, outcome and reason of every arrival."""
    with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as snapshot:
        rows = snapshot.execute("SELECT location, outcome, reason FROM arrivals").fetchall()
    return [(Path(location).name, outcome, reason) for location, outcome, reason in rows]


def main() -> int:
    """Makes, loads and times the set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--home", type=Path)
    args = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory(prefix="cuttings-hostile-") as made:
        folder, home = Path(made) / "set", args.home or Path(made) / "home"
        folder.mkdir()
        for name, data in hostile_documents(args.scale):
            (folder / name).write_bytes(data)
        code = ingest(folder, home)
        found = outcomes(home)
        return report(folder, found, code)


def report(folder: Path, found: list[tuple[str, str, str | None]], code: int) -> int:
    """Prints the table; 1 if something is not as it must be."""
    from tasks.text.annotate.annotation import annotate  # noqa: F401 - imported before forking, so that no child is timed for it
    from tasks.text.annotate.engine.engines import load

    load()
    arrivals = Counter(name for name, _, _ in found)
    wrong = [path.name for path in folder.iterdir() if arrivals[path.name] != 1]
    slow = 0
    for name, outcome, reason in sorted(found):
        cost = seconds(str(folder / name))
        slow += cost is None or cost > LIMIT
        shown = "over the limit" if cost is None else f"{cost:.2f}{' SLOW' if cost > WORST else ''}"
        print(f"{name} | {outcome} | {reason or ''} | {shown}", flush=True)
    print(Counter(outcome for _, outcome, _ in found), f"exit {code}; without exactly one outcome: {wrong or 'none'}")
    return 1 if wrong or slow else 0


if __name__ == "__main__":
    sys.exit(main())
