"""What a search asks for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.search.fields import sign_tokens
from warehouse.search.grammar import All, Any, Days, Node, Not, Term, parse

FLOOD, MAYOR = Term("flood"), Term("mayor")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", None),
        ("   ", None),
        ("flood", FLOOD),
        ("flood mayor", All((FLOOD, MAYOR))),
        ("flood AND mayor", All((FLOOD, MAYOR))),
        ("flood OR mayor", Any((FLOOD, MAYOR))),
        ("flood or mayor", All((FLOOD, Term("or"), MAYOR))),
        ("flood -mayor", All((FLOOD, Not(MAYOR)))),
        ("flood NOT mayor", All((FLOOD, Not(MAYOR)))),
        ("NOT mayor", Not(MAYOR)),
        ('"lower docks"', Term("lower docks", phrase=True)),
        ("“lower docks”", Term("lower docks", phrase=True)),
        ('"lower docks', Term("lower docks", phrase=True)),
        ("barr*", Term("barr", prefix=True)),
        ("outlet:courier", Term("courier", "outlet")),
        ('author:"Ada Plint" flood', All((Term("Ada Plint", "author", phrase=True), FLOOD))),
        ("(flood OR mayor) -rain", All((Any((FLOOD, MAYOR)), Not(Term("rain"))))),
        ("flood (mayor", All((FLOOD, MAYOR))),
        ("flood) mayor", All((FLOOD, MAYOR))),
        ("date:2026-03", Days(date(2026, 3, 1), date(2026, 3, 31))),
        ("date:2026", Days(date(2026, 1, 1), date(2026, 12, 31))),
        ("date:2026-03-01..2026-03-05", Days(date(2026, 3, 1), date(2026, 3, 5))),
        ("date:..2026-02", Days(None, date(2026, 2, 28))),
        ("date:soon", None),
        ("***", None),
    ],
)
def test_a_query_becomes_a_tree(text: str, node: Node | None) -> None:
    assert parse(text) == node


@given(st.text(alphabet='ab"()*:- ORANDNT“„\x00é中', max_size=60))
def test_any_text_is_a_query_or_none(text: str) -> None:
    assert parse(text) is None or isinstance(parse(text), Term | Days | All | Any | Not)


def test_deep_groups_end() -> None:
    assert parse("(" * 1_000 + "flood") is not None


def test_scripts_without_spaces_become_signs_and_pairs() -> None:
    assert sign_tokens("a 港湾橋 b") == ["港", "港湾", "湾", "湾橋", "橋"]
