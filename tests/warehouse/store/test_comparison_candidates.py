"""What a batch is compared with in a library dense with stories and copies, and what becomes of the rest."""

from datetime import UTC, date, datetime

import pytest
from duckdb import DuckDBPyConnection

from schemas.comparison import Comparable, StoryGroup, StoryMember
from warehouse.store import comparison_candidates
from warehouse.store.comparison_candidates import ArticleKeys, neighbours
from warehouse.store.comparison_results import remember, write_stories

DAY = date(2031, 3, 3)
MEMBERS = 12


def keys(article_id: str, *terms: int, shingles: tuple[int, ...] = ()) -> ArticleKeys:
    return ArticleKeys(article_id, DAY, frozenset(shingles), dict.fromkeys(terms, 1.0))


@pytest.fixture
def library(con: DuckDBPyConnection) -> DuckDBPyConnection:
    """Two stories of twelve that one word each finds, and a family of twelve whose last print a new one is like."""
    for at, story in enumerate(("storm", "vote")):
        remember(con, [keys(f"{story}-00", 10 * at, 10 * at + 1)])
        con.execute(
            "INSERT INTO story_articles SELECT $s, printf('%s-%02d', $s, i), 0.5 FROM range($n) r(i) ORDER BY i",
            {"s": story, "n": MEMBERS},
        )
    remember(con, [keys("print-11", shingles=(7, 8))])
    con.execute("INSERT INTO copy_families SELECT printf('print-%02d', i), 'wire' FROM range(12) r(i) ORDER BY i")
    con.execute(
        "INSERT INTO copies SELECT printf('print-%02d', i), 'print-00', 1, 1, 'first_seen_at' FROM range(1, 12) r(i)"
    )
    return con


NEW = [keys("new-a", 0, 1), keys("new-b", 10, 11), keys("new-c", shingles=(7, 8))]


def found(con: DuckDBPyConnection) -> set[str]:
    return set(neighbours(con, NEW, limit=100))


def test_all_relatives_of_a_small_library_are_looked_at(library: DuckDBPyConnection) -> None:
    every = {f"{group}-{number:02}" for group in ("storm", "vote", "print") for number in range(MEMBERS)}
    assert found(library) == every


@pytest.mark.parametrize(
    ("limit", "more"),
    [
        (0, ()),
        # The latest of each story; of the family the original, of which the others are copies.
        (3, ("storm-11", "vote-11", "print-00")),
        # The family's second is a candidate itself.
        (5, ("storm-11", "vote-11", "print-00", "storm-10", "vote-10")),
    ],
)
def test_each_story_and_family_gives_as_many(
    library: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, limit: int, more: tuple[str, ...]
) -> None:
    monkeypatch.setattr(comparison_candidates, "RELATIVES", limit)
    assert found(library) == {"storm-00", "vote-00", "print-11", *more}


def _member(article_id: str, story: str) -> Comparable:
    at = datetime(2031, 3, 3, tzinfo=UTC)
    return Comparable(article_id, f"{article_id}-1", None, "", None, "en", None, DAY, at, at, None, story)


def test_the_rest_of_a_story_follows(library: DuckDBPyConnection) -> None:
    seen = [_member(f"storm-{number:02}", "storm") for number in range(4)]
    group = StoryGroup("flood", tuple(StoryMember(each.article_id, 0.5) for each in seen))
    write_stories(library, seen, [group], moved={"storm": "flood"})
    counted = library.execute("SELECT story_id, count(*) FROM story_articles GROUP BY ALL ORDER BY ALL").fetchall()
    assert counted == [("flood", MEMBERS), ("vote", MEMBERS)]
