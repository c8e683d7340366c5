"""Where a record holds the fields of an article: a JSON object of any origin, or a row of a table.

First the paths of schema.org, ninjs and known services, then keys by their meaning in any language.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tasks.text.conventions.field_names import columns_by_field

Record = Mapping[str, Any]

# Paths by field, best first. A dot steps into an object.
PATHS: dict[str, tuple[str, ...]] = {
    "headline": ("headline", "headlines.value", "headline.main", "title", "webTitle", "name"),
    "dek": (
        "alternativeHeadline", "descriptions.value", "description_text", "description", "fields.trailText", "abstract",
        "summary", "excerpt", "dek", "standfirst",
    ),
    "body": (
        "articleBody", "body_xhtml", "body_html", "bodies.value", "body_text", "fields.body", "fields.bodyText", "body",
        "content_html", "content", "content_text", "text", "fulltext", "full_text", "maintext", "plaintext", "article",
    ),
    "byline": ("byline", "by", "bylines.value", "fields.byline", "byline.original"),
    "authors": (
        "author", "authors", "creator", "bylines.authors", "infosources.author", "_embedded.author", "published_by",
    ),
    "published": (
        "datePublished", "firstcreated", "published_at", "published_on", "published", "publication_date",
        "date_published", "date_publish", "publishing_date", "publishedAt", "webPublicationDate", "pubDate", "pub_date",
        "date_gmt", "dateTimePub", "dateTime", "date", "versioncreated",
    ),
    "modified": (
        "dateModified", "versioncreated", "modified_gmt", "updated_at", "modified_at", "modified", "date_modified",
        "updated", "updatedAt",
    ),
    "section": ("articleSection", "sectionName", "section_name", "section", "category", "desk"),
    "publication": (
        "publisher.name", "publisher", "publication", "outlet", "source.name", "source.title", "source",
        "source-hostname", "sitename", "site_name", "site", "newspaper", "html.source_info.publisher",
    ),
    "language": ("inLanguage", "language", "lang"),
    "url": (
        "url", "mainEntityOfPage.@id", "mainEntityOfPage", "link", "webUrl", "web_url", "canonical_url", "@id",
        "source_url", "source", "html.requested_url", "html.responded_url",
    ),
    "publisher_id": ("uri", "guid", "identifier", "id", "_id"),
    "keywords": ("keywords", "tags"),
    "dateline": ("located", "dateline", "contentLocation.name"),
    "wire_credit": ("copyrightholder", "creditText", "creditline", "credit"),
    "edition": (),
    "stated_word_count": ("wordCount", "wordcount", "word_count"),
    "copyright_notice": ("copyrightNotice", "copyrightnotice"),
    "genre": ("genre",),
}  # fmt: skip


def offers(record: Record) -> dict[str, tuple[tuple[str, Any], ...]]:
    """The non-empty values of each field with their paths, best first."""
    named = columns_by_field(key for key in record if isinstance(key, str))
    return {field: tuple(_found(record, paths, named.get(field, ()))) for field, paths in PATHS.items()}


def _found(record: Record, paths: tuple[str, ...], keys: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for path in (*paths, *keys):
        value = record.get(path) if path in record else _inside(record, path)
        if path not in seen and value not in (None, "", [], {}):
            seen.add(path)
            yield path, value


def _inside(record: Record, path: str) -> Any:  # noqa: ANN401 - JSON is anything
    value: Any = record
    for step in path.split("."):
        if isinstance(value, list):
            value = value[0] if value else None
        value = value.get(step) if isinstance(value, dict) else None
    return value
