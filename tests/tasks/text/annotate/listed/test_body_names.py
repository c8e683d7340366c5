"""Names that say themselves that they are a body's."""

import pytest

from tasks.text.annotate.languages.pack import pack
from tasks.text.annotate.listed.body_names import is_body


@pytest.mark.parametrize(
    ("language", "surface", "body"),
    [
        ("pl", "Komisji Europejskiej", True),
        ("pl", "Komisją", True),
        ("pl", "Radom", False),
        ("pl", "Rady", True),
        ("pl", "MSWIA", True),
        ("pl", "KE", True),
        ("pl", "Ostrów", False),
        ("it", "Consiglio comunale", True),
        ("it", "Consigliere Rossi", False),
        ("de", "Innenministerium", True),
        ("de", "Verbandsheim", False),
        ("en", "NHWU", False),  # no list of bodies: nothing is said
    ],
)
def test_is_body(language: str, surface: str, body: bool) -> None:
    assert is_body(surface, pack(language)) is body
