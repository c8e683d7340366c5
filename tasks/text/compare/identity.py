"""Which article is this, and is its text the one we know?"""

import hashlib
import re
import unicodedata

from schemas.article import Article

_WORD = re.compile(r"\w+")


def identity(article: Article) -> str:
    """What makes an article the same article: its canonical URL; else the publisher's own id; else its text.

    The text identity holds the outlet too, when it is printed: two papers' prints of one wire text are two articles.
    """
    if article.canonical_url:
        return f"url:{article.canonical_url}"
    if article.publisher_id:
        return f"id:{article.publisher_id}"
    return f"text:{_hash(_words(article.publication or ''), _words(article.body))}"


def article_id(identity: str) -> str:
    """First 128 bits (hex) of the identity's sha256."""
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def text_hash(article: Article) -> str:
    """A hash that changes when an editor changed what is printed, and not when white space or furniture did."""
    return _hash(
        _printed(article.headline),
        _printed(article.dek),
        _printed(article.byline.text if article.byline else None),
        article.published.day.isoformat() if article.published else "",
        _printed(article.body),
    )


def similarity(one: str, other: str) -> float:
    """Jaccard similarity of two texts' sets of 3-word shingles, 0 to 1; of words where a text is shorter than that."""
    a, b = _shingles(one), _shingles(other)
    return len(a & b) / len(a | b) if a or b else 1.0


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _words(text).split()
    size = min(3, max(len(words), 1))
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


def _words(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _printed(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
