"""Titles without the outlet's name: "Ferry runs again | The Fjord Post" -> "Ferry runs again"."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

_SEPARATOR = re.compile(r"\s{1,50}[-–—|·•:»«/~]{1,2}\s{1,50}|\s?[|｜]\s?|--|\s{0,50}_{1,2}(?=[^\x00-\x7f])")
_STRONG = re.compile(r"\s?[|｜]\s?|\s{0,50}_{1,2}")
"""Marks that no headline contains: a bar; before Chinese and Japanese, an underscore."""
_MOST_SEGMENTS = 8
_LEAST_WORDS = 3
_LONG_NAME = 8
_OTHER_SIGNS = re.compile(r"[\W_]+")
_LOWER = bytes(range(256)).lower()
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())


def without_outlet(title: str, outlets: Sequence[str], url: str | None) -> str:
    """`title` without segments at its ends that name the outlet or its address, or that are short and follow a bar.

    A segment is removed only if enough of the title remains. `outlets`: the names that the page gives its publisher.
    """
    known = {folded(name) for name in outlets} - {""}
    host = folded(host_label(url))
    for _ in range(_MOST_SEGMENTS):
        cut = _cut_end(title, known, host) or _cut_start(title, known, host)
        if cut is None:
            return title
        title = cut
    return title


def without_outlet_before_colon(title: str, outlets: Sequence[str]) -> str | None:
    """The title without the outlet's full name before a colon ("The Fjord Post: Ferry runs again"), as on some sites.
    None: it does not begin with it. A name of one short word may be the story's subject and stays."""
    name, colon, rest = title.partition(": ")
    key = folded(name)
    if not colon or len(rest.split()) < _LEAST_WORDS or (" " not in name and len(key) < _LONG_NAME):
        return None
    return rest.strip() if key in {folded(outlet) for outlet in outlets} else None


def names_outlet(text: str, known: set[str], host: str) -> bool:
    """Whether a text is the outlet's name, as stated or as spelt in its host. `known` is folded."""
    key = folded(text)
    if not key:
        return True
    if key in known or any(
        len(name) > 4 and (key.startswith(name) or key.endswith(name)) and len(key) < len(name) + 12 for name in known
    ):
        return True
    bare = re.sub(r"(?:com|org|net|de|couk|www|online|the)$|^(?:the|www|der|die|das|le|la|el)", "", key)
    return (
        len(host) > 2
        and len(bare) > 2
        and (
            bare == host
            or (len(bare) > 4 and bare in host)
            or (len(host) > 4 and host in bare and len(bare) < len(host) + 12)
        )
    )


def folded(text: str) -> str:
    """Only letters and digits, without case."""
    if text.isascii():
        return text.encode().translate(_LOWER, _ASCII_SIGNS).decode()
    return _OTHER_SIGNS.sub("", text.casefold())


def host_label(url: str | None) -> str:
    """The part of a host that names the site: "bbc" of www.bbc.co.uk."""
    try:
        labels = (urlsplit(url or "").hostname or "").split(".")
    except ValueError:
        return ""
    labels = [
        label
        for label in labels[:-1]
        if label not in ("www", "m", "amp", "co", "com", "org", "net", "gov", "ac", "edu", "blog", "news")
    ]
    return labels[-1] if labels else ""


def _cut_end(title: str, known: set[str], host: str) -> str | None:
    last = None
    for found in _SEPARATOR.finditer(title):
        last = found
    if last is None:
        return None
    head, tail = title[: last.start()].strip(), title[last.end() :].strip()
    short = _STRONG.fullmatch(last.group()) and len(tail.split()) <= 4 and len(tail) < len(head)
    return head if len(folded(head)) >= 3 and (short or names_outlet(tail, known, host)) else None


def _cut_start(title: str, known: set[str], host: str) -> str | None:
    first = _SEPARATOR.search(title)
    if first is None:
        return None
    head, tail = title[: first.start()].strip(), title[first.end() :].strip()
    return tail if len(tail.split()) >= 2 and names_outlet(head, known, host) else None
