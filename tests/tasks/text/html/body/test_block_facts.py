"""Counting and folding take short ways for ASCII: they say what the long way says."""

import re
import string

from hypothesis import example, given
from hypothesis import strategies as st

from tasks.text.html.body.block_facts import fold
from tasks.text.html.body.block_features import letter_counts
from tasks.text.html.fields.outlet_affix import folded

TEXTS = st.text() | st.text(string.printable)


@given(TEXTS)
@example("The Fjord_Post, 12 May: „Größe“ ²")
def test_folded(text: str) -> None:
    assert fold(text) == re.sub(r"\W+", "", text.lower())
    assert folded(text) == re.sub(r"[\W_]+", "", text.casefold())


@given(TEXTS)
@example("ÅRSMÖTE 2026: ٣ Ⅷ ǅ")
def test_counted(text: str) -> None:
    assert letter_counts(text) == tuple(sum(map(kind, text)) for kind in (str.isdigit, str.isupper, str.isalpha))
