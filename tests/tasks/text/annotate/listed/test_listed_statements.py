"""Who said what without a grammar, in many languages: the cases are articles that we wrote."""

import json
from pathlib import Path

import pytest

from schemas.statement import Statement
from tasks.text.annotate.annotation import annotate
from tasks.text.annotate.engine.engines import load
from tests.english import article

CASES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parents[4] / "cases" / "speech").glob("*.json"))
}
FIRST = ("de", "en", "es", "fr", "it", "nl", "pt")


def said_in(language: str, text: str) -> tuple[Statement, ...]:
    found = annotate(article(text).model_copy(update={"language": language}), load())
    assert found is not None
    return found.statements


@pytest.mark.parametrize("language", CASES)
def test_direct_speech_and_its_speakers(language: str) -> None:
    """Of all quotations 95% are found, 90% of what is found are some, and 85% have their speaker."""
    wanted = [(case["name"], *one) for case in CASES[language] for one in case["said"]]
    found = [
        (case["name"], one.content, one.speaker)
        for case in CASES[language]
        for one in said_in(language, case["text"])
        if one.kind == "direct"
    ]
    contents = {one[:2] for one in wanted} & {one[:2] for one in found}
    assert len(contents) >= 0.95 * len(wanted), sorted({one[:2] for one in wanted} - contents)
    assert len(contents) >= 0.90 * len(found), sorted({one[:2] for one in found} - contents)
    assert language not in FIRST or len(CASES[language]) >= 12
    right = set(wanted) & set(found)
    assert language not in FIRST or len(right) >= 0.85 * len(contents), sorted(set(wanted) - right)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Die Polizei teilte mit, dass die Brücke gesperrt ist.", ("die Brücke gesperrt ist", "Die Polizei")),
        ("de", "Laut Polizei ist die Brücke seit Montag gesperrt.", ("ist die Brücke seit Montag gesperrt", "Polizei")),
        ("fr", "Le maire a déclaré que le pont serait fermé lundi.", ("le pont serait fermé lundi", "Le maire")),
        ("es", "El ministro dijo que el puente abrirá en mayo.", ("el puente abrirá en mayo", "El ministro")),
        ("it", "La sindaca ha detto che il ponte aprirà a maggio.", ("il ponte aprirà a maggio", "La sindaca")),
        ("nl", "De minister zei dat de brug in mei opengaat.", ("de brug in mei opengaat", "De minister")),
        ("pt", "Segundo a polícia, a ponte abre em maio.", ("a ponte abre em maio", "polícia")),
        ("ru", "Министр заявил, что мост откроют в мае.", ("мост откроют в мае", "Министр")),
        ("cs", "Ministr řekl, že most otevřou v květnu.", ("most otevřou v květnu", "Ministr")),
    ],
)
def test_reported_speech(language: str, text: str, expected: tuple[str, str]) -> None:
    assert [(one.content, one.speaker) for one in said_in(language, text) if one.kind == "indirect"] == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [("ka", "„ხიდი დაკეტილია და ვერავინ გაივლის ხვალამდე.“ მერი წავიდა."), ("xx", "« Bla bla bla bla bla bla. » Foo.")],
)
def test_a_language_without_a_pack_has_quotations_and_no_speakers(language: str, text: str) -> None:
    assert [(one.kind, one.speaker) for one in said_in(language, text)] == [("direct", None)]


def test_a_title_is_nobodys_words() -> None:
    assert said_in("de", "Das Buch „Die Lange Nacht“ erscheint im Mai.") == ()
