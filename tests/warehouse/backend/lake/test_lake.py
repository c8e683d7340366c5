"""A lake on a real PostgreSQL: what readers see and may do, two loaders at once, kills, maintenance."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas.arrival import Outcome
from schemas.home import Home
from tests.lake import Lakes
from tests.staged_batch import an_article, annotated, header, open_with_run, stage_documents, to_article
from warehouse.backend.backend import backend_of
from warehouse.backend.live import open_live
from warehouse.backend.place import VARIABLE
from warehouse.backend.published import snapshot_age
from warehouse.errors import AuditFailed, BadQuery, Locked, NoSnapshot, TurnLost, WrongWarehouse
from warehouse.queries.held import HELD
from warehouse.queries.query import open_snapshot, query
from warehouse.queries.reconcile import reconcile
from warehouse.queries.sessions import Sessions
from warehouse.store.audits import audit
from warehouse.store.loader import store

pytestmark = pytest.mark.slow
LOADER = "tests.warehouse.backend.lake.loading_process"
KILLS = int(os.environ.get("CUTTINGS_TEST_KILLS", "3"))
"""More of them: CUTTINGS_TEST_KILLS=20."""


@pytest.fixture
def home(tmp_path: Path, lakes: Lakes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a lake, a run, and nothing else."""
    lakes.choose(monkeypatch)
    open_with_run(tmp_path / "home").close()
    return tmp_path / "home"


def put(home: Path, name: str) -> None:
    staged = stage_documents(home / "staging" / name, [annotated(an_article(name))])
    with backend_of(home).turn(wait_seconds=60), closing(open_live(home)) as con:
        store(con, staged, [to_article(0, Outcome.LOADED, name)], header(name))


def articles(home: Path) -> int:
    with query(home, "SELECT count(*) FROM articles") as answer:
        return int(next(answer.rows)[0])


def test_readers_see_what_was_published_and_are_never_blocked(home: Path) -> None:
    with pytest.raises(NoSnapshot, match="nothing of its lake was ever published"):
        open_snapshot(home)
    put(home, "one")
    backend_of(home).publish(force=True)
    with closing(open_snapshot(home)) as reader:
        put(home, "two")
        assert articles(home) == 1
        with backend_of(home).turn(wait_seconds=0), closing(open_live(home)) as con:
            con.begin()
            con.execute("DELETE FROM versions")
            assert reader.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]
            con.rollback()
        backend_of(home).publish(force=True)
        assert reader.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]
    assert articles(home) == 2
    assert snapshot_age(home, datetime.now(UTC)).total_seconds() < 600


def test_pages_hold_a_snapshot_of_the_lake_in_memory(home: Path) -> None:
    put(home, "one")
    backend_of(home).publish(force=True)
    pages = Sessions(home, seconds=120)  # a busy machine needs more than a request has
    with pages.asker() as ask:
        assert len(ask("front_volume").rows) == 1
        assert len(ask("names").rows) == 2
    assert HELD.keys() <= pages.held
    put(home, "two")
    backend_of(home).publish(force=True)
    with pages.asker() as ask:
        assert [row["articles"] for row in ask("front_volume").rows] == [2]
        assert ask("story_quotations", story="none").rows == ()
    pages.close()


def test_a_reader_reaches_nothing_but_the_lake(home: Path) -> None:
    put(home, "one")
    backend_of(home).publish(force=True)
    for sql in (
        "FROM read_text('/etc/passwd')",
        "FROM '/etc/passwd'",
        "INSERT INTO runs (run_id) VALUES ('x')",
        "COPY (SELECT 1) TO 'x.csv'",
        "FROM postgres_query('__ducklake_metadata_cuttings', 'select 1')",
        "SET enable_external_access = true",
    ):
        with pytest.raises(BadQuery), query(home, sql) as answer:
            list(answer.rows)


def test_every_column_of_a_view_keeps_its_comment(home: Path) -> None:
    backend_of(home).publish(force=True)
    sql = "SELECT column_name FROM data_dictionary WHERE kind = 'view' AND column_name IS NOT NULL AND comment IS NULL"
    with query(home, sql) as answer:
        assert list(answer.rows) == []


