"""The schema: made, brought up to date, refused when it is not ours to change; and every name in it explained."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from schemas.arrival import Outcome
from tests.staged_batch import an_article, header, open_with_run, stage_documents, to_article
from warehouse.backend.definitions import define, definitions
from warehouse.backend.live import open_live
from warehouse.backend.migration import Migration, migrate, migrations
from warehouse.errors import MigrationChanged, NewerSchema, Unreadable
from warehouse.store.audits import KNOWN_VALUES
from warehouse.store.loader import store

CONTRACT = {
    "arrivals": "arrival_id batch_id capture_id container origin location received_at outcome reason"
    " article_id version_id",
    "captures": "capture_id media_type encoding byte_size archive_path source_url first_received_at",
    "articles": "article_id version_id url canonical_url publication headline dek byline dateline dateline_place"
    " section language published_on published_at modified_at modified_on first_seen_at body word_count wire_credit"
    " copy_family story_id reader_version publisher_id revision editorial_status urgency slugline subjects genre"
    " edition editor_note copyright_notice usage_terms embargoed_until stated_word_count",
    "versions": "version_id article_id number capture_id seen_at headline body published_on modified_at"
    " similarity_to_previous",
    "authors": "article_id position name kind",
    "blocks": "article_id position kind text start_char end_char",
    "statements": "article_id position kind content start_char end_char speaker speaker_text speaker_entity_id"
    " role cue",
    "mentions": "article_id field surface label start_char end_char entity_id",
    "entities": "entity_id label name aliases",
    "figures": "article_id surface value unit counted hedge start_char end_char",
    "citations": "article_id source kind title url start_char end_char",
    "media": "article_id position kind url caption credit alt_text block",
    "links": "article_id position url text block kind",
    "copies": "article_id original_id similarity containment",
    "stories": "story_id headline first_published_on article_count outlet_count independent_count",
    "story_articles": "story_id article_id score",
    "evidence": "version_id field value method locator chosen",
    "batches": "batch_id run_id started_at stored_at loaded version duplicate rejected quarantined",
    "runs": "run_id flow_run_id",
}
"""What DESIGN.md promises to those who write SQL."""

FIRST = Migration("0001_first.sql", "CREATE TABLE one (a INTEGER)")
SECOND = Migration("0002_second.sql", "CREATE TABLE two (a INTEGER); INSERT INTO one VALUES (7)")
PATH = Path("live.duckdb")


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with closing(duckdb.connect(":memory:")) as con:
        yield con


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    open_live(home).close()
    return home


@pytest.mark.parametrize("relation", CONTRACT)
def test_the_contract_is_kept(home: Path, relation: str) -> None:
    with closing(open_live(home)) as con:
        assert [c for c in CONTRACT[relation].split() if c not in con.table(relation).columns] == []


def test_every_relation_and_column_says_what_it_is_and_what_null_means(home: Path) -> None:
    with closing(open_live(home)) as con:
        said = con.execute("SELECT relation, column_name, comment FROM data_dictionary").fetchall()
        assert {relation for relation, _, _ in said} >= set(CONTRACT) | {"text_dates", "readings", "schema_migrations"}
    relations = [row[0] for row in said if row[1] is None and not row[2]]
    columns = [row[:2] for row in said if row[1] is not None and "NULL" not in (row[2] or "")]
    assert (relations, columns) == ([], [])


def test_no_table_forbids_a_value_that_an_audit_knows(home: Path) -> None:
    """A CHECK of an old migration must not be narrower than what the records of schemas/ may hold."""
    with closing(open_live(home)) as con:
        checks = con.execute(
            "SELECT table_name, constraint_text FROM duckdb_constraints() WHERE constraint_type = 'CHECK'"
        ).fetchall()
    for relation, column, values in KNOWN_VALUES:
        texts = [text for table, text in checks if table == relation and f"({column} IN " in text]
        assert all(f"'{value}'" in text for text in texts for value in values), (relation, column)


def test_what_is_declared_never_to_be_null_says_so(home: Path) -> None:
    with closing(open_live(home)) as con:
        wrong = con.execute("""
            SELECT table_name, column_name FROM duckdb_columns()
            WHERE NOT internal AND NOT is_nullable AND NOT contains(comment, 'Never NULL')
        """).fetchall()
    assert wrong == []


def test_the_file_has_the_small_storage_version(home: Path) -> None:
    with closing(open_live(home)) as con:
        assert con.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'live'").fetchall() == [
            ({"storage_version": "v1.5.0+"},)
        ]


def test_a_file_of_an_older_release_is_brought_up_to_date(
    con: DuckDBPyConnection, caplog: pytest.LogCaptureFixture
) -> None:
    assert migrate(con, PATH, [FIRST]) == [FIRST.name]
    assert caplog.messages == []
    assert migrate(con, PATH, [FIRST, SECOND]) == [SECOND.name]
    assert caplog.messages == ["live.duckdb was made by an older release and is now migrated: 0002_second.sql"]
    assert migrate(con, PATH, [FIRST, SECOND]) == []
    assert con.execute("FROM one").fetchall() == [(7,)]


def test_articles_of_an_older_release_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_with_run(tmp_path)) as con:
        staged = stage_documents(tmp_path / "b1", [an_article("bridge")])
        store(con, staged, [to_article(0, Outcome.LOADED, "bridge")], header("b1"))
    later = Migration("9999_later.sql", "ALTER TABLE versions ADD COLUMN mood VARCHAR")
    monkeypatch.setattr("warehouse.backend.migration.migrations", lambda known=migrations(): [*known, later])  # noqa: B008
    with closing(open_live(tmp_path)) as con:
        assert con.execute("SELECT headline, mood FROM versions").fetchall() == [("Headline of bridge", None)]
        assert con.execute("SELECT headline FROM articles").fetchall() == [("Headline of bridge",)]


def test_an_old_home_gets_the_contract_and_keeps_its_articles(tmp_path: Path) -> None:
    """A file as release 0.1 left it: an article that its publisher names, with a statement."""
    old = [migration for migration in migrations() if migration.name < "0090"]
    (tmp_path / "warehouse").mkdir()
    with closing(duckdb.connect(":memory:")) as con:
        con.execute(f"ATTACH '{tmp_path}/warehouse/live.duckdb' AS live (STORAGE_VERSION 'v1.5.0'); USE live")
        migrate(con, PATH, old)
        con.execute("""
            INSERT INTO versions BY NAME
            SELECT 'a-1' AS version_id, 'a' AS article_id, 1 AS number, 'c' AS capture_id, now() AS seen_at,
                'It was closed.' AS body, true AS newest, now() AS first_seen_at, 3 AS word_count, 'article' AS kind,
                'id:urn:x:7' AS identity, 'h' AS text_hash, '1' AS reader_version, 1 AS load_number;
            INSERT INTO statements BY NAME
            SELECT 'a' AS article_id, 0 AS position, 'direct' AS kind, 'It' AS content, 0 AS start_char, 2 AS end_char,
                1 AS load_number
        """)
    with closing(open_live(tmp_path)) as con:
        found = "SELECT publisher_id, editorial_status, subjects, kind FROM articles"
        assert con.execute(found).fetchall() == [("urn:x:7", None, None, "article")]
        assert con.execute("SELECT kind, content FROM statements").fetchall() == [("direct", "It")]
        assert con.execute("SELECT count(*) FROM independent_articles").fetchall() == [(1,)]


def test_a_definition_of_another_text_is_made_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_live(home)) as con:
        before = con.execute("SELECT max(applied_at) FROM schema_migrations").fetchone()
        assert define(con) == []
        texts = definitions() | {"views/moods.sql": "CREATE OR REPLACE VIEW moods AS SELECT headline FROM articles"}
        monkeypatch.setattr("warehouse.backend.definitions.definitions", lambda: texts)
        assert "views/moods.sql" in define(con)
        assert con.table("moods").columns == ["headline"]
        assert con.execute("SELECT count(*) FROM schema_migrations").fetchall() == [(len(migrations()) + len(texts),)]
        con.execute("DROP VIEW moods; DELETE FROM schema_migrations WHERE name = 'views/moods.sql'")
        assert con.execute("SELECT max(applied_at) FROM schema_migrations").fetchone() != before


def test_a_changed_migration_is_refused(con: DuckDBPyConnection) -> None:
    migrate(con, PATH, [FIRST])
    with pytest.raises(MigrationChanged, match=r"another 0001_first.sql: install the release"):
        migrate(con, PATH, [Migration(FIRST.name, FIRST.sql + " -- edited")])


def test_a_file_of_a_newer_release_is_refused(con: DuckDBPyConnection) -> None:
    migrate(con, PATH, [FIRST, SECOND])
    with pytest.raises(NewerSchema, match=r"0002_second.sql is not known here\): upgrade"):
        migrate(con, PATH, [FIRST])


def test_a_migration_that_fails_leaves_nothing(con: DuckDBPyConnection) -> None:
    broken = Migration("0002_broken.sql", "CREATE TABLE two (a INTEGER); INSERT INTO nowhere VALUES (1)")
    with pytest.raises(duckdb.CatalogException):
        migrate(con, PATH, [FIRST, broken])
    assert con.execute("SELECT table_name FROM duckdb_tables()").fetchall() == []
    migrate(con, PATH, [FIRST])
    with pytest.raises(duckdb.CatalogException):
        migrate(con, PATH, [FIRST, broken])
    assert con.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall() == [
        ("one",),
        ("schema_migrations",),
    ]
    assert migrate(con, PATH, [FIRST, SECOND]) == [SECOND.name]


def test_what_is_no_database_is_not_written_over(tmp_path: Path) -> None:
    live = tmp_path / "warehouse" / "live.duckdb"
    live.parent.mkdir()
    live.write_bytes(b"not a database " * 1000)
    with pytest.raises(Unreadable, match=r"live.duckdb cannot be opened: .*not a valid DuckDB"):
        open_live(tmp_path)
    assert live.read_bytes().startswith(b"not a database")
