"""Whose the words in quotation marks are."""

from collections.abc import Iterator
from typing import NamedTuple

from tasks.text.cues import VERB_OF
from tasks.text.passage import Passage, Quoted
from tasks.text.speakers import SpeakerWords, speaker_of
from tasks.text.tree import Tree

# A report ends before the full stop and the marks that its quotation has.
_LOST_MARKS = 2
_LONG_FRAGMENT = 4
_TITLE_BEFORE = frozenset(
    [
        "book",
        "film",
        "movie",
        "show",
        "program",
        "programme",
        "novel",
        "song",
        "album",
        "play",
        "series",
        "poem",
        "magazine",
        "newspaper",
        "documentary",
        "column",
        "essay",
        "called",
        "titled",
        "entitled",
        "named",
        "dubbed",
        "nicknamed",
        "author",
        "hit",
        "musical",
        "opera",
        "painting",
        "podcast",
        "episode",
        "so-called",
        "word",
        "term",
        "words",
    ]
)


class Attribution(NamedTuple):
    """A quotation with what the text says of its speaker. `sentence` None: nobody is named."""

    start: int
    end: int
    sentence: Passage | None
    speaker: SpeakerWords | None
    cue: str | None


class _Source(NamedTuple):
    sentence: Passage
    speaker: SpeakerWords
    cue: str | None


def attribute_quotes(
    body: str, sentences: list[Passage], quotes: list[Quoted], claimed: list[tuple[int, int]]
) -> Iterator[Attribution]:
    """Every quotation that is a statement and does not stand inside one that is claimed already."""
    sources = _sources(sentences)
    previous: _Source | None = None
    previous_block = -2
    open_block = -2
    for at, one in enumerate(quotes):
        source = sources.get(one.start)
        inside = any(start <= one.start and one.end <= end + _LOST_MARKS for start, end in claimed)
        if source is None and one.speech:
            source = _fragment(body, one, sentences) or _carried(
                body, at, quotes, sources, sentences, previous, previous_block, open_block
            )
        if source is None and not one.speech:
            source = None if inside else _fragment(body, one, sentences)
            if source is None:
                continue
        if one.speech and source is None and _is_title(body, one):
            continue
        if source is not None and (one.speech or previous_block != one.block):
            previous, previous_block = source, one.block
        open_block = one.block if not one.closed else -2
        if inside and one.start not in sources:
            continue
        yield Attribution(
            one.start,
            one.end,
            source.sentence if source else None,
            source.speaker if source else None,
            source.cue if source else None,
        )


def _sources(sentences: list[Passage]) -> dict[int, _Source]:
    """Speakers that the sentence of a quotation names, by the quotation's start."""
    found: dict[int, _Source] = {}
    for sentence in sentences:
        tree = sentence.tree
        if tree is None:
            continue
        for at, speech in sentence.speeches.items():
            cue = _cue(tree, at, set(sentence.speeches))
            if cue is not None:
                speaker = speaker_of(tree, cue)
                if speaker is not None and not speaker.first <= at <= speaker.last:
                    found[speech.start] = _Source(sentence, speaker, tree.words[cue])
            if speech.start not in found:
                said = _colon(sentence, tree, at)
                if said is not None:
                    found[speech.start] = said
    return found


def _cue(tree: Tree, speech: int, speeches: set[int]) -> int | None:
    """The verb that attributes a speech: the nearest one with a subject, cues before other verbs."""
    best: tuple[float, int] | None = None
    above = set(tree.ancestors(speech))
    for at, tag in enumerate(tree.tags):
        if not tag.startswith("VB") or at in speeches:
            continue
        is_cue = tree.words[at].lower() in VERB_OF
        subject = speaker_of(tree, at)
        if subject is None or subject.head in speeches:
            continue
        distance = abs(at - speech) + (0 if is_cue else 25) - (8 if at in above else 0)
        if tree.deps[at] in {"relcl", "acl", "advcl"} and not is_cue:
            distance += 15
        if tree.deps[at] == "relcl":
            distance += 6
        if best is None or distance < best[0]:
            best = (distance, at)
    if best is not None:
        return best[1]
    return next((at for at, word in enumerate(tree.words) if word.lower() == "according"), None)


