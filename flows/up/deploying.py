"""Brings a Prefect server up to date with this project: work pool, deployments, automations.

Its own process (`python -m flows.up.deploying`), for `up` itself does without Prefect's memory. Needs PREFECT_API_URL.
"""

import logging
import os
import shlex
import subprocess
import sys
from datetime import UTC, datetime

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate, WorkPoolCreate, WorkPoolUpdate
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import StateType
from prefect.exceptions import ObjectAlreadyExists
from prefect.settings import get_current_settings
from prefect.states import Crashed
from prefect.workers.process import ProcessWorker

from flows.up.automations import ensure_automations
from flows.up.project import project_folder
from schemas.settings import Settings
from tasks.fetching.source_file import NAME as SOURCES

POOL = "cuttings"
STARTED = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]

logger = logging.getLogger(__name__)


def deploy() -> int:
    """Creates or updates everything. Its exit code."""
    with get_client(sync_client=True) as client:
        _ensure_pool(client)
        if os.environ.get("CUTTINGS_FRESH_START"):
            crash_left_over(client)
        ensure_automations(client, beat_seconds=get_current_settings().flows.heartbeat_frequency or 30)
    project = project_folder()
    # prefect.yaml is only interpreted by the command line of Prefect.
    done = subprocess.run(
        [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", "prefect.yaml"],
        cwd=project,
        env={**os.environ, "PWD": str(project)},
        check=False,
    )
    if done.returncode == 0 and (Settings.from_environment(os.environ).home / SOURCES).exists():
        with get_client(sync_client=True) as client:
            switch_on(client, "fetch/fetch")
    return done.returncode


def switch_on(client: SyncPrefectClient, name: str) -> None:
    """Makes a deployment's schedules active."""
    deployment = client.read_deployment_by_name(name)
    for schedule in deployment.schedules:
        client.update_deployment_schedule(deployment.id, schedule.id, active=True)


def crash_left_over(client: SyncPrefectClient) -> None:
    """End, in the server's records, the runs of an `up` that was killed, and free their places.

    Only while nothing else can be running them: `up` has just started on this home.
    """
    started = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=STARTED)))
    for run in client.read_flow_runs(flow_run_filter=started, limit=200):
        message = "It was left over when `cuttings up` started again; what it had not stored is taken now."
        client.set_flow_run_state(run.id, Crashed(message=message, timestamp=datetime.now(UTC)), force=True)
        logger.info("run %s was left over", run.name)
    for limit in client.read_global_concurrency_limits(limit=200):
        if limit.active_slots:
            client.update_global_concurrency_limit(limit.name, GlobalConcurrencyLimitUpdate(active_slots=0))


def _ensure_pool(client: SyncPrefectClient) -> None:
    template = ProcessWorker.get_default_base_job_template()
    # With a command of its own a run starts at once; without one the worker starts Prefect twice over, to look at
    # the project first and then to run it: 3 s more from drop to row.
    template["variables"]["properties"]["command"]["default"] = shlex.join(
        [sys.executable, "-m", "flows.up.run_process"]
    )
    try:
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process", base_job_template=template))
    except ObjectAlreadyExists:
        client.update_work_pool(POOL, WorkPoolUpdate(base_job_template=template))


if __name__ == "__main__":
    sys.exit(deploy())
