"""What is remembered of a text compares as the text itself."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.compare.remembered import terms_of, to_remember, wording_of
from tests.tasks.text.compare.test_copy_family import article


@given(st.text(max_size=300), st.text(max_size=60))
def test_a_remembered_text_is_compared_as_it_was(body: str, headline: str) -> None:
    whole = replace(article("one", body), headline=headline)
    kept = replace(whole, body=None, remembered=to_remember(headline, body))
    assert np.array_equal(wording_of(kept).codes, wording_of(whole).codes)
    assert wording_of(kept).keys == wording_of(whole).keys
    assert terms_of(kept) == terms_of(whole)
    assert kept.length == whole.length == len(body)
