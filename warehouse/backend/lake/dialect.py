"""Adapts SQL that was written for a DuckDB file to a lake, mechanically, so that no statement is written twice."""

import re
from collections.abc import Mapping

from duckdb import DuckDBPyConnection

_COMMENT = re.compile(
    r"COMMENT\s{1,20}ON\s{1,20}(?P<what>COLUMN|MACRO\s{1,20}TABLE|MACRO)\s{1,20}(?P<name>\w{1,100})"
    r"(?:\.\"?(?P<column>\w{1,100})\"?)?\s{1,20}IS\s{1,20}(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_REMARK = re.compile(r"^\s*+(?:--[^\n]*+\n\s*+)*+")
_CHECK = re.compile(r"(?<!\s)\s++CHECK\s{0,20}\(", re.IGNORECASE)
_CREATE_TABLE = re.compile(r"CREATE\s{1,20}TABLE\b", re.IGNORECASE)

_DICTIONARY = re.compile(r"\bduckdb_(columns|functions)\(\)")
_COMMENTS = {
    # In a DuckDB file, views inherit the comments of their tables' columns; on a lake, those of `articles` are added
    # here.
    "columns": """SELECT x.* REPLACE (coalesce(x.comment, k.comment, a.comment) AS comment) FROM duckdb_columns() x
        LEFT JOIN view_comments k ON x.table_name = k.relation AND x.column_name = k.column_name
        LEFT JOIN view_comments a ON a.relation = 'articles' AND x.column_name = a.column_name""",
    "functions": """SELECT x.* REPLACE (coalesce(x.comment, k.comment) AS comment) FROM duckdb_functions() x
        LEFT JOIN view_comments k ON x.function_name = k.relation AND k.column_name IS NULL""",
}
"""DuckDB's catalog views, with the comments that are stored separately."""


def run_on_lake(con: DuckDBPyConnection, sql: str) -> None:
    """Run statements without CHECK; comments that a lake cannot store go to `view_comments`."""
    comments: dict[tuple[str, str | None], str] = {}
    views: set[str] | None = None
    for statement in con.extract_statements(sql):
        text = _REMARK.sub("", statement.query)
        if comment := _COMMENT.match(text):
            views = _views(con) if views is None else views
            if comment["what"].upper() != "COLUMN" or comment["name"] in views:
                comments[comment["name"], comment["column"]] = comment["text"].rstrip("; \n")
                continue
        else:
            views = None
        if _CREATE_TABLE.match(text):
            con.execute(without_checks(text))
        elif _DICTIONARY.search(text):
            con.execute(_DICTIONARY.sub(_with_comments, text))
        else:
            con.execute(statement)
    if comments:
        _remember_comments(con, comments)


def _with_comments(found: re.Match[str]) -> str:
    """DuckDB's catalog views with the comments that are stored separately."""
    return f"({_COMMENTS[found[1]]})"


def _remember_comments(con: DuckDBPyConnection, comments: Mapping[tuple[str, str | None], str]) -> None:
    """Replace the comments of the same names, all at once, because every statement takes a lake 20 ms."""
    names = ", ".join(f"('{name}', {_literal(column)})" for name, column in comments)
    con.execute(
        f"""
        DELETE FROM view_comments USING (VALUES {names}) AS n (relation, column_name)
        WHERE view_comments.relation = n.relation AND view_comments.column_name IS NOT DISTINCT FROM n.column_name
        """  # noqa: S608 - names of our own scripts
    )
    rows = ", ".join(f"('{name}', {_literal(column)}, {text})" for (name, column), text in comments.items())
    con.execute(f"INSERT INTO view_comments VALUES {rows}")  # noqa: S608


def _literal(column: str | None) -> str:
    return "NULL" if column is None else f"'{column}'"


def without_checks(sql: str) -> str:
    """A CREATE TABLE statement without its CHECK constraints."""
    pieces, at = [], 0
    for found in _CHECK.finditer(sql):
        if found.start() < at:
            continue
        pieces.append(sql[at : found.start()])
        at = _closing(sql, found.end())
    return "".join([*pieces, sql[at:]])


def _closing(sql: str, at: int) -> int:
    """The position after the parenthesis that closes the one before `at`; parentheses inside string literals are
    ignored."""
    depth, in_text = 1, False
    for place in range(at, len(sql)):
        letter = sql[place]
        if letter == "'":
            in_text = not in_text
        elif not in_text:
            depth += {"(": 1, ")": -1}.get(letter, 0)
            if depth == 0:
                return place + 1
    return len(sql)


def _views(con: DuckDBPyConnection) -> set[str]:
    sql = "SELECT view_name FROM duckdb_views() WHERE database_name = current_database()"
    return {name for (name,) in con.execute(sql).fetchall()}
