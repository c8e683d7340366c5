"""What runs in a reading process: one capture's bytes to rows, under limits.

The reader is imported by the worker alone: the process that started it stays small. The forkserver imports it before it
forks (`PRELOAD`), so that workers, also those that follow a killed one, start with everything loaded.
"""

import hashlib
import resource
import signal
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import process_time

from schemas.annotations import Annotations
from schemas.article import Article
from schemas.capture import Sidecar
from schemas.outlet_furniture import nothing_learned
from schemas.reading import Reading
from schemas.reason import QuarantineReason
from schemas.rejection import Rejected, RejectionReason
from tasks.reading.rows import Rows, article_rows
from warehouse.archive.kept import kept_bytes

PRELOAD = ["tasks.reading.warm"]
PRELOAD_ANNOTATING = [*PRELOAD, "tasks.text.annotate.annotation", "tasks.text.annotate.engine.own_names"]


@dataclass(frozen=True, slots=True)
class Read:
    """The result of reading one document."""

    reading: Reading
    media_type: str | None = None
    """None: its content was not looked at."""
    reason: RejectionReason | QuarantineReason | None = None
    """None: it is an article, or was not read."""
    detail: str | None = None
    rows: Rows = field(default_factory=dict)
    cpu_seconds: float = 0.0


def limit_process(address_space: int) -> None:
    """Caps this process's memory, in bytes: a document that wants more ends alone. Run at a worker's start."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (address_space, hard))
    # No handler: a Python handler would not run while a C parser is busy for ever.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)


def read_capture(
    path: str,
    sidecar: Sidecar,
    received_at: datetime,
    *,
    annotate: str,
    cpu_seconds: float | None = None,
    learned: str | None = None,
) -> Read:
    """Reads one archived capture. What a document makes go wrong is raised, and quarantines it.

    The archive names bytes by their hash: what has another one is damaged and is not read.
    `annotate`: the engine by its name in the settings, or none. `learned`: the folder of what was learned of outlets.

    After `cpu_seconds` of CPU time the system ends this process (SIGPROF). They count what this document takes: time in
    which others have the processor is not its fault. None: it may take as long as it likes.
    """
    from tasks.reading.learned import learned_in
    from tasks.text.reading import read

    started = process_time()
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds or 0)
    try:
        data = kept_bytes(Path(path).parents[2], Path(path).name)
        if hashlib.sha256(data).hexdigest() != Path(path).name:
            return Read(Reading.QUARANTINED, reason=QuarantineReason.DAMAGED, detail=f"{path} is not what arrived")
        article, media_type = read(
            data,
            received_at=received_at,
            sidecar=sidecar,
            learned=learned_in(Path(learned)) if learned else nothing_learned,
        )
        if isinstance(article, Rejected):
            seconds = process_time() - started
            return Read(Reading.REJECTED, media_type, article.reason, article.detail, cpu_seconds=seconds)
        rows = article_rows(article, _annotations(article, annotate) if annotate != "none" else None)
        return Read(Reading.ARTICLE, media_type, rows=rows, cpu_seconds=process_time() - started)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _annotations(article: Article, engine: str) -> Annotations | None:
    from tasks.text.annotate.annotation import annotate
    from tasks.text.annotate.engine.engines import load

    return annotate(article, load(engine))
