"""Runs that fail, are cancelled or killed end in the ledger, and say how."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from flows.orchestration.loading import load_documents
from flows.orchestration.steps import Steps
from schemas.settings import Settings
from tasks.inbox.units import Unit
from tasks.loading.batch import StagedBatch
from tasks.loading.run_mark import any_goes_on

KILLED = """
import os, signal, sys
from pathlib import Path
from flows.orchestration.loading import load_documents
from flows.orchestration.steps import Steps
from schemas.settings import Settings

def read(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)

load_documents(None, settings=Settings(home=Path(sys.argv[1]), settle_seconds=0), steps=Steps(read=read))
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "home" / "inbox").mkdir(parents=True)
    (tmp_path / "home" / "inbox" / "a.txt").write_text("Nothing much.")
    return Settings(home=tmp_path / "home", workers=1, settle_seconds=0, annotate="none")


def ends(settings: Settings) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.home / "cuttings.duckdb"), read_only=True) as con:
        return con.execute("SELECT ended_as, error, finished_at IS NULL FROM runs ORDER BY started_at").fetchall()


class Cancelled(BaseException):
    """As Prefect's TerminationSignal and Ctrl-C are: no exception."""


@pytest.mark.parametrize(
    ("raised", "end"),
    [
        (OSError("the disk\nis gone"), ("failed", "OSError: the disk is gone", True)),
        (Cancelled(), ("cancelled", None, True)),
        (KeyboardInterrupt(), ("cancelled", None, True)),
    ],
)
def test_a_run_says_how_it_ended(settings: Settings, raised: BaseException, end: tuple[object, ...]) -> None:
    def read(units: Sequence[Unit], *, run_id: str, settings: Settings) -> StagedBatch:
        assert any_goes_on(settings.home)
        raise raised

    with pytest.raises(type(raised)):
        load_documents(None, settings=settings, steps=Steps(read=read))
    assert ends(settings) == [end]
    assert not any_goes_on(settings.home)
    load_documents(None, settings=settings, steps=Steps())
    assert ends(settings) == [end, ("done", None, False)]


def test_the_next_run_notices_one_that_was_killed(settings: Settings) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(settings.home)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not any_goes_on(settings.home)
    load_documents(None, settings=settings, steps=Steps())
    assert ends(settings) == [("killed", None, True), ("done", None, False)]
    assert [file.name for file in (settings.home / "staging").iterdir()] == []
