"""Runs that fail, are cancelled or killed end in the ledger, and say how."""

import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import duckdb
import pytest

from flows.orchestration.loading import load_documents
from flows.orchestration.steps import Steps
from schemas.home import Home
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


@contextmanager
def no_room(live: Path) -> Iterator[None]:
    """No file can grow, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def no_file(live: Path) -> Iterator[None]:
    """A folder stands where the database was."""
    away = live.rename(live.with_name("away"))
    live.mkdir()
    try:
        yield
    finally:
        live.rmdir()
        away.rename(live)


@contextmanager
def damaged(live: Path) -> Iterator[None]:
    """The database's file lost its beginning."""
    whole = live.read_bytes()
    live.write_bytes(bytes(4096) + whole[4096:])
    try:
        yield
    finally:
        live.write_bytes(whole)


@contextmanager
def newer(live: Path) -> Iterator[None]:
    """A newer release took the home over meanwhile."""
    name = "9999_of_later.sql"
    with duckdb.connect(str(live)) as con:
        con.execute("INSERT INTO schema_migrations SELECT * REPLACE (? AS name) FROM schema_migrations LIMIT 1", [name])
    try:
        yield
    finally:
        with duckdb.connect(str(live)) as con:
            con.execute("DELETE FROM schema_migrations WHERE name = ?", [name])


@pytest.mark.parametrize("fault", [no_room, no_file, damaged, newer])
def test_an_end_that_cannot_be_recorded_hides_nothing(
    settings: Settings,
    fault: Callable[[Path], AbstractContextManager[None]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What ended the run is raised, one line says that the ledger does not know it, and the next run notices."""
    broken: list[AbstractContextManager[None]] = []

    def read(units: Sequence[Unit], *, run_id: str, settings: Settings) -> StagedBatch:
        broken.append(fault(Home(settings.home).live))
        broken[0].__enter__()
        raise OSError("the first error")

    try:
        with pytest.raises(OSError, match="the first error"):
            load_documents(None, settings=settings, steps=Steps(read=read))
    finally:
        broken[0].__exit__(None, None, None)
    (line,) = [record for record in caplog.records if "is not recorded" in record.message]
    assert "\n" not in line.message
    assert line.exc_info is None
    load_documents(None, settings=settings, steps=Steps())
    assert ends(settings) == [("killed", None, True), ("done", None, False)]
