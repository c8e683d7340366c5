"""The page of a run in the Prefect UI: its progress, and a name that states the result."""

import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import httpx
from prefect import get_run_logger
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.client.orchestration import get_client
from prefect.exceptions import PrefectException
from prefect.runtime import flow_run

from flows.orchestration.load_report import LoadReport
from flows.up.recording import shares_server
from schemas.arrival import Outcome

logger = logging.getLogger(__name__)

MOST_NAMED = 3
"""Most refused documents that the name of a run lists."""
_REFUSED = (Outcome.REJECTED, Outcome.QUARANTINED)

TELL_SECONDS = 5.0
"""Seconds between two messages to the server while a batch is read."""


def progress_teller() -> Callable[[LoadReport], None]:
    """The function to call after each batch: it logs, and, if a run has several batches, updates its progress
    artifact."""
    log = get_run_logger()
    artifact: list[UUID] = []
    last = 0.0

    def tell(report: LoadReport) -> None:
        nonlocal last
        done, expected = report.done, report.expected
        if report.reading.documents and time.monotonic() - last < TELL_SECONDS:
            return
        last = time.monotonic()
        log.info("%d of %d documents", done, expected)
        percent = 100.0 * done / expected if expected else 100.0
        with decoration("progress"):
            if artifact:
                update_progress_artifact(artifact[0], percent)
            elif report.waiting:
                artifact.append(made := _created(percent))
                log.debug("progress artifact %s", made)

    return tell


def _created(percent: float) -> UUID:
    made = create_progress_artifact(percent, key="progress", description="Documents handled, of those seen so far")
    assert isinstance(made, UUID)  # noqa: S101 - a coroutine in async code only
    return made


def title(report: LoadReport, what: str) -> str:
    """The run in one line: `inbox: 2 loaded, 1 rejected`."""
    counts = [f"{n} {outcome.value}" for outcome in Outcome if (n := report.outcomes.get(outcome))]
    refused = [one for one in report.refused if one.outcome in _REFUSED]
    named = [f"{Path(one.location).name[-60:]}: {one.reason}" for one in refused[:MOST_NAMED]]
    rest = sum(report.outcomes[outcome] for outcome in _REFUSED) - len(named)
    more = [f"{rest} more"] if rest else []
    return f"{what}: {', '.join(counts) or 'nothing new'}" + (f" ({', '.join(named + more)})" if named else "")


def name_run(home: Path, name: str) -> None:
    """Names the current run. On a server that several homes share, the name begins with the home."""
    line = " ".join(f"{home.name}: {name}".split() if shares_server(home, os.environ) else name.split())[:250]
    with decoration("name"), get_client(sync_client=True) as client:
        client.update_flow_run(UUID(str(flow_run.id)), name=line)


@contextmanager
def failure_named(home: Path, what: str) -> Iterator[None]:
    """An error in the block is raised again; the name of the run then says what failed."""
    try:
        yield
    except Exception as error:
        name_run(home, f"{what}: failed, {type(error).__name__}: {error}")
        raise


@contextmanager
def decoration(what: str) -> Iterator[None]:
    """For things that are only displayed: a run that stored documents must not fail because the server is not
    available."""
    try:
        yield
    except (httpx.HTTPError, PrefectException, OSError) as error:
        logger.warning("the run's %s could not be sent to the server: %s", what, error)


def planned_name() -> str:
    """The name of a run that has not started, for the runs page: what it will load."""
    paths = flow_run.parameters.get("paths")
    if not paths:
        return "inbox"
    return f"{Path(paths[0]).name} and {len(paths) - 1} more" if len(paths) > 1 else Path(paths[0]).name