def test_a_home_finds_its_lake_without_the_variable(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(home, "one")
    backend_of(home).publish(force=True)
    monkeypatch.delenv(VARIABLE)
    assert articles(home) == 1
    monkeypatch.setenv(VARIABLE, "file")
    with pytest.raises(WrongWarehouse):
        backend_of(home)


def test_one_turn_at_a_time(home: Path) -> None:
    with backend_of(home).turn(wait_seconds=0), pytest.raises(Locked), backend_of(home).turn(wait_seconds=0.2):
        pass
    with backend_of(home).turn(wait_seconds=0):
        pass


def test_who_loses_the_turn_stores_nothing(home: Path) -> None:
    """Two connections write without a turn, as after a cut link: one of them wins."""
    staged = {n: stage_documents(home / "staging" / n, [annotated(an_article(n))]) for n in ("first", "second")}
    with closing(open_live(home)) as one, closing(open_live(home)) as other:

        def meanwhile(*_: object) -> None:
            store(other, staged["second"], [to_article(0, Outcome.LOADED, "second")], header("second"))

        with pytest.raises(TurnLost):
            store(one, staged["first"], [to_article(0, Outcome.LOADED, "first")], header("first"), also=meanwhile)
        assert one.execute("SELECT batch_id, load_number FROM batches").fetchall() == [("second", 1)]
        assert store(one, staged["first"], [to_article(0, Outcome.LOADED, "first")], header("first")).load_number == 2
        assert audit(one) == []


def test_what_a_check_would_refuse_an_audit_refuses(home: Path) -> None:
    document = annotated(an_article("one"))
    document["blocks"][0]["kind"] = "banner"
    staged = stage_documents(home / "staging" / "one", [document])
    with closing(open_live(home)) as con:
        with pytest.raises(AuditFailed, match=r"every value is allowed: not so for blocks: \(kind IN"):
            store(con, staged, [to_article(0, Outcome.LOADED, "one")], header("one"))
        assert con.table("batches").fetchall() == []


def loaders(home: Path, *slices: list[str]) -> list[subprocess.Popen[bytes]]:
    return [subprocess.Popen([sys.executable, "-m", LOADER, str(home), json.dumps(names)]) for names in slices]


def test_two_loaders_at_once_and_maintenance_beside_them(home: Path) -> None:
    names = [f"article {number}" for number in range(4)]
    running = loaders(home, names[:2], names[2:])
    while any(one.poll() is None for one in running):
        with backend_of(home).turn(wait_seconds=120):
            backend_of(home).maintain()
        time.sleep(1)
    assert [one.returncode for one in running] == [0, 0]
    with closing(open_live(home)) as con:
        numbers = con.execute("SELECT load_number FROM batches ORDER BY ALL").fetchall()
        assert numbers == [(number,) for number in range(1, 5)]
        assert con.execute("SELECT count(DISTINCT article_id) FROM articles").fetchall() == [(4,)]
        assert audit(con) == []


def test_a_loader_that_is_killed_again_and_again_loses_and_doubles_nothing(home: Path) -> None:
    names = [f"article {number}" for number in range(4)]
    chance, kills = random.Random(7), 0  # noqa: S311 - the same kills each time
    for _ in range(KILLS):
        (running,) = loaders(home, names)
        try:
            running.wait(chance.uniform(1.5, 6))
        except subprocess.TimeoutExpired:
            os.kill(running.pid, signal.SIGKILL)
            running.wait()
            kills += 1
    (running,) = loaders(home, names)
    assert running.wait() == 0
    assert kills
    with backend_of(home).turn(wait_seconds=60):
        backend_of(home).maintain()
    backend_of(home).publish(force=True)
    found = reconcile(home)
    faults = [fault for fault in found.faults if "is missing from the archive" not in fault]
    assert (found.articles, found.documents, faults) == (4, 4, [])
    assert Home(home).published.exists()
