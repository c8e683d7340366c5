"""The nightly work on a lake. The caller has the turn."""

from datetime import timedelta

from duckdb import DuckDBPyConnection

KEPT = timedelta(days=7)
"""How long snapshots other than the newest are kept: a reader's session may last this long."""


def maintain(con: DuckDBPyConnection) -> list[str]:
    """Merge files, expire snapshots and remove files; return a report in lines."""
    old = f"older_than => now() - INTERVAL {KEPT.days} DAY"
    steps = (
        ("files merged", "CALL ducklake_merge_adjacent_files('live')"),
        ("files rewritten without deleted rows", "CALL ducklake_rewrite_data_files('live')"),
        ("old snapshots forgotten", f"CALL ducklake_expire_snapshots('live', {old})"),
        ("unused files removed", f"CALL ducklake_cleanup_old_files('live', {old})"),
        ("orphaned files removed", f"CALL ducklake_delete_orphaned_files('live', {old})"),
    )
    return [f"{said}: {len(con.execute(sql).fetchall())}" for said, sql in steps]
