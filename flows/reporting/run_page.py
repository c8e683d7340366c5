"""A run's page in the Prefect UI while it goes on: its progress, and a name that says what came of it."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import httpx
from prefect import get_run_logger
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.client.orchestration import get_client
from prefect.exceptions import PrefectException

from flows.orchestration.loading import LoadReport
from schemas.arrival import Outcome

logger = logging.getLogger(__name__)


def progress_teller() -> Callable[[LoadReport], None]:
    """What is to be called after each batch: logs, and, when a run has more than one, moves its progress artifact."""
    log = get_run_logger()
    artifact: list[UUID] = []

    def tell(report: LoadReport) -> None:
        done, waiting = len(report.handled), report.waiting
        log.info("%d documents handled, %d files wait", done, waiting)
        percent = 100.0 * done / (done + waiting) if done + waiting else 100.0
        with decoration("progress"):
            if artifact:
                update_progress_artifact(artifact[0], percent)
            elif waiting:
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
    return f"{what}: {', '.join(counts) or 'nothing new'}"


def name_run(flow_run_id: str, name: str) -> None:
    """Gives the run a name."""
    with decoration("name"), get_client(sync_client=True) as client:
        client.update_flow_run(UUID(flow_run_id), name=name)


@contextmanager
def decoration(what: str) -> Iterator[None]:
    """For what only looks well: a server that is away must not fail a run whose documents are stored."""
    try:
        yield
    except (httpx.HTTPError, PrefectException, OSError) as error:
        logger.warning("the run's %s could not be told to the server: %s", what, error)
