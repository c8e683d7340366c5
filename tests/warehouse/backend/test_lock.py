"""One writer at a time, whatever becomes of the one before."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.backend.lock import lock
from warehouse.errors import Locked

HOLDER = """
import os, sys, time
from pathlib import Path
from warehouse.backend.lock import lock
with lock(Path(sys.argv[1])):
    if sys.argv[2] == "fork" and os.fork() == 0:
        time.sleep(60)
    print(os.getpid(), flush=True)
    time.sleep(60)
"""


def hold(home: Path, how: str = "alone") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLDER, str(home), how]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert holder.stdout is not None
    assert int(holder.stdout.readline()) == holder.pid
    return holder


def end(holder: subprocess.Popen[str]) -> None:
    os.killpg(holder.pid, signal.SIGKILL)
    holder.communicate()


def test_another_process_is_kept_out_and_told_by_whom(tmp_path: Path) -> None:
    holder = hold(tmp_path)
    try:
        with pytest.raises(Locked, match=f"written to by process {holder.pid}: wait") as caught, lock(tmp_path):
            pass
        assert caught.value.holder == holder.pid
    finally:
        end(holder)


@pytest.mark.parametrize("how", ["alone", "fork"])
def test_a_killed_holder_lets_go_even_while_its_forked_worker_lives(tmp_path: Path, how: str) -> None:
    holder = hold(tmp_path, how)
    try:
        os.kill(holder.pid, signal.SIGKILL)
        with lock(tmp_path, wait_seconds=10):
            pass
    finally:
        end(holder)


def test_two_in_one_process_exclude_each_other(tmp_path: Path) -> None:
    with lock(tmp_path), pytest.raises(Locked), lock(tmp_path, wait_seconds=0.1):
        pass
    with lock(tmp_path):
        pass


def test_a_lock_file_that_names_nobody_is_no_riddle(tmp_path: Path) -> None:
    with lock(tmp_path):
        (tmp_path / "warehouse" / "lock").write_text("")
        with pytest.raises(Locked, match="by another process") as caught, lock(tmp_path):
            pass
    assert caught.value.holder is None
