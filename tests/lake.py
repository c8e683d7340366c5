"""Homes whose warehouse is a lake on a real PostgreSQL."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.postgresql import Server
from warehouse.backend.lake.connection import extension
from warehouse.backend.live import open_live
from warehouse.backend.place import DATA_VARIABLE, VARIABLE
from warehouse.errors import NoExtension


@dataclass(frozen=True)
class Lakes:
    """Empty lakes, all migrated: copies of one, since that takes a while."""

    server: Server
    template: str
    data: Path
    """The folder of all of them: names of files are never the same."""

    def choose(self, monkeypatch: pytest.MonkeyPatch) -> str:
        """Makes the environment name a new one; its database."""
        database = self.server.database(self.template)
        monkeypatch.setenv(VARIABLE, f"ducklake:postgres:{self.server.address(database)}")
        monkeypatch.setenv(DATA_VARIABLE, str(self.data))
        return database


def made(server: Server, folder: Path) -> Lakes:
    """Makes the first lake."""
    try:
        extension("ducklake")
    except NoExtension as error:
        pytest.skip(str(error))
    template = server.database()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, f"ducklake:postgres:{server.address(template)}")
        patch.setenv(DATA_VARIABLE, str(folder / "a lake's data"))
        with closing(open_live(folder / "home")):
            pass
    return Lakes(server, template, folder / "a lake's data")
