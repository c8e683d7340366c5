"""A whole load on a lake and on a file gives the same library: read again, matched, searched, maintained."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from flows.orchestration.loading import load_documents
from flows.orchestration.replaying import replay_documents
from flows.orchestration.steps import Steps
from schemas.settings import Settings
from tasks.loading.load_steps import maintain_warehouse, publish_snapshot
from tests.flows.orchestration.test_loading import outcomes
from tests.lake import Lakes
from warehouse.queries.query import open_snapshot
from warehouse.queries.reconcile import reconcile
from warehouse.search.index import search

pytestmark = pytest.mark.slow
EXAMPLES = Path(__file__).parents[3] / "examples"
COMPARED = (
    "SELECT * EXCLUDE (load_number, first_seen_at) FROM articles ORDER BY ALL",
    "SELECT article_id, original_id, similarity, containment FROM copies ORDER BY ALL",
    "SELECT * EXCLUDE (load_number) FROM statements ORDER BY ALL",
    "SELECT article_id, field, surface, start_char, entity_id FROM mentions ORDER BY ALL",
    "SELECT entity_id, label, name FROM entities ORDER BY ALL",
    "SELECT story_id, headline, article_count, outlet_count, independent_count FROM stories ORDER BY ALL",
    "SELECT outlet_id, name FROM outlets ORDER BY ALL",
    "SELECT version_id, field, method, locator, value, chosen FROM evidence ORDER BY ALL",
    "SELECT watch, article_id, matched, kind FROM clippings ORDER BY ALL",
    "SELECT outcome, reason, article_id, version_id FROM arrivals ORDER BY ALL",
    "SELECT relation, column_name, comment FROM data_dictionary ORDER BY ALL",
)


def compared(settings: Settings) -> list[list[tuple[Any, ...]]]:
    """In one session: to open one costs a lake a second."""
    with closing(open_snapshot(settings.home)) as con:
        return [con.execute(sql).fetchall() for sql in COMPARED]


def library(settings: Settings) -> list[list[tuple[Any, ...]]]:
    """Loaded without annotations, read again with them; what is in it."""
    settings.home.mkdir(parents=True)
    (settings.home / "watches.toml").write_text('[[watch]]\nname = "barrage"\nquery = "barrage"\n')
    load_documents([EXAMPLES], settings=settings.model_copy(update={"annotate": "none"}), steps=Steps())
    again = replay_documents([], outcome="unannotated", settings=settings)
    assert sum(outcomes(again).values()) > 10
    return compared(settings)


def test_a_lake_holds_what_a_file_holds(tmp_path: Path, lakes: Lakes, monkeypatch: pytest.MonkeyPatch) -> None:
    on_file = library(Settings(home=tmp_path / "file", workers=1, settle_seconds=0))
    lakes.choose(monkeypatch)
    settings = Settings(home=tmp_path / "lake", workers=1, settle_seconds=0)
    on_lake = library(settings)
    for sql, ours, theirs in zip(COMPARED, on_lake, on_file, strict=True):
        assert ours, sql
        assert ours == theirs, sql
    assert search(settings.home, "barrage").total == search(tmp_path / "file", "barrage").total > 3
    assert maintain_warehouse(settings)
    publish_snapshot(settings, force=True)
    assert compared(settings) == on_lake
    assert reconcile(settings.home, deep=True).faults == ()
