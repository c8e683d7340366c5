"""Outcomes and reasons: one list for Python, SQL and the dictionary."""

from contextlib import closing
from pathlib import Path

import pytest

from schemas.arrival import REASONS, Decision, Outcome, reasons
from tests.staged_batch import a_document, header, open_with_run, stage_documents
from warehouse.errors import AuditFailed
from warehouse.store.loader import store


def test_every_outcome_and_reason_has_a_sentence_that_sql_knows_too(tmp_path: Path) -> None:
    said = list(reasons())
    assert len(said) == len(Outcome) + sum(len(list(kinds)) for kinds in REASONS.values())
    assert [(outcome, reason) for outcome, reason, meaning in said if len(meaning.split()) < 3] == []
    with closing(open_with_run(tmp_path)) as con:
        assert con.execute("FROM reasons").fetchall() == [(str(a), b and str(b), c) for a, b, c in said]
        comment = con.execute(
            "SELECT comment FROM data_dictionary WHERE relation = 'arrivals' AND column_name = 'outcome'"
        ).fetchone()
    assert comment is not None
    assert all(outcome.sentence in comment[0] for outcome in Outcome)


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [(Outcome.REJECTED, "time_limit"), (Outcome.QUARANTINED, "too_short"), (Outcome.DUPLICATE, "empty")],
)
def test_a_reason_of_another_outcome_is_not_stored(tmp_path: Path, outcome: Outcome, reason: str) -> None:
    staged = stage_documents(tmp_path / "staged", [a_document("a", reading="unread")])
    decision = Decision.model_validate({"document": 0, "outcome": outcome, "reason": reason})
    with closing(open_with_run(tmp_path)) as con, pytest.raises(AuditFailed, match="reason is one of its outcome"):
        store(con, staged, [decision], header("b1"))
