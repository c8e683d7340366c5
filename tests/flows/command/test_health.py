"""What counts as stuck."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.command.health import checks, shown
from flows.command.main import main
from flows.up.server import address_file
from schemas.home import Home
from schemas.settings import Settings
from tasks.inbox.inbox_state import InboxState, inbox_state, is_due
from tasks.inbox.tidying import OLD_SECONDS, tidy
from tasks.loading.load_steps import begin_run
from tasks.loading.run_mark import going_on, killed
from warehouse.queries.status import RunStatus, Status

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NONE = InboxState(0, 0, None, 0.0)


def _waits(minutes: float) -> InboxState:
    return InboxState(3, 0, "/home/inbox/a.html", minutes * 60)


def _status(minutes_since_arrival: float, *runs: RunStatus) -> Status:
    at = NOW - timedelta(minutes=minutes_since_arrival)
    return Status(timedelta(), articles=1, outcomes={}, quarantined=0, last_arrival_at=at, runs=runs)


def _run(ended_as: str | None, minutes: float = 5, error: str | None = None) -> RunStatus:
    at = NOW - timedelta(minutes=minutes)
    return RunStatus("r1", "ingest", at, at if ended_as else None, ended_as, error, 1, {})


@pytest.mark.parametrize(
    ("inbox", "status", "good"),
    [
        (NONE, None, True),
        (_waits(1), None, True),
        (_waits(16), None, False),
        (_waits(16), _status(600), False),
        (_waits(120), _status(2), True),  # a long load goes on
    ],
)
def test_inbox(tmp_path: Path, inbox: InboxState, status: Status | None, good: bool) -> None:
    assert checks(tmp_path, inbox, status, now=NOW)[0].good == good


@pytest.mark.parametrize(
    ("run", "good", "said"),
    [
        (_run("done"), True, "ingest: done 5 min ago"),
        (_run("cancelled"), True, "ingest: cancelled 5 min ago"),
        (_run("failed", error="DiskFull: no space"), False, "ingest: failed 5 min ago: DiskFull: no space"),
        (_run(None), False, "ingest: killed"),
    ],
)
def test_how_the_last_run_ended(tmp_path: Path, run: RunStatus, good: bool, said: str) -> None:
    check = checks(tmp_path, NONE, _status(5, run), now=NOW)[1]
    assert (check.good, check.said, check.word) == (good, said, "ok" if good else "FAILED")


def test_nothing_is_stuck_while_a_run_goes_on_or_after_it_was_cancelled(tmp_path: Path) -> None:
    waits, long_ago = _waits(60), _status(600, _run("cancelled", 30))
    assert checks(tmp_path, waits, long_ago, now=NOW)[0].good
    assert not checks(tmp_path, waits, _status(600, _run("done", 30)), now=NOW)[0].good
    with going_on(tmp_path, "r2"):
        assert checks(tmp_path, waits, _status(600), now=NOW)[0].good


def test_a_run_that_was_killed_is_seen_at_once(tmp_path: Path) -> None:
    """The snapshot that readers have is older than the run."""
    before = _status(5, _run("done"))
    with going_on(tmp_path, "r2"):
        assert checks(tmp_path, NONE, before, now=NOW)[1].good
        left = (tmp_path / "staging" / "r2.run").stat().st_mtime
    os.utime(_mark_of_a_killed_run(tmp_path), (left, left))
    moment = datetime.fromtimestamp(left, UTC) + timedelta(minutes=3)
    check = checks(tmp_path, NONE, before, now=moment)[1]
    assert (check.word, check.said.partition(":")[0]) == ("FAILED", "a run that began 3 min ago was killed")
    with going_on(tmp_path, "r4"):
        assert checks(tmp_path, NONE, before, now=moment)[1].good, "the run that goes on takes what it left"


def _mark_of_a_killed_run(home: Path) -> Path:
    mark = home / "staging" / "r3.run"
    child = (
        "import os; from pathlib import Path; from tasks.loading.run_mark import going_on\n"
        f"with going_on(Path({str(home)!r}), 'r3'): os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", child], check=False).returncode == -9
    assert mark.exists()
    return mark


def test_the_next_run_removes_the_mark_of_one_that_was_killed_before_the_ledger_had_it(tmp_path: Path) -> None:
    mark = _mark_of_a_killed_run(tmp_path)
    begin_run(Settings(home=tmp_path), run_id="r5", flow_run_id=None, command="ingest")
    assert not mark.exists()
    assert killed(tmp_path) == []


def test_a_file_that_cannot_leave_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inbox").mkdir()
    for name in ("a.html", "b.html"):
        (tmp_path / "inbox" / name).write_text("a")
    settings, later = Settings(home=tmp_path), (tmp_path / "inbox" / "a.html").stat().st_ctime + 100
    assert inbox_state(settings, now=later).blocked is None
    # Root, who runs tests in containers, may read and remove everything.
    monkeypatch.setattr(os, "access", lambda path, mode: not (mode == os.R_OK and str(path).endswith("b.html")))
    state = inbox_state(settings, now=later)
    check = checks(tmp_path, state, None, now=NOW)[0]
    assert (check.good, check.said.endswith("is missing: " + str(tmp_path / "inbox" / "b.html"))) == (False, True)


@pytest.mark.parametrize(
    ("stored", "published", "good"),
    [(None, None, True), (60, None, False), (60, 30, True), (30, 60, False), (1, 60, True), (3, 4, True)],
)
def test_snapshot(tmp_path: Path, stored: float | None, published: float | None, good: bool) -> None:
    """`stored`, `published`: minutes ago; None: never."""
    paths = Home(tmp_path)
    paths.live.parent.mkdir()
    for file, minutes in ((paths.live, stored), (paths.snapshot, published)):
        if minutes is not None:
            file.touch()
            moment = (NOW - timedelta(minutes=minutes)).timestamp()
            os.utime(file, (moment, moment))
    assert checks(tmp_path, NONE, None, now=NOW)[2].good == good


def test_an_up_that_was_killed(tmp_path: Path) -> None:
    assert checks(tmp_path, NONE, None, now=NOW)[3].good
    address_file(tmp_path).parent.mkdir()
    address_file(tmp_path).write_text("http://127.0.0.1:1/api")
    assert not checks(tmp_path, NONE, None, now=NOW)[3].good


@pytest.mark.parametrize(
    ("seconds", "text"), [(-5, "0 s"), (59, "59 s"), (119, "119 s"), (180, "3 min"), (7200, "2 h"), (400_000, "4 days")]
)
def test_spans(seconds: float, text: str) -> None:
    assert shown(timedelta(seconds=seconds)) == text


def test_status_of_a_home_where_files_wait_and_nothing_was_ever_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.html").write_text("a")
    assert main(["status", "--home", str(tmp_path)]) == 0
    assert main(["status", "--home", str(tmp_path / "nowhere")]) == 2
    assert "nothing is stored yet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("state", "due"),
    [
        (NONE, False),
        (_waits(1), True),
        (_waits(0.1), False),
        (InboxState(1, 0, "from the future", 0.0), True),  # the clock was set back
    ],
)
def test_what_a_sweep_asks_for(state: InboxState, due: bool) -> None:
    assert is_due(state) == due


def test_how_the_inbox_stands(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, settle_seconds=1)
    assert inbox_state(settings, now=0) == NONE
    (tmp_path / "inbox").mkdir()
    for name in ("first.html", "second.html"):
        (tmp_path / "inbox" / name).write_text("a")
    later = (tmp_path / "inbox" / "first.html").stat().st_ctime + 100
    state = inbox_state(settings, now=later)
    assert (state.waiting, state.moving, round(state.oldest_seconds)) == (2, 0, 100)
    assert state.oldest is not None
    assert state.oldest.endswith("first.html")
    assert inbox_state(settings, now=later - 100_000).oldest_seconds == 0


def test_tidying_removes_what_is_old_and_unfinished_and_nothing_else(tmp_path: Path) -> None:
    for folder in ("staging/old", "staging/new", "archive/ab"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "staging" / "old" / "documents.parquet").touch()
    (tmp_path / "archive" / "tmp1.part").touch()
    (tmp_path / "archive" / "ab" / "abcd").touch()
    now = (tmp_path / "staging" / "new").stat().st_mtime
    long_ago = now - OLD_SECONDS - 60
    for path in ("staging/old", "archive/tmp1.part", "archive/ab/abcd"):
        os.utime(tmp_path / path, (long_ago, long_ago))
    done = tidy(Settings(home=tmp_path), now=now)
    assert (done.staged_batches, done.unfinished_captures) == (1, 1)
    left = ["ab", "abcd", "archive", "lock", "new", "packs", "staging"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == left
    assert tidy(Settings(home=tmp_path / "nowhere"), now=now).staged_batches == 0
