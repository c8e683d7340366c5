"""Reading the archive again as a Prefect flow: after an upgrade of the reader, or for what was quarantined."""

import os
from typing import Literal

from prefect import flow
from prefect.runtime import flow_run

from flows.orchestration.load_report import LoadReport
from flows.orchestration.replaying import replay_documents
from flows.orchestration.steps import ReplaySteps
from flows.reporting.artifacts import publish_artifacts
from flows.reporting.run_page import decoration, failure_named, name_run, progress_teller, title
from schemas.settings import Limits, Settings
from tasks.loading import recorded_load

RECORDED = ReplaySteps(
    begin=recorded_load.begin_run,
    choose=recorded_load.choose_captures,
    read_again=recorded_load.read_again,
    store_again=recorded_load.store_again,
    publish=recorded_load.publish_snapshot,
    end=recorded_load.end_runs,
)


@flow(name="replay", persist_result=False)
def replay(
    captures: list[str] | None = None,
    outcome: Literal[
        "quarantined", "rejected", "all", "unannotated", "outdated", "outdated_annotations"
    ] = "quarantined",
    home: str | None = None,
    settings: Limits | None = None,
) -> LoadReport:
    """Reads documents again from the archive with today's reader, and corrects what it now reads otherwise.

    Args:
        captures: Capture ids or their beginnings, one a line. Empty: all with the outcome below.
        outcome: Which documents to read again if none is named: those that could not be read, those that were read and
            refused, every one, the articles that were loaded without annotations, or those that another version of the
            reader read last.
        home: The cuttings home. Empty: CUTTINGS_HOME, else ./cuttings-home.
        settings: Limits of this run. Empty: those of the environment, CUTTINGS_WORKERS and so on.
    """
    chosen = Settings.from_environment(os.environ, home=home, **(settings.model_dump() if settings else {}))
    with failure_named(chosen.home, "replay"):
        report = replay_documents(
            captures or [],
            outcome=outcome,
            settings=chosen,
            steps=RECORDED,
            flow_run_id=str(flow_run.id),
            watch=progress_teller(),
        )
    with decoration("report"):
        publish_artifacts(report, chosen)
    name_run(chosen.home, title(report, "replay"))
    return report
