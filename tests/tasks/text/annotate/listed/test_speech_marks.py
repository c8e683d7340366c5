"""Quotation marks and dialogue dashes of many languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.annotate.languages.pack import pack
from tasks.text.annotate.listed.speech_marks import speech_marks


@pytest.mark.parametrize(
    ("language", "text", "inside"),
    [
        ("de", "„Ja, gern“, sagte sie. „Nein“, rief er.", ["Ja, gern", "Nein"]),
        ("de", "»Ja, gern«, sagte sie.", ["Ja, gern"]),
        ("fr", "« Oui, volontiers », dit-elle.", [" Oui, volontiers "]),
        ("sv", "”Ja, gärna”, sade hon. ”Nej”", ["Ja, gärna", "Nej"]),
        ("fi", "”Kyllä”, hän sanoi.", ["Kyllä"]),
        ("pl", "„Tak, chętnie” – powiedziała.", ["Tak, chętnie"]),
        ("ja", "彼は「はい」と言った。", ["はい"]),
        ("zh", "他说：“好的。”", ["好的。"]),
        ("nl", "‘Ja, heel graag,’ zei ze.", ["Ja, heel graag,"]),
        ("en", 'A 12" pipe and "a word" here.', ["a word"]),
        ("es", "— Sí, claro — dijo ella —. Voy ahora.", ["Sí, claro", "Voy ahora."]),
        ("ru", "— Да, конечно, — сказала она. — Иду.", ["Да, конечно,", "Иду."]),
        ("xx", "„Open to the end", ["Open to the end"]),
        ("xx", "No marks at all.", []),
    ],
)
def test_what_stands_inside(language: str, text: str, inside: list[str]) -> None:
    words = pack(language)
    found = speech_marks(text, words.quotation_marks, dash=words.dialogue_dash)
    assert [text[one.start : one.end] for one in found] == inside


@given(st.text(alphabet=st.sampled_from("„“”«»\"'’‘—–- aB.,!\n「」"), max_size=80), st.booleans())
def test_in_order_inside_the_text_and_apart(text: str, dash: bool) -> None:
    found = speech_marks(text, [("„", "“")], dash=dash)
    places = [place for one in found for place in (one.outer_start, one.start, one.end, one.outer_end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
