"""Updates the schema by numbered SQL files."""

import hashlib
import logging
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from duckdb import DuckDBPyConnection

from warehouse.backend.capabilities import capabilities_of
from warehouse.backend.definitions import NAMES, definitions
from warehouse.backend.rows import first_row, transaction
from warehouse.backend.script import prepare, remember_checks, run_script
from warehouse.errors import MigrationChanged, NewerSchema

_LOG = logging.getLogger(__name__)
_LEDGER = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    name VARCHAR NOT NULL,
    checksum VARCHAR NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE schema_migrations IS 'Migrations that were applied to this file. No row: not applied.';
COMMENT ON COLUMN schema_migrations.name IS 'File name of the migration; it begins with its number. Never NULL.';
COMMENT ON COLUMN schema_migrations.checksum IS 'sha256 of its text, hex. Never NULL.';
COMMENT ON COLUMN schema_migrations.applied_at IS 'When it was applied. Never NULL.';
"""


@dataclass(frozen=True, slots=True)
class Migration:
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


@cache
def migrations() -> tuple[Migration, ...]:
    """The migrations of this release, in order."""
    folder = files("warehouse.migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple(Migration(name, (folder / name).read_text(encoding="utf-8")) for name in names)


def migrate(con: DuckDBPyConnection, path: Path, known: Sequence[Migration] | None = None) -> list[str]:
    """Applies the missing migrations to the database at `path`, each in a transaction, and returns their names.

    A new file gets all of them in one transaction, which takes half the time. A database of an older release is named
    in the log. Raises MigrationChanged, NewerSchema.
    """
    release = migrations() if known is None else known
    applied = _applied(con)
    checksums = {migration.name: migration.checksum for migration in release}
    for name, checksum in applied.items():
        if name not in checksums:
            raise NewerSchema(path, name)
        if checksums[name] != checksum:
            raise MigrationChanged(path, name)
    missing = [migration for migration in release if migration.name not in applied]
    if missing:
        prepare(con)
    at_once = not applied and capabilities_of(con).checks
    with transaction(con) if at_once else nullcontext():
        for migration in missing:
            with nullcontext() if at_once else transaction(con):
                _apply(con, migration)
    if missing:
        remember_checks(con, [migration.sql for migration in release])
    if applied and missing:
        _LOG.warning(
            "%s was made by an older release and is now migrated: %s", path, ", ".join(one.name for one in missing)
        )
    return [migration.name for migration in missing]


def is_up_to_date(con: DuckDBPyConnection) -> bool:
    """Whether the current database has every migration and every definition of this release, by name.

    The text of a definition does not count: a release that only rewords a comment reads older files.
    """
    names = {name for (name,) in con.execute("SELECT name FROM schema_migrations").fetchall()}
    return names >= {migration.name for migration in migrations()} | definitions().keys()


def _applied(con: DuckDBPyConnection) -> dict[str, str]:
    exists = con.execute(
        "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database() AND table_name = 'schema_migrations'"
    )
    if first_row(exists) is None:
        return {}
    sql = "SELECT name, checksum FROM schema_migrations WHERE NOT starts_with(name, ?)"
    return dict(con.execute(sql, [NAMES]).fetchall())


def _apply(con: DuckDBPyConnection, migration: Migration) -> None:
    con.execute(_LEDGER)
    run_script(con, migration.sql)
    con.execute("INSERT INTO schema_migrations VALUES (?, ?, now())", [migration.name, migration.checksum])
