"""`cuttings move-warehouse`: from the file to a lake, and back."""

import argparse

from flows.command.terminal import say, table
from schemas.settings import Settings
from warehouse.backend.backend import backend_of
from warehouse.backend.moving import move_warehouse
from warehouse.backend.place import lake_place


def run_move(given: argparse.Namespace, settings: Settings) -> int:
    """Moves, and says how many rows of which relation were compared."""
    home = settings.home
    moved = move_warehouse(home, None if given.to == "file" else lake_place(home, given.to, given.data))
    table(["relation", "rows"], [(one.relation, one.rows) for one in moved if one.rows])
    say(f"{sum(one.rows for one in moved)} rows, the same in both places. The database: {backend_of(home).shown}")
    return 0
