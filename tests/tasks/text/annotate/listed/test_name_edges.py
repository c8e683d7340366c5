"""Where names begin and end, in spans that a model took for names."""

import pytest

from schemas.mention import EntityLabel
from tasks.text.annotate.languages.pack import pack
from tasks.text.annotate.listed.name_edges import dashes_of, own_spans


@pytest.mark.parametrize(
    ("language", "label", "span", "names"),
    [
        # Words in small letters before a name are none of it; particles of surnames are.
        ("it", "place", "di Montelana", ["Montelana"]),
        ("it", "place", "della penisola di Montelana", ["Montelana"]),
        ("it", "place", "dell'Altura", ["Altura"]),
        ("es", "organisation", "presidente de la Junta de Valdora", ["Junta de Valdora"]),
        ("fr", "place", "l'Aldrie", ["Aldrie"]),
        ("de", "person", "von der Halden", ["von der Halden"]),
        ("nl", "person", "van den Broeck", ["van den Broeck"]),
        ("nl", "person", "minister Jansen", ["Jansen"]),
        # Nor are those behind it that only join others.
        ("es", "organisation", "Televalle no", ["Televalle"]),
        ("it", "person", "Rosanna della", ["Rosanna"]),
        ("pl", "organisation", "Komisja Halwijska", ["Komisja Halwijska"]),
        ("fi", "organisation", "Halvian yliopisto", ["Halvian yliopisto"]),
        # A dash, a slash or a bar between spaces stands between two.
        ("de", "place", "Halden - Mühlau", ["Halden", "Mühlau"]),
        ("de", "place", "Halden / Mühlau", ["Halden", "Mühlau"]),
        ("de", "place", "Berg-Halden", ["Berg-Halden"]),
        ("ru", "organisation", "ПР - служба", ["ПР - служба"]),
        ("it", "organisation", "di della", []),
        ("it", "organisation", "«Aldora»", ["Aldora"]),
        ("ar", "place", "هلفيا", ["هلفيا"]),
        ("de", "organisation", "— –", []),
    ],
)
def test_own_spans(language: str, label: EntityLabel, span: str, names: list[str]) -> None:
    spans = own_spans(span, 0, len(span), label, pack(language))
    assert [span[start:end] for start, end in spans] == names


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Das Spiel Halden - Mühlau in Berg-Halden", True),
        ("Halden - Mühlau 2:1", True),
        ("Он сказал, что кто - то был в Нью - Халвии", False),
    ],
)
def test_a_text_with_spaces_around_all_hyphens_parts_no_names_by_them(text: str, *, parted: bool) -> None:
    assert bool(dashes_of(text).search("A - B")) is parted
