"""From drop to row under `cuttings up`: ten times 3 files, then 1,000 at once; then what an idle `up` costs.

    .venv/bin/python -m benchmarks.drops [--times 10] [--many 1000] [--idle 60] [--annotate cuttings|spacy|none]

A drop has arrived when the published snapshot has its row. Prints seconds, CPU seconds (whole processes, with those
they started and waited for) and, for context, the machine's load: figures of a busy machine are upper bounds.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import ProxyHandler, Request, build_opener

import duckdb

from benchmarks.rig_home import SETTINGS, RigHome

TICK = os.sysconf("SC_CLK_TCK")


def arrived(home: Path) -> int:
    """Rows of the ledger that readers see."""
    try:
        with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as con:
            return int(con.execute("SELECT count(*) FROM arrivals").fetchall()[0][0])
    except duckdb.Error:
        return 0


def cpu(pid: int) -> float:
    """CPU seconds of a process and of the children it has waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / TICK


def memory(pid: int) -> int:
    """Resident memory, in MB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024**2


def processes(rig: RigHome) -> dict[str, int]:
    """Process ids by name."""
    found = {name: rig.pids(name)[0] for name in ("server", "worker", "watcher")}
    assert rig.process is not None  # noqa: S101 - it was started
    return {**found, "up": rig.process.pid}


def drop(rig: RigHome, count: int, *, seconds: float = 600) -> float:
    """Seconds from the first file's drop until all have rows."""
    before, started = arrived(rig.home), time.monotonic()
    rig.drop(count, slowly=False)
    while arrived(rig.home) < before + count:
        if time.monotonic() - started > seconds:
            raise TimeoutError(f"{arrived(rig.home) - before} of {count} after {seconds} s")
        time.sleep(0.1)
    return time.monotonic() - started


def runs(rig: RigHome) -> int:
    """Ingest runs that ended."""
    body = {"flows": {"name": {"any_": ["ingest"]}}, "flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}
    url = f"http://127.0.0.1:{rig.port}/api/flow_runs/count"
    request = Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with build_opener(ProxyHandler({})).open(request, timeout=20) as answer:
        return int(answer.read())


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--many", type=int, default=1000)
    parser.add_argument("--idle", type=float, default=60.0)
    parser.add_argument("--annotate", choices=["cuttings", "spacy", "none"], default="cuttings")
    parser.add_argument("--port", type=int, default=4380)
    given = parser.parse_args()
    SETTINGS.update(CUTTINGS_ANNOTATE=given.annotate, CUTTINGS_BATCH_SIZE="250")
    folder = Path(tempfile.mkdtemp(prefix="cuttings-drops-"))
    rig = RigHome(folder / "home", port=given.port, seed=1)
    rig.up()
    try:
        measure(rig, given)
    finally:
        rig.down()
    shutil.rmtree(folder)
    return 0


def measure(rig: RigHome, given: argparse.Namespace) -> None:
    """The three measurements."""
    took = []
    for _ in range(given.times):
        time.sleep(2)
        took.append(drop(rig, 3))
        print(f"3 files: {took[-1]:.1f} s; load {os.getloadavg()[0]:.1f}", flush=True)
    print(f"median {statistics.median(took):.1f} s, longest {max(took):.1f} s")
    rig.drain(seconds=60)
    before, ran = {name: cpu(pid) for name, pid in processes(rig).items()}, runs(rig)
    many = drop(rig, given.many)
    rig.drain(seconds=120)
    time.sleep(5)
    spent = {name: round(cpu(pid) - before[name], 1) for name, pid in processes(rig).items()}
    print(f"{given.many} files: {many:.1f} s, {runs(rig) - ran} runs, CPU s {spent}; load {os.getloadavg()[0]:.1f}")
    before = {name: cpu(pid) for name, pid in processes(rig).items()}
    size = {name: memory(pid) for name, pid in processes(rig).items()}
    time.sleep(given.idle)
    spent = {name: round(100 * (cpu(pid) - before[name]) / given.idle, 1) for name, pid in processes(rig).items()}
    grown = {name: memory(pid) - size[name] for name, pid in processes(rig).items()}
    print(f"idle for {given.idle:.0f} s: percent of one core {spent}; memory MB {size}, grown by {grown}")


if __name__ == "__main__":
    sys.exit(main())
