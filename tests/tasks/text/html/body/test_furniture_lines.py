"""Lines that are furniture by their words. All invented."""

from pathlib import Path

import pytest

from tasks.text.html.body.furniture_lines import is_advert_line, is_bare_marker, is_pointer

ADVERT_LINES = Path("tests/cases/advert_lines.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", ADVERT_LINES)
def test_a_line_that_marks_an_advertisement_in_the_text(line: str) -> None:
    assert is_advert_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "The story continues after the harbour was closed.",
        "Anzeige gegen Unbekannt",
        "Der Text geht nach Torrin.",
        "Der Text geht nach Torrin",
        "Beitrag wird nach Protest gelöscht",
        "Pub",
        "La publicité ment",
        "Weiter",
        "Reklama dźwignią handlu",
    ],
)
def test_a_line_of_the_text_marks_no_advertisement(line: str) -> None:
    assert not is_advert_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read also: Ferry runs again after two days",
        "READ MORE: Ferry runs again",
        "Les også: Ferjen går igjen",
        "Lesen Sie auch: Die Fähre fährt wieder",
        "À lire aussi : Le bac repart",
        "Lue myös: Lautta kulkee taas",
        "Читайте также: Паром снова ходит",
        "اقرأ أيضا: العبارة تعود",
        "[gallery ids=12,13,14]",
        '[button link="https://post.example/kit" type="big"] Send us your photos',
        "This slideshow requires JavaScript.",
        "（责任编辑：周砚）",
        "An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.",
        "To view this content, please accept the cookies of the other site.",
    ],
)
def test_pointers(line: str) -> None:
    assert is_pointer(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read more widely and you will sleep better, the keeper says.",
        "Related to the mayor by marriage, he never spoke of it.",
        "[Methods]",
        "To view this as a defeat would be wrong, the keeper says.",
        "[sic] was all that she wrote under the letter.",
        "See also what the harbour looked like a century ago.",
        "This page is the last that he wrote.",
        "More: so wrote the chronicler of the old town, and " + "he wrote on and on of its ships and walls; " * 5,
    ],
)
def test_text(line: str) -> None:
    assert not is_pointer(line)


@pytest.mark.parametrize(
    "line", ["Related stories", "MEHR ZUM THEMA", "İLGİLİ HABERLER", "İlgili Haberler:", "ΔΙΑΒΆΣΤΕ ΕΠΊΣΗΣ"]
)
def test_markers_in_any_case(line: str) -> None:
    assert is_bare_marker(line)
