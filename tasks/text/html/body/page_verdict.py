"""What a page as a whole is: an article, a live blog, an article behind a paywall, or not an article.

An article that is rejected is lost, whereas a page that is loaded wrongly is only clutter. So every rule here asks for
little text and for a second sign.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from schemas.article import Access, ArticleKind
from schemas.rejection import Rejected, RejectionReason
from schemas.word_count import word_count
from tasks.text.html.body.block_facts import BlockFacts, fold
from tasks.text.html.body.cards import FEWEST_CARDS, cards_in
from tasks.text.html.body.furniture import Hint
from tasks.text.html.body.furniture_lines import says_offer
from tasks.text.html.body.page_blocks import HEADINGS, PageBlocks
from tasks.text.html.page.page import Page

SHORTEST_ARTICLE = 100
"""Letters; characters of scripts without spaces count three times. The shortest of 446 real articles has 260."""
_LITTLE = 1200
_STATED = frozenset(
    {"article:published_time", "author", "date", "dc.date", "citation_publication_date", "parsely-pub-date"}
)
"""Metadata that home pages do not have."""
_NAMES_ITEM = re.compile(r"(?:^|&)(?:\w{0,20}id|p|a|article|story|page|post|t|n|s)=|\d\d|-\w+-\w+")
_MUCH = 4000
_TEASER = (25, 200)
_MANY_TEASERS = 25
_MANY_HEADINGS = 8
_SHORT_GALLERY = 1500

_STUB = 500
"""Letters above a subscription offer up to which they are only its teaser: two paragraphs at most."""
_WALL_BLOCKS = 5
_WALL_OFFERS = 2
_STORY_LINKS = 0.1
_STORY_LETTERS = 250
_TITLE_ABOVE = 60
_SHORTEST_TITLE = 12
_THING_TYPE = re.compile(r"Product|ProductGroup|Event|[A-Z][a-z]{2,12}Event|JobPosting|RealEstateListing")
_OCCASION = "Event"

_ARTICLE_TYPE = re.compile(r"Article$|Posting$|Report$|Review$|Recipe$|HowTo$")
_LIVE_ADDRESS = re.compile(
    r"/(?:news/live|liveblog|live-blog|live-updates|liveticker|en-direct|en-vivo|ao-vivo)(?:/|-)", re.IGNORECASE
)
_ERROR = re.compile(
    r"\b(?:404|403|error 5\d\d|page (?:not found|can.?t be found)|not found|forbidden|access denied|just a moment"
    r"|are you (?:a robot|human)|verify you are|captcha|attention required|seite nicht gefunden|page introuvable"
    r"|página no encontrada|pagina non trovata|страница не найдена)\b",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|gdpr|dsgvo|personal data|personenbezogene|données personnelles|datos personales"
    r"|dati personali|tracking|privacy)\b",
    re.IGNORECASE,
)
_NOT_FREE = ("false", "no", "http://schema.org/false", "https://schema.org/false")
_FREE = ("true", "yes", "http://schema.org/true", "https://schema.org/true")


def _types(found: Mapping[str, Any]) -> list[str]:
    stated = found.get("@type")
    if isinstance(stated, str):
        return [stated]
    return [item for item in stated if isinstance(item, str)] if isinstance(stated, list) else []


def _all_types(page: Page) -> set[str]:
    return {name for found in page.json_ld for name in _types(found)}


def _states_article(page: Page) -> bool:
    """Whether the page's data call it an article."""
    if any("article" in kind.lower() for kind in page.meta.get("og:type", ())):
        return True
    return any(_ARTICLE_TYPE.search(name) for name in _all_types(page))


def kind_of(page: Page, size: int) -> ArticleKind:
    """The kind, from the page's data and address. A gallery or a video with a long text below it is an article."""
    types = _all_types(page)
    if "LiveBlogPosting" in types or (page.url and _LIVE_ADDRESS.search(page.url)):
        return "live_blog"
    if size < _SHORT_GALLERY and types & {"ImageGallery", "MediaGallery"}:
        return "gallery"
    is_video = any(kind.lower().startswith("video") for kind in page.meta.get("og:type", ()))
    if size < _SHORT_GALLERY and (is_video or ("VideoObject" in types and not _states_article(page))):
        return "video"
    return "article"


