"""Sentences of a body prepared for the parser: a quoted speech is replaced by one word.

A speech in quotation marks does not matter to the grammar of the sentence that contains it, and takes most of the
parser's time. So `“Long speech. More of it,” Ann Lee said.` is parsed as `“Yes,” Ann Lee said.`, and the word "Yes"
keeps its place in the body.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.article import Block
from tasks.text.annotate.engine.engine import Grammar
from tasks.text.annotate.engine.tree import Tree
from tasks.text.annotate.grammar.quotations import Quotation, quotations, shape
from tasks.text.annotate.languages.en.cues import CUE_FORMS
from tasks.text.conventions.sentences import sentences

_STAND_IN = "Yes"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with positions in the body."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    speech: bool
    block: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: the places of its words in the body, its dependency tree, and the words that stand for a whole
    speech."""

    start: int
    end: int
    block: int
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    speeches: dict[int, Quoted]
    """Speeches by the position of the word that stands for them."""
    tree: Tree | None
    """None: nothing in the sentence can attribute, so it was not parsed."""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The span in the body of the words first to last."""
        return self.starts[first], self.ends[last]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of masked text, and where it comes from."""

    masked: int
    length: int
    start: int
    speech: Quoted | None


def quoted(blocks: Sequence[Block]) -> list[Quoted]:
    """All quotations in the blocks of running text, in order."""
    found: list[Quoted] = []
    for number, block in enumerate(blocks):
        if block.kind == "subhead":
            continue
        at = block.start_char
        found.extend(_placed(block.text, one, at, number) for one in quotations(block.text))
    return found


def _placed(text: str, one: Quotation, at: int, number: int) -> Quoted:
    inner = text[one.start : one.end]
    start = one.start + len(inner) - len(inner.lstrip())
    end = one.end - (len(inner) - len(inner.rstrip()))
    speech = shape(text, one) == "speech"
    return Quoted(at + start, at + end, at + one.outer_start, at + one.outer_end, one.closed, speech, number)


def passages(body: str, blocks: Sequence[Block], quotes: Sequence[Quoted], engine: Grammar) -> list[Passage]:
    """The sentences of all blocks of running text, in order; those that may attribute, with their dependency trees."""
    raw = plain_passages(body, blocks, quotes, engine)
    wanted = [at for at, one in enumerate(raw) if _may_attribute(one, body)]
    trees = engine.trees([raw[at].words for at in wanted])
    grown = dict(zip(wanted, trees, strict=True))
    return [
        Passage(one.start, one.end, one.block, one.words, one.starts, one.ends, one.speeches, grown.get(at))
        for at, one in enumerate(raw)
    ]


def plain_passages(body: str, blocks: Sequence[Block], quotes: Sequence[Quoted], engine: Grammar) -> list[Passage]:
    """The sentences of all blocks of running text, in order, without dependency trees."""
    raw: list[Passage] = []
    in_block: dict[int, list[Quoted]] = {}
    for quote in quotes:
        in_block.setdefault(quote.block, []).append(quote)
    for number, block in enumerate(blocks):
        if block.kind != "subhead":
            raw.extend(_block_passages(body, block, number, in_block.get(number, []), engine))
    return raw


def _may_attribute(one: Passage, body: str) -> bool:
    if len(one.words) < 3:
        return False
    text = body[one.start : one.end]
    return bool(one.speeches) or any(mark in text for mark in '“"') or any(w.lower() in CUE_FORMS for w in one.words)


def _block_passages(body: str, block: Block, number: int, quotes: list[Quoted], engine: Grammar) -> Iterator[Passage]:
    masked, pieces = _mask(body, block, quotes)
    for first, last in sentences(masked):
        tokens = engine.words(masked[first:last])
        if len(pieces) == 1:
            if tokens.words:
                shift = pieces[0].start + first - pieces[0].masked
                places = tuple([start + shift for start in tokens.starts])
                until = tuple([start + len(word) for word, start in zip(tokens.words, places, strict=True)])
                yield Passage(places[0], max(until), number, tokens.words, places, until, {}, None)
            continue
        starts: list[int] = []
        ends: list[int] = []
        speeches: dict[int, Quoted] = {}
        for at, (word, start) in enumerate(zip(tokens.words, tokens.starts, strict=True)):
            piece = _piece_at(pieces, first + start)
            if piece.speech is not None:
                starts.append(piece.speech.start)
                ends.append(piece.speech.end)
                if word == _STAND_IN:
                    speeches[at] = piece.speech
            else:
                place = piece.start + first + start - piece.masked
                starts.append(place)
                ends.append(place + len(word))
        if starts:
            yield Passage(starts[0], max(ends), number, tokens.words, tuple(starts), tuple(ends), speeches, None)


def _mask(body: str, block: Block, quotes: list[Quoted]) -> tuple[str, list[_Piece]]:
    """The block's text with "Yes" for each speech that is a sentence of its own."""
    parts: list[str] = []
    pieces: list[_Piece] = []
    length = 0
    at = block.start_char
    for one in [*quotes, None]:
        until = one.start if one else block.end_char
        if one is not None and not _stands_alone(body, one):
            continue
        plain = body[at:until]
        parts.append(plain)
        pieces.append(_Piece(length, len(plain), at, None))
        length += len(plain)
        if one is not None:
            last = body[one.end - 1]
            stand_in = _STAND_IN + (last if last in ",.?!" else "." if not one.closed else "")
            parts.append(stand_in)
            pieces.append(_Piece(length, len(stand_in), one.start, one))
            length += len(stand_in)
            at = one.end
    return "".join(parts), pieces


def _stands_alone(body: str, one: Quoted) -> bool:
    return one.speech and not body[one.start : one.end].lstrip("[(…. ")[:1].islower()


def _piece_at(pieces: list[_Piece], at: int) -> _Piece:
    if len(pieces) == 1:
        return pieces[0]
    low, high = 0, len(pieces) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if pieces[middle].masked <= at:
            low = middle
        else:
            high = middle - 1
    return pieces[low]
