"""Does it add up: what a sound home says, and what is noticed in an unsound one."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from schemas.arrival import Decision, Outcome
from schemas.run_end import RunEnd
from tests.staged_batch import NOON, a_document, an_article, header, open_with_run, stage_documents, to_article
from warehouse.backend.live import open_live
from warehouse.backend.snapshot import publish
from warehouse.errors import NoSnapshot
from warehouse.queries.reconcile import reconcile
from warehouse.queries.status import status
from warehouse.store.ledger import break_off_runs, start_run
from warehouse.store.loader import store


@pytest.fixture
def home(tmp_path: Path) -> Path:
    documents = [an_article("bridge"), a_document("front", reading="rejected", reason="index_page")]
    decisions = [
        to_article(0, Outcome.LOADED, "bridge"),
        Decision(document=1, outcome=Outcome.REJECTED, reason="index_page"),
    ]
    for document in documents:
        kept = tmp_path / document["documents"][0]["archive_path"]
        kept.parent.mkdir(parents=True)
        kept.write_bytes(b"x" * document["documents"][0]["byte_size"])
    with closing(open_with_run(tmp_path)) as con:
        store(con, stage_documents(tmp_path / "staging" / "b1", documents), decisions, header("b1"))
        publish(tmp_path, force=True, con=con)
    return tmp_path


def spoil(home: Path, sql: str) -> None:
    with closing(open_live(home)) as con:
        con.execute(sql)


def kept(home: Path) -> Path:
    return min((home / "archive").rglob("*/*"))


def test_a_sound_home_adds_up(home: Path) -> None:
    found = reconcile(home, ["drop-bridge", "drop-new"])
    assert found.adds_up
    assert (found.documents, found.outcomes) == (2, {"loaded": 1, "rejected": 1})
    assert (found.captures, found.articles, found.versions) == (2, 1, 1)
    assert (found.unfinished_runs, found.not_in_ledger, found.waiting) == ((), (), ("drop-new",))


def test_what_a_killed_run_left_is_told_and_is_no_fault(home: Path) -> None:
    with closing(open_live(home)) as con:
        start_run(con, "killed", None, NOON, "ingest")
    (home / "archive" / "zz").mkdir()
    (home / "archive" / "zz" / "zzz").write_bytes(b"not stored yet")
    (home / "archive" / "tmp1.part").write_bytes(b"half")
    found = reconcile(home)
    assert found.adds_up
    assert (found.unfinished_runs, found.not_in_ledger) == (("killed",), ("archive/zz/zzz",))
    with closing(open_live(home)) as con:
        break_off_runs(con, ["killed"], NOON, ended_as=RunEnd.KILLED, error=None)
    assert reconcile(home).unfinished_runs == ()


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("DELETE FROM arrivals WHERE outcome = 'rejected'", "2 documents were stored, 1 have an outcome"),
        ("DELETE FROM arrivals WHERE outcome = 'rejected'", "capture has an arrival"),
        ("INSERT INTO arrivals FROM arrivals LIMIT 1", "arrival_id is unique"),
        ("INSERT INTO captures FROM captures LIMIT 1", "capture_id is unique"),
        ("DELETE FROM versions", "arrival's version is there"),
        ("UPDATE versions SET newest = false", "article has versions 1 to n"),
        ("UPDATE versions SET body = body || '.'", "body is its blocks"),
        ("UPDATE blocks SET start_char = start_char + 1", "block stands where it says"),
        ("UPDATE evidence SET version_id = 'x'", "evidence belongs to a version"),
        ("UPDATE arrivals SET batch_id = 'x'", "arrival belongs to a batch"),
        ("UPDATE arrivals SET capture_id = 'x'", "arrival's capture is kept"),
        ("UPDATE arrivals SET outcome = 'duplicate' WHERE outcome = 'loaded'", "version was given by one arrival"),
        ("UPDATE authors SET article_id = 'x'", "author belongs to an article"),
        ("UPDATE batches SET run_id = 'x'", "batch belongs to a run"),
    ],
)
def test_what_does_not_add_up_is_noticed(home: Path, sql: str, fault: str) -> None:
    spoil(home, sql)
    found = reconcile(home)
    assert not found.adds_up
    assert fault in "\n".join(found.faults)


def test_bytes_that_are_gone_or_cut_are_noticed(home: Path) -> None:
    first = kept(home)
    first.write_bytes(b"x")
    assert "has 1 bytes, and had 100" in reconcile(home).faults[0]
    first.unlink()
    assert reconcile(home).faults == (f"{first.relative_to(home)} is missing from the archive",)


def test_a_home_where_nothing_was_stored(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshot):
        reconcile(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_status_tells_runs_and_what_came_of_late(home: Path) -> None:
    found = status(home, NOON + timedelta(hours=23))
    assert (found.articles, found.quarantined, found.last_arrival_at) == (1, 0, NOON)
    assert found.outcomes == {"loaded": 1, "rejected": 1}
    assert [(run.run_id, run.documents, run.outcomes) for run in found.runs] == [
        ("run-1", 2, {"loaded": 1, "rejected": 1})
    ]
    assert status(home, NOON + timedelta(hours=25)).outcomes == {}
    with pytest.raises(NoSnapshot):
        status(home / "inbox", NOON)
