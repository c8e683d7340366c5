"""Troubles other than kills, for the crash rig: each is done to a home under `cuttings up` while documents come."""

import argparse
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable

from benchmarks.rig_clock import DAY, clock_environment
from benchmarks.rig_home import PYTHON, ROOT, SETTINGS, RigHome

_ASK = """
import sys
from flows.up.run_request import INGEST
from prefect.deployments import run_deployment
for key in sys.argv[1:]:
    run_deployment(INGEST, timeout=0, as_subflow=False, idempotency_key=key)
"""


def server_away(rig: RigHome, given: argparse.Namespace) -> None:
    """The server stands still for a minute, twice, while documents are dropped; then it is killed outright."""
    for _ in range(2):
        rig.drop(given.documents // 4)
        for pid in rig.pids("server"):
            os.kill(pid, signal.SIGSTOP)
            rig.drop(given.documents // 4)
            time.sleep(60)
            os.kill(pid, signal.SIGCONT)
    rig.kill("server")


def triggers_thrice(rig: RigHome, given: argparse.Namespace) -> None:
    """Every trigger comes three times and in any order; each with the same key twice, and once with another one."""
    keys: list[str] = []
    for part in range(10):
        rig.drop(given.documents // 10)
        keys += [f"trigger-{part}", f"trigger-{part}", f"trigger-{part}-again"]
        time.sleep(2)
    random.Random(given.seed).shuffle(keys)
    environment = {
        **SETTINGS,
        "PREFECT_API_URL": f"http://127.0.0.1:{rig.port}/api",
        "PREFECT_HOME": str(rig.home / "p"),
    }
    subprocess.run([PYTHON, "-c", _ASK, *keys], env=environment, cwd=ROOT, check=True)


def disk_full(rig: RigHome, given: argparse.Namespace) -> None:
    """HOME's archive, warehouse and staging lie on a file system with 8 MB that fills up; later it is made larger."""
    rig.down()
    small = rig.home / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(small)], check=True)  # noqa: S607
    for name in ("archive", "warehouse", "staging"):
        shutil.rmtree(rig.home / name, ignore_errors=True)
        (small / name).mkdir()
        (rig.home / name).symlink_to(small / name)
    rig.up()
    for _ in range(4):
        rig.drop(given.documents // 4)
        time.sleep(20)
    print(f"{rig.waiting()} of {len(rig.dropped)} documents wait, {shutil.disk_usage(small).free // 1024} KB are free")
    subprocess.run(["mount", "-o", "remount,size=2g", str(small)], check=True)  # noqa: S607


def clock_back(rig: RigHome, given: argparse.Namespace) -> None:
    """The clock goes back a day while a run goes on, stays there for a while, and is set right again."""
    rig.down()
    switch = rig.home / "a-day-earlier"
    SETTINGS.update(clock_environment(rig.home, switch))
    rig.up()
    third = given.documents // 3
    rig.drop(third)
    while not rig.pids("flow"):
        time.sleep(0.1)
    switch.touch()
    for name in rig.drop(third):
        if rig.chance.random() < 0.5 and (file := rig.home / "inbox" / name).exists():
            earlier = time.time() - DAY  # written by a program that lives by the same clock
            os.utime(file, (earlier, earlier))
    took = rig.drain(seconds=600)
    print(f"a day earlier, in the middle of a run: {2 * third} documents, inbox empty after {took:.0f} s")
    switch.unlink()
    rig.drop(given.documents - 2 * third)


TROUBLES: dict[str, Callable[[RigHome, argparse.Namespace], None]] = {
    "server-away": server_away,
    "triggers-thrice": triggers_thrice,
    "disk-full": disk_full,
    "clock-back": clock_back,
}
