"""Our own grammar of English: words, and trees of plain sentences."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.text.annotate.engine.grammar_words import MAX_WORDS, grammar_words
from tasks.text.annotate.engine.own_grammar import OwnGrammar
from tasks.text.annotate.engine.parser import Parser, weights


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She didn’t say it’s Ann’s.", "She did n’t say it ’s Ann ’s ."),
        ("We cannot, and they'll wait.", "We can not , and they 'll wait ."),
        ("Mr. Lee of the U.S. paid $1,237.50.", "Mr. Lee of the U.S. paid $ 1,237.50 ."),
        ("An anti-war march -- the 20th...", "An anti - war march -- the 20th ..."),
        ("See https://cuttings.example/a?b=1 now", "See https://cuttings.example/a?b=1 now"),
        ("''No,'' he said", "'' No , '' he said"),
        ("", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    found = grammar_words(text)
    assert " ".join(found.words) == words
    assert all(text.startswith(word, start) for word, start in zip(*found, strict=True))


@pytest.mark.parametrize(
    ("text", "word", "head", "dep"),
    [
        ("The mayor said that the bridge was safe.", "mayor", "said", "nsubj"),
        ("The mayor said that the bridge was safe.", "was", "said", "ccomp"),
        ("Ann Lee, who built the bridge, denied the claim.", "Lee", "denied", "nsubj"),
        ("Ann Lee, who built the bridge, denied the claim.", "claim", "denied", "dobj"),
        ("The council wants to close the road.", "close", "wants", "xcomp"),
    ],
)
def test_plain_sentences(text: str, word: str, head: str, dep: str) -> None:
    grammar = OwnGrammar()
    tree = grammar.trees([grammar.words(text).words])[0]
    at = list(tree.words).index(word)
    assert (tree.words[tree.heads[at]], tree.deps[at]) == (head, dep)


def test_a_sentence_gives_the_same_alone_and_in_company() -> None:
    texts = ["The mayor said it was safe.", "No.", "", "Ann Lee wants to go, he said.", "x " * 90]
    sentences = [grammar_words(text).words for text in texts]
    parser = Parser(weights())
    together = parser.parsed(sentences)
    assert together == [Parser(weights()).parsed([one])[0] for one in sentences]
    assert [len(one.heads) for one in together] == [len(one) for one in sentences]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=8), max_size=12), max_size=5))
def test_anything_gives_trees(sentences: list[list[str]]) -> None:
    for words, tree in zip(sentences, OwnGrammar().trees(sentences), strict=True):
        assert len(tree.heads) == len(words)
        assert all(next((up for up in [*tree.ancestors(at)][-1:]), at) < len(words) for at in range(len(words)))


@pytest.mark.parametrize("piece", ["a", "a.", "'s", "-", "1,", "http://", "Mr."])
def test_words_of_hostile_text_are_few_and_fast(piece: str) -> None:
    started = time.process_time()
    assert len(grammar_words(piece * 50_000).words) <= MAX_WORDS
    assert time.process_time() - started < 5
