"""The model of names: it gives legal spans, the same alone and in company, and knows plain cases in many languages."""

import pytest

from tasks.text.annotate.engine import own_names
from tasks.text.annotate.engine.tagger import Span, Tagger, weights
from tasks.text.annotate.engine.tokens import tokens

PLAIN = {
    "en": ("Prime Minister Clara Finch flew to Paris on Monday.", {("Clara Finch", "person"), ("Paris", "place")}),
    "de": ("Bundeskanzler Jonas Brandt sprach am Montag in Berlin.", {("Jonas Brandt", "person"), ("Berlin", "place")}),
    "fr": ("Le président Luc Perrin est arrivé à Berlin.", {("Luc Perrin", "person"), ("Berlin", "place")}),
    "es": ("El presidente Hugo Montes viajó a Londres.", {("Hugo Montes", "person"), ("Londres", "place")}),
    "ru": ("Президент Пётр Орлов прилетел в Минск.", {("Пётр Орлов", "person"), ("Минск", "place")}),
}


@pytest.mark.parametrize("language", PLAIN)
def test_plain_names(language: str) -> None:
    text, expected = PLAIN[language]
    finder = own_names.load()
    words = finder.words(text)
    found = {
        (text[words.starts[one.first] : words.starts[one.last - 1] + len(words.words[one.last - 1])], one.label)
        for one in finder.names([words.words])[0]
    }
    assert expected <= found


def test_a_sentence_gives_the_same_alone_and_in_company() -> None:
    tagger = Tagger(weights())
    sentences = [[word for word, _, _ in tokens(text)] for text, _ in PLAIN.values()]
    together = tagger.spans(sentences)
    assert together == [Tagger(weights()).spans([one])[0] for one in sentences]
    assert together == tagger.spans(sentences)


def test_spans_do_not_overlap_and_stay_inside() -> None:
    strange = [["A"] * 500, [], [""], ["."], ["北"] * 30, ["«", "Ann", "»", "x" * 500]]
    for words, spans in zip(strange, Tagger(weights()).spans(strange), strict=True):
        ends = [0, *(one.last for one in spans)]
        assert all(
            isinstance(one, Span) and end <= one.first < one.last <= len(words)
            for end, one in zip(ends, spans, strict=False)
        )
