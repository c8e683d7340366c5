"""What pages are made of: marks in texts, versions side by side, charts, harmless words, bytes as text."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.command.browse import CannotBrowse, chosen_token, is_loopback
from warehouse.errors import BadQuery
from warehouse.queries.question import copied, parsed
from warehouse.web.bytes_as_text import shown
from warehouse.web.changes import changes
from warehouse.web.chart import WIDTH, days_chart
from warehouse.web.harmless import harmless, web_address
from warehouse.web.marks import Mark, pieces
from warehouse.web.pages.search import narrower
from warehouse.web.security import is_this_machine
from warehouse.web.site import environment, outlet_address, plain_number

spans = st.tuples(st.integers(-5, 60), st.integers(-5, 60)).map(
    lambda ends: Mark(min(ends), max(ends), "name", "about")
)


@given(st.text(max_size=40), st.lists(spans, max_size=12), st.integers(0, 10))
def test_pieces_are_the_text_whatever_overlaps(text: str, marks: list[Mark], start: int) -> None:
    cut = pieces(text, marks, start=start)
    assert "".join(piece.text for piece in cut) == text
    at = start
    for piece in cut:
        expected = {mark for mark in marks if mark.start < mark.end and mark.start <= at and mark.end > at}
        if piece.text:
            assert set(piece.marks) == expected
        at += len(piece.text)


def test_the_shortest_name_is_the_one_to_go_to() -> None:
    outer = Mark(0, 20, "name", "organisation: University of Oldmere", "university")
    inner = Mark(14, 20, "name", "place: Oldmere", "oldmere")
    said = Mark(5, 30, "statement", "direct statement, Ada Vell")
    cut = pieces("University of Oldmere is shut", [outer, inner, said])
    assert [(piece.text, piece.target, piece.kinds) for piece in cut] == [
        ("Unive", "university", "name"),
        ("rsity of ", "university", "name statement"),
        ("Oldmer", "oldmere", "name statement"),
        ("e is shut", None, "statement"),
    ]


@given(st.text("ab .\n", max_size=60), st.text("ab .\n", max_size=60))
def test_both_versions_can_be_read_back(before: str, after: str) -> None:
    lines = changes(before, after)
    sides = ["".join(word.text for word in line.before) for line in lines if line.change != "added"]
    assert "\n\n".join(sides) == before
    sides = ["".join(word.text for word in line.after) for line in lines if line.change != "removed"]
    assert "\n\n".join(sides) == after


def test_the_changed_words_are_marked() -> None:
    (same, changed, added) = changes("One.\n\nTwo men were hurt.", "One.\n\nThree men were hurt.\n\nAnd a dog.")
    assert same.change == "same"
    assert [word.text for word in changed.before if word.changed] == ["Two"]
    assert [word.text for word in changed.after if word.changed] == ["Three"]
    assert (added.change, added.before) == ("added", ())


@pytest.mark.parametrize("days", [1, 2, 119, 400, 5_000, 300_000])
def test_a_chart_has_room_for_every_stretch(days: int) -> None:
    first = date(1100, 1, 1)
    counts = [(first, 2, 1), (first + timedelta(days=days - 1), 5, 5)]
    chart = days_chart(counts, what="articles", part="of their own")
    assert chart is not None
    assert len(chart.bars) <= 360
    for bar in chart.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= WIDTH
        assert 0 <= bar.y <= bar.part_y + bar.part_height
    assert chart.highest == 5
    assert "5 articles, 5 of their own" in chart.bars[-1].label


def test_a_chart_of_nothing_is_none() -> None:
    assert days_chart([], what="articles", part="own") is None


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://courier.example/a?b=c#d", True),
        ("HTTP://courier.example/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\tscript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("//courier.example/", False),
        ("/path", False),
        ("https://", False),
        ("https://[courier", False),
        ("https://courier.example/\u202egnp.exe", False),
        ("https://courier.example/" + "a" * 3_000, False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address: str | None, leads: bool) -> None:
    assert (web_address(address) is not None) == leads


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("plain", "plain"),
        (None, ""),
        (3, 3),
        ("a\u202egnp.exe", "a\u2039U+202E\u203agnp.exe"),
        ("\u202d\u202c", "\u2039U+202D\u203a\u2039U+202C\u203a"),
        ("bell\x07 and esc\x1b[0m", "bell\u2407 and esc\u241b[0m"),
        ("عاجل: الفيضان", "عاجل: الفيضان"),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_what_turns_or_hides_is_seen(said: object, seen: object) -> None:
    assert harmless(said) == seen


def test_templates_escape_what_they_print() -> None:
    made = environment().from_string('<p title="{{ it }}">{{ it }}</p>').render(it="\"'><script>x</script>\u202e")
    assert made.count("<") == 2
    assert "\u202e" not in made


@pytest.mark.parametrize(
    ("data", "encoding", "begins"),
    [
        (b"plain <b>text</b>", None, "plain <b>"),
        ("Sörmarck".encode("cp1252"), "windows-1252", "Sörmarck"),
        (b"text", "no-such-encoding", "text"),
        (b"text", "base64", "text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), None, "00000000  89 50 4e 47"),
        (b"\x1f\x8b\x08\x00\xff\xfe\x00\x01\x02", None, "00000000  1f 8b"),
        (b"", None, ""),
    ],
)
def test_bytes_are_shown_whatever_they_are(data: bytes, encoding: str | None, begins: str) -> None:
    assert shown(data, encoding).startswith(begins)


QUESTION = parsed(
    "some",
    "-- How many.\n-- Of a day.\n-- $day day: the day\n-- $word text?: a word\n-- $most number?: at most\n"
    "SELECT count(*) FROM articles WHERE day = $day AND headline = $word AND n < $most",
)


@pytest.mark.parametrize(
    ("given", "sql"),
    [
        ({"day": "2031-03-04"}, "day = DATE '2031-03-04' AND headline = NULL AND n < NULL"),
        (
            {"day": "2031-03-04", "word": "it's", "most": "7"},
            "day = DATE '2031-03-04' AND headline = 'it''s' AND n < 7",
        ),
        ({"day": "2031-03-04", "word": "$day"}, "day = DATE '2031-03-04' AND headline = '$day' AND n < NULL"),
    ],
)
def test_a_question_is_copied_with_its_values(given: dict[str, str], sql: str) -> None:
    assert copied(QUESTION, QUESTION.values(given)).endswith(sql)
    assert QUESTION.title == "How many. Of a day."


@pytest.mark.parametrize(
    "given",
    [{}, {"day": "soon"}, {"day": "2031-03-04", "most": "9" * 40}, {"day": "2031-03-04", "word": "\x00"},
     {"day": "2031-03-04", "word": "x" * 3_000}, {"day": "2031-03-04", "other": "1"}],
)  # fmt: skip
def test_what_does_not_fit_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(BadQuery):
        QUESTION.values(given)


@pytest.mark.parametrize(
    ("query", "field", "value", "asked"),
    [
        ("flood", "outlet", "The Echo", 'flood outlet:"The Echo"'),
        ("flood OR storm", "language", "de", "(flood OR storm) language:de"),
        ("flood", "outlet", 'a "b"', 'flood outlet:"a  b "'),
    ],
)
def test_a_facet_narrows_the_search(query: str, field: str, value: str, asked: str) -> None:
    assert narrower(query, field, value) == asked


@pytest.mark.parametrize(
    ("host", "known"),
    [("127.0.0.1", True), ("127.0.0.1:4300", True), ("localhost:4300", True), ("[::1]:4300", True), ("[::1]", True),
     ("evil.example", False), ("127.0.0.1.evil.example", False), ("localhost:4300@evil", False), ("", False)],
)  # fmt: skip
def test_names_of_this_machine(host: str, known: bool) -> None:
    assert is_this_machine(host) == known


def test_an_outlet_may_have_any_name() -> None:
    assert outlet_address("the a/b post?") == "/outlets/the%20a%2Fb%20post%3F"


@pytest.mark.parametrize(("value", "shown_as"), [(41_200_000.0, "41,200,000"), (4.25, "4.25"), (1e30, "1e+30")])
def test_numbers_are_read_easily(value: float, shown_as: str) -> None:
    assert plain_number(value) == shown_as


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "library.example"])  # noqa: S104 - refused
def test_other_machines_need_a_token(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(CannotBrowse, match="token"):
        chosen_token(None, None, host=host)
    with pytest.raises(CannotBrowse, match="16 characters"):
        chosen_token("short", None, host=host)
    assert chosen_token(None, "x" * 16, host=host) == "x" * 16
    assert len(chosen_token("", None, host=host) or "") >= 16


def test_this_machine_needs_none() -> None:
    assert chosen_token(None, None, host="127.0.0.1") is None
