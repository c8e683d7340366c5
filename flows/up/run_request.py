"""Asking the Prefect server for an `ingest` run. Asking twice is harmless."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import cast

import httpx
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.deployments import run_deployment
from prefect.exceptions import ObjectNotFound, PrefectException

from tasks.inbox.drops import Drop

INGEST = "ingest/ingest"
UNFINISHED = [StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING]
START_SECONDS = 60.0
"""A run that is being started for longer than this has lost its process."""


class NotAsked(Exception):
    """The server cannot be asked now: it is away, or does not know the deployment yet. Try again."""


def idempotency_key(drops: Iterable[Drop], before: int = 0) -> str:
    """One for one set of drops: paths, sizes and times. The server makes one run of however many requests with it.

    `before`: how often they were asked for before; each time is another request.
    """
    return hashlib.sha256("\n".join([str(before), *sorted(drop.key for drop in drops)]).encode()).hexdigest()


def ask_for_run(key: str, *, unless_running: bool = False) -> str | None:
    """Asks for a run that takes what the inbox holds. Its name; None: one that will take it is about to start anyway.

    `unless_running`: nor if one goes on, which may come to these files yet. Raises NotAsked.
    """
    try:
        with get_client(sync_client=True) as client:
            runs = _unfinished(client)
        if any(_will_start(run, datetime.now(UTC)) for run in runs):
            return None
        if unless_running and any(run.state and run.state.type == StateType.RUNNING for run in runs):
            return None
        run = _fresh_run(key)
    except ObjectNotFound as error:
        raise NotAsked(f"the server does not know the deployment {INGEST}: run `prefect deploy --all`") from error
    except (httpx.HTTPError, PrefectException, OSError, RuntimeError) as error:
        raise NotAsked(f"the server cannot be asked: {type(error).__name__} {error}".strip()) from error
    return run.name


def _fresh_run(key: str) -> FlowRun:
    """The run with this key, or, if that one has ended with its files still there, the run that follows it."""
    while True:
        run = cast("FlowRun", run_deployment(INGEST, timeout=0, as_subflow=False, idempotency_key=key))
        if run.state is None or not run.state.is_final():
            return run
        key = hashlib.sha256(f"{key} after {run.id}".encode()).hexdigest()


def _unfinished(client: SyncPrefectClient) -> list[FlowRun]:
    return client.read_flow_runs(
        flow_filter=FlowFilter(name=FlowFilterName(any_=["ingest"])),
        deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=["ingest"])),
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=UNFINISHED))),
        limit=20,
    )


def _will_start(run: FlowRun, now: datetime) -> bool:
    """Whether a run that has not started will soon do, and look at the whole inbox then."""
    if (
        run.state is None
        or run.state.type == StateType.RUNNING
        or run.parameters.get("paths")
        or run.parameters.get("home")
    ):
        return False
    if run.state.type == StateType.PENDING:
        return run.state.timestamp > now - timedelta(seconds=START_SECONDS)
    due = run.state.state_details.scheduled_time
    return due is None or due < now + timedelta(seconds=START_SECONDS)
