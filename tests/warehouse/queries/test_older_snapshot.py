"""A snapshot of an older release: the user's SQL runs on it, what needs this release's columns says what to do."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from schemas.arrival import Outcome
from tests.staged_batch import an_article, article_id, header, open_with_run, stage_documents, to_article
from warehouse.backend.snapshot import publish
from warehouse.errors import OlderSchema
from warehouse.queries.explain import explain
from warehouse.queries.query import query
from warehouse.queries.status import status
from warehouse.store.loader import store

WITHOUT_RUN_ENDS = """
DELETE FROM schema_migrations WHERE name LIKE '01%';
ALTER TABLE runs DROP COLUMN ended_as
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    with closing(open_with_run(home)) as con:
        staged = stage_documents(home / "b1", [an_article("bridge")])
        store(con, staged, [to_article(0, Outcome.LOADED, "bridge")], header("b1"))
        publish(home, force=True, con=con)
    snapshot = home / "cuttings.duckdb"
    snapshot.chmod(0o644)
    with duckdb.connect(str(snapshot)) as con:
        con.execute(WITHOUT_RUN_ENDS)
    return home


@pytest.mark.parametrize(
    "ask", [lambda home: status(home, datetime.now(UTC)), lambda home: explain(home, article_id("bridge"))]
)
def test_a_question_of_this_release_says_how_to_bring_it_up_to_date(home: Path, ask: Callable[[Path], object]) -> None:
    with pytest.raises(OlderSchema, match=r"cuttings.duckdb was published by an older release: `cuttings ingest`"):
        ask(home)


def test_the_users_own_sql_runs(home: Path) -> None:
    with query(home, "SELECT headline FROM articles") as answer:
        assert list(answer.rows) == [("Headline of bridge",)]


def test_the_next_publishing_brings_it_up_to_date(home: Path) -> None:
    publish(home, force=True)
    assert status(home, datetime.now(UTC)).articles == 1
