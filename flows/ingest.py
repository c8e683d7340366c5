"""The main job as a Prefect flow: article files in, rows out."""

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from prefect import flow
from prefect.runtime import deployment, flow_run

from flows.orchestration.load_report import LoadReport
from flows.orchestration.loading import load_documents
from flows.orchestration.runner import reads_of_flow, runner
from flows.orchestration.steps import Steps
from flows.reporting.announcement import announcing
from flows.reporting.artifacts import publish_artifacts
from flows.reporting.notices import tell_due
from flows.reporting.run_page import decoration, failure_named, name_run, planned_name, progress_teller, title
from schemas.settings import Limits, Settings
from tasks.loading import recorded_load

RECORDED = Steps(
    begin=recorded_load.begin_run,
    read=recorded_load.read_batch,
    store=announcing(recorded_load.store_batch),
    choose=recorded_load.choose_captures,
    read_again=recorded_load.read_again,
    store_again=recorded_load.store_again,
    publish=recorded_load.publish_snapshot,
    end=recorded_load.end_runs,
)


@flow(
    name="ingest",
    flow_run_name=planned_name,
    persist_result=False,
    validate_parameters=True,
    task_runner=runner(os.environ),
)
def ingest(
    paths: list[str] | None = None,
    home: str | None = None,
    settings: Limits | None = None,
    since: datetime | None = None,
) -> LoadReport:
    """Cleans, deduplicates and reads article files and loads them into the warehouse, every one accounted for.

    Files of the inbox leave it once they are stored; named files stay where they are. Two runs on one home take turns.

    Args:
        paths: Files or folders to load. Empty: what waits in the inbox.
        home: The cuttings home. Empty: CUTTINGS_HOME, else ./cuttings-home.
        settings: Limits of this run. Empty: those of the environment, CUTTINGS_WORKERS and so on.
        since: Take only files that came into the inbox after this moment. Empty: all of them. The watcher sets it after
            a run was cancelled.
    """
    chosen = Settings.from_environment(os.environ, home=home, **(settings.model_dump() if settings else {}))
    with failure_named(chosen.home, planned_name()):
        report = load_documents(
            [Path(path) for path in paths] if paths else None,
            settings=chosen,
            steps=replace(RECORDED, reads=reads_of_flow()),
            flow_run_id=str(flow_run.id),
            # A person at a terminal waits for the end; under `up` nobody does.
            publish_together=deployment.id is not None,
            watch=progress_teller(),
            since=since.timestamp() if since else None,
        )
    tell_due(chosen)
    with decoration("report"):
        publish_artifacts(report, chosen)
    name_run(chosen.home, title(report, planned_name()))
    return report
