"""One HTML page as an article: its fields, its main text, and the evidence for both."""

from datetime import datetime

import trafilatura

from schemas.article import Article, BlockKind, lay_blocks
from schemas.rejection import Rejected, RejectionReason
from tasks.text.headline import headline
from tasks.text.html_page import parse_page


def html_article(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """`text` as an article. `url`: where it was fetched from, None when unknown."""
    page = parse_page(text, url=url, received_at=received_at)
    title = headline(page)
    pieces = _pieces(text)
    if not pieces:
        return Rejected(reason=RejectionReason.NO_TEXT, detail="no running text on the page")
    blocks, body = lay_blocks(pieces)
    return Article(
        headline=title.value,
        url=url,
        blocks=blocks,
        body=body,
        evidence=page.notes + title.evidence,
    )


def _pieces(text: str) -> list[tuple[BlockKind, str]]:
    main = trafilatura.extract(text, include_comments=False) or ""
    return [("paragraph", line.strip()) for line in main.splitlines() if line.strip()]
