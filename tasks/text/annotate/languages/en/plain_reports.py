"""Indirect speech by word order, for sentences whose dependency tree has a cue without content.

Parsers fail on long sentences, but the words after "told reporters that" are still the content.
"""

from tasks.text.annotate.engine.tree import Tree
from tasks.text.annotate.grammar.speakers import SpeakerWords, speaker_of
from tasks.text.annotate.grammar.word_order import inverted
from tasks.text.annotate.languages.en.cues import VERB_OF, VERBS
from tasks.text.annotate.languages.en.report import Report
from tasks.text.annotate.languages.en.report_edges import goes_on
from tasks.text.conventions.wordlist import wordlist

_OPENERS = wordlist("that whether")
_ASKERS = wordlist("how why what who where when if")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BEGINS_CLAUSE = frozenset({"PRP", "PRP$", "DT", "NNP", "NNPS", "NNS", "NN", "EX", "CD", "JJ"})
_NOMINATIVE = wordlist("he she they we it i there")
_REACH, _CLAUSE = 14, 12
"""Most words between a cue and its that-word; most words between a cue and the verb of its content without one."""
_FEWEST = 3
_BREAKS = frozenset({";", "—", "–", "--"})
_SIDES = frozenset({",", "—", "–", "--", "-"})


def plain_report(tree: Tree, cue: int) -> Report | None:
    """The report of a cue verb by word order. None: there is none that is certain."""
    word = tree.words[cue].lower()
    frame = VERBS.get(VERB_OF[word])
    if frame is None or not frame.letters & {"c", "i"}:
        return None
    speaker = speaker_of(tree, cue)
    content = None
    if "c" in frame.letters:
        content = _around(tree, cue, speaker) or _that(tree, cue) or _clause(tree, cue, speaker)
    if content is None and "i" in frame.letters:
        content = _infinitive(tree, cue)
    if content is None or content[1] - content[0] < _FEWEST - 1:
        return None
    if speaker is None:
        return None
    if content[0] <= speaker.head <= content[1] and not content[0] <= cue <= content[1]:
        return None
    frame_name = "around" if content[0] <= cue <= content[1] else "plain"
    return Report((cue, cue), content, speaker, frame_name, VERB_OF[word])


def _end(tree: Tree, first: int) -> int:
    """The last word of the content that begins here: the sentence's last word without its punctuation and without a
    following attribution."""
    last = next((at - 1 for at in range(first, len(tree.words)) if _breaks(tree, at)), len(tree.words) - 1)
    while last > first and tree.words[last] in {".", ",", "!", "?", "”", '"'}:
        last -= 1
    return last


def _breaks(tree: Tree, at: int) -> bool:
    return tree.words[at] in _BREAKS or inverted(tree, at) is not None


def _that(tree: Tree, cue: int) -> tuple[int, int] | None:
    """The content of "told The Post that ...", "asked him whether ...", "explained how ...". None: there is none."""
    for at in range(cue + 1, min(cue + _REACH, len(tree.words))):
        word = tree.words[at].lower()
        if word in _BREAKS or (at > cue + 1 and (tree.tags[at] in _FINITE or _other_cue(tree, at))):
            return None
        if word in _OPENERS and tree.tags[at] in {"IN", "WDT"} and (word != "that" or _opens_clause(tree, at)):
            return at, _end(tree, at)
        if word in _ASKERS and at == cue + 1:
            return at, _end(tree, at)
    return None


def _opens_clause(tree: Tree, that: int) -> bool:
    """Whether "that" begins the content: a subject of its own follows, as in "the debate that she could"."""
    if tree.tags[that] == "IN":
        return True
    return that + 1 < len(tree.words) and tree.words[that + 1].lower() in _NOMINATIVE


def _other_cue(tree: Tree, at: int) -> bool:
    """Whether the word is another cue, to which the following content belongs: "told The Post, adding that ..."."""
    return tree.tags[at] == "VBG" and tree.words[at - 1] == "," and tree.words[at].lower() in VERB_OF


def _clause(tree: Tree, cue: int, speaker: SpeakerWords | None) -> tuple[int, int] | None:
    """The content of "said the plan would fail": a clause directly after a verb whose subject stands before it. None:
    there is none."""
    first = cue + 1
    if speaker is None or speaker.head > cue or first >= len(tree.words) or tree.tags[first] not in _BEGINS_CLAUSE:
        return None
    sure = tree.words[first].lower() in _NOMINATIVE
    for at in range(first + 1, min(first + _CLAUSE, len(tree.words))):
        if tree.words[at] in _BREAKS or (tree.tags[at] in {"IN", "WDT", "WP", "TO"} and not sure):
            return None
        if tree.tags[at] in _FINITE:
            return first, _end(tree, first)
    return None


def _around(tree: Tree, cue: int, speaker: SpeakerWords | None) -> tuple[int, int] | None:
    """The content of "The plan, Lee said, would fail": the text on both sides, or on one if the other is empty. None:
    there is none."""
    if speaker is None or not speaker.last < cue <= speaker.last + 2:
        return None
    before, behind = speaker.first - 1, cue + 1
    if before < 1 or tree.words[before] not in _SIDES:
        return None
    if behind < len(tree.words) and tree.words[behind] not in _SIDES | {"."}:
        return None
    left, right = (0, before - 1), (behind + 1, _end(tree, behind + 1) if behind + 1 < len(tree.words) else behind)
    if right[1] > right[0] and goes_on(tree, right[0]):
        return left[0], right[1]
    return max(left, right, key=lambda side: side[1] - side[0])


def _infinitive(tree: Tree, cue: int) -> tuple[int, int] | None:
    """The content of "has invited Ann Lee to testify", "asks voters to wait". None: there is none."""
    for at in range(cue + 1, min(cue + _REACH, len(tree.words))):
        if tree.tags[at] in _FINITE or tree.words[at] in _BREAKS or tree.tags[at] in {"IN", "WDT", "WP"}:
            return None
        if tree.tags[at] == "TO" and at + 1 < len(tree.words) and tree.tags[at + 1] == "VB":
            return at, _end(tree, at)
    return None