def access_of(page: Page) -> Access | None:
    """Access, from schema.org's isAccessibleForFree and the content tier that news sites state; a metered tier is
    ignored. None: not stated."""
    for found in page.json_ld:
        stated = str(found.get("isAccessibleForFree", "")).lower()
        if stated in _NOT_FREE:
            return "paywalled"
        if stated in _FREE:
            return "free"
    for tier in page.meta.get("article:content_tier", ())[:1]:
        if tier.strip().lower() in ("free", "locked"):
            return "free" if tier.strip().lower() == "free" else "paywalled"
    return None


def rejection(
    page: Page, blocks: PageBlocks, facts: Sequence[BlockFacts], chosen: Sequence[int], *, is_signed: bool = False
) -> Rejected | None:
    """Why the page is not an article; None if it is one. `chosen`: the blocks of the body. `is_signed`: the byline
    names a person."""
    size = sum(facts[index].mass for index in chosen)
    cards = 0 if _states_article(page) else cards_in(blocks, facts, chosen)
    if cards >= FEWEST_CARDS:
        detail = f"{cards} linked headings, each with its own summary"
        return Rejected(reason=RejectionReason.INDEX_PAGE, detail=detail)
    if _is_home(page):
        return Rejected(reason=RejectionReason.INDEX_PAGE, detail="a site's home page, by its address")
    if size >= _MUCH:
        return None
    if (kind := _other_thing(page)) and not (
        is_signed and kind.endswith(_OCCASION) and _is_story(page, facts, chosen)
    ):  # a report on an event may state the event's data
        return Rejected(reason=RejectionReason.NOT_AN_ARTICLE, detail=f"its data call it: {kind}")
    listed = _index_sign(page, blocks, facts, chosen)
    title = " ".join([*page.meta.get("og:title", ())[:1], page.root.findtext(".//title") or ""])
    if size < _LITTLE and _ERROR.search(title[:300]) and not _states_article(page):
        return Rejected(reason=RejectionReason.ERROR_PAGE, detail=f"its title says so: {title.strip()[:80]}")
    if offer := _wall(blocks, facts, chosen):
        return offer
    if size < _LITTLE and _is_consent(blocks, facts, chosen):
        return Rejected(reason=RejectionReason.CONSENT_PAGE, detail="its text asks for consent to cookies and tracking")
    if listed:
        return Rejected(reason=RejectionReason.INDEX_PAGE, detail=listed)
    return _too_little(page, blocks, chosen) if size < SHORTEST_ARTICLE else None


def _other_thing(page: Page) -> str | None:
    """The product or event that the page is about, if its data state one and no article; else None. A page of readers'
    reviews is not an article."""
    if _states_article(page):
        return None
    stated = _all_types(page) | {kind.rpartition(".")[2].capitalize() for kind in page.meta.get("og:type", ())}
    return next((name for name in sorted(stated) if _THING_TYPE.fullmatch(name)), None)


def _wall(blocks: PageBlocks, facts: Sequence[BlockFacts], chosen: Sequence[int]) -> Rejected | None:
    """The paywall that cuts off a text after its first lines: two lines of an offer right below it. None: there is
    none."""
    texts = [index for index in chosen if not says_offer(blocks.blocks[index].text[:400])]
    size = sum(facts[index].mass for index in texts)
    if not texts or size >= _STUB or not facts[texts[-1]].good:
        return None
    below = blocks.blocks[texts[-1] + 1 : texts[-1] + 1 + _WALL_BLOCKS]
    offers = [block.text for block in below if says_offer(block.text[:400])]
    if len(offers) < _WALL_OFFERS:
        return None
    return Rejected(reason=RejectionReason.PAYWALL, detail=f"{round(size)} letters, then: {offers[0][:80]}")


