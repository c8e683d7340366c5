"""JSON-LD: one schema.org NewsArticle per line, in the form that web pages use."""

import json
from typing import Any

from warehouse.export.ninjs_export import stamp
from warehouse.queries.exported import Row

_HELD = (
    "article_id headline dek byline dateline published_on published_at modified_at modified_on publication section"
    " language url canonical_url publisher_id keywords wire_credit copyright_notice usage_terms access"
    " genre word_count body edition authors kind"
)
HELD = frozenset(_HELD.split())
"""Columns that the form carries."""
_TYPES = {"article": "NewsArticle", "live_blog": "LiveBlogPosting", "gallery": "ImageGallery", "video": "VideoObject"}
_AUTHORS = {"person": "Person", "desk": "Organization", "agency": "Organization"}


def json_ld_line(row: Row) -> str:
    """The article as one line of JSON-LD."""
    return json.dumps(
        {name: value for name, value in _node(row).items() if value not in (None, [], "")}, ensure_ascii=False
    )


def _node(row: Row) -> dict[str, Any]:
    address = row["canonical_url"] or row["url"]
    return {
        "@context": "https://schema.org",
        "@type": _TYPES[row["kind"]],
        "@id": address or f"urn:cuttings:{row['article_id']}",
        "identifier": row["publisher_id"],
        "url": row["url"] or address,
        "headline": row["headline"],
        "alternativeHeadline": row["dek"],
        "author": [{"@type": _AUTHORS[author["kind"]], "name": author["name"]} for author in row["authors"]],
        "dateline": row["dateline"],
        "datePublished": stamp(row["published_at"], row["published_on"]),
        "dateModified": stamp(row["modified_at"], row["modified_on"]),
        "articleSection": row["section"],
        "printEdition": row["edition"],
        "publisher": {"@type": "Organization", "name": row["publication"]} if row["publication"] else None,
        "creditText": row["wire_credit"] or row["byline"],
        "inLanguage": row["language"],
        "keywords": list(row["keywords"] or ()),
        "genre": row["genre"],
        "copyrightNotice": row["copyright_notice"],
        "usageInfo": row["usage_terms"],
        "isAccessibleForFree": None if row["access"] is None else row["access"] == "free",
        "wordCount": row["word_count"],
        "articleBody": row["body"],
    }
