"""A report counts everything and names the first: its size does not follow the number of documents."""

from flows.orchestration.load_report import MOST_NAMED, LoadReport
from schemas.arrival import Outcome
from schemas.reason import QuarantineReason, Reason
from schemas.rejection import RejectionReason
from tasks.loading.load_steps import BatchResult, Handled


def _handled(name: str, outcome: Outcome, reason: Reason | None = None, detail: str | None = None) -> Handled:
    return Handled(f"/inbox/{name}", outcome, reason, detail, capture_id=name[:1])


def test_documents_are_counted_and_the_first_of_each_outcome_named() -> None:
    report = LoadReport("run")
    for batch in range(30):
        loaded = [_handled(f"a{batch}-{n}", Outcome.LOADED) for n in range(100)]
        rejected = [_handled(f"b{batch}-{n}", Outcome.REJECTED, RejectionReason.NO_TEXT) for n in range(10)]
        report.add(BatchResult(f"batch{batch}", (*loaded, *rejected), reading_seconds=0.5))
    report.add(BatchResult("last", (_handled("c", Outcome.DUPLICATE, None, "rejected before"),)))
    assert report.outcomes == {Outcome.LOADED: 3000, Outcome.REJECTED: 300, Outcome.DUPLICATE: 1}
    assert (report.documents, report.batches, report.reading_seconds) == (3301, 31, 15.0)
    assert [one.location for one in report.refused[:2]] == ["/inbox/b0-0", "/inbox/b0-1"]
    assert len(report.refused) == MOST_NAMED + 1
    assert report.refused[-1].location == "/inbox/c"
    assert report.refusals == {Outcome.REJECTED: 300, Outcome.DUPLICATE: 1}


def test_what_was_tried_once_more_counts_by_its_second_outcome() -> None:
    late = QuarantineReason.TIME_LIMIT
    report = LoadReport("run")
    first = [_handled(name, Outcome.QUARANTINED, late, "not read in 20 s") for name in ("x", "x again", "y")]
    report.add(BatchResult("b", (*first, _handled("z", Outcome.QUARANTINED, QuarantineReason.CRASHED))))
    assert report.late == {"x": 2, "y": 1}
    report.correct(BatchResult("c", (_handled("x", Outcome.LOADED), _handled("y", Outcome.QUARANTINED, late, "slow"))))
    assert report.outcomes == {Outcome.LOADED: 2, Outcome.QUARANTINED: 2}
    assert [(one.location, one.reason) for one in report.refused] == [("/inbox/z", "crashed"), ("/inbox/y", late)]
    assert report.refusals.total() == 2
    assert not report.late
