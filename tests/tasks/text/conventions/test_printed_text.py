"""Characters as a search expects them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.conventions.printed_text import plain_characters, printed_text


@pytest.mark.parametrize(
    ("stored", "plain"),
    [
        ("Hafen\u00adbe\u00adhörde", "Hafenbehörde"),
        ("har\u200bbour\ufeff and \u2060quay", "harbour and quay"),
        ("\u202bשלום\u202c", "שלום"),
        ("o\ufb03ce, \ufb01ve, \ufb02ood, Stra\ufb00en", "office, five, flood, Straffen"),
        ("\uff26\uff25\uff32\uff32\uff39 \uff12\uff10\uff12\uff14年", "FERRY 2024年"),
        ("港、「橋」！\uff12\uff10％", "港、「橋」！20％"),
        ("\uff8a\uff9e\uff7d", "バス"),
        ("\ufeb3\ufefc\ufee1", "سلام"),
        ("\ufdfa", "\ufdfa"),
        ("\ufb2a\ufb3c", "ש\u05c1ל\u05bc"),
        ("\ufb13", "մն"),
        ("e\u0301te\u0301", "été"),
        ("fly\u200cer", "flyer"),
        ("می\u200cرود", "می\u200cرود"),
        ("ക്\u200dഷ", "ക്\u200dഷ"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("plain text\x00\x1b", "plain text"),
        ("H₂O, m², Ⅷ, ½", "H₂O, m², Ⅷ, ½"),
    ],
)
def test_plain_characters(stored: str, plain: str) -> None:
    assert plain_characters(stored) == plain


@given(st.text(max_size=80))
def test_plain_characters_stay_plain(text: str) -> None:
    once = plain_characters(text)
    assert plain_characters(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_printed_text_is_one_line_of_it() -> None:
    assert printed_text("Bees &amp;amp;\n <b>blos\u00adsom</b>\u00a0&#8216;now&#8217;") == "Bees &amp; blossom ‘now’"
