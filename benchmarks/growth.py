"""What an article costs as the library grows: CPU ms by step, the database's size, what publishing costs.

    python -m benchmarks.growth [--sizes 1000 10000 100000] [--batch 1000] [--home DIR]

Made articles (made_news.py) go through the steps of a load, from the staged batch to the published snapshot; between
two sizes the database is multiplied inside (grown_home.py). CPU seconds are those of this process, of all its threads;
of the copy the child's. The first batch at each size warms the caches and is not counted.
"""

import argparse
import hashlib
import os
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.grown_home import articles, multiply
from benchmarks.made_news import made_annotations, made_article
from benchmarks.made_pages import Writer
from schemas.capture import NOTHING_KNOWN
from schemas.home import Home
from schemas.reading import Reading
from schemas.settings import Settings
from tasks.inbox.receiving import Received
from tasks.loading import load_steps
from tasks.loading.batch import StagedBatch, stage_batch
from tasks.reading.rows import article_rows
from tasks.reading.worker import Read
from tasks.text.reading import read
from warehouse.backend.lock import lock
from warehouse.backend.snapshot import publish
from warehouse.store import loader as warehouse_loader

SEEDS = 2_000
"""Articles that the loader itself stores; the others are made of them."""
STEPS = ("stage", "look-ups", "deciding", "entities", "comparing", "audits", "rest of storing", "whole load")


class Clock:
    """CPU seconds of this process by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        """Counts what the block takes."""
        started = time.process_time()
        try:
            yield
        finally:
            self.seconds[step] += time.process_time() - started

    def timed(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, counted."""

        def run(*given: Any, **named: Any) -> Any:  # noqa: ANN401
            with self.of(step):
                return function(*given, **named)

        return run


def staged(settings: Settings, first: int, count: int, clock: Clock, *, seed: int) -> StagedBatch:
    """Articles `first` to `first + count` as the readers stage them."""
    at = datetime.now(UTC)
    received, reads, arrivals = [], [], []
    made = [(f"{seed}-{number}", made_article(seed, number)) for number in range(first, first + count)]
    with clock.of("stage"):
        for name, article in made:
            capture = hashlib.sha256(name.encode()).hexdigest()
            key = capture[:32]
            received.append(
                Received(key, "path", f"/made/{name}.html", None, f"/made/{name}.html", capture, 1, NOTHING_KNOWN)
            )
            reads.append(Read(Reading.ARTICLE, "text/html", rows=article_rows(article, made_annotations(article))))
            arrivals.append(key)
        return stage_batch(received, reads, arrival_ids=arrivals, received_at=at, killed_runs=(), settings=settings)


def load(settings: Settings, batches: Sequence[StagedBatch], clock: Clock) -> None:
    """Stores staged batches as a run does."""
    watched = [
        (load_steps, "_known", "look-ups"),
        (load_steps, "decide", "deciding"),
        (load_steps, "relate_entities", "entities"),
        (load_steps, "relate_articles", "comparing"),
        (warehouse_loader, "audit", "audits"),
    ]
    for module, name, step in watched:
        patcher = patch.object(module, name, clock.timed(step, getattr(module, name)))
        patcher.start()
    try:
        with clock.of("whole load"):
            for batch in batches:
                load_steps.store_batch(batch, run_id="growth", settings=settings)
    finally:
        patch.stopall()
    parts = sum(clock.seconds[step] for step in STEPS[1:6])
    clock.seconds["rest of storing"] = clock.seconds["whole load"] - parts


def reading_ms(pages: int = 40) -> float:
    """CPU ms of reading one made page, without annotation."""
    writer = Writer(3)
    made = [writer.page(number).encode() for number in range(pages)]
    now = datetime.now(UTC)
    read(made[0], received_at=now, sidecar=NOTHING_KNOWN)
    started = time.process_time()
    for page in made:
        read(page, received_at=now, sidecar=NOTHING_KNOWN)
    return (time.process_time() - started) / pages * 1000


def published(home: Path) -> tuple[float, float]:
    """Wall and CPU seconds of one snapshot."""
    before, began = os.times(), time.monotonic()
    with lock(home):
        publish(home, force=True)
    after = os.times()
    cpu = sum(after[:4]) - sum(before[:4])
    return time.monotonic() - began, cpu


def row(settings: Settings, size: int, *, batch: int, whole: int) -> dict[str, float]:
    """Grows the home to `size`, loads `whole` articles in steps of `batch`, and tells what one cost."""
    home = settings.home
    with load_steps.loader(home) as con:
        if articles(con) < size * 0.9:
            multiply(con, to=size)
        before = articles(con)
    for warm in (True, False):
        clock = Clock()
        seed = size + warm
        waiting = [staged(settings, at, batch, clock, seed=seed) for at in range(0, whole, batch)]
        load(settings, waiting, clock)
    wall, cpu = published(home)
    live = Home(home).live.stat().st_size
    steps = {step: clock.seconds[step] / whole * 1000 for step in STEPS}
    sizes = {"MB": live / 1e6, "kB each": live / 1e3 / (before + 2 * whole), "publish s": wall, "publish CPU s": cpu}
    return {"articles": before, **steps, **sizes}


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--batch", type=int, default=1_000, help="documents of one transaction")
    parser.add_argument("--load", type=int, default=1_000, help="articles that are counted at each size")
    parser.add_argument("--home", type=Path, help="made and kept; default: a temporary one")
    given = parser.parse_args()
    home = given.home or Path(tempfile.mkdtemp(prefix="cuttings-growth-"))
    settings = Settings(home=home.absolute(), annotate="none")
    load_steps.begin_run(settings, run_id="growth", flow_run_id=None, command="growth")
    with load_steps.loader(home) as con:
        there = articles(con)
    if not there:
        first = min(SEEDS, *given.sizes)
        load(settings, [staged(settings, at, 500, Clock(), seed=0) for at in range(0, first, 500)], Clock())
    print(f"reading a page: {reading_ms():.1f} ms CPU", flush=True)
    head = ""
    for size in sorted(given.sizes):
        found = row(settings, size, batch=given.batch, whole=given.load)
        if not head:
            head = "| " + " | ".join(found) + " |"
            print(head, "\n|" + "---|" * len(found), flush=True)
        print(
            "| " + " | ".join(f"{value:,.0f}" if value >= 100 else f"{value:.2f}" for value in found.values()) + " |",
            flush=True,
        )
    if given.home is None:
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