def _too_little(page: Page, blocks: PageBlocks, chosen: Sequence[int]) -> Rejected:
    texts = [blocks.blocks[index].text for index in chosen]
    if access_of(page) == "paywalled" or (texts and all(says_offer(text) for text in texts)):
        return Rejected(reason=RejectionReason.PAYWALL, detail="a subscription offer and no text")
    if not texts:
        return Rejected(reason=RejectionReason.NO_TEXT, detail=f"no running text in {len(blocks.blocks)} blocks")
    return Rejected(reason=RejectionReason.TOO_SHORT, detail=f"{sum(word_count(text) for text in texts)} words")


def _index_sign(page: Page, blocks: PageBlocks, facts: Sequence[BlockFacts], chosen: Sequence[int]) -> str | None:
    """What shows that the page lists other articles; None if nothing does."""
    size = sum(facts[index].mass for index in chosen)
    teasers = sum(1 for fact in facts if fact.link_share > 0.8 and _TEASER[0] <= fact.mass <= _TEASER[1])
    if size < _LITTLE and _is_front(page) and teasers >= _MANY_TEASERS // 2:
        return f"the site's root, with {teasers} linked lines"
    if _states_article(page):
        return None
    if size < _LITTLE and teasers >= _MANY_TEASERS and not _is_story(page, facts, chosen):
        return f"{teasers} linked lines and little text"
    headings = _linked_headings(blocks, facts)
    if headings >= _MANY_HEADINGS and _is_scattered(facts, chosen):
        return f"{headings} linked headings, and no text that runs on"
    return None


def _is_consent(blocks: PageBlocks, facts: Sequence[BlockFacts], chosen: Sequence[int]) -> bool:
    """Whether most of the text is about cookies, or the page has no text and a cookie notice was left out."""
    if not chosen:
        others = sum(fact.good for fact in facts)
        return bool(blocks.left_out & int(Hint.CONSENT)) and others < SHORTEST_ARTICLE
    said = sum(facts[index].mass for index in chosen if _CONSENT.search(blocks.blocks[index].text))
    return said > 0.6 * sum(facts[index].mass for index in chosen)


def _linked_headings(blocks: PageBlocks, facts: Sequence[BlockFacts]) -> int:
    """How many headings are links, as the headings of other articles are."""
    return sum(
        1
        for block, fact in zip(blocks.blocks, facts, strict=True)
        if fact.link_share > 0.8 and blocks.containers[block.container].tag in HEADINGS
    )


def _is_story(page: Page, facts: Sequence[BlockFacts], chosen: Sequence[int]) -> bool:
    """Whether a short text is an article nevertheless: consecutive paragraphs with few links, below a line that is the
    page's title."""
    good = {index for index in chosen if facts[index].good and facts[index].link_share < _STORY_LINKS}
    run = [index for index in sorted(good) if index - 1 in good or index + 1 in good]
    if len(run) < 2 or sum(facts[index].mass for index in run) < _STORY_LETTERS:
        return False
    titles = [page.root.findtext(".//title") or "", *page.meta.get("og:title", ())[:1]]
    title = fold(" ".join(titles)[:1_000])
    above = facts[max(run[0] - _TITLE_ABOVE, 0) : run[0]]
    return any(len(fact.folded) > _SHORTEST_TITLE and fact.folded in title for fact in above)


def _is_scattered(facts: Sequence[BlockFacts], chosen: Sequence[int]) -> bool:
    """Whether hardly any paragraph follows another: on an index page, headings stand between them."""
    good = {index for index in chosen if facts[index].good}
    return sum(1 for index in good if index - 1 in good or index + 1 in good) <= 0.2 * len(good)


def _is_home(page: Page) -> bool:
    """Whether the address is a site's root, and neither the address (`/?p=3289`) nor the page's data name an
    article."""
    if not _is_front(page) or _states_article(page) or _STATED & page.meta.keys():
        return False
    query = urlsplit(page.url or "").query
    return not _NAMES_ITEM.search(query)


def _is_front(page: Page) -> bool:
    """Whether the page's address is its site's root."""
    try:
        return page.url is not None and urlsplit(page.url).path in ("", "/")
    except ValueError:
        return False
