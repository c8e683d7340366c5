"""What a fetch shows in the Prefect UI: its table by source, and its name."""

from prefect.artifacts import create_table_artifact

from flows.orchestration.fetching import COLUMNS, FetchReport, rows


def publish_sources(report: FetchReport) -> None:
    """Leaves the run's table by source for people in the Prefect UI."""
    table = [dict(zip(COLUMNS, row, strict=True)) for row in rows(report)]
    create_table_artifact(key="sources", table=table, description=f"Run {report.run_id}: the result for each source")


def fetch_title(report: FetchReport) -> str:
    """The run in one line: `fetch: 12 fetched, 3 not_modified`."""
    counts = [f"{count} {outcome.value}" for outcome, count in sorted(report.pages.items())]
    return f"fetch: {', '.join(counts) or 'nothing new'}"