def _colon(sentence: Passage, tree: Tree, at: int) -> _Source | None:
    """`The mayor: "..."`: what stands before the colon."""
    colon = next((kid for kid in range(at - 1, max(-1, at - 3), -1) if tree.words[kid] == ":"), None)
    if colon is None or colon == 0 or colon > 12:
        return None
    head = next(
        (kid for kid in range(colon) if tree.tags[kid].startswith(("NNP", "NN", "PRP")) and tree.heads[kid] >= colon),
        colon - 1,
    )
    return _Source(sentence, SpeakerWords(head, 0, colon - 1, None), ":")


def _carried(
    body: str,
    at: int,
    quotes: list[Quoted],
    sources: dict[int, _Source],
    sentences: list[Passage],
    previous: _Source | None,
    previous_block: int,
    open_block: int,
) -> _Source | None:
    """The speaker of a quotation whose own sentence names none."""
    one = quotes[at]
    if previous is not None and previous_block == one.block:
        return previous
    if previous is not None and open_block == one.block - 1:
        return previous
    for later in quotes[at + 1 :]:
        if later.block != one.block:
            break
        if later.start in sources:
            return sources[later.start]
    before = _introducing(body, one, sentences)
    if before is not None:
        return before
    if previous is not None and 0 <= one.block - previous_block <= 3:
        return previous
    return _introducing(body, one, sentences, blocks=1)


def _introducing(body: str, one: Quoted, sentences: list[Passage], blocks: int = 0) -> _Source | None:
    """The subject of the sentence before, in the same block or so many before: `Lee was furious. "Never again."`"""
    earlier = [
        sentence
        for sentence in sentences
        if 0 <= one.block - sentence.block <= blocks and sentence.end <= one.outer_start
    ]
    if not earlier or earlier[-1].tree is None:
        return None
    tree = earlier[-1].tree
    root = next((at for at, head in enumerate(tree.heads) if head == at and tree.tags[at].startswith("VB")), None)
    if root is None:
        return None
    speaker = speaker_of(tree, root)
    if speaker is None or not tree.tags[speaker.head].startswith(("NNP", "PRP")):
        return None
    return _Source(earlier[-1], speaker, None)


def _fragment(body: str, one: Quoted, sentences: list[Passage]) -> _Source | None:
    """A few quoted words inside a sentence: somebody's if a cue stands above them, or if they are many."""
    if _is_title(body, one):
        return None
    home = next((sentence for sentence in sentences if sentence.start <= one.start < sentence.end), None)
    if home is None or home.tree is None:
        return None
    tree = home.tree
    inside = [at for at in range(len(tree.words)) if one.start <= home.starts[at] < one.end]
    if not inside:
        return None
    top = next((at for at in inside if tree.heads[at] not in inside), inside[0])
    above = [at for at in tree.ancestors(top) if tree.tags[at].startswith("VB")]
    cues = [at for at in above if tree.words[at].lower() in VERB_OF]
    found = _first_source(home, one, cues, said=True)
    if found is None and len(body[one.start : one.end].split()) >= _LONG_FRAGMENT:
        # A parser that stumbles over the marks hangs the words elsewhere: then the nearest cue before them.
        before = [at for at in range(inside[0] - 1, max(-1, inside[0] - 13), -1) if tree.words[at].lower() in VERB_OF]
        found = _first_source(home, one, before, said=True) or _first_source(home, one, above, said=False)
    return found


def _first_source(home: Passage, one: Quoted, verbs: list[int], *, said: bool) -> _Source | None:
    """The first of these verbs that has a speaker outside the quotation."""
    if home.tree is None:
        return None
    for verb in verbs:
        speaker = speaker_of(home.tree, verb) if home.tree.tags[verb].startswith("VB") else None
        if speaker is not None and not one.start <= home.starts[speaker.head] < one.end:
            return _Source(home, speaker, home.tree.words[verb] if said else None)
    return None


def _is_title(body: str, one: Quoted) -> bool:
    """A work's name or a nickname: in title case, or after a word such as "book" or "dubbed"."""
    words = body[one.start : one.end].split()
    before = body[max(0, one.outer_start - 30) : one.outer_start].split()
    if before and before[-1].strip(",").lower() in _TITLE_BEFORE and len(words) <= 9:
        return True
    long_words = [word for word in words if len(word) > 3]
    return 1 < len(words) <= 8 and len(long_words) > 1 and all(word[:1].isupper() for word in long_words)
