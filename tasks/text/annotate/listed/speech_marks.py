"""Quotation marks of any language, and dialogue dashes, in one pass over a block."""

import re
from collections.abc import Sequence

from tasks.text.annotate.grammar.quotations import Quotation

_CLOSERS = {
    "„": '“”"',
    "“": "”",
    "«": "»",
    "»": "«",
    "”": "”",
    "「": "」",
    "『": "』",
    "《": "》",
    "‹": "›",
    "›": "‹",
    '"': '"',
    "‚": "‘’",
    "＂": "＂",
}
"""The possible closing marks of each opening mark, the most likely first."""
_ONLY_OPENS = frozenset("„“«「『《‹‚")
_DASH = re.compile(r"\s{0,3}[—–―-]\s{0,2}(?=[^\W\d_]|¿|¡|…)")
_ASIDE = re.compile(r"[,.!?…;:]?\s{0,2}[—–―][.,]?\s{0,2}(?=[^\W\d_]|¿|¡)|[,.!?…]\s{1,2}-\s{1,2}(?=[^\W\d_])")
_SINGLE = re.compile(r"(?:(?<=[\s(])|^)[‘'](?=[^\W_]|¿|¡|…)([^\n‘]{8,1500}?[,.!?…])[’'](?=[\s,.;:)—–-]|$)")


def speech_marks(text: str, own: Sequence[tuple[str, str]] = (), *, dash: bool = False) -> list[Quotation]:
    """The quotations of a block in order, not nested.

    `own`: the language's pairs, which take precedence over those of other languages ("“" closes in German). `dash`: a
    dash at the start of a paragraph opens speech, and the next dash begins an aside ("— No, — dijo ella —. Nunca.").
    """
    closers = _CLOSERS | dict(own)
    only_close = {mark for _, closing in own for mark in closing if closing not in {one for one, _ in own}}
    found: list[Quotation] = []
    at = 0
    while at < len(text):
        if text[at] in closers and text[at] not in only_close and _opens(text, at):
            one = _closed(text, at, closers[text[at]])
            found.append(one)
            at = one.outer_end
        at += 1
    if not found:
        found = [Quotation(m.start(), m.start(1), m.end(1), m.end(), closed=True) for m in _SINGLE.finditer(text)]
    if not found and dash:
        found = _dialogue(text)
    return [one for one in found if text[one.start : one.end].strip()]


def _opens(text: str, at: int) -> bool:
    if text[at] in _ONLY_OPENS:
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    # "12"" is a measure, and a mark after a word closes what was opened elsewhere.
    return bool(after.strip()) and not before.isalnum() and before not in {",", ".", "!", "?", "…"}


def _closed(text: str, at: int, closing: str) -> Quotation:
    """The quotation that opens here, up to its closing mark; without one it goes to the end of the block."""
    ends = [end for mark in closing if (end := text.find(mark, at + 1)) >= 0]
    if not ends:
        return Quotation(at, at + 1, len(text), len(text), closed=False)
    end = min(ends)
    return Quotation(at, at + 1, end, end + 1, closed=True)


def _dialogue(text: str) -> list[Quotation]:
    """Speech after a dash, without the asides between dashes."""
    opening = _DASH.match(text)
    if opening is None:
        return []
    found: list[Quotation] = []
    at, speaking = opening.end(), True
    for aside in [*_ASIDE.finditer(text, opening.end()), None]:
        end = aside.start() + len(aside.group()) - len(aside.group().lstrip(",.!?…;:")) if aside else len(text)
        if speaking:
            found.append(Quotation(at, at, end, end, closed=True))
        at, speaking = (aside.end() if aside else end), not speaking
    return found
