"""The order of a replay: captures from the archive, read again with today's reader."""

import time
import uuid
from collections.abc import Sequence

from flows.orchestration.load_report import LoadReport
from flows.orchestration.loading import Watch, reading_watched, try_once_more
from flows.orchestration.run import run_in_ledger
from flows.orchestration.steps import ReplaySteps
from schemas.settings import Settings
from tasks.reading.readers import readers_kept


def replay_documents(
    captures: Sequence[str],
    *,
    outcome: str,
    settings: Settings,
    steps: ReplaySteps | None = None,
    flow_run_id: str | None = None,
    watch: Watch = lambda _: None,
) -> LoadReport:
    """Reads the named captures again; if none is named, those with an arrival of this outcome, `all`, or `unannotated`.

    `unannotated` annotates articles even if the settings switch annotation off; `outdated_annotations` selects these
    articles and those annotated by another engine or another version of it. Raises what loading raises.
    """
    steps = steps or ReplaySteps()
    started = time.monotonic()
    if outcome in {"unannotated", "outdated_annotations"} and settings.annotate == "none":
        settings = settings.model_copy(update={"annotate": "cuttings"})
    report = LoadReport(run_id=uuid.uuid4().hex)
    command = f"replay {' '.join(captures) or outcome}"
    with run_in_ledger(settings, steps, run_id=report.run_id, flow_run_id=flow_run_id, command=command):
        chosen = steps.choose(captures, outcome=outcome, settings=settings)
        report.waiting = len(chosen)
        watch(report)
        with readers_kept():
            for at in range(0, len(chosen), settings.batch_size):
                batch = chosen[at : at + settings.batch_size]
                with reading_watched(report, settings, watch):
                    staged = steps.read_again(batch, run_id=report.run_id, settings=settings)
                report.add(steps.store_again(staged, run_id=report.run_id, settings=settings))
                report.waiting -= len(batch)
                watch(report)
            try_once_more(report, settings=settings, steps=steps, watch=watch)
        steps.end(settings, run_ids=[report.run_id])
        steps.publish(settings, force=True)
    report.wall_seconds = time.monotonic() - started
    return report
