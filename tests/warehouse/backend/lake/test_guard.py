"""What a reader's query may do on a lake, by its text."""

import pytest

from warehouse.backend.lake.guard import refused


@pytest.mark.parametrize(
    "sql",
    [
        "FROM articles LIMIT 5",
        "SELECT 'from postgres_query(1)' AS query_text, body FROM articles WHERE body LIKE '%query(%'",
        "FROM search('flood query') -- postgres_scan('x')",
        "CREATE TEMP TABLE t AS FROM articles; SELECT count(*) FROM t",
        "EXPLAIN ANALYZE SELECT 1",
        "SELECT copy_family FROM articles",
        "SELECT 'ø', E'\\'' AS quote",
        "not sql at all",
    ],
)
def test_questions_are_let_through(sql: str) -> None:
    assert refused(sql) is None


@pytest.mark.parametrize(
    "sql",
    [
        "FROM postgres_query('x', 'select 1')",
        "FROM POSTGRES_SCAN('host=elsewhere', 'a', 'b')",
        "FROM \"postgres_scan\"('host=elsewhere', 'a', 'b')",
        "SELECT E'\\'', * FROM postgres_scan('x', 'y', 'z') WHERE 'a' = ''",
        "SELECT $$'$$, * FROM system.main.postgres_scan('x', 'y', 'z')",
        "FROM query('from postgres' || '_scan(1)')",
        "FROM query /* so */ ('from x')",
        "FROM query_table('articles')",
        "FROM __ducklake_metadata_cuttings.public.ducklake_snapshot",
        "CALL ducklake_cleanup_old_files('cuttings', cleanup_all => true)",
        "FROM duckdb_secrets()",
        "COPY articles TO 'x.csv'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO 'x.csv'",
        "ATTACH 'x.duckdb'",
        "SELECT 1; EXPORT DATABASE 'x'",
        "PREPARE p AS COPY (SELECT 1) TO 'x.csv'",
        "INSTALL httpfs",
    ],
)
def test_ways_out_are_refused(sql: str) -> None:
    assert refused(sql)
