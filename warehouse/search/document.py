"""An article as a document of the search index."""

from tantivy import Document

from warehouse.queries.article_terms import ArticleTerms
from warehouse.search.fields import STEMMED, TEXT_FIELDS, normal, sign_tokens, stem_field


def document(article: ArticleTerms) -> Document:
    """The texts of its fields, each to be analysed by its field's analyser."""
    made = Document()
    made.add_unsigned("id_high", int(article.article_id[:16], 16))
    made.add_unsigned("id_low", int(article.article_id[16:32], 16))
    made.add_text("article_id", article.article_id)
    code = (article.language or "").lower()[:2]
    if code:
        made.add_text("language", code)
    if article.published_on is not None:
        made.add_integer("day", int(f"{article.published_on:%Y%m%d}"))
    for name in TEXT_FIELDS:
        said = getattr(article, name)
        for text in said if isinstance(said, tuple) else (said,):
            if text:
                made.add_text(name, normal(text))
    text = normal("\n".join(part for part in (article.headline, article.body) if part))
    if code in STEMMED:
        made.add_text(stem_field(code), text)
    if signs := sign_tokens(text):
        made.add_text("signs", " ".join(signs))
    return made
