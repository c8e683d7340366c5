"""A run's artifacts in the Prefect UI: a table of outcomes, and a report with every refused document."""

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.orchestration.load_report import LoadReport
from schemas.arrival import Outcome
from schemas.home import Home
from schemas.settings import Settings
from tasks.loading.load_steps import Handled

MOST_LISTED = 200
"""Most refused documents that are listed in the report; the table `arrivals` has all."""


def publish_artifacts(report: LoadReport, settings: Settings) -> None:
    """Creates the run's table and report."""
    create_table_artifact(
        key="outcomes",
        table=[{"outcome": outcome.value, "documents": report.outcomes.get(outcome, 0)} for outcome in Outcome],
        description=f"Run {report.run_id}: the outcomes of {report.documents} documents",
    )
    create_markdown_artifact(key="load-report", markdown=markdown(report, settings), description=f"Run {report.run_id}")


def markdown(report: LoadReport, settings: Settings) -> str:
    """The report in Markdown: counts, then each rejected or quarantined document with its reason."""
    refusals = report.refusals.total()
    cost = f"{report.wall_seconds:.1f} s, {report.reading_seconds:.1f} CPU s of reading"
    lines = [
        f"**{report.documents} documents** in {report.batches} batches, {cost}.",
        "",
        f"Settings: {settings.told()}.",
        "",
        f'Query them: `cuttings sql "FROM articles" --home {settings.home}`',
    ]
    if refusals:
        lines += [
            "",
            f"### {refusals} documents that did not become articles",
            "",
            "| outcome | document | reason |",
            "|---|---|---|",
        ]
        lines += [_row(one, settings) for one in report.refused[:MOST_LISTED]]
        more = refusals - len(report.refused[:MOST_LISTED])
        lines += [
            "",
            f"{f'And {more} more. ' if more > 0 else ''}All of them, and where their bytes are kept:",
            "",
            "```sql",
            "SELECT outcome, location, reason, detail, archive_path",
            "FROM arrivals JOIN batches USING (batch_id) LEFT JOIN captures USING (capture_id)",
            f"WHERE run_id = '{report.run_id}'",
            "    AND outcome IN ('rejected', 'quarantined');",
            "```",
            "",
            f"A document's bytes as they arrived: `cuttings original DOCUMENT --home {settings.home} > FILE`.",
        ]
    if report.refusals[Outcome.QUARANTINED]:
        lines += ["", f"Quarantined documents lie in `{Home(settings.home).quarantine}`; `replay` tries them again."]
    return "\n".join(lines)


def _row(one: Handled, settings: Settings) -> str:
    """The path is relative to the inbox if the file was in it, because the table is narrow."""
    last = (one.detail or "").strip().rpartition("\n")[2][:160]
    why = f"{one.reason}: {last}" if last else one.reason or ""
    where = one.location.removeprefix(f"{Home(settings.home).inbox}/")
    return f"| {one.outcome.value} | {_cell(where)} | {_cell(why)} |"


def _cell(text: str) -> str:
    """Escapes a text for a Markdown table: a file name may contain any characters."""
    for character, shown in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ("|", "&#124;"),
        ("`", "&#96;"),
        ("\n", " "),
        ("[", "&#91;"),
    ):
        text = text.replace(character, shown)
    return text
