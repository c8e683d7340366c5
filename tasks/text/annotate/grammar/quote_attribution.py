"""Attribution of quotations to their speakers."""

from collections.abc import Iterator
from typing import NamedTuple

from tasks.text.annotate.engine.tree import Tree
from tasks.text.annotate.grammar.passage import Passage, Quoted
from tasks.text.annotate.grammar.quotations import is_title
from tasks.text.annotate.grammar.speakers import SpeakerWords, speaker_of
from tasks.text.annotate.languages.en.cues import VERB_OF
from tasks.text.annotate.languages.en.holders import is_somebody

# A report ends before the full stop and the marks of its quotation.
_LOST_MARKS = 2
_LONG_FRAGMENT = 4
_LOOK_AHEAD = 8
# A quotation without a named speaker belongs to the last speaker for this many blocks.
_CARRY_BLOCKS = 3
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

# After one of these, words in title case name a programme, a page or a book: `on "New Day."`.
_BEFORE_WORKS = frozenset({"on", "in", "from", "at", "of", "for"})
# Subjects that stand for what is quoted, not for a speaker: `It's "a shame"`.
_NOBODY = frozenset({"it", "that", "this", "there", "these", "those", "what", "which"})


class Attribution(NamedTuple):
    """A quotation with its speaker. `sentence` is None if nobody is named."""

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
    body: str, sentences: list[Passage], quotes: list[Quoted], claimed: dict[int, list[tuple[int, int]]]
) -> Iterator[Attribution]:
    """Every quotation that is a statement and is not inside one that is already claimed.

    `claimed`: the spans of reported statements by block.
    """
    reader = _Reader(body, quotes, sentences)
    for at, one in enumerate(quotes):
        inside = any(start <= one.start and one.end <= end + _LOST_MARKS for start, end in claimed.get(one.block, ()))
        source = reader.source(at, inside=inside)
        if source is None and (not one.speech or _is_title(body, one)):
            continue
        reader.remember(one, source)
        if inside and one.start not in reader.named:
            continue
        if source is None:
            yield Attribution(one.start, one.end, None, None, None)
        else:
            yield Attribution(one.start, one.end, source.sentence, source.speaker, source.cue)


class _Reader:
    """Goes through the quotations of an article in order and remembers the last speaker."""

    def __init__(self, body: str, quotes: list[Quoted], sentences: list[Passage]) -> None:
        self.named = _sources(sentences)
        """Speakers that the sentence of a quotation names, by the quotation's start."""
        self._body = body
        self._quotes = quotes
        self._by_block: dict[int, list[Passage]] = {}
        for sentence in sentences:
            self._by_block.setdefault(sentence.block, []).append(sentence)
        self._last: _Source | None = None
        self._last_block = -9
        self._open_block = -9

    def source(self, at: int, *, inside: bool) -> _Source | None:
        """The speaker of a quotation. None: no speaker is named."""
        one = self._quotes[at]
        found = self.named.get(one.start)
        if found is None and (one.speech or not inside):
            found = self._fragment(one)
        if found is None and one.speech:
            found = self._carried(at)
        return found

    def remember(self, one: Quoted, source: _Source | None) -> None:
        """Remember the speaker for the next quotations."""
        if source is not None and (one.speech or self._last_block != one.block):
            self._last, self._last_block = source, one.block
        self._open_block = one.block if not one.closed else -9

    def _carried(self, at: int) -> _Source | None:
        """The speaker of a quotation whose own sentence names none. None: unknown."""
        one = self._quotes[at]
        if self._last_block == one.block or self._open_block == one.block - 1:
            return self._last
        for later in self._quotes[at + 1 : at + 1 + _LOOK_AHEAD]:
            if later.block == one.block and later.start in self.named:
                return self.named[later.start]
        before = self._introducing(one, one.block)
        if before is None and one.block - self._last_block <= _CARRY_BLOCKS:
            before = self._last
        return before or self._introducing(one, one.block - 1)

    def _introducing(self, one: Quoted, block: int) -> _Source | None:
        """The subject of the last sentence before the quotation in a block: `Lee was furious. "Never again."` None: it
        is not a person."""
        earlier = [sentence for sentence in self._by_block.get(block, ()) if sentence.end <= one.outer_start]
        tree = earlier[-1].tree if earlier else None
        if tree is None:
            return None
        root = next((at for at, head in enumerate(tree.heads) if head == at and tree.tags[at].startswith("VB")), None)
        speaker = speaker_of(tree, root) if root is not None else None
        if speaker is None or not tree.tags[speaker.head].startswith(("NNP", "PRP")):
            return None
        return _Source(earlier[-1], speaker, None)

    def _fragment(self, one: Quoted) -> _Source | None:
        """The speaker of a few quoted words inside a sentence: they are a statement if a cue governs them, or if they
        are many."""
        home = next((each for each in self._by_block.get(one.block, ()) if each.start <= one.start < each.end), None)
        if home is None or home.tree is None or _is_title(self._body, one):
            return None
        tree = home.tree
        inside = [at for at in range(len(tree.words)) if one.start <= home.starts[at] < one.end]
        if not inside:
            return None
        top = next((at for at in inside if tree.heads[at] not in inside), inside[0])
        above = [at for at in tree.ancestors(top) if tree.tags[at].startswith("VB")]
        found = _first_source(home, one, [at for at in above if tree.words[at].lower() in VERB_OF], said=True)
        if found is None and len(self._body[one.start : one.end].split()) >= _LONG_FRAGMENT:
            # If the marks mislead the parser, the words depend on a wrong word: then the nearest cue before them
            # counts.
            near = range(inside[0] - 1, max(-1, inside[0] - 13), -1)
            cues = [at for at in near if tree.words[at].lower() in VERB_OF]
            found = _first_source(home, one, cues, said=True) or _first_source(home, one, above, said=False)
        if found is None and self._last_block == one.block and any(_is_of_it(tree, verb) for verb in above):
            return self._last
        return found


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


