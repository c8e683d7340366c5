"""SQL for a file, made into SQL for a lake."""

import pytest

from warehouse.backend.lake.dialect import without_checks
from warehouse.backend.migration import migrations


@pytest.mark.parametrize(
    ("sql", "without"),
    [
        ("CREATE TABLE t (a VARCHAR NOT NULL)", "CREATE TABLE t (a VARCHAR NOT NULL)"),
        ("CREATE TABLE t (a VARCHAR CHECK (a IN ('x', 'y')), b INT)", "CREATE TABLE t (a VARCHAR, b INT)"),
        ("CREATE TABLE t (a VARCHAR CHECK (a <> ')' AND (a > '(')), b INT)", "CREATE TABLE t (a VARCHAR, b INT)"),
        ("CREATE TABLE t (a INT check(a > 0), b INT CHECK (b > 0))", "CREATE TABLE t (a INT, b INT)"),
    ],
)
def test_checks_are_left_out(sql: str, without: str) -> None:
    assert without_checks(sql) == without


def test_no_migration_keeps_a_check() -> None:
    assert [m.name for m in migrations() if "CHECK (" in without_checks(m.sql)] == []
