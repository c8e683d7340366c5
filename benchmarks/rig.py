"""The crash rig: documents are dropped into a home under `cuttings up` while its processes are killed at random.

    .venv/bin/python -m benchmarks.rig [--kills 200] [--documents 5000] [--seed 1] [--gap 2]
    .venv/bin/python -m benchmarks.rig --trouble server-away|triggers-thrice|disk-full|clock-back

Without `--trouble`: kill -9 of the worker, a run's process, the watcher, the server, and now and then `up` itself. At
the end each dropped document must have exactly one outcome, `reconcile` must exit 0, and the articles must be those of
a calm load of the same files. Exit 1 if not. `disk-full` needs the right to mount a tmpfs, `clock-back` a C compiler.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb

from benchmarks.rig_home import PYTHON, ROOT, SETTINGS, RigHome
from benchmarks.rig_trouble import TROUBLES

KINDS = {"flow": 55, "worker": 13, "watcher": 20, "server": 9, "up": 3}
"""What is killed, and how often of a hundred."""
ARTICLES = "SELECT url, headline, body, published_on, word_count FROM articles ORDER BY url"
NAMES = "SELECT regexp_extract(location, '[^/]+$') AS name, outcome FROM arrivals"


def killing(rig: RigHome, given: argparse.Namespace) -> None:
    """Drops and kills until enough of both is done."""
    began = time.monotonic()
    while sum(rig.killed.values()) < given.kills or len(rig.dropped) < given.documents:
        if time.monotonic() - began > given.minutes * 60:
            print("the time is up")
            break
        share = min(1.0, sum(rig.killed.values()) / max(given.kills, 1))
        rig.drop(max(0, min(100, int(given.documents * share) + 50 - len(rig.dropped))))
        if sum(rig.killed.values()) < given.kills:
            await_moment(rig, given.gap)
            there = {kind: weight for kind, weight in KINDS.items() if kind == "up" or rig.pids(kind)}
            one(rig, rig.chance.choices(list(there), list(there.values()))[0])
        else:
            rig.drop(given.documents - len(rig.dropped))
        if sum(rig.killed.values()) % 10 == 0:
            counts = f"{dict(rig.killed)}, {len(rig.dropped)} dropped, {rig.waiting()} wait"
            print(f"{time.monotonic() - began:.0f} s: {counts}", flush=True)
    rig.drop(max(0, given.documents - len(rig.dropped)), slowly=False)


def await_moment(rig: RigHome, gap: float) -> None:
    """Any moment, or, three times of ten, one at which a run goes on: kills that come too thick let none start."""
    if rig.chance.random() < 0.3:
        gap *= 5
        until = time.monotonic() + 20
        while not rig.pids("flow") and time.monotonic() < until:
            time.sleep(0.2)
    time.sleep(rig.chance.uniform(0.1, gap))


def one(rig: RigHome, kind: str) -> None:
    """Kills one process of a kind; `up` is started again, the others are `up`'s to start."""
    if kind != "up":
        rig.kill(kind)
        return
    assert rig.process is not None  # noqa: S101 - it was started
    rig.process.kill()
    rig.process.wait()
    rig.killed["up"] += 1
    rig.up()


def calm_load(rig: RigHome, folder: Path) -> Path:
    """A calm load of everything that was dropped; its home."""
    source, home = folder / "same", folder / "calm"
    source.mkdir()
    twin = RigHome(folder / "twin", port=0, seed=rig.seed)
    (folder / "twin" / "inbox").mkdir(parents=True)
    twin.drop(len(rig.dropped), slowly=False)
    for path in sorted((folder / "twin" / "inbox").iterdir()):
        path.rename(source / path.name)
    command = [PYTHON, "-m", "flows.command.main", "ingest", str(source), "--home", str(home), "--no-record"]
    subprocess.run(command, env=SETTINGS, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return home


def rows(home: Path, sql: str) -> list[tuple[object, ...]]:
    """Rows of the published snapshot."""
    with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


def judged(rig: RigHome, calm: Path, drained: float) -> bool:
    """Prints what came of it; whether all is well."""
    command = [PYTHON, "-m", "flows.command.main", "reconcile", "--home", str(rig.home)]
    reconcile = subprocess.run(command, env=SETTINGS, cwd=ROOT, capture_output=True, text=True, check=False)
    arrivals = rows(rig.home, NAMES)
    times = Counter(str(name) for name, _ in arrivals)
    lost = sorted(set(rig.dropped) - set(times))
    doubled = sorted(name for name, count in times.items() if count > 1)
    same = rows(rig.home, ARTICLES) == rows(calm, ARTICLES)
    outcomes = Counter(outcome for _, outcome in arrivals)
    runs = rows(rig.home, "SELECT count(*), count(*) FILTER (WHERE finished_at IS NULL) FROM runs")[0]
    print(f"killed: {dict(rig.killed)} = {sum(rig.killed.values())}; dropped {len(rig.dropped)}")
    print(f"inbox empty {drained:.0f} s after the last trouble; left in it: {rig.waiting()}")
    print(f"runs {runs[0]}, of which killed and not gone on with {runs[1]}; outcomes {dict(outcomes)}")
    print(f"lost {len(lost)} {lost[:5]}, doubled {len(doubled)} {doubled[:5]}")
    print(f"reconcile exit {reconcile.returncode}; articles equal those of a calm load: {same}", flush=True)
    good = not lost and not doubled and same and reconcile.returncode == 0 and drained >= 0
    if not good:
        print(reconcile.stdout[-3000:], reconcile.stderr[-1000:])
    return good


def main() -> int:
    """Runs the rig; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--gap", type=float, default=2.0, help="at most so many seconds between two kills")
    parser.add_argument("--minutes", type=float, default=120.0, help="stop then, with however many kills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=4390)
    parser.add_argument("--trouble", choices=sorted(TROUBLES))
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="cuttings-rig-"))
    trouble: Callable[[RigHome, argparse.Namespace], None] = TROUBLES.get(given.trouble, killing)
    rig = RigHome(folder / "home", port=given.port, seed=given.seed)
    rig.up()
    try:
        trouble(rig, given)
        drained = rig.drain(seconds=1200)
    finally:
        code = rig.down()
    print(f"`up` stopped with {code}")
    good = judged(rig, calm_load(rig, folder), drained)
    if (small := rig.home / "small").is_mount():
        subprocess.run(["umount", str(small)], check=True)  # noqa: S607
    if good:
        shutil.rmtree(folder)
    else:
        print(f"kept: {folder}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
