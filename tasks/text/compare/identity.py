"""The identity of an article, and whether its text is already known."""

import hashlib
import re
import unicodedata
from datetime import UTC

from schemas.article import Article

_OWN = "own:"
_ID = re.compile("[0-9a-f]{32}")
_WORD = re.compile(r"\w+")


def identity(article: Article) -> str:
    """What makes two documents the same article: the canonical URL; else the publisher's own id; else the text.

    An article that comes back from our own export keeps its identity. The text identity includes the outlet if it is
    printed: two newspapers' prints of one wire text are two articles.
    """
    if article.known_as:
        return f"{_OWN}{article.known_as}"
    if article.canonical_url:
        return f"url:{article.canonical_url}"
    if article.publisher_id:
        return f"id:{article.publisher_id}"
    return f"text:{_hash(printed_words(article.publication or ''), printed_words(article.body))}"


MOST_TWINS = 8
"""Most articles that may share an address, an id or a text; with more, it identifies nothing.

A few articles share an address if an outlet uses it twice. If many do, the page or the text is furniture.
"""
TELLING_TEXT = 200
"""Characters from which a text can identify an article: about three sentences. A shorter text, such as a notice or a
line of furniture, is printed again with other news."""


def identities(identity: str, body: str, capture_id: str) -> tuple[str, ...]:
    """The identities under which an article can be filed, in the order to try: its own, those of its twins, and last
    its bytes.

    For nearly all articles the first is free or belongs to the same article. A twin is another article with the same
    identity.
    """
    own = f"bytes:{capture_id}"
    if identity.startswith("text:") and len(body) < TELLING_TEXT:
        return (own,)
    return (identity, *(f"{identity} ~ {number}" for number in range(2, MOST_TWINS + 1)), own)


def article_id(identity: str) -> str:
    """The first 128 bits (hex) of the identity's sha256; for an article from our own export, the id that it has."""
    if identity.startswith(_OWN) and _ID.fullmatch(identity, len(_OWN)):
        return identity.removeprefix(_OWN)
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def text_hash(article: Article) -> str:
    """A hash that changes with every edit of the printed text, but not with white space or furniture.

    The same words under another embargo are another version. The status is compared separately.
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
    """Jaccard similarity of two texts' sets of 3-word shingles, 0 to 1; of single words if a text has fewer than
    three."""
    a, b = word_shingles(one), word_shingles(other)
    return len(a & b) / len(a | b) if a or b else 1.0


def word_shingles(text: str) -> set[tuple[str, ...]]:
    """The set of runs of three words; of all words if the text is shorter."""
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
