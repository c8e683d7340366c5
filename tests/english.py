"""An English article made of plain text, for the tests of annotations."""

from schemas.article import Article, BlockKind, lay_blocks


def article(text: str, headline: str | None = None) -> Article:
    """Paragraphs are parted by blank lines."""
    pieces: list[tuple[BlockKind, str]] = [("paragraph", part) for part in text.split("\n\n") if part.strip()]
    blocks, body = lay_blocks(pieces or [("paragraph", text or "-")])
    return Article(headline=headline, blocks=blocks, body=body, language="en")
