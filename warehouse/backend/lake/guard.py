"""What a reader's query must not do on a lake.

A session that reads a file is shut off from everything else. One that reads a lake must reach the catalog's server and
the data's folder: so queries that could use those roads for something else are refused before they are run.
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
"""The lake is attached read-only: what these write is temporary. COPY, ATTACH, CALL and their like are not here."""
_ROADS = re.compile(
    r"postgres_\w*|pg_\w+|_*ducklake_\w*|query|query_table|duckdb_secrets|which_secret|U&.*", re.IGNORECASE
)
"""Names of what reaches a server, another catalog, or turns a text into a query. Files are DuckDB's own matter: it lets
a session read those of the lake alone."""

_WORD = re.compile(r"U&[\"']|\"[^\"]*\"|\w+", re.IGNORECASE)


def refused(sql: str) -> str | None:
    """Why the query must not be run. None: it may. What does not parse is for DuckDB to refuse."""
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
    """Its words as DuckDB itself tells them apart, texts and comments left out."""
    data = sql.encode()  # positions count bytes
    found = duckdb.tokenize(sql)
    ends = [*(start for start, _ in found[1:]), len(data)]
    pieces = (
        data[start:end].decode(errors="replace")
        for (start, kind), end in zip(found, ends, strict=True)
        if kind not in (duckdb.token_type.string_const, duckdb.token_type.comment)
    )
    # A piece reaches to the next one: a comment may stand behind its word.
    return [word[0].strip('"') for piece in pieces if (word := _WORD.match(piece))]
