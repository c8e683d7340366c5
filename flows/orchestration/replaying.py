"""The order of a replay: captures from the archive, read again with today's reader."""

import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flows.orchestration.loading import LoadReport, Step
from schemas.settings import Settings
from tasks.loading import load_steps
from tasks.reading.reading_pool import reading_pool


@dataclass(frozen=True, slots=True)
class ReplaySteps:
    """How each step is run."""

    begin: Step = load_steps.begin_run
    choose: Step = load_steps.choose_captures
    read: Step = load_steps.read_again
    store: Step = load_steps.store_again
    publish: Step = load_steps.publish_snapshot
    end: Step = load_steps.end_runs


def replay_documents(
    captures: Sequence[str],
    *,
    outcome: str,
    settings: Settings,
    steps: ReplaySteps | None = None,
    flow_run_id: str | None = None,
    watch: Callable[[LoadReport], None] = lambda _: None,
) -> LoadReport:
    """Reads the named captures again; for none named, those with an arrival of this outcome, `all`, or `unannotated`.

    To read the unannotated again is to annotate them, whatever the settings say of annotating.

    Raises what loading raises.
    """
    steps = steps or ReplaySteps()
    started = time.monotonic()
    if outcome == "unannotated":
        settings = settings.model_copy(update={"annotate": "spacy"})
    report = LoadReport(run_id=uuid.uuid4().hex)
    command = f"replay {' '.join(captures) or outcome}"[:500]
    steps.begin(settings, run_id=report.run_id, flow_run_id=flow_run_id, command=command)
    chosen = steps.choose(captures, outcome=outcome, settings=settings)
    report.waiting = len(chosen)
    with reading_pool(settings, len(chosen)) as pool:
        for at in range(0, len(chosen), settings.batch_size):
            batch = chosen[at : at + settings.batch_size]
            staged = steps.read(batch, run_id=report.run_id, settings=settings, pool=pool)
            report.add(steps.store(staged, run_id=report.run_id, settings=settings))
            report.waiting -= len(batch)
            watch(report)
    steps.end(settings, run_ids=[report.run_id])
    steps.publish(settings, force=True)
    report.wall_seconds = time.monotonic() - started
    return report
