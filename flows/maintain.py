"""Every night: the snapshot is brought up to date, leftovers are removed, and a report says how things stand."""

import os
import time

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact

from flows.reporting.nightly_report import nightly_report
from flows.reporting.run_page import name_run
from schemas.home import Home
from schemas.settings import Settings
from tasks.inbox.inbox_state import inbox_state
from tasks.inbox.tidying import tidy
from tasks.loading.load_steps import maintain_warehouse, publish_snapshot


@flow(name="maintain", persist_result=False)
def maintain(home: str | None = None) -> None:
    """Publishes the snapshot, removes what killed runs left behind, and writes a report.

    The server deletes runs after 30 days on its own; the warehouse's `runs` and `arrivals` keep everything.

    Args:
        home: The cuttings home. Empty: CUTTINGS_HOME, else ./cuttings-home.
    """
    settings = Settings.from_environment(os.environ, home=home)
    if Home(settings.home).live.parent.exists():
        for line in maintain_warehouse(settings):
            get_run_logger().info("%s", line)
        publish_snapshot(settings, force=True)
    tidied = tidy(settings, now=time.time())
    state = inbox_state(settings, now=time.time())
    get_run_logger().info("%d staged batches removed, %d files wait", tidied.staged_batches, state.waiting)
    name_run(settings.home, f"maintain: {tidied.staged_batches} leftovers removed, {state.waiting} files wait")
    said = nightly_report(tidied, state)
    create_markdown_artifact(key="nightly-report", markdown=said, description="How things stand")
