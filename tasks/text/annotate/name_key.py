"""The comparable form of a name: without accents, apostrophes, articles and variants of transliteration."""

import re
import unicodedata
from functools import lru_cache

_ARTICLE = re.compile(r"\b(?:al|el|ul|as|ash|an|ad|ar|at|az) (?=\w)")
_NOISE = re.compile(r"['’‘ʼʿʾ`´.]")
_SPACE = re.compile(r"[\s\u2010\u2011–-]+")
_SUFFIX = re.compile(r",?\s(?P<which>jr|sr|ii|iii|iv)$")
# Spellings of the same sounds in names from other scripts. Longer ones first.
_SPELLINGS = """
mohammed=muhamad mohammad=muhamad mohamed=muhamad mohamad=muhamad muhammad=muhamad muhammed=muhamad ahmed=ahmad
hussein=husain hussain=husain hossein=husain yousef=yusuf youssef=yusuf yusef=yusuf abdel=abdul abdal=abdul omar=umar
osama=usama sergey=sergei dmitri=dmitry dmitriy=dmitry alexey=alexei aleksei=alexei aleksandr=alexander andrey=andrei
yuriy=yuri kh=h dh=d gh=g ee=i ou=u oo=u q=k aa=a iyy=i iy=i yy=y ae=e oe=o ue=u
"""
_SOUNDS = tuple((pair.partition("=")[0], pair.partition("=")[2]) for pair in _SPELLINGS.split())
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1")


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """Lower case without accents, apostrophes, full stops and hyphens: "Al-Shara'a" -> "al sharaa"."""
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(ch for ch in decomposed if not unicodedata.combining(ch))
    bare = _NOISE.sub("", bare.casefold())
    return _SPACE.sub(" ", bare).strip()


@lru_cache(maxsize=20_000)
def person_key(name: str) -> str:
    """A person's name without differences of spelling: "Ahmed al-Sharaa" and "Ahmad Al-Shara'a" are equal.

    Middle initials are left out; the order of the words stays. "Jr." stays too, because father and son differ in it.
    """
    words = _ARTICLE.sub("", _SUFFIX.sub("", plain(name))).split()
    if len(words) > 2:
        words = [words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]]
    return " ".join([*(_folded(word) for word in words), *generation(name)])


def generation(name: str) -> list[str]:
    """The suffix that distinguishes a son from a father of the same name: "jr" of "Ann Lee, Jr.". Empty: there is
    none."""
    found = _SUFFIX.search(plain(name))
    return [found["which"]] if found else []


def _folded(word: str) -> str:
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    word = _DOUBLE.sub(r"\1", word)
    return word if len(word) < 4 else word.rstrip("h")


def name_key(name: str) -> str:
    """The key of an organisation or a place: `plain` without "the"."""
    key = plain(name)
    return key.removeprefix("the ")
