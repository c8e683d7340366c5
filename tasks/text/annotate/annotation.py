"""All annotations of one article, by one engine."""

from schemas.annotations import Annotations
from schemas.article import Article
from tasks.text.annotate.citations import citations
from tasks.text.annotate.engine.engine import Engine
from tasks.text.annotate.entities import resolve
from tasks.text.annotate.figures import figures
from tasks.text.annotate.language_check import is_english
from tasks.text.annotate.mentions import names
from tasks.text.annotate.statements import statements
from tasks.text.annotate.text_dates import text_dates

MAX_BODY = 200_000
"""Characters of a body that are annotated; the blocks after them are not. A long article has 60,000;
these cost 4 s of CPU."""
MAX_BLOCKS = 3_000
"""The same in blocks: each costs half a millisecond of CPU or more, however short it is."""
RULES = "1"
"""The version of the rules of this house; with the engine's name it is what `articles.annotated` says."""


def annotate(article: Article, engine: Engine) -> Annotations | None:
    """Who is named, who said what, which figures, sources and days. None: the article is not in English.

    Spans are into `article.body`, those of mentions into the field that each names.
    """
    if not english(article):
        return None
    article = _bounded(article)
    body = article.body
    entities, mentions = resolve(names(article, engine), body)
    said = statements(article, entities, mentions, engine)
    return Annotations(
        engine=f"{engine.name} rules {RULES}",
        entities=tuple(entities),
        mentions=tuple(mentions),
        statements=tuple(said),
        figures=tuple(figures(body)),
        citations=tuple(citations(body, entities, mentions, said)),
        text_dates=tuple(text_dates(body, article.published.day if article.published else None)),
    )


def english(article: Article) -> bool:
    """Whether an article is in English: as it says, else by its words."""
    if article.language is not None:
        return article.language.lower().split("-")[0] == "en"
    return is_english(article.body)


def _bounded(article: Article) -> Article:
    """The article up to the last block that ends within the limit."""
    if len(article.body) <= MAX_BODY and len(article.blocks) <= MAX_BLOCKS:
        return article
    first = article.blocks[:MAX_BLOCKS]
    blocks = tuple(block for block in first if block.end_char <= MAX_BODY) or first[:1]
    end = min(blocks[-1].end_char, MAX_BODY)
    if end < blocks[-1].end_char:
        last = blocks[-1]
        blocks = (*blocks[:-1], last.model_copy(update={"end_char": end, "text": last.text[: end - last.start_char]}))
    return article.model_copy(update={"blocks": blocks, "body": article.body[:end]})
