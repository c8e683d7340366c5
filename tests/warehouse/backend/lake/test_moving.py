"""A warehouse from its file to a lake and back: the same rows, and the same load numbers go on."""

from contextlib import closing
from pathlib import Path

import pytest

from schemas.arrival import Outcome
from tests.lake import Lakes
from tests.staged_batch import an_article, annotated, header, open_with_run, stage_documents, to_article
from warehouse.backend.backend import backend_of
from warehouse.backend.live import open_live
from warehouse.backend.moving import move_warehouse
from warehouse.backend.place import lake_place
from warehouse.errors import NotMoved
from warehouse.store.audits import audit
from warehouse.store.loader import store

pytestmark = pytest.mark.slow


def put(home: Path, name: str) -> None:
    staged = stage_documents(home / "staging" / name, [annotated(an_article(name))])
    with closing(open_live(home)) as con:
        store(con, staged, [to_article(0, Outcome.LOADED, name)], header(name))


def test_there_and_back(tmp_path: Path, lakes: Lakes) -> None:
    home = tmp_path / "home"
    open_with_run(home).close()
    put(home, "one")
    address = f"ducklake:postgres:{lakes.server.address(lakes.server.database(lakes.template))}"
    lake = lake_place(home, address, str(lakes.data))
    moved = {one.relation: one.rows for one in move_warehouse(home, lake)}
    assert (moved["versions"], moved["runs"]) == (1, 1)
    assert backend_of(home).shown == address
    put(home, "two")
    with closing(open_live(home)) as con:
        assert con.execute("SELECT max(load_number), count(*) FROM versions").fetchall() == [(2, 2)]
        assert audit(con) == []
    with pytest.raises(NotMoved):  # the file has rows that are not the lake's
        move_warehouse(home, None)
    assert backend_of(home).shown == address
    (home / "warehouse" / "live.duckdb").unlink()
    assert {one.relation: one.rows for one in move_warehouse(home, None)}["versions"] == 2
    put(home, "three")
    with closing(open_live(home)) as con:
        assert con.execute("SELECT max(load_number), count(*) FROM versions").fetchall() == [(3, 3)]
        assert audit(con) == []
