"""The text of a whole page, as in Common Crawl's WET files: the page's title, then every line, with menus.

The title is the headline, and running lines are the body. No other field is read, because menus, captions and other
stories have lost the marks that distinguished them.
"""

from datetime import datetime

from schemas.article import Article, BlockKind, lay_blocks
from schemas.evidence import Evidence
from schemas.rejection import Rejected, RejectionReason
from tasks.text.conventions.address import canonicalise
from tasks.text.conventions.running_text import is_running, word_count
from tasks.text.conventions.text_language import language_of

MIN_WORDS = 60
"""Fewest words of running text in an article; a cookie notice has as many words as a short article."""


def page_text(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:  # noqa: ARG001 - as all readers
    """The article in a page's text. `url`: the page's address, None if unknown."""
    lines = [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]
    running = [line for line in lines[1:] if is_running(line)]
    words = sum(word_count(line) for line in running)
    if words < MIN_WORDS:
        detail = f"{words} words of running text in {len(lines)} lines of a page's text"
        return Rejected(reason=RejectionReason.TOO_SHORT, detail=detail)
    pieces: list[tuple[BlockKind, str]] = [("paragraph", line) for line in running]
    blocks, body = lay_blocks(pieces)
    title = lines[0] if not is_running(lines[0]) else None
    seen = (Evidence(field="headline", value=title, method="text", locator="line 1", chosen=True),) if title else ()
    return Article(
        headline=title,
        language=language_of(body),
        url=url,
        canonical_url=canonicalise(url) if url else None,
        blocks=blocks,
        body=body,
        evidence=seen,
    )
