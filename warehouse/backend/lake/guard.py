"""Refuses queries of readers that could reach outside a lake.

A session on a file cannot reach anything else. A session on a lake must reach the catalog's server and the data's
folder; queries that could use this access for something else are refused before they run.
"""

import re

import duckdb
from duckdb import StatementType

_ALLOWED = {
    StatementType.SELECT,
    StatementType.EXPLAIN,
    StatementType.CREATE,
    StatementType.INSERT,
    StatementType.DELETE,
    StatementType.UPDATE,
    StatementType.DROP,
    StatementType.SET,
    StatementType.VARIABLE_SET,
    StatementType.TRANSACTION,
}
"""Allowed statements. The lake is attached read-only, so what these write is temporary. COPY, ATTACH, CALL and similar
statements are not allowed."""
_ROADS = re.compile(
    r"postgres_\w*|pg_\w+|_*ducklake_\w*|query|query_table|duckdb_secrets|which_secret|U&.*", re.IGNORECASE
)
"""Names of functions that reach a server or another catalog, or run a text as a query. DuckDB itself restricts files: a
session can only read those of the lake."""

_WORD = re.compile(r"U&[\"']|\"[^\"]*\"|\w+", re.IGNORECASE)


def refused(sql: str) -> str | None:
    """Why the query must not run. None: it may run. A query that does not parse is left to DuckDB to refuse."""
    try:
        kinds = {statement.type for statement in duckdb.extract_statements(sql)}
        words = _words(sql)
    except (duckdb.Error, ValueError, RuntimeError):
        return None
    for word in words:
        if _ROADS.fullmatch(word):
            return f"{word} is not to be used on this warehouse: it reaches outside it"
    others = sorted(str(kind).rpartition(".")[2] for kind in kinds - _ALLOWED)
    # EXPLAIN ANALYZE runs what it explains.
    copies = StatementType.EXPLAIN in kinds and any(word.lower() == "copy" for word in words)
    if others or copies:
        return f"{others[0] if others else 'COPY'} is not to be used on this warehouse"
    return None


def _words(sql: str) -> list[str]:
    """The words of the query as DuckDB's own tokenizer separates them, without string literals and comments."""
    data = sql.encode()  # positions count bytes
    found = duckdb.tokenize(sql)
    ends = [*(start for start, _ in found[1:]), len(data)]
    pieces = (
        data[start:end].decode(errors="replace")
        for (start, kind), end in zip(found, ends, strict=True)
        if kind not in (duckdb.token_type.string_const, duckdb.token_type.comment)
    )
    # A piece reaches to the next one, so a comment may follow its word.
    return [word[0].strip('"') for piece in pieces if (word := _WORD.match(piece))]
