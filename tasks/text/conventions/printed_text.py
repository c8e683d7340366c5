"""Text as a reader sees it and a search expects it: entities read once more, plain characters, single white space."""

import html
import re
import unicodedata

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
"""Soft hyphens, marks of direction and width zero, controls."""
_JOINERS = re.compile("(?<![\u0370-\U0010ffff])[\u200c\u200d]+")
"""Joiners behind Latin letters, signs or nothing. Behind the letters of Iran and India, and in emoji, they say how to
write it, and stay."""
_SHAPES = re.compile(
    "[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufd3d\ufd50-\ufdf9\ufdfc\ufe70-\ufefc\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff61-\uff9f]+"
)
"""Characters that Unicode keeps for old encodings' sake and that are letters in a certain shape: Latin and Armenian
ligatures, Hebrew and Arabic presentation forms, full-width letters and digits, half-width kana. Full-width punctuation
is what Chinese and Japanese print, and stays; so do Arabic's honorifics of one character."""
_ODD = re.compile(_UNSEEN.pattern[:-1] + "\u200c\u200d" + _SHAPES.pattern[1:-1])
"""Any of these: most texts hold none, and are looked through once."""
_TAG = re.compile(
    r"</?(?:a|abbr|b|br|cite|em|font|h[1-6]|i|mark|p|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]{0,300}>", re.IGNORECASE
)


def plain_characters(text: str) -> str:
    """`text` in the characters that a reader would type to find it, in Unicode's form NFC.

    What has no width goes ("Kranken\u00adhaus" is one word); letters that are stored as shapes become letters ("ﬁnd",
    "ＡＢＣ").
    """
    if text.isascii():
        return text if text.isprintable() else _UNSEEN.sub("", text)
    if not _ODD.search(text):
        return unicodedata.normalize("NFC", text)
    text = _JOINERS.sub("", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", _SHAPES.sub(_letters, text))


def printed_text(text: str, *, limit: int = 10_000) -> str:
    """`text` as a line of plain characters. Data that was escaped twice (`&amp;quot;`) is unescaped; tags in it go."""
    text = text[:limit]
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    return " ".join(plain_characters(text).split())


def _letters(shapes: re.Match[str]) -> str:
    # Arabic vowel signs that stand alone are stored as a space and the sign.
    return unicodedata.normalize("NFKC", shapes.group()).replace(" ", "")
