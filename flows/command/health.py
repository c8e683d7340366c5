"""Is anything stuck? The checks behind `cuttings status`, which exits with 1 when one of them is not good."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flows.up.server import address_file, announced
from schemas.home import Home
from tasks.inbox.inbox_state import InboxState
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


def checks(home: Path, inbox: InboxState, status: Status | None, *, now: datetime) -> list[Check]:
    """All checks of a home; `status` is None when nothing was ever published."""
    return [_inbox(inbox, status, now), _snapshot(home, now), _server(home)]


def _inbox(inbox: InboxState, status: Status | None, now: datetime) -> Check:
    waited = timedelta(seconds=inbox.oldest_seconds)
    if inbox.oldest is None:
        return Check("inbox", True, "nothing waits")
    said = f"{inbox.waiting} wait, the oldest for {shown(waited)}: {inbox.oldest}"
    last = status.last_arrival_at if status else None
    stuck = waited > STUCK and (last is None or now - last > STUCK)
    return Check("inbox", not stuck, f"{said}. Start `cuttings up` or `cuttings ingest`" if stuck else said)


def _snapshot(home: Path, now: datetime) -> Check:
    """The live file's time, compared with the snapshot's: what readers see must not fall behind what is stored."""
    paths = Home(home)
    if not paths.live.exists():
        return Check("snapshot", True, "nothing is stored yet")
    if not paths.snapshot.exists():
        return Check("snapshot", False, "nothing was ever published. Run `cuttings ingest`")
    published = datetime.fromtimestamp(paths.snapshot.stat().st_mtime, now.tzinfo)
    stored = datetime.fromtimestamp(paths.live.stat().st_mtime, now.tzinfo)
    # A load that goes on publishes now and then; one that was killed does not.
    behind = stored - published > timedelta(0) and now - published > STUCK and now - stored > STUCK
    age = f"{shown(now - published)} old"
    return Check("snapshot", not behind, f"{age}, older than what is stored. Run `cuttings ingest`" if behind else age)


def _server(home: Path) -> Check:
    api = announced(home)
    if api:
        return Check("server", True, api.removesuffix("/api"))
    if address_file(home).exists():
        return Check("server", False, "`cuttings up` was killed. Start it again")
    return Check("server", True, "`cuttings up` does not run on this home")


def shown(span: timedelta) -> str:
    """A span of time in its largest unit: `3 min`. Nothing shorter than 0."""
    seconds = max(0, int(span.total_seconds()))
    for unit, size in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
