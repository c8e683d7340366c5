"""Is anything stuck? The checks behind `cuttings status`, which exits with 1 when one of them is not good."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flows.up.server import address_file, announced
from schemas.run_end import RunEnd
from tasks.inbox.inbox_state import InboxState
from tasks.loading.run_mark import any_goes_on, goes_on, killed
from warehouse.backend.backend import backend_of
from warehouse.backend.published import published_at
from warehouse.errors import NoSnapshot, OlderSchema
from warehouse.queries.source_health import source_health
from warehouse.queries.status import Status

STUCK = timedelta(minutes=15)
"""Three sweeps: a file that has waited for longer while nothing was stored is not being taken."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    good: bool
    said: str
    """What was found; what to do, if it is not good."""
    fault: str = "STUCK"
    """What it is called when it is not good."""

    @property
    def word(self) -> str:
        return "ok" if self.good else self.fault


def checks(home: Path, inbox: InboxState, status: Status | None, *, now: datetime) -> list[Check]:
    """All checks of a home; `status` is None when nothing was ever published."""
    return [_inbox(home, inbox, status, now), _runs(home, status, now), _snapshot(home, now), _server(home)]


def _inbox(home: Path, inbox: InboxState, status: Status | None, now: datetime) -> Check:
    """Files are not stuck if they wait while a run goes on, or because a person cancelled a run."""
    waited = timedelta(seconds=inbox.oldest_seconds)
    if inbox.oldest is None:
        return Check("inbox", True, "nothing waits")
    said = f"{inbox.waiting} wait, the oldest for {shown(waited)}: {inbox.oldest}"
    if inbox.blocked:
        return Check("inbox", False, f"{said}. Permission to read or to remove is missing: {inbox.blocked}")
    last = status.last_arrival_at if status else None
    if any_goes_on(home):
        return Check("inbox", True, f"{said}. A run goes on")
    newest = status.runs[0] if status and status.runs else None
    if newest and newest.ended_as == RunEnd.CANCELLED and newest.ended_at and now - newest.ended_at < waited:
        return Check("inbox", True, f"{said}. The last run was cancelled: `cuttings ingest` takes them")
    stuck = waited > STUCK and (last is None or now - last > STUCK)
    return Check("inbox", not stuck, f"{said}. Start `cuttings up` or `cuttings ingest`" if stuck else said)


def _runs(home: Path, status: Status | None, now: datetime) -> Check:
    """How the newest ended run has ended. The snapshot cannot contain a killed run, which is recognised by its mark."""
    dead = killed(home)
    if dead and not any_goes_on(home):
        begun = now - datetime.fromtimestamp(dead[-1][1], now.tzinfo)
        said = f"a run that began {shown(begun)} ago was killed: the next one, or `cuttings ingest`, takes what it left"
        return Check("runs", False, said, fault="FAILED")
    runs = [run for run in status.runs if not goes_on(home, run.run_id)] if status else []
    if not runs:
        return Check("runs", True, "none ended yet")
    last = runs[0]
    how = last.ended_as or RunEnd.KILLED
    said = f"{last.command}: {how}" + (f" {shown(now - last.ended_at)} ago" if last.ended_at else "")
    good = how in (RunEnd.DONE, RunEnd.CANCELLED)
    return Check("runs", good, said if good else f"{said}{f': {last.error}' if last.error else ''}", fault="FAILED")


def _snapshot(home: Path, now: datetime) -> Check:
    """The time of what is stored, compared with the snapshot's: readers must see what is stored."""
    backend = backend_of(home)
    if not backend.exists():
        return Check("snapshot", True, "nothing is stored yet")
    try:
        published = published_at(home, now)
    except NoSnapshot:
        return Check("snapshot", False, "nothing was ever published. Run `cuttings ingest`")
    stored = backend.stored_at(now) or published
    # A load that is going on publishes now and then; a killed one does not.
    behind = stored - published > timedelta(0) and now - published > STUCK and now - stored > STUCK
    age = f"{shown(now - published)} old"
    return Check("snapshot", not behind, f"{age}, older than what is stored. Run `cuttings ingest`" if behind else age)


def _server(home: Path) -> Check:
    api = announced(home)
    if api:
        return Check("server", True, api.removesuffix("/api"))
    if address_file(home).exists():
        return Check("server", False, "`cuttings up` was killed. Start it again", fault="DOWN")
    return Check("server", True, "`cuttings up` does not run on this home")


def shown(span: timedelta) -> str:
    """A span of time in its largest unit: `3 min`. Nothing shorter than 0."""
    seconds = max(0, int(span.total_seconds()))
    for unit, size in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def source_checks(home: Path) -> list[Check]:
    """One for each source that has an alarm, and one for all the others. Nothing for a home that fetches nothing."""
    try:
        found = source_health(home)
    except (NoSnapshot, OlderSchema):
        return []
    wrong = [Check(f"source {one.source}", False, one.alarm, fault="ALARM") for one in found if one.alarm]
    fine = len(found) - len(wrong)
    return wrong + ([Check("sources", True, f"{fine} without an alarm")] if fine else [])
