"""Person names: how they look in print, and their usual capitalisation."""

import re

_PARTICLES = (
    "al abu ad af ap as at av aw ben bin bint da dal dalla das de degli dei del della den der des di do dos du e el en"
    " i ibn la las le los of san ten ter the til tot um van vom von y zu zum zur"
)
_LOWER_WORDS = frozenset(_PARTICLES.split()) - {"of", "the", "as", "at"}
_TITLES = re.compile(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx|Rev|Hon|Dipl|Ing|Mag|PhDr|Mgr|Sr|Sra|Shri|Smt)\.?|Professor|Sir|Dame)\s+(?=[^\W\d_])"
)
_DEGREES = re.compile(r",?\s{1,50}(?:Ph\.?\s?D\.?|M\.?D\.?|MBA|Esq\.?)$")
_NAME_SIGNS = re.compile(r"[^\W\d_][^\d_<>@#/\\|{}\[\]:;!?*=+%$€£\"“”„«»]*")
_NICKNAME = re.compile(r"(?<=\w)\s(?:[\"“”„«‘'][^\"“”„«»‘’']{1,25}[\"“”»’']|\([^()]{1,25}\))\s(?=\w)")
"""A nickname between the names: Amalia "Tawny Mae" Tan."""
_JOINTS = re.compile(r"([-'’ .])")
_LONGEST = 60
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DENSE_JOINTS = re.compile(r"[\s・·]")
_WITHOUT_CAPITALS = re.compile("[\u10d0-\u10ff]")
"""Georgian uses capitals only for whole lines."""
_LONGEST_DENSE = 8
"""Characters of a Chinese, Japanese or Korean name without a space: surname and given name have at most four each. A
longer line is text."""
_MOST_WORDS = 6


def looks_like_name(text: str) -> bool:
    """Whether a text looks like a person's name.

    A name has two to six words, each capitalised except for particles such as "van" and "al-", or is in a script
    without capitals. A sentence, an address, a handle or a single word in Latin script is not a name.
    """
    text = _NICKNAME.sub(" ", text)
    words = text.split()
    if len(text) > _LONGEST or not _NAME_SIGNS.fullmatch(text) or not words:
        return False
    if not _has_capitals(text):
        longest = _LONGEST_DENSE if _DENSE.search(text) and not _DENSE_JOINTS.search(text) else 30
        return 2 <= len(text) <= longest and len(words) <= _MOST_WORDS and not text.isascii()
    if not 2 <= len(words) <= _MOST_WORDS or (words[-1].endswith(".") and words[-1].lower() not in {"jr.", "sr."}):
        return False
    capitals = sum(any(part[:1].isupper() for part in re.split(r"[-'’]", word)) for word in words)
    return capitals >= 2 and all(_is_name_word(word) for word in words)


def _has_capitals(text: str) -> bool:
    return any(sign.lower() != sign.upper() and not _WITHOUT_CAPITALS.match(sign) for sign in text)


def _is_name_word(word: str) -> bool:
    if "," in word:
        return False
    first = re.split(r"[-'’]", word, maxsplit=1)[0].lower()
    return (
        word[0].isupper() or word.lower() in _LOWER_WORDS or (first in _LOWER_WORDS | {"d", "l", "o"} and first != word)
    )


def tidy_name(text: str) -> str:
    """The name without titles and degrees."""
    name = " ".join(text.split()).strip(" ,.;:|-–—•·*")
    name = _DEGREES.sub("", _TITLES.sub("", name, count=1))
    if text.rstrip().endswith((" Jr.", " Sr.")):
        name += "."
    return name


def everyday_capitals(text: str) -> str:
    """A name that is printed in capitals, in its usual capitalisation: JANE O'NEIL-McDONALD -> Jane O'Neil-McDonald."""
    if " " not in text or not re.sub(r"\bMa?c(?=[A-Z])", "", text).isupper():
        return text
    parts = [_capital(part) for part in _JOINTS.split(text)]
    return "".join(
        part.lower() if index and part.lower() in _LOWER_WORDS and part.lower() not in {"e", "y", "do", "san"} else part
        for index, part in enumerate(parts)
    )


def _capital(part: str) -> str:
    if len(part) > 3 and part[:2].lower() == "mc":
        return "Mc" + part[2].upper() + part[3:].lower()
    return part[:1].upper() + part[1:].lower()
