"""Quotations and figures across articles, from batches stored as they are. Everything told here is invented."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from schemas.arrival import Outcome
from tests.staged_batch import Rows, an_article, article_id, header, open_with_run, stage_documents, to_article
from warehouse.store.audits import audit
from warehouse.store.loader import store

Table = list[tuple[Any, ...]]
Said = tuple[str, str | None]
"""What is quoted, and the speaker's name."""


@dataclass(frozen=True)
class Report:
    """An article of the one story. `counts`: the figure as printed, its value, the noun, the unit, the hedge."""

    outlet: str | None
    day: int | None
    text: str
    said: Sequence[Said] = ()
    counts: Sequence[tuple[str, float, str | None, str | None, str | None]] = ()
    names: Sequence[tuple[str, Sequence[str]]] = ()
    """People with their other names."""


@pytest.fixture
def con(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    with closing(open_with_run(tmp_path / "home")) as con:
        yield con


def staged(name: str, report: Report) -> Rows:
    """The report as a document, each span where the passage stands first."""
    day = report.day and date(2031, 3, report.day)
    rows = an_article(name, report.text, publication=report.outlet, published_on=day, annotated="test 1")

    def at(passage: str) -> dict[str, int]:
        start = report.text.index(passage)
        return {"start_char": start, "end_char": start + len(passage)}

    people = [name for name, _ in report.names]
    rows["entities"] = [
        {"position": n, "label": "person", "name": name, "aliases": list(others)}
        for n, (name, others) in enumerate(report.names)
    ]
    rows["mentions"] = [
        {"position": n, "field": "body", "surface": name, "label": "person", "entity": n, **at(name)}
        for n, name in enumerate(people)
        if name in report.text
    ]
    rows["statements"] = [
        {
            "position": n,
            "kind": "mixed" if "“" in content else "direct",
            "content": content,
            "speaker": who,
            "cue": "said",
        }
        | {"speaker_entity": people.index(who) if who in people else None, **at(content)}
        for n, (content, who) in enumerate(report.said)
    ]
    rows["figures"] = [
        {
            "position": n,
            "surface": surface,
            "value": value,
            "counted": noun,
            "unit": unit,
            "hedge": hedge,
            **at(surface),
        }
        for n, (surface, value, noun, unit, hedge) in enumerate(report.counts)
    ]
    return rows


def put(con: DuckDBPyConnection, folder: Path, *reports: Report) -> None:
    """Stores the reports in one batch, and makes them one story."""
    names = [f"report-{n}" for n in range(len(reports))]
    batch = stage_documents(folder / "batch", [staged(*pair) for pair in zip(names, reports, strict=True)])
    store(con, batch, [to_article(n, Outcome.LOADED, name) for n, name in enumerate(names)], header("b1"))
    assert audit(con) == []
    for name in names:
        con.execute("INSERT INTO story_articles VALUES ('flood', ?, 1)", [article_id(name)])


def ask(con: DuckDBPyConnection, sql: str) -> Table:
    return con.execute(sql).fetchall()


WET = "We were wet before we were warned, and nobody came"
QUOTED = {
    "the same words in two outlets": (
        [Report("Echo", 3, WET, [(WET, "Ida Holm")]), Report("Voice", 4, WET, [(WET, "Holm")])],
        [(2, 1, "Echo", None)],
    ),
    "in other words": (
        [
            Report(
                "Voice",
                5,
                "We were soaked before we were warned, and nobody came.",
                [
                    ("We were soaked before we were warned, and nobody came.", "Ida Holm"),
                ],
            ),
            Report("Echo", 3, WET, [(WET, "Ida Holm")]),
        ],
        [(2, 2, "Echo", None)],
    ),
    "cut short, and in part": (
        [
            Report("Echo", 3, WET, [(WET, "Ida Holm")]),
            Report("Voice", 4, "they were “warned, and nobody came”", [("they were “warned, and nobody came”", None)]),
        ],
        [(2, 2, "Echo", None)],
    ),
    "one outlet alone": (
        [Report("Echo", 3, WET, [(WET, "Ida Holm")]), Report("Voice", 3, "It rained all day.")],
        [(1, 1, "Echo", "Echo")],
    ),
    "alone, but nobody else reports": ([Report("Echo", 3, WET, [(WET, "Ida Holm")])], [(1, 1, "Echo", None)]),
    "outlets without a name are not one": (
        [Report(None, 3, WET, [(WET, None)]), Report(None, None, WET + "!", [(WET, None)])],
        [(2, 1, None, None)],
    ),
    "a few words may be anybody's": (
        [
            Report("Echo", 3, "Not yet. No more", [("Not yet.", "Ida Holm"), ("No more", "Ida Holm")]),
            Report("Voice", 4, "Not yet! No more", [("Not yet!", "Ida Holm"), ("No more", "Per Lund")]),
        ],
        [(2, 1, "Echo", None), (1, 1, "Echo", "Echo"), (1, 1, "Voice", "Voice")],
    ),
    "the third is like the second": (
        [
            Report("Echo", 3, "a b c d e f", [("a b c d e f", None)]),
            Report("Voice", 4, "c d e f g h i", [("c d e f g h i", None)]),
            Report("Post", 5, "f g h i j", [("f g h i j", None)]),
        ],
        [(3, 3, "Echo", None)],
    ),
}


@pytest.mark.parametrize("case", QUOTED)
def test_story_quotes(con: DuckDBPyConnection, tmp_path: Path, case: str) -> None:
    reports, expected = QUOTED[case]
    put(con, tmp_path, *reports)
    sql = "SELECT outlet_count, wording_count, first_publication, only_outlet FROM story_quotes"
    assert ask(con, f"{sql} ORDER BY first_published_on, outlet_count DESC") == expected


def test_wordings_stand_in_the_order_of_print(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, *QUOTED["in other words"][0])
    (row,) = ask(con, "SELECT speaker, content, list_transform(wordings, lambda w: w.publication) FROM story_quotes")
    assert row == ("Ida Holm", WET, ["Echo", "Voice"])


def test_copies_of_one_text_are_one_source(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, *QUOTED["the same words in two outlets"][0])
    con.execute("INSERT INTO copy_families SELECT article_id, 'x' FROM story_articles")
    assert ask(con, "SELECT outlet_count, independent_count FROM story_quotes") == [(2, 1)]


@pytest.mark.parametrize("view", ["story_quotes", "story_figures"])
def test_a_story_is_looked_for_in_the_tables_not_in_the_result(
    con: DuckDBPyConnection, tmp_path: Path, view: str
) -> None:
    put(con, tmp_path, *QUOTED["in other words"][0])
    ((story,),) = ask(con, "SELECT DISTINCT story_id FROM story_articles")
    # Where all rows are of one story, DuckDB 2.0 leaves the condition out.
    for other in ("", "~"):
        con.execute(f"INSERT INTO story_articles SELECT * REPLACE ('{other}' AS story_id) FROM story_articles LIMIT 1")  # noqa: S608
    ((_, plan),) = ask(con, f"EXPLAIN (FORMAT json) FROM {view} WHERE story_id = '{story}'")
    macro = {"story_quotes": "quotes_in", "story_figures": "figures_in"}[view]
    named = ask(con, f"FROM {macro}('{story}')")
    assert named == ask(con, f"FROM {view} WHERE story_id = '{story}'")
    scans = [one for one in nodes(json.loads(plan)) if "story_articles" in str(one["extra_info"].get("Table"))]
    assert scans
    assert all(story in str(one["extra_info"].get("Filters")) for one in scans)


def nodes(plan: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in plan:
        yield node
        yield from nodes(node["children"])


def people(
    outlet: str, printed: str, value: float, hedge: str | None = None, *, day: int = 4, rest: str = ""
) -> Report:
    text = f"{hedge or ''} {printed} people had to leave the island{rest}."
    return Report(outlet, day, text, counts=[(printed, value, "people", None, hedge)])


def hurt(outlet: str, printed: str, value: float, text: str) -> Report:
    return Report(outlet, 4, text, counts=[(printed, value, "people", None, None)])


BOTH = Report(
    "Echo",
    4,
    "2,400 people live there, and 1,900 people had to leave.",
    counts=[("2,400", 2400, "people", None, None), ("1,900", 1900, "people", None, None)],
)
COUNTED = {
    "another number": (
        [people("Echo", "2,400", 2400), people("Voice", "1,900", 1900, "about")],
        [(1900, 2400, 2, True)],
    ),
    "more than leaves it open": (
        [people("Echo", "2,400", 2400), people("Voice", "2,000", 2000, "More than")],
        [(2000, 2400, 2, False)],
    ),
    "no more than does not": (
        [people("Echo", "2,400", 2400), people("Voice", "2,000", 2000, "no more than")],
        [(2000, 2400, 2, True)],
    ),
    "about is near enough": (
        [people("Echo", "2,400", 2400), people("Voice", "2,300", 2300, "about")],
        [(2300, 2400, 2, False)],
    ),
    "the same": ([people("Echo", "2,400", 2400), people("Voice", "2,400", 2400, day=6)], [(2400, 2400, 2, False)]),
    "one outlet corrects itself": (
        [people("Echo", "2,400", 2400), people("Echo", "2,300", 2300, day=5)],
        [(2300, 2400, 1, False)],
    ),
    "both numbers in one article are two things": (
        [BOTH, people("Voice", "1,900", 1900)],
        [(1900, 1900, 2, False), (2400, 2400, 1, False)],
    ),
    "of another order": (
        [people("Echo", "2,400", 2400), people("Voice", "12", 12)],
        [(12, 12, 1, False), (2400, 2400, 1, False)],
    ),
    "small numbers of one thing": (
        [hurt("Echo", "Two", 2, "Two people were injured."), hurt("Voice", "Three", 3, "Three people lay injured.")],
        [(2, 3, 2, True)],
    ),
    "small numbers of two things": (
        [hurt("Echo", "Two", 2, "Two people were injured."), hurt("Voice", "Three", 3, "Three people sang at dusk.")],
        [(2, 2, 1, False), (3, 3, 1, False)],
    ),
}


@pytest.mark.parametrize("case", COUNTED)
def test_story_figures(con: DuckDBPyConnection, tmp_path: Path, case: str) -> None:
    reports, expected = COUNTED[case]
    put(con, tmp_path, *reports)
    sql = "SELECT lowest, highest, outlet_count, conflict FROM story_figures ORDER BY lowest"
    assert ask(con, sql) == expected


def test_a_figure_shows_who_gives_it_when(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, people("Echo", "2,400", 2400), people("Voice", "1,900", 1900, "about", day=5))
    (row,) = ask(
        con,
        "SELECT counted, unit, passage, "
        'list_transform("values", lambda v: (v.publication, day(v.published_on), v.hedge)) FROM story_figures',
    )
    given = [("Echo", 4, None), ("Voice", 5, "about")]
    assert row == ("people", None, "2,400 people had to leave the island.", given)


def test_what_nothing_names_and_ranks_are_not_compared(con: DuckDBPyConnection, tmp_path: Path) -> None:
    counts = [("4th", 4.0, "flood", "ordinal", None), ("seven", 7.0, None, None, None), ("3%", 3.0, None, "%", None)]
    put(con, tmp_path, Report("Echo", 4, "The 4th flood took seven and 3%.", counts=counts))
    assert ask(con, "SELECT unit, lowest FROM story_figures") == [("%", 3.0)]


HOLM = Report(
    "Echo",
    3,
    "Ída Holm of the harbour: It is dry now. We are open.",
    said=[("It is dry now.", "Ída Holm"), ("We are open.", "Ída Holm")],
    names=[("Ída Holm", ["Ms Holm", "Holm"])],
)
LATER = Report("Voice", 5, "Ída Holm: Come and see.", said=[("Come and see.", "Ída Holm")], names=[("Ída Holm", [])])
OTHERS = Report("Post", 4, "Per Lund: No. Yes.", said=[("No.", "Per Lund"), ("Yes.", None)], names=[("Per Lund", [])])

JUNIOR = Report(
    "Mail",
    6,
    "Per Lund Jr.: As he says.",
    said=[("As he says.", "Per Lund Jr.")],
    names=[("Per Lund Jr.", [])],
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Ída Holm", ["Come and see.", "It is dry now.", "We are open."]),
        (" ida holm", ["Come and see.", "It is dry now.", "We are open."]),
        ("Ms Holm", ["Come and see.", "It is dry now.", "We are open."]),
        ("Per Lund", ["No."]),
        ("Lund", []),
        ("", []),
        ("Per J. Lund", ["No."]),
        ("Ída M. Holm", ["Come and see.", "It is dry now.", "We are open."]),
        ("Per Lund Jr.", ["As he says."]),
    ],
)
def test_quotes_by(con: DuckDBPyConnection, tmp_path: Path, asked: str, found: list[str]) -> None:
    put(con, tmp_path, HOLM, LATER, OTHERS, JUNIOR)
    rows = con.execute("SELECT content FROM quotes_by($who)", {"who": asked}).fetchall()
    assert [content for (content,) in rows] == found


@pytest.mark.parametrize(
    "asked",
    ["Ída Holm", "ida holm", "Ms Holm", "Ída M. Holm", "Per Lund", "Lund", "Mr. O'Neil", "ONeil", "Una O'Dea", ""],
)
def test_macros_give_the_rows_of_the_views(con: DuckDBPyConnection, tmp_path: Path, asked: str) -> None:
    irish = Report("Echo", 3, "Mr. O’Neil. Una O`Dea.", names=[("Mr. O’Neil", []), ("Una O`Dea", [])])
    put(con, tmp_path, HOLM, LATER, OTHERS, JUNIOR, irish)
    person = "person_form($who) IN (SELECT person_form(unnest(list_prepend(name, aliases))))"
    for macro, view, order in (("entity", "entities", "name"), ("timeline_of", "entity_timeline", "day")):
        given = con.execute(f"FROM {macro}($who) ORDER BY {order}", {"who": asked}).fetchall()
        of_all = f"FROM {view} WHERE entity_id IN (SELECT entity_id FROM entities WHERE {person}) ORDER BY {order}"  # noqa: S608
        assert given or asked in ("Lund", "ONeil", "")
        assert given == con.execute(of_all, {"who": asked}).fetchall()


def test_a_body_is_called_what_it_is_called(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, Report("Echo", 3, "Channel 4. Channel 5.", names=[("Channel 4", []), ("Channel 5", ["Five"])]))
    con.execute("UPDATE article_entities SET label = 'organisation'")
    for asked, found in {"channel 4": ["Channel 4"], "FIVE": ["Channel 5"], "Channel": [], "Channel 6": []}.items():
        assert con.execute("SELECT name FROM entity($who)", {"who": asked}).fetchall() == [(one,) for one in found]


def test_named_with(con: DuckDBPyConnection, tmp_path: Path) -> None:
    both = Report("Mail", 7, "Ída Holm and Per Lund.", names=[("Ída Holm", []), ("Per Lund", [])])
    put(con, tmp_path, HOLM, OTHERS, both)
    sql = "SELECT name, label, article_count FROM named_with('ida holm')"
    assert ask(con, sql) == [("Per Lund", "person", 1)]
    con.execute("UPDATE versions SET editorial_status = 'canceled' WHERE article_id = ?", [article_id("report-2")])
    assert ask(con, sql) == []


def test_a_topic_is_no_quotation(con: DuckDBPyConnection, tmp_path: Path) -> None:
    rows = staged("topic", LATER)
    rows["statements"] = [one | {"kind": "topic"} for one in rows["statements"]]
    store(con, stage_documents(tmp_path / "batch", [rows]), [to_article(0, Outcome.LOADED, "topic")], header("b1"))
    con.execute("INSERT INTO story_articles VALUES ('flood', ?, 1)", [article_id("topic")])
    assert ask(con, "SELECT kind, speaker FROM statements") == [("topic", "Ída Holm")]
    assert ask(con, "SELECT content FROM quotes_by('Ída Holm')") == []
    assert ask(con, "SELECT content FROM story_quotes") == []


def test_entity_timeline(con: DuckDBPyConnection, tmp_path: Path) -> None:
    undated = Report(None, None, "Per Lund sang.", names=[("Per Lund", [])])
    put(con, tmp_path, HOLM, LATER, OTHERS, undated)
    sql = "SELECT name, label, day(day), article_count, outlet_count, mention_count FROM entity_timeline"
    assert ask(con, f"{sql} ORDER BY name, day NULLS LAST") == [
        ("Per Lund", "person", 4, 1, 1, 1),
        ("Per Lund", "person", None, 1, 1, 1),
        ("Ída Holm", "person", 3, 1, 1, 1),
        ("Ída Holm", "person", 5, 1, 1, 1),
    ]
