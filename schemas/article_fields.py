"""The fields of an article, declared once: columns of the staged batch, of `versions`, of `articles` and of the data
dictionary, lines of `explain`.

A new field is its attribute of `Article` with a reader that fills it, one line here, and one migration that adds the
column to `versions`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from schemas.article import Access, Article, ArticleKind, EditorialStatus

SqlType = Literal["VARCHAR", "VARCHAR[]", "DATE", "TIMESTAMPTZ", "INTEGER"]


@dataclass(frozen=True, slots=True)
class ArticleField:
    """One column of `articles` that a document gives."""

    column: str
    sql_type: SqlType
    comment: str
    """What it is, and what NULL means."""
    value: Callable[[Article], object]
    evidence: str | None
    """The field name of its candidates in `evidence`. None: the field is computed and has none."""
    values: tuple[str | int, ...] = ()
    """All values it can have. Empty: any of its type."""


def _plain(
    column: str, comment: str, sql_type: SqlType = "VARCHAR", values: tuple[str | int, ...] = ()
) -> ArticleField:
    """A field whose attribute, column and evidence have one name."""
    return ArticleField(column, sql_type, comment, lambda article: getattr(article, column), column, values)


def _list(column: str, comment: str) -> ArticleField:
    """A field of several values: NULL where there are none."""
    return ArticleField(column, "VARCHAR[]", comment, lambda article: list(getattr(article, column)) or None, column)


ARTICLE_FIELDS: Final = (
    _plain("headline", "Headline. NULL: the document gives none."),
    _plain("dek", "The line or two under the headline. NULL: none."),
    ArticleField(
        "byline",
        "VARCHAR",
        "Who wrote it, as printed. NULL: none.",
        lambda article: article.byline and article.byline.text,
        "byline",
    ),
    ArticleField(
        "dateline",
        "VARCHAR",
        "Place and often date that open the text, as printed. NULL: none.",
        lambda article: article.dateline and article.dateline.text,
        "dateline",
    ),
    ArticleField(
        "dateline_place",
        "VARCHAR",
        "The place in the dateline. NULL: no dateline, or none with a place.",
        lambda article: article.dateline and article.dateline.place,
        "dateline",
    ),
    ArticleField(
        "published_on",
        "DATE",
        "Day of publication as printed, in the zone of the outlet. NULL: the document gives none.",
        lambda article: article.published and article.published.day,
        "published",
    ),
    ArticleField(
        "published_at",
        "TIMESTAMPTZ",
        "Instant of publication. NULL: no time of day with a zone is given; published_on may still be.",
        lambda article: article.published and article.published.at,
        "published",
    ),
    ArticleField(
        "modified_at",
        "TIMESTAMPTZ",
        "Instant at which the outlet says it changed the text. NULL: no time of day with a zone is given; "
        "modified_on may still be.",
        lambda article: article.modified and article.modified.at,
        "modified",
    ),
    ArticleField(
        "modified_on",
        "DATE",
        "Day on which the outlet says it changed the text, as printed, in its zone. NULL: it does not say.",
        lambda article: article.modified and article.modified.day,
        "modified",
    ),
    _plain("publication", "Name of the outlet as it calls itself. NULL: the document does not say."),
    _plain("section", "Section of the outlet. NULL: the document does not say."),
    _plain("edition", "The edition it was printed in. NULL: the document does not say."),
    _plain("language", "BCP 47 code of the language. NULL: not known."),
    _plain("url", "Address that the document came from or states for itself. NULL: not known."),
    _plain("canonical_url", "That address without tracking parameters, AMP and mobile twins. NULL: not known."),
    _plain("publisher_id", "Identifier that the publisher gives the item: a guid, a ninjs uri. NULL: none is given."),
    _plain("revision", "The publisher's number for this revision of the item, as given. NULL: none is given."),
    _plain(
        "editorial_status",
        "usable; withheld: not to be used until further notice; canceled: killed or withdrawn by its publisher. "
        "NULL: the document does not say.",
        values=get_args(EditorialStatus),
    ),
    _plain(
        "embargoed_until",
        "Not to be published before this instant. NULL: no embargo is stated.",
        "TIMESTAMPTZ",
    ),
    _plain(
        "urgency",
        "Editorial urgency after IPTC: 1 the most urgent, 8 the least, 9 defined by the user. NULL: not given.",
        "INTEGER",
        tuple(range(1, 10)),
    ),
    _plain("slugline", "Short name that the desk gives the item. NULL: none is given."),
    _list("subjects", "Subject codes as given, such as medtop:20000344. NULL: none are given."),
    _plain("genre", "Kind of text as the publisher names it: Analysis, Interview. NULL: not given."),
    _list("keywords", "Keywords the document gives, in its order. NULL or empty: none."),
    _plain("wire_credit", "Agency credited with the text. NULL: none."),
    _plain("editor_note", "Note to editors; not part of the text. NULL: none."),
    _plain("copyright_notice", "Copyright line as printed. NULL: none."),
    _plain("usage_terms", "What the publisher allows, as printed. NULL: the document does not say."),
    _plain("kind", "article, live_blog, gallery or video. Never NULL.", values=get_args(ArticleKind)),
    _plain(
        "access",
        "paywalled: the document lacks text that subscribers see; free: the outlet says so. NULL: it does not say.",
        values=get_args(Access),
    ),
    _plain(
        "stated_word_count",
        "Number of words that the document states; word_count is the number counted. NULL: it does not say.",
        "INTEGER",
    ),
    ArticleField(
        "word_count",
        "INTEGER",
        "Words of the body, split at white space. Never NULL.",
        lambda article: article.word_count,
        None,
    ),
    _plain("body", "Text: the blocks joined by a blank line. Never NULL."),
)
"""In the order in which a reader meets them; the view `articles` and `explain` keep it."""

FIELD_COLUMNS: Final = ", ".join(field.column for field in ARTICLE_FIELDS)
"""Their columns, to stand where our SQL says {article_fields}."""
