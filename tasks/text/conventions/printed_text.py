"""Text as a reader sees it and a search expects it: entities decoded, plain characters, single spaces."""

import html
import re
import unicodedata

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
"""Soft hyphens, direction marks, zero-width characters, control characters."""
_JOINERS = re.compile("(?<![\u0370-\U0010ffff])[\u200c\u200d]+")
"""Joiners after Latin letters, after signs or after nothing. After the letters of Iran and India, and in emoji, joiners
are part of the spelling and stay."""
_SHAPES = re.compile(
    "[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufd3d\ufd50-\ufdf9\ufdfc\ufe70-\ufefc\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff61-\uff9f]+"
)
"""Compatibility characters of Unicode that are letters in a certain shape: Latin and Armenian ligatures, Hebrew and
Arabic presentation forms, full-width letters and digits, half-width kana.

Full-width punctuation stays, because Chinese and Japanese print it; so do Arabic honorifics of one character.
"""
_ODD = re.compile(_UNSEEN.pattern[:-1] + "\u200c\u200d" + _SHAPES.pattern[1:-1])
"""Any of these. Most texts contain none, so that one search is enough."""
_TAG = re.compile(
    r"</?(?:a|abbr|b|br|cite|em|font|h[1-6]|i|mark|p|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]{0,300}>", re.IGNORECASE
)


def plain_characters(text: str) -> str:
    """`text` in the characters that a reader would type to find it, in Unicode's form NFC.

    Zero-width characters are removed ("Kranken\u00adhaus" is one word); letters stored as shapes become letters ("ﬁnd",
    "ＡＢＣ").
    """
    if text.isascii():
        return text if text.isprintable() else _UNSEEN.sub("", text)
    if not _ODD.search(text):
        return unicodedata.normalize("NFC", text)
    text = _JOINERS.sub("", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", _SHAPES.sub(_letters, text))


def printed_text(text: str, *, limit: int = 10_000) -> str:
    """`text` as one line of plain characters. Text that was escaped twice (`&amp;quot;`) is unescaped; tags are
    removed."""
    text = text[:limit]
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    return " ".join(plain_characters(text).split())


def _letters(shapes: re.Match[str]) -> str:
    # Single Arabic vowel signs are stored as a space and the sign.
    return unicodedata.normalize("NFKC", shapes.group()).replace(" ", "")
