"""The progress and result of a load, in memory that does not grow with the number of documents."""

from collections import Counter
from dataclasses import dataclass, field, replace

from schemas.arrival import Outcome
from schemas.reason import QuarantineReason
from tasks.loading.load_steps import BatchResult, Handled
from tasks.reading.reading_progress import ReadingProgress

MOST_NAMED = 200
"""Most documents of one outcome that a report names. The table `arrivals` has all."""


@dataclass(slots=True)
class LoadReport:
    """The progress and result of a load."""

    run_id: str
    waiting: int = 0
    """Documents, or files with an unknown number of them, that were seen and not yet handled."""
    reading: ReadingProgress = field(default_factory=ReadingProgress)
    """The progress of the batch that is being read."""
    staged: int = 0
    """Documents that were read and are not stored yet, without those of the batch that is being read."""
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    """Documents by outcome."""
    refused: list[Handled] = field(default_factory=list)
    """Documents that did not become articles, in order: the first of each outcome.

    Duplicates are included only if they repeat a rejected document; then they have a detail.
    """
    refusals: Counter[Outcome] = field(default_factory=Counter)
    """Their number by outcome, also of those that are not named."""
    late: Counter[str] = field(default_factory=Counter)
    """Documents that exceeded their time, by capture: they are tried once more at the end of the run."""
    recorded_before: int = 0
    """Files that an earlier try of the same load already recorded."""
    killed_runs: set[str] = field(default_factory=set)
    """Earlier runs that did not end; this run completed their work."""
    batches: int = 0
    reading_seconds: float = 0.0
    """CPU seconds in the readers."""
    wall_seconds: float = 0.0

    @property
    def documents(self) -> int:
        """Documents handled."""
        return self.outcomes.total()

    @property
    def done(self) -> int:
        """Documents handled, and those that were read and are not stored yet."""
        return self.documents + self.staged + self.reading.read

    @property
    def expected(self) -> int:
        """The number of documents as far as it is known; a file with an unknown number counts as one."""
        return self.documents + max(self.waiting, self.staged + self.reading.documents)

    def add(self, result: BatchResult) -> None:
        """Adds a stored batch."""
        for one in result.handled:
            self._count(one)
            if one.reason == QuarantineReason.TIME_LIMIT and one.capture_id:
                self.late[one.capture_id] += 1
        self.reading_seconds += result.reading_seconds
        self.batches += 1

    def correct(self, result: BatchResult) -> None:
        """Replaces the outcomes of documents that exceeded their time and were tried once more."""
        again = {one.capture_id: one for one in result.handled if one.capture_id in self.late}
        named = self.refused
        self.refused = [one for one in named if not (_is_late(one) and one.capture_id in again)]
        for capture, one in again.items():
            times = self.late.pop(str(capture))
            self.outcomes[Outcome.QUARANTINED] -= times
            self.refusals[Outcome.QUARANTINED] -= times
            locations = [old.location for old in named if _is_late(old) and old.capture_id == capture][:times]
            for location in [*locations, *[one.location] * (times - len(locations))]:
                self._count(replace(one, location=location))
        self.outcomes, self.refusals = +self.outcomes, +self.refusals
        self.reading_seconds += result.reading_seconds

    def _count(self, one: Handled) -> None:
        self.outcomes[one.outcome] += 1
        if one.detail or one.outcome in (Outcome.REJECTED, Outcome.QUARANTINED):
            self.refusals[one.outcome] += 1
            if sum(named.outcome == one.outcome for named in self.refused) < MOST_NAMED:
                self.refused.append(one)


def _is_late(one: Handled) -> bool:
    return one.reason == QuarantineReason.TIME_LIMIT
