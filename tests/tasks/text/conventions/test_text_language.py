"""The language of a text, told from all of it and not from its first line."""

import subprocess
import sys

import pytest

from tasks.text.conventions.text_language import language_against, language_of

CROATIAN = (
    "Gradsko vijeće Orlice jučer je prihvatilo proračun za iduću godinu. Gradonačelnica Mirna Kovačić rekla je da će "
    "se najviše ulagati u vodovod i škole, a oporba je upozorila na dugove."
)
NORWEGIAN = (
    "Kommunestyret i Fjellvik vedtok budsjettet i går kveld. Ordfører Kari Lunde sier at skolene får mest, men at "
    "veiene må vente til neste år."
)
PORTUGUESE = (
    "Orlando Finch, Clara Finch, Jonas Weber, Mina Okada, 12/03/2026, 14:30. A câmara municipal aprovou ontem o "
    "orçamento para o próximo ano, e a oposição disse que a dívida da cidade continua a crescer."
)
GERMAN = "DER GEMEINDERAT HAT GESTERN DEN HAUSHALT FÜR DAS KOMMENDE JAHR BESCHLOSSEN, SAGTE DIE BÜRGERMEISTERIN."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (CROATIAN, "hr"),
        (NORWEGIAN, "no"),
        (PORTUGUESE, "pt"),
        (GERMAN, "de"),
        ("12 345 678", None),
        ("", None),
        ("Ann Lee", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("stated", "text", "language"),
    [
        ("en", f"{PORTUGUESE} {PORTUGUESE}", "pt"),
        ("bs", CROATIAN * 2, "bs"),  # much alike: as stated
        ("nn", NORWEGIAN * 2, "nn"),
        ("en", "Short.", "en"),
        (None, CROATIAN, "hr"),
    ],
)
def test_the_text_against_what_the_page_states(stated: str | None, text: str, language: str) -> None:
    assert language_against(stated, text) == language


def test_an_http_client_is_not_loaded() -> None:
    told = (
        "import sys\nfrom tasks.text.conventions.text_language import language_of\n"
        f"assert language_of({NORWEGIAN!r}) == 'no'\nprint('requests' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
