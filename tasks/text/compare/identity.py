"""Which article is this, and is its text the one we know?"""

import hashlib
import re
import unicodedata
from datetime import UTC

from schemas.article import Article

_OWN = "own:"
_ID = re.compile("[0-9a-f]{32}")
_WORD = re.compile(r"\w+")


def identity(article: Article) -> str:
    """What makes an article the same article: its canonical URL; else the publisher's own id; else its text.

    An article that comes back from our own export keeps its identity.

    The text identity holds the outlet too, when it is printed: two papers' prints of one wire text are two articles.
    """
    if article.known_as:
        return f"{_OWN}{article.known_as}"
    if article.canonical_url:
        return f"url:{article.canonical_url}"
    if article.publisher_id:
        return f"id:{article.publisher_id}"
    return f"text:{_hash(printed_words(article.publication or ''), printed_words(article.body))}"


MOST_TWINS = 8
"""Articles that may share an address, an id or a text: more, and it identifies nothing.

A page under whose address other headlines come, a text that stands under other headlines: a few are outlets that use an
address twice, many are furniture.
"""
TELLING_TEXT = 200
"""Characters from which on a text can tell which article it is: about three sentences. A shorter one, a notice or a
line of furniture, comes again under other news."""


def identities(identity: str, body: str, capture_id: str) -> tuple[str, ...]:
    """What an article can be filed under, in the order to try: its identity, those of its twins, at last its bytes.

    The first is free or holds the same article for nearly all; a twin is another article that has the same identity.
    """
    own = f"bytes:{capture_id}"
    if identity.startswith("text:") and len(body) < TELLING_TEXT:
        return (own,)
    return (identity, *(f"{identity} ~ {number}" for number in range(2, MOST_TWINS + 1)), own)


def article_id(identity: str) -> str:
    """First 128 bits (hex) of the identity's sha256; of an export, the id that it had."""
    if identity.startswith(_OWN) and _ID.fullmatch(identity, len(_OWN)):
        return identity.removeprefix(_OWN)
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def text_hash(article: Article) -> str:
    """A hash that changes when an editor changed what is printed, and not when white space or furniture did.

    The same words under another embargo are another state of the item. (Its status is compared separately.)
    """
    return _hash(
        _printed(article.headline),
        _printed(article.dek),
        _printed(article.byline.text if article.byline else None),
        article.published.day.isoformat() if article.published else "",
        _printed(article.body),
        *((article.embargoed_until.astimezone(UTC).isoformat(),) if article.embargoed_until else ()),
    )


def similarity(one: str, other: str) -> float:
    """Jaccard similarity of two texts' sets of 3-word shingles, 0 to 1; of words where a text is shorter than that."""
    a, b = word_shingles(one), word_shingles(other)
    return len(a & b) / len(a | b) if a or b else 1.0


def word_shingles(text: str) -> set[tuple[str, ...]]:
    """The sets of three words in a row; of all words where a text is shorter."""
    words = printed_words(text).split()
    size = min(3, max(len(words), 1))
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


def printed_words(text: str) -> str:
    """The text without case, punctuation and layout."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _printed(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
