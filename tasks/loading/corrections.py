"""Applies people's corrections and watches to everything that is stored: outlets.toml, entities.toml, watches.toml.

A file with a mistake does not stop a load: its last valid state remains in force, and `cuttings status` names the line.
"""

import logging
from pathlib import Path

from duckdb import DuckDBPyConnection

from schemas.home import Home
from tasks.errors import FileWrong
from tasks.loading.obey_entities import correct_entities
from tasks.loading.relate_outlets import correct_outlets
from tasks.loading.relate_places import correct_places
from tasks.stated.entity_file import read_entities
from tasks.stated.outlet_file import read_outlets
from tasks.stated.watch_file import read_watches
from warehouse.backend.rows import transaction
from warehouse.watching.clippings import state_watches

logger = logging.getLogger(__name__)


def correct(con: DuckDBPyConnection, home: Path) -> None:
    """Update what is stored from the home's files, each in a transaction."""
    try:
        outlets = read_outlets(Home(home).outlets)
    except FileWrong as error:
        logger.warning("%s", error)
    else:
        with transaction(con):
            correct_outlets(con, outlets)
    try:
        entities = read_entities(Home(home).entities)
    except FileWrong as error:
        logger.warning("%s", error)
    else:
        with transaction(con):
            correct_entities(con, entities)
    with transaction(con):
        correct_places(con)
    try:
        watches, _ = read_watches(Home(home).watches)
    except FileWrong as error:
        logger.warning("%s", error)
    else:
        with transaction(con):
            state_watches(con, watches)
