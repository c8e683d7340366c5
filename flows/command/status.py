"""`cuttings status`: how things stand, for people and, by its exit code, for monitors."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from flows.command.file_checks import file_checks
from flows.command.health import checks, source_checks
from flows.command.terminal import say, table
from schemas.home import Home
from schemas.run_end import RunEnd
from schemas.settings import Settings
from tasks.inbox.inbox_state import inbox_state
from tasks.loading.run_mark import goes_on
from warehouse.errors import NoSnapshot
from warehouse.queries.status import RunStatus, Status, status


def run_status(_given: argparse.Namespace, settings: Settings) -> int:
    """What waits, what was done lately, whether anything is stuck; the exit code is 1 when it is."""
    now = datetime.now(UTC)
    inbox = inbox_state(settings, now=now.timestamp())
    try:
        found = status(settings.home, now)
    except NoSnapshot:
        # A missing snapshot is not an error unless files wait, and the checks report that.
        if not Home(settings.home).inbox.exists():
            raise
        found = None
    looked_at = checks(settings.home, inbox, found, now=now) + source_checks(settings.home) + file_checks(settings.home)
    table(["check", "", "what was found"], [(one.name, one.word, one.said) for one in looked_at])
    if inbox.moving:
        say(f"{inbox.moving} files are still being written.")
    if found:
        _show(found, settings.home)
    return 0 if all(one.good for one in looked_at) else 1


def _show(found: Status, home: Path) -> None:
    table(
        ["what", "value"],
        [
            ("articles", found.articles),
            ("arrivals of the last day", _counts(found.outcomes) or "none"),
            ("quarantined, to be replayed", found.quarantined),
            ("last arrival", found.last_arrival_at),
        ],
    )
    runs = [(r.started_at, _ended(r, home), r.command, r.documents, _counts(r.outcomes)) for r in found.runs]
    table(["run started", "ended", "command", "documents", "outcomes"], runs)


def _ended(run: RunStatus, home: Path) -> str:
    if run.ended_at is None:
        return "goes on" if goes_on(home, run.run_id) else RunEnd.KILLED
    return f"{run.ended_at:%Y-%m-%d %H:%M:%S} {run.ended_as}{f': {run.error}' if run.error else ''}"


def _counts(outcomes: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in outcomes.items())
