"""Questions are answered the same by the file and by what is held of it in memory."""

import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from schemas.home import Home
from warehouse.queries import sessions
from warehouse.queries.held import HELD, OVER_HELD, PLACES
from warehouse.queries.query import open_snapshot
from warehouse.queries.question import Value, questions
from warehouse.queries.sessions import Asker, Sessions

SAMPLES = {
    "article": "SELECT article_id FROM versions WHERE newest ORDER BY number DESC, article_id",
    "story": "SELECT story_id FROM stories ORDER BY article_count DESC, story_id",
    "entity": "SELECT entity_id FROM entities ORDER BY article_count DESC, entity_id",
    "outlet": "SELECT outlet_id FROM outlets ORDER BY article_count DESC, outlet_id",
    "arrival": "SELECT arrival_id FROM arrivals ORDER BY outcome, arrival_id",
    "watch": "SELECT name FROM watches ORDER BY name",
}


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every library is a large one."""
    monkeypatch.setattr(sessions, "FEW_ARTICLES", -1)


def asked(library: Path) -> Iterator[tuple[str, dict[str, Value]]]:
    """Each question, with some values of what it must be given."""
    with open_snapshot(library) as con:
        samples = {name: [row[0] for row in con.execute(f"{sql} LIMIT 3").fetchall()] for name, sql in SAMPLES.items()}
    days = {"first": date(2026, 3, 2), "last": date(2026, 3, 4)}
    for name, question in questions().items():
        needed = {parameter.name for parameter in question.parameters if parameter.required}
        about = (needed & samples.keys()) or {""}
        for value in samples.get(about.pop(), [""]):
            given: dict[str, Value] = dict.fromkeys(needed & samples.keys(), value)
            yield (
                name,
                given
                | {one: day for one, day in days.items() if one in needed}
                | dict.fromkeys(needed & {"number", "days"}, 1),
            )


def answers(home: Sessions, library: Path) -> list[tuple[str, str, object]]:
    with home.asker() as ask:
        tables = [ask(name, given) for name, given in asked(library)]
    return [(table.question.name, table.sql, sorted(map(str, table.rows))) for table in tables]


def test_the_same_answers(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = Sessions(library)
    held = answers(few, library)
    assert few.held == HELD.keys() | OVER_HELD.keys() | {f"places_of_{table}" for table in (*PLACES, "captures")}
    monkeypatch.setattr(sessions, "FEW_ARTICLES", -1)
    large = Sessions(library)
    assert answers(large, library) == held
    assert large.held == frozenset()
    few.close()
    large.close()


def until(met: Iterator[bool]) -> None:
    """Waits, as long as a busy machine may need."""
    for now in met:
        if now:
            return
        time.sleep(0.05)


@pytest.mark.usefixtures("slow")
def test_a_large_library_is_taken_into_memory_beside_the_requests(library: Path, tmp_path: Path) -> None:
    snapshot = Home(tmp_path).snapshot
    shutil.copy(Home(library).snapshot, snapshot)
    prepared: list[Asker] = []
    pages = Sessions(tmp_path)
    pages.follow(prepared.append)
    until(bool(pages.held) for _ in range(1_000))
    assert len(prepared) == 1
    shutil.copy(snapshot, tmp_path / "new")
    (tmp_path / "new").replace(snapshot)
    with pages.asker() as ask:  # the one before, or the new one
        assert ask("front_span").first
    assert pages.held
    until(len(prepared) == 2 for _ in range(1_000))
    assert len(prepared) == 2
    pages.close()


def test_a_new_snapshot_of_a_small_library_is_seen_by_the_next_request(library: Path, tmp_path: Path) -> None:
    snapshot = Home(tmp_path).snapshot
    shutil.copy(Home(library).snapshot, snapshot)
    pages = Sessions(tmp_path)
    pages.follow()
    with pages.asker() as ask:
        before = ask("front_span")
    shutil.copy(snapshot, tmp_path / "new")
    (tmp_path / "new").replace(snapshot)
    with pages.asker() as ask:
        assert ask("front_span") is not before
    with pages.asker() as ask:
        assert ask("front_span") is ask("front_span")
    pages.close()
