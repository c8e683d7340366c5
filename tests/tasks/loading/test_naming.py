"""Who is who across articles, over a real warehouse: the same groups in whatever order articles come."""

import itertools
from pathlib import Path

import duckdb
import pytest

from flows.orchestration.loading import load_documents
from flows.orchestration.steps import Steps
from schemas.settings import Settings

PAPERS = {
    "post": """\
Ferry talks open

By Ida Holm

Ferdinand Marwick, the transport minister, met Lena Oduya in Port Ellis on Monday. Marwick said the ferry would run.

Oduya, who heads the Harbour Workers Association (HWA), thanked him. The HWA has 900 members.
""",
    "mail": """\
Minister promises ferry

By Per Lund

The ferry to Skerrow will run again, Ferdinand Marwick said in Port Ellis. The Harbour Workers Association welcomed the
news, and Lena Oduya called it a first step for the whole of the coast.
""",
    "echo": """\
Another Marwick

By Jo Berg

Greta Marwick won the chess open in Port Ellis on Sunday. Marwick, who is seventeen, beat four masters in a row.

Her coach, Tom Ashby, said that she had not lost a game since the spring of last year.
""",
}


@pytest.fixture(scope="module")
def groups(tmp_path_factory: pytest.TempPathFactory) -> list[set[frozenset[tuple[str, str]]]]:
    """For each order of loading, one paper a load: which (paper, name) are one entity."""
    found = []
    for order in (list(PAPERS), list(reversed(PAPERS))):
        folder = tmp_path_factory.mktemp("naming")
        settings = Settings(home=folder / "home", workers=1)
        for name in order:
            (folder / f"{name}.txt").write_text(PAPERS[name])
            load_documents([folder / f"{name}.txt"], settings=settings, steps=Steps())
        found.append(entities(settings.home))
    return found


def entities(home: Path) -> set[frozenset[tuple[str, str]]]:
    with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as con:
        rows = con.execute(
            "SELECT DISTINCT m.entity_id, regexp_extract(a.location, '([^/]+).txt', 1), e.name "
            "FROM mentions m JOIN entities e USING (entity_id) JOIN arrivals a USING (article_id) ORDER BY ALL"
        ).fetchall()
    grouped = itertools.groupby(rows, key=lambda row: row[0])
    return {frozenset((paper, name) for _, paper, name in some) for _, some in grouped}


def test_one_person_in_two_papers_is_one_entity(groups: list[set[frozenset[tuple[str, str]]]]) -> None:
    for found in groups:
        assert frozenset({("post", "Ferdinand Marwick"), ("mail", "Ferdinand Marwick")}) in found
        assert frozenset({("post", "Lena Oduya"), ("mail", "Lena Oduya")}) in found


def test_two_people_of_one_surname_stay_two(groups: list[set[frozenset[tuple[str, str]]]]) -> None:
    for found in groups:
        assert frozenset({("echo", "Greta Marwick")}) in found


def test_the_order_of_loading_does_not_matter(groups: list[set[frozenset[tuple[str, str]]]]) -> None:
    assert groups[0] == groups[1]
