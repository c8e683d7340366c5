"""Sources that the text cites, and outlets that are only named."""

import pytest

from tasks.text.annotate.annotation import annotate
from tasks.text.annotate.engine import engines
from tests.english import article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge fell, as reported by the BBC on Monday.", [("outlet", "BBC")]),
        ("Speaking to Fox News after the talks, Finch smiled.", [("outlet", "Fox News")]),
        ("“No,” Finch told the Northport Examiner in May.", [("outlet", "Northport Examiner")]),
        ("The Reuters news agency reported that the bridge fell.", [("outlet", "Reuters")]),
        ("The AP’s Clara Finch writes that the bridge fell.", [("outlet", "AP"), ("person", "Clara Finch")]),
        ("The bridge is weak, according to a Harbour Ministry report.", [("document", "Harbour Ministry")]),
        ("The bridge is weak, according to a study.", [("document", "a study")]),
        ("The BBC has its seat in London.", []),
        ("Finch sold Fox News to a friend.", []),
    ],
)
def test_citations(text: str, expected: list[tuple[str, str]]) -> None:
    found = annotate(article(text), engines.load())
    assert found is not None
    assert [(one.kind, one.source) for one in found.citations] == expected
