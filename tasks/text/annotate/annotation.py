"""All annotations of one article, by one engine."""

from schemas.annotations import Annotations
from schemas.article import Article
from tasks.text.annotate.citations import citations
from tasks.text.annotate.engine.engine import Engine
from tasks.text.annotate.entities import resolve
from tasks.text.annotate.figures import figures
from tasks.text.annotate.grammar.statements import statements
from tasks.text.annotate.labelled_mentions import labelled_mentions
from tasks.text.annotate.language_check import is_english
from tasks.text.annotate.languages.pack import LanguagePack, pack
from tasks.text.annotate.listed.listed_figures import listed_figures
from tasks.text.annotate.listed.listed_names import listed_names
from tasks.text.annotate.listed.listed_statements import listed_statements
from tasks.text.annotate.text_dates import text_dates
from tasks.text.conventions.text_language import language_of

MAX_BODY = 200_000
"""Most characters of a body that are annotated; the blocks after them are not. A long article has 60,000; 200,000 take
4 s of CPU."""
MAX_BLOCKS = 3_000
"""Most blocks of a body that are annotated: each takes at least half a millisecond of CPU, however short it is."""
RULES = "3"
"""The version of our rules; `articles.annotated` stores it with the engine's name."""


def annotate(article: Article, engine: Engine) -> Annotations | None:
    """Entities, mentions, statements, figures, citations and dates. None: the engine does not read the language.

    Spans are positions in `article.body`; those of mentions are positions in the field that each names.
    """
    language = article_language(article)
    if engine.languages is not None and language not in engine.languages:
        return None
    article = _bounded(article)
    body = article.body
    if language != "en":
        return _by_lists(article, engine, pack(language))
    entities, mentions = resolve(labelled_mentions(article, engine.finder), body)
    said = (
        statements(article, entities, mentions, engine.grammar)
        if engine.grammar is not None
        else listed_statements(article, entities, mentions, pack("en"))
    )
    return Annotations(
        engine=annotator(engine, language),
        entities=tuple(entities),
        mentions=tuple(mentions),
        statements=tuple(said),
        figures=tuple(figures(body)),
        citations=tuple(citations(body, entities, mentions, said)),
        text_dates=tuple(text_dates(body, article.published.day if article.published else None)),
    )


def _by_lists(article: Article, engine: Engine, words: LanguagePack) -> Annotations:
    """The annotations of an article in a language with a pack, or of which only general marks are known."""
    entities, mentions = resolve(listed_names(article, engine.finder, words), article.body)
    said = listed_statements(article, entities, mentions, words)
    return Annotations(
        engine=annotator(engine, words.code),
        entities=tuple(entities),
        mentions=tuple(mentions),
        statements=tuple(said),
        figures=tuple(listed_figures(article.body, words)),
    )


def annotator(engine: Engine, language: str | None) -> str:
    """The value of `articles.annotated`: the models for names and for grammar, and the version of our rules."""
    grammar = engine.grammar if language == "en" else None
    parts = [
        engine.finder.name,
        *([grammar.name] if grammar is not None and grammar.name != engine.finder.name else []),
    ]
    return f"{', '.join(parts)}, rules {RULES}"


def annotators(engine: Engine) -> tuple[str, ...]:
    """All values of `articles.annotated` for articles that this engine has annotated, in any language."""
    return tuple({annotator(engine, language) for language in ("en", None)})


def article_language(article: Article) -> str | None:
    """The two-letter language of an article: as stated, else detected from its words. None: unknown."""
    if article.language is not None:
        return article.language.lower().replace("_", "-").split("-")[0]
    return "en" if is_english(article.body) else language_of(article.body)


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
