"""A home with what `examples/` and tests/cases/web hold, and its pages behind a real server on loopback."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import httpx
import pytest
import uvicorn
from duckdb import DuckDBPyConnection

from flows.command.read_again import ReadAgain
from flows.orchestration.loading import load_documents
from flows.orchestration.steps import Steps
from schemas.settings import Settings
from warehouse.queries.query import open_snapshot
from warehouse.web.application import application
from warehouse.web.security import Guard

ROOT = Path(__file__).parent.parent.parent.parent
HOSTILE = ROOT / "tests" / "cases" / "web"

WATCHES = """
[[watch]]
name = "Barrage"
query = "barrage OR sperrwerk"

[[watch]]
name = "Nothing yet"
query = "zeppelin"
"""


@dataclass(frozen=True)
class Served:
    """A running server."""

    home: Path
    base: str
    client: httpx.Client
    session: DuckDBPyConnection | None
    """On the snapshot. None: nothing is published."""

    def one(self, sql: str) -> str:
        """The first value of an answer."""
        assert self.session is not None
        return str(self.session.execute(sql).fetchall()[0][0])

    @cached_property
    def paths(self) -> dict[str, str]:
        """An address of each kind of page."""
        story = self.one("SELECT story_id FROM stories ORDER BY article_count DESC, story_id LIMIT 1")
        article = self.one("SELECT article_id FROM versions WHERE number = 2 ORDER BY 1 LIMIT 1")
        entity = self.one("SELECT entity_id FROM entities ORDER BY article_count DESC, name LIMIT 1")
        outlet = self.one("SELECT outlet_id FROM outlets ORDER BY article_count DESC, name LIMIT 1")
        refused = self.one("SELECT arrival_id FROM arrivals WHERE reason = 'consent_page' ORDER BY location LIMIT 1")
        return {
            "front": "/?days=30", "story": f"/stories/{story}", "article": f"/articles/{article}",
            "changes": f"/articles/{article}/changes", "evidence": f"/articles/{article}/evidence", "names": "/names",
            "entity": f"/entities/{entity}", "outlets": "/outlets", "outlet": f"/outlets/{outlet}",
            "watches": "/watches", "watch": "/watches/Barrage",
            "arrivals": "/arrivals", "arrival": f"/arrivals/{refused}", "search": "/search?q=barrage", "data": "/data",
        }  # fmt: skip


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was loaded from files, annotated."""
    home = tmp_path_factory.mktemp("pages") / "home"
    home.mkdir()
    (home / "watches.toml").write_text(WATCHES)
    settings = Settings(home=home, workers=1, settle_seconds=0)
    load_documents([ROOT / "examples", HOSTILE], settings=settings, steps=Steps())
    return home


@pytest.fixture(scope="session")
def pages(library: Path) -> Iterator[Served]:
    """Its pages, for this machine only."""
    yield from serving(application(library, again=ReadAgain(library)), library)


def serving(app: Guard, home: Path) -> Iterator[Served]:
    """A server for as long as the tests run."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with httpx.Client(base_url=base, timeout=60, trust_env=False) as client:
        session = open_snapshot(home) if (home / "cuttings.duckdb").exists() else None
        yield Served(home, base, client, session)
        if session is not None:
            session.close()
    server.should_exit = True
    thread.join(timeout=20)
