"""Fetching as a Prefect flow: feeds, sitemaps and lists in, pages into the inbox."""

import os
from pathlib import Path

from prefect import flow, get_run_logger
from prefect.runtime import flow_run

from flows.orchestration.fetch_steps import FetchSteps
from flows.orchestration.fetching import FetchReport, fetch_sources
from flows.reporting.fetch_page import fetch_title, publish_sources
from flows.reporting.run_page import decoration, failure_named, name_run
from schemas.settings import Settings
from tasks.fetching import recorded_fetch
from tasks.fetching.source_file import NAME, read_sources
from tasks.loading import recorded_load

RECORDED = FetchSteps(
    begin=recorded_load.begin_run,
    poll=recorded_fetch.poll_due,
    visit=recorded_fetch.visit_due,
    publish=recorded_load.publish_snapshot,
    end=recorded_load.end_runs,
)


@flow(name="fetch", persist_result=False)
def fetch(home: str | None = None, sources: str | None = None, every: bool = False) -> FetchReport:
    """Asks the sources that are due for news and puts new pages into the inbox.

    Args:
        home: The cuttings home. Empty: CUTTINGS_HOME, else ./cuttings-home.
        sources: The file that names the sources. Empty: sources.toml in the home.
        every: Ask every source, due or not.
    """
    settings = Settings.from_environment(os.environ, home=home)
    path = Path(sources) if sources else settings.home / NAME
    if not sources and not path.exists():  # the schedule also runs in homes without sources
        get_run_logger().info("%s is not there: nothing is fetched", path)
        name_run(settings.home, f"fetch: no {NAME}")
        return FetchReport(run_id="")
    with failure_named(settings.home, "fetch"):
        known = read_sources(path)
        report = fetch_sources(known, settings=settings, steps=RECORDED, every=every, flow_run_id=str(flow_run.id))
    with decoration("report"):
        publish_sources(report)
    name_run(settings.home, fetch_title(report))
    return report