def attributing(sentence: Passage) -> set[int]:
    """The words of a sentence that attribute its speeches."""
    if sentence.tree is None:
        return set()
    found = (_cue(sentence.tree, at, set(sentence.speeches)) for at in sentence.speeches)
    return {cue for cue in found if cue is not None}


def _cue(tree: Tree, speech: int, speeches: set[int]) -> int | None:
    """The verb that attributes a speech: the nearest one with a subject, cues before other verbs. None: there is
    none."""
    best: tuple[float, int] | None = None
    above = set(tree.ancestors(speech))
    for at, tag in enumerate(tree.tags):
        if not tag.startswith("VB") or at in speeches:
            continue
        is_cue = tree.words[at].lower() in VERB_OF
        subject = speaker_of(tree, at)
        if subject is None or subject.head in speeches:
            continue
        word = tree.words[subject.head].lower()
        if word in _NOBODY and not (is_cue and word == "it"):
            continue  # "he had this to say"
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
    """The speaker before a colon: `The mayor: "..."`. None: there is none."""
    colon = next((kid for kid in range(at - 1, max(-1, at - 3), -1) if tree.words[kid] == ":"), None)
    if colon is None or colon == 0 or colon > 12:
        return None
    head = next(
        (kid for kid in range(colon) if tree.tags[kid].startswith(("NNP", "NN", "PRP")) and tree.heads[kid] >= colon),
        colon - 1,
    )
    return _Source(sentence, SpeakerWords(head, 0, colon - 1, None), ":")


def _first_source(home: Passage, one: Quoted, verbs: list[int], *, said: bool) -> _Source | None:
    """The first of these verbs whose speaker is outside the quotation. None: there is none."""
    if home.tree is None:
        return None
    for verb in verbs:
        speaker = speaker_of(home.tree, verb) if home.tree.tags[verb].startswith("VB") else None
        nobody = speaker is not None and home.tree.words[speaker.head].lower() in _NOBODY
        unsaid = not said and speaker is not None and not _is_somebody(home.tree, speaker.head)
        if speaker is not None and not nobody and not unsaid and not one.start <= home.starts[speaker.head] < one.end:
            return _Source(home, speaker, home.tree.words[verb] if said else None)
    return None


def _is_somebody(tree: Tree, head: int) -> bool:
    return is_somebody(tree.words[head], tree.tags[head], "think")


def _is_of_it(tree: Tree, verb: int) -> bool:
    """Whether a verb's subject is "it": the quotation is then about something, and belongs to the previous speaker."""
    subject = tree.child(verb, "nsubj", "nsubjpass")
    return subject is not None and tree.words[subject].lower() in _NOBODY


def _is_title(body: str, one: Quoted) -> bool:
    """Whether a quotation is a work's title or a nickname: in title case, or after a word such as "book" or
    "dubbed"."""
    words = body[one.start : one.end].split()
    before = body[max(0, one.outer_start - 30) : one.outer_start].split()
    if before and before[-1].strip(",").lower() in _TITLE_BEFORE and len(words) <= 9:
        return True
    if before and before[-1].lower() in _BEFORE_WORKS and all(word[:1].isupper() or len(word) <= 4 for word in words):
        return len(words) <= 9
    return bool(words) and is_title(words)
