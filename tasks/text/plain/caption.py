"""Captions among the paragraphs of a plain text, where no markup distinguishes them."""

import re
from collections.abc import Sequence

from tasks.text.conventions.line_kind import LineKind
from tasks.text.conventions.person_name import looks_like_name
from tasks.text.conventions.running_text import is_title_case
from tasks.text.conventions.wordlist import wordlist
from tasks.text.plain.plain_piece import Piece

_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|mp4|svg)\b|\w_\w+_\w", re.IGNORECASE)
_YEAR_END = re.compile(r"(?P<before>[^\W\d_]{1,40},?) (?:19|20)\d\d\.?$")
_TIME_END = re.compile(
    r"\w{3} (?:(?:last|earlier this) (?:week|month|year)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning"
    r"|evening|night|afternoon))?|in (?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december))\.?$",
    re.IGNORECASE,
)
_BEFORE_YEAR = wordlist("in of to since by from until for and after before during year late early")
_POINTING = re.compile(
    r"\b(?:pictured|seen here|shown here|poses?|posing|looks? on|file photo|\(?(?:left|right|centre|center)\)?,|\((?:l"
    r"|r|l-r|left|right|file|c)\)"
    r"|from left|stands? (?:in|at|outside|next)|speaks? (?:at|to|during)|walks? |waves? |holds? (?:a|up)|attends? "
    r"|in an undated|in this .{3,30} photo"
    r"|protest |is seen|are seen)\b|\(l\)|\(r\)",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"[\"“”„«»]|''|\bsaid\b")
_LONGEST_BARE_CREDIT = 12
_LONGEST_IN_HEAD = 60
_LONGEST_BEFORE_CREDIT = 12
_LONGEST_POINTING = 40
_LONGEST_SUBHEAD = 7
_NAME_HEADINGS = 4
"""If at least this many lines are only a name, the names are the article's own headings."""


def is_captioned(piece: Piece, following: Piece | None, *, in_head: bool) -> bool:
    """Whether a credit directly after the piece makes it a caption.

    Above the text, any piece before a credit is a caption. Between paragraphs only a fragment is, a very short
    sentence, or a line that points at somebody in a picture: the credit may also belong to a picture whose caption was
    not copied.
    """
    if following is None or following.kind is not LineKind.CREDIT or not piece.is_open or piece.line.mark is not None:
        return False
    if following.words > _LONGEST_BARE_CREDIT:
        # This credit contains its own caption.
        return False
    if not piece.running:
        return True
    if _QUOTATION.search(piece.text):
        return False
    if in_head:
        return piece.words <= _LONGEST_IN_HEAD
    return piece.words <= _LONGEST_BEFORE_CREDIT or (
        piece.words <= _LONGEST_POINTING and _POINTING.search(piece.text) is not None
    )


def is_caption(piece: Piece, *, text: str, names: int) -> bool:
    """Whether a fragment between paragraphs is a picture's caption.

    A caption ends with the time of the picture ("Harbour meeting 2017", "The site last week"), is a file name, points
    at somebody, or is only the name of somebody in the article's `text`. `names`: how many fragments of the article are
    only such a name.
    """
    line = piece.text
    if _FILE.search(line) or _POINTING.search(line) or (_TIME_END.search(line) and not is_title_case(line)):
        return True
    year = _YEAR_END.search(line)
    if year and piece.words >= 3 and year["before"].lower() not in _BEFORE_YEAR and not is_title_case(line):
        return True
    return names < _NAME_HEADINGS and is_named_in(line, text)


def follows_credit(piece: Piece, before: Piece) -> bool:
    """Whether a fragment below a credit is the picture's caption: too long for a subhead, and not in title case."""
    return (
        before.kind is LineKind.CREDIT
        and not piece.running
        and piece.words > _LONGEST_SUBHEAD
        and not is_title_case(piece.text)
    )


def is_named_in(line: str, text: str) -> bool:
    """Whether a line is only a person's name, and the text names that person."""
    return len(line.split()) <= 4 and looks_like_name(line) and line in text


def count_names(pieces: Sequence[Piece], text: str) -> int:
    """How many fragments are only the name of somebody in the text."""
    return sum(is_named_in(piece.text, text) for piece in pieces if piece.is_open and not piece.running)
