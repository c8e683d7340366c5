"""What a page as a whole is: an article, a live blog, an article behind a wall, or no article at all."""

from collections.abc import Mapping, Sequence
from typing import Any

from schemas.article import Access, ArticleKind
from schemas.rejection import Rejected, RejectionReason
from tasks.text.block_features import BlockFacts
from tasks.text.page import Page
from tasks.text.page_blocks import PageBlocks

_LIVE_TYPES = frozenset(("LiveBlogPosting",))
_GALLERY_TYPES = frozenset(("ImageGallery", "MediaGallery"))
_VIDEO_TYPES = frozenset(("VideoObject",))


def _types(found: Mapping[str, Any]) -> list[str]:
    stated = found.get("@type")
    if isinstance(stated, str):
        return [stated]
    return [item for item in stated if isinstance(item, str)] if isinstance(stated, list) else []


def kind_of(page: Page, texts: Sequence[str]) -> ArticleKind:
    """By what the page's data says it is."""
    types = {name for found in page.json_ld for name in _types(found)}
    if types & _LIVE_TYPES:
        return "live_blog"
    return "article"


def access_of(page: Page) -> Access | None:
    """By schema.org's isAccessibleForFree and the content tier that news sites state."""
    for found in page.json_ld:
        stated = str(found.get("isAccessibleForFree", "")).lower()
        if stated in ("false", "no", "http://schema.org/false", "https://schema.org/false"):
            return "paywalled"
        if stated in ("true", "yes", "http://schema.org/true", "https://schema.org/true"):
            return "free"
    tiers = page.meta.get("article:content_tier", ())
    if tiers:
        return "free" if tiers[0].strip().lower() == "free" else "paywalled"
    return None


def rejection(page: Page, blocks: PageBlocks, facts: Sequence[BlockFacts], texts: Sequence[str]) -> Rejected | None:
    """Why the page is no article; None when it is one."""
    if not texts:
        return Rejected(reason=RejectionReason.NO_TEXT, detail=f"no running text in {len(blocks.blocks)} blocks")
    return None
