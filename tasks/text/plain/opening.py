"""What the first paragraph prints before its first sentence: a desk, a dateline, an agency."""

import re
from dataclasses import dataclass

from schemas.article import Byline, Dateline
from tasks.text.conventions.byline import byline_of
from tasks.text.conventions.dateline import split_dateline
from tasks.text.conventions.wire_credit import wire_credit

_DESK = re.compile(
    r"(?P<desk>(?:[A-Z][\w&.'’-]{0,20} ){0,4}"
    r"(?:DESK|Desk|NEWSROOM|Newsroom|BUREAU|Bureau|CORRESPONDENT|Correspondent|REPORTER|Reporter|STAFF))"
    r"\s?(?::|[–—-]\s)\s{0,2}(?=[A-Z\"“‘'\d])"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The parts; `text` is the paragraph from its first sentence on."""

    byline: Byline | None
    dateline: Dateline | None
    wire_credit: str | None
    text: str


def opening(paragraph: str) -> Opening:
    """The parts of a first paragraph: "TLE DESK: OSLO (Reuters) - The ferry ..."."""
    byline = None
    desk = _DESK.match(paragraph[:140])
    text = paragraph
    if desk:
        byline = byline_of(desk["desk"])
        text = paragraph[desk.end() :]
    dateline, text = split_dateline(text)
    return Opening(byline, dateline, wire_credit(paragraph), text)
