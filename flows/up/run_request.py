"""Asking the Prefect server for an `ingest` run. Asking twice is harmless."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, cast

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
from prefect.client.schemas.sorting import FlowRunSort
from prefect.deployments import run_deployment
from prefect.exceptions import ObjectNotFound, PrefectException

from tasks.inbox.drops import Drop

INGEST = "ingest/ingest"
SINCE = "since"
"""The flow's parameter that makes a run leave older files alone."""
UNFINISHED = [StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING]
ENDED = [StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.CANCELLED]
START_SECONDS = 60.0
"""A run that has been starting for longer than this has lost its process."""


class NotAsked(Exception):
    """The server cannot be asked now: it cannot be reached, or does not have the deployment yet. Try again."""


def idempotency_key(drops: Iterable[Drop], before: int = 0) -> str:
    """One key for one set of drops: paths, sizes and times. The server makes one run of all requests with the same key.

    `before`: the number of earlier requests for these drops; each repetition is a new request.
    """
    return hashlib.sha256("\n".join([str(before), *sorted(drop.key for drop in drops)]).encode()).hexdigest()


class Asked(NamedTuple):
    """The result of a request for a run."""

    name: str | None
    """The run's name. None: no run was started."""
    said: str
    """Who takes the files, for a person."""


def ask_for_run(key: str, *, newest: float, unless_running: bool = False) -> Asked:
    """Request a run that takes what the inbox holds; none is started if one is about to start anyway.

    `newest`: when the last of the files arrived, in POSIX seconds. A cancelled run stays cancelled: files that had
    arrived before it are left alone, also by the run that takes later ones, until a person starts a run.
    `unless_running`: also start none while one is running, which may still take these files. Raises NotAsked.
    """
    try:
        with get_client(sync_client=True) as client:
            runs = _unfinished(client)
            cancelled = _last_cancelled(client)
        if any(_will_start(run, datetime.now(UTC)) for run in runs):
            return Asked(None, "a run that is about to start takes them")
        if unless_running and any(run.state and run.state.type == StateType.RUNNING for run in runs):
            return Asked(None, "a run goes on that may take them")
        if cancelled and newest <= cancelled.at.timestamp():
            return Asked(None, f"{cancelled.name} was cancelled: `cuttings ingest` takes them")
        run = _fresh_run(key, {SINCE: cancelled.at.isoformat()} if cancelled else {})
    except ObjectNotFound as error:
        raise NotAsked(f"the server does not know the deployment {INGEST}: run `prefect deploy --all`") from error
    except (httpx.HTTPError, PrefectException, OSError, RuntimeError) as error:
        raise NotAsked(f"the server cannot be asked: {type(error).__name__} {error}".strip()) from error
    return Asked(run.name, f"run {run.name} takes them")


class _Cancelled(NamedTuple):
    """A run over the inbox that a person stopped, and when."""

    name: str
    at: datetime


def _last_cancelled(client: SyncPrefectClient) -> _Cancelled | None:
    """The cancelled run whose files were not requested again. None: there is none.

    The newest run over the inbox decides: it was cancelled, or it was started to leave alone what an older cancelled
    run would have taken.
    """
    for run in _ingest_runs(client, [*ENDED, StateType.CANCELLING], sort=FlowRunSort.START_TIME_DESC):
        if run.parameters.get("paths") or run.state is None:
            continue
        if run.state.type in (StateType.CANCELLED, StateType.CANCELLING):
            return _Cancelled(f"run {run.name}", run.state.timestamp)
        since = run.parameters.get(SINCE)
        return _Cancelled("an earlier run", datetime.fromisoformat(since)) if since else None
    return None


def _fresh_run(key: str, parameters: dict[str, str]) -> FlowRun:
    """The run with this key, or, if that one has ended with its files still there, the run that follows it."""
    while True:
        run = cast(
            "FlowRun",
            run_deployment(INGEST, parameters=parameters, timeout=0, as_subflow=False, idempotency_key=key),
        )
        if run.state is None or not run.state.is_final():
            return run
        key = hashlib.sha256(f"{key} after {run.id}".encode()).hexdigest()


def _unfinished(client: SyncPrefectClient) -> list[FlowRun]:
    return _ingest_runs(client, UNFINISHED)


def _ingest_runs(client: SyncPrefectClient, states: list[StateType], sort: FlowRunSort | None = None) -> list[FlowRun]:
    return client.read_flow_runs(
        flow_filter=FlowFilter(name=FlowFilterName(any_=["ingest"])),
        deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=["ingest"])),
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=states))),
        sort=sort,
        limit=20,
    )


def _will_start(run: FlowRun, now: datetime) -> bool:
    """Whether a run that has not started will start soon, and then read the whole inbox."""
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
