"""What a cue reports by the order of words, where the grammar went astray: here every word hangs on the cue."""

import pytest

from tasks.text.annotate.engine.tree import Tree
from tasks.text.annotate.languages.en.plain_reports import plain_report


def _tree(tagged: str, cue: str, subject: str) -> tuple[Tree, int]:
    pairs = [one.rsplit("/", 1) for one in tagged.split()]
    words = [word for word, _ in pairs]
    at = words.index(cue)
    deps = ["nsubj" if word == subject else "ROOT" if place == at else "dep" for place, word in enumerate(words)]
    return Tree(words, [at] * len(words), deps, [tag for _, tag in pairs]), at


@pytest.mark.parametrize(
    ("tagged", "cue", "subject", "content"),
    [
        ("Lee/NNP told/VBD The/DT Post/NNP that/IN it/PRP was/VBD late/JJ ./.", "told", "Lee", "that it was late"),
        ("Lee/NNP asked/VBD him/PRP whether/IN it/PRP would/MD rain/VB", "asked", "Lee", "whether it would rain"),
        ("Lee/NNP said/VBD the/DT old/JJ plan/NN would/MD fail/VB ./.", "said", "Lee", "the old plan would fail"),
        (
            "The/DT old/JJ plan/NN ,/, Lee/NNP said/VBD ,/, would/MD fail/VB before/IN winter/NN ./.",
            "said",
            "Lee",
            "The old plan , Lee said , would fail before winter",
        ),
        ("Lee/NNP invited/VBD Ann/NNP Finch/NNP to/TO testify/VB today/NN", "invited", "Lee", "to testify today"),
        # an object, no clause
        ("Lee/NNP told/VBD the/DT old/JJ story/NN ./.", "told", "Lee", None),
        # "that" points at a thing
        ("Lee/NNP said/VBD that/DT ./.", "said", "Lee", None),
        # who spoke is not known
        ("The/DT plan/NN was/VBD said/VBN that/IN it/PRP would/MD fail/VB", "said", "nobody", None),
        # a verb that takes an object alone
        ("Lee/NNP criticised/VBD that/IN it/PRP was/VBD late/JJ", "criticised", "Lee", None),
    ],
)
def test_plain_report(tagged: str, cue: str, subject: str, content: str | None) -> None:
    tree, at = _tree(tagged, cue, subject)
    found = plain_report(tree, at)
    assert (None if found is None else " ".join(tree.words[found.content[0] : found.content[1] + 1])) == content
    assert found is None or (found.speaker is not None and tree.words[found.speaker.head] == subject)
