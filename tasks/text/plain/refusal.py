"""Plain texts that are not articles: too little text, lists of headlines, consent walls, error pages."""

import re
from collections.abc import Sequence

from schemas.rejection import Rejected, RejectionReason
from tasks.text.conventions.line_kind import LineKind
from tasks.text.plain.plain_piece import Piece

FEWEST_WORDS = 12
"""Fewest words of an article's body. News flashes are one sentence of this length."""
_SHORT_PAGE = 450
"""Most words of a page that is only a wall."""
_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|privacy (?:policy|settings|choices)|personal data|our partners|legitimate interest"
    r"|\bGDPR\b|\btrackers?\b|accept all|reject all"
    r"|manage (?:options|preferences|settings)|einwilligung|datenschutz|consentement|données personnelles"
    r"|consentimiento|privacidad|consenso",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\b(?:error )?40[34]\b|page (?:not|can(?:not|['’]t) be) found|(?:access|permission) (?:is |was )?denied"
    r"|are you a (?:robot|human)|not a robot|captcha|verify(?:ing)? (?:that )?you are"
    r"|(?:enable|turn on|requires?) (?:javascript|cookies)|unusual traffic|\b50[0234] (?:bad|internal|service|gateway)"
    r"|page you (?:requested|are looking for|were looking for)"
    r"|checking your browser|request (?:was )?blocked|temporarily unavailable|security check",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"subscribe to (?:continue|read|keep)|(?:for|to) subscribers only|already a subscriber|subscribers? (?:can|only)"
    r"|unlock (?:this|the) (?:article|story)|to continue reading"
    r"|log in to (?:continue|read)|free articles? (?:left|remaining)|exclusive to subscribers",
    re.IGNORECASE,
)


def refusal(pieces: Sequence[Piece], body_words: int) -> Rejected | None:
    """Why the pieces are not an article; None if they are one. `body_words`: the number of words of the body."""
    text = "\n".join(piece.text for piece in pieces[:60])[:6000]
    words = sum(piece.words for piece in pieces)
    if words <= _SHORT_PAGE:
        consents = len(_CONSENT.findall(text))
        touched = sum(_CONSENT.search(piece.text) is not None for piece in pieces)
        if consents >= 4 and touched * 2 >= len(pieces):
            return _rejected(
                RejectionReason.CONSENT_PAGE, f"{consents} mentions of cookies and consent in {words} words"
            )
    if body_words < 60 and words < 200 and _ERROR.search(text):
        return _rejected(RejectionReason.ERROR_PAGE, f"an error or robot check in {words} words")
    if body_words < 60 and words < 250 and _PAYWALL.search(text):
        return _rejected(RejectionReason.PAYWALL, f"a subscription offer and {body_words} words of text")
    index = _index(pieces)
    if index:
        return index
    if body_words < FEWEST_WORDS:
        return _rejected(RejectionReason.TOO_SHORT, f"{body_words} words of running text in {len(pieces)} lines")
    return None


def _index(pieces: Sequence[Piece]) -> Rejected | None:
    """An index: many titles and hardly a sentence, as in the copied text of a front page or a search page."""
    titles = [piece for piece in pieces if not piece.running and piece.words >= 3]
    paragraphs = [piece for piece in pieces if piece.is_paragraph]
    longest = max((piece.words for piece in paragraphs), default=0)
    links = sum(bool(piece.line.links) and piece.words <= 25 for piece in pieces)
    mostly_links = links >= 8 and links * 2 > len(pieces)
    dates = sum(piece.meta is not None or piece.kind is LineKind.RELATED for piece in pieces)
    if mostly_links or (
        len(titles) >= 8 and len(titles) > 3 * len(paragraphs) and longest < 40 and dates + len(titles) > 8
    ):
        return _rejected(RejectionReason.INDEX_PAGE, f"{len(titles)} titles and {len(paragraphs)} paragraphs")
    return None


def _rejected(reason: RejectionReason, detail: str) -> Rejected:
    return Rejected(reason=reason, detail=detail)
