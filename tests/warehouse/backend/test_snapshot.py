"""The snapshot: whole at every moment, made in one step, and never waited for."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from schemas.arrival import Outcome
from schemas.home import Home
from tests.staged_batch import NOON, an_article, header, open_with_run, stage_documents, to_article
from warehouse.backend.live import open_live
from warehouse.backend.published import snapshot_age
from warehouse.backend.snapshot import publish, seconds_until_due
from warehouse.errors import DiskFull, NoSnapshot, NotPublished, Unreadable
from warehouse.queries.query import query
from warehouse.store.audits import audit
from warehouse.store.loader import store

SLOW_COPIER = """
import sys, time
data = open(sys.argv[1], "rb").read()
with open(sys.argv[2], "wb", buffering=0) as half:
    half.write(data[: len(data) // 2])
    print("half", flush=True)
    time.sleep(60)
"""
PUBLISHER = """
import sys
from pathlib import Path
import subprocess
from warehouse.backend import snapshot
snapshot._COPIER = Path(sys.argv[2])
run = subprocess.run
subprocess.run = lambda command, **_: run(command, check=False)  # its output is for the test to see
snapshot.publish(Path(sys.argv[1]), force=True)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def con(home: Path) -> Iterator[DuckDBPyConnection]:
    with closing(open_with_run(home)) as con:
        yield con


def load(con: DuckDBPyConnection, home: Path, name: str) -> None:
    staged = stage_documents(home / "staging" / name, [an_article(name)])
    store(con, staged, [to_article(0, Outcome.LOADED, name)], header(name))


def headlines(home: Path) -> list[str]:
    with query(home, "SELECT headline FROM articles ORDER BY 1") as answer:
        return [row[0] for row in answer.rows]


def test_a_snapshot_holds_what_was_stored_and_its_dictionary(home: Path, con: DuckDBPyConnection) -> None:
    load(con, home, "a")
    published = publish(home, force=True, con=con)
    assert published is not None
    assert published.bytes == (home / "cuttings.duckdb").stat().st_size
    assert headlines(home) == ["Headline of a"]
    with query(home, "SELECT comment FROM data_dictionary WHERE relation = 'articles' AND column_name = 'body'") as a:
        assert "blank line" in next(a.rows)[0]
    assert sorted(path.name for path in home.iterdir()) == ["cuttings.duckdb", "staging", "warehouse"]


def test_an_open_reader_keeps_its_view_and_new_ones_see_the_new(home: Path, con: DuckDBPyConnection) -> None:
    load(con, home, "a")
    publish(home, force=True, con=con)
    with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as reader:
        for name in "bcd":
            load(con, home, name)
            assert publish(home, force=True, con=con)
            assert reader.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]
            assert f"Headline of {name}" in headlines(home)
    assert len(headlines(home)) == 4


def test_it_opens_the_live_database_itself_where_nobody_has(home: Path, con: DuckDBPyConnection) -> None:
    load(con, home, "a")
    con.close()
    assert publish(home, force=True)
    assert headlines(home) == ["Headline of a"]


def test_it_takes_a_tenth_of_the_time_at_most(home: Path, con: DuckDBPyConnection) -> None:
    assert publish(home, force=False, con=con)
    cost, snapshot = home / "warehouse" / "snapshot.cost", home / "cuttings.duckdb"
    cost.write_text("60")
    assert publish(home, force=False, con=con) is None
    assert publish(home, force=True, con=con)
    cost.write_text("60")
    for age in (601, -60):  # long ago; and in the future, after the clock was set back
        os.utime(snapshot, (time.time() - age,) * 2)
        assert publish(home, force=False, con=con)
        cost.write_text("60")
    cost.write_text("?")
    assert publish(home, force=False, con=con)


def test_the_writer_keeps_its_lock_on_the_live_database(home: Path, con: DuckDBPyConnection) -> None:
    publish(home, force=True, con=con)
    other = f"import duckdb; duckdb.connect({str(home / 'warehouse' / 'live.duckdb')!r})"
    done = subprocess.run([sys.executable, "-c", other], capture_output=True, text=True, check=False)
    assert "Could not set lock on file" in done.stderr


def test_what_is_not_committed_is_not_in_it(home: Path, con: DuckDBPyConnection) -> None:
    load(con, home, "a")
    with closing(con.cursor()) as busy:
        busy.execute("USE live")
        busy.begin()
        busy.execute("DELETE FROM versions")
        assert publish(home, force=True, con=con)
        assert headlines(home) == ["Headline of a"]
        busy.rollback()


def test_changes_that_stay_in_the_write_ahead_log_are_no_snapshot(home: Path, con: DuckDBPyConnection) -> None:
    publish(home, force=True, con=con)
    load(con, home, "a")
    (home / "warehouse" / "live.duckdb.wal.recovery").write_bytes(b"left over")
    with pytest.raises(NotPublished, match=r"the last one stands: live.duckdb.wal.recovery still holds changes"):
        publish(home, force=True, con=con)
    assert headlines(home) == []


WRITER = """
import duckdb, os, sys
os.chmod(sys.argv[1], 0o644)  # somebody insists, or is root
con = duckdb.connect(sys.argv[1])
for name in ("mine", "mine_too"):
    con.execute(f"CREATE TABLE {name} AS SELECT 42 AS answer")
    print(name, flush=True)
    sys.stdin.readline()
"""
"""A reader as a newcomer writes one: the default connection, and tables of its own beside the published ones."""


@contextmanager
def writing(home: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", WRITER, str(home / "cuttings.duckdb")]
    writer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdin is not None
    assert writer.stdout.readline() == "mine\n"
    try:
        yield writer
    finally:
        writer.kill()
        writer.communicate()


def writes_again(writer: "subprocess.Popen[str]") -> None:
    assert writer.stdout is not None
    assert writer.stdin is not None
    writer.stdin.write("\n")
    writer.stdin.flush()
    assert writer.stdout.readline() == "mine_too\n"


def read_only(home: Path) -> int:
    with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as con:
        return len(con.execute("FROM articles").fetchall())


def test_the_default_connection_cannot_write_into_the_snapshot(home: Path, con: DuckDBPyConnection) -> None:
    publish(home, force=True, con=con)
    assert (home / "cuttings.duckdb").stat().st_mode & 0o222 == 0


def test_a_killed_writer_spoils_no_snapshot(home: Path, con: DuckDBPyConnection) -> None:
    """Killed after a new snapshot took the file's place: every reader failed for ever."""
    publish(home, force=True, con=con)
    with writing(home) as writer:
        load(con, home, "a")
        publish(home, force=True, con=con)
        writes_again(writer)  # into a log beside the new file
        writer.kill()
        writer.wait()
    assert headlines(home) == ["Headline of a"]
    assert read_only(home) == 1
    load(con, home, "b")
    assert publish(home, force=True, con=con)
    assert read_only(home) == 2


def test_a_log_left_before_a_load_is_put_aside_by_publishing(home: Path, con: DuckDBPyConnection) -> None:
    publish(home, force=True, con=con)
    with writing(home) as writer:
        writer.kill()
        writer.wait()
        assert list(home.glob("*.wal"))
        load(con, home, "a")
        assert publish(home, force=True, con=con)
        assert read_only(home) == 1  # any program's, no command of ours needed to heal it
    assert list(home.glob("*.wal")) == []
    assert len(list((home / "warehouse" / "stray").iterdir())) == 1


def test_a_snapshot_that_is_open_for_writing_says_what_to_do(home: Path, con: DuckDBPyConnection) -> None:
    publish(home, force=True, con=con)
    with writing(home), pytest.raises(Unreadable, match="let it open the file with read_only=True"):
        headlines(home)


def test_tables_of_ones_own_outlive_every_load(home: Path, con: DuckDBPyConnection) -> None:
    load(con, home, "a")
    publish(home, force=True, con=con)
    with duckdb.connect(str(home / "own.duckdb")) as own:
        own.execute(f"ATTACH '{home}/cuttings.duckdb' AS cuttings (READ_ONLY)")
        own.execute("CREATE TABLE tags AS SELECT article_id, 'bridge' AS tag FROM cuttings.articles")
    load(con, home, "b")
    publish(home, force=True, con=con)
    with query(home, "SELECT headline, tag FROM articles LEFT JOIN own.tags USING (article_id) ORDER BY 1") as answer:
        assert list(answer.rows) == [("Headline of a", "bridge"), ("Headline of b", None)]


def test_killed_in_the_middle_of_a_copy_the_last_one_stands(
    home: Path, con: DuckDBPyConnection, tmp_path: Path
) -> None:
    load(con, home, "a")
    publish(home, force=True, con=con)
    load(con, home, "b")
    con.close()
    slow = tmp_path / "slow.py"
    slow.write_text(SLOW_COPIER)
    command = [sys.executable, "-c", PUBLISHER, str(home), str(slow)]
    publisher = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert publisher.stdout is not None
    assert publisher.stdout.readline() == "half\n"
    os.kill(publisher.pid, signal.SIGKILL)  # its copier lives on for the moment
    publisher.wait()
    assert headlines(home) == ["Headline of a"]
    assert len(list(home.glob("*unfinished*"))) == 1
    assert publish(home, force=True)
    assert list(home.glob("*unfinished*")) == []
    assert headlines(home) == ["Headline of a", "Headline of b"]
    os.killpg(publisher.pid, signal.SIGKILL)
    publisher.communicate()


@pytest.mark.parametrize("what", ["store", "publish"])
def test_a_full_disk_is_told_and_loses_nothing(home: Path, con: DuckDBPyConnection, what: str) -> None:
    load(con, home, "a")
    publish(home, force=True, con=con)
    size = (home / "warehouse" / "live.duckdb").stat().st_size
    text = [os.urandom(1 << 19).hex() for _ in range(3)]  # does not compress
    staged = stage_documents(home / "staging" / "b", [an_article("b", *text)])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    if what == "publish":
        store(con, staged, [to_article(0, Outcome.LOADED, "b")], header("b"))

    def act() -> None:
        if what == "store":
            store(con, staged, [to_article(0, Outcome.LOADED, "b")], header("b"))
        publish(home, force=True, con=con)

    resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2 if what == "publish" else size, limits[1]))
    try:
        with pytest.raises(DiskFull, match="free some space"):
            act()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        con.close()
    assert headlines(home) == ["Headline of a"]
    with closing(open_live(home)) as again:
        assert audit(again) == []
        assert not store(again, staged, [to_article(0, Outcome.LOADED, "b")], header("b")).already or what == "publish"
        assert publish(home, force=True, con=again)
    assert headlines(home) == ["Headline of a", "Headline of b"]


def test_its_age_is_told(home: Path, con: DuckDBPyConnection) -> None:
    with pytest.raises(NoSnapshot):
        snapshot_age(home, NOON)
    publish(home, force=True, con=con)
    os.utime(home / "cuttings.duckdb", (NOON.timestamp() - 90, NOON.timestamp() - 90))
    assert snapshot_age(home, NOON).total_seconds() == 90
    os.utime(home / "cuttings.duckdb", (NOON.timestamp() + 90, NOON.timestamp() + 90))
    assert snapshot_age(home, NOON).total_seconds() == 0


def test_a_snapshot_is_due_after_five_seconds_and_ten_times_its_cost(tmp_path: Path) -> None:
    assert seconds_until_due(tmp_path) == 0
    open_live(tmp_path).close()
    publish(tmp_path, force=True)
    assert seconds_until_due(tmp_path) > 0
    cost = Home(tmp_path).snapshot_cost
    cost.write_text("60.0")
    assert 590 < seconds_until_due(tmp_path) <= 600
    os.utime(tmp_path / "cuttings.duckdb", (time.time() - 601,) * 2)
    assert seconds_until_due(tmp_path) == 0
