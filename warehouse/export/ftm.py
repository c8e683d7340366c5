"""FollowTheMoney entities, the form of Aleph and OpenAleph: one Article per line."""

import json
from datetime import datetime
from typing import Any

from warehouse.queries.exported import Row

_HELD = (
    "article_id headline dek published_on published_at modified_at modified_on publication language url canonical_url"
    " keywords body publisher_id"
)
HELD = frozenset(_HELD.split())
"""Columns that the form carries."""
_LANGUAGES = {
    "ar": "ara", "bg": "bul", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "et": "est",
    "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "it": "ita",
    "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav", "nb": "nob", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por",
    "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr",
    "vi": "vie", "zh": "zho",
}  # fmt: skip
"""ISO 639-1 to 639-3, which FollowTheMoney requires."""


def ftm_line(row: Row) -> str:
    """The article as one entity. The value of every property is a list of texts."""
    properties = {name: values for name, values in _properties(row).items() if values}
    return json.dumps({"id": row["article_id"], "schema": "Article", "properties": properties}, ensure_ascii=False)


def _properties(row: Row) -> dict[str, list[str]]:
    code = _LANGUAGES.get((row["language"] or "").partition("-")[0])
    return {
        "title": _one(row["headline"]),
        "summary": _one(row["dek"]),
        "author": [author["name"] for author in row["authors"]],
        "publisher": _one(row["publication"]),
        "publishedAt": _one(_stamp(row["published_at"]) or row["published_on"]),
        "modifiedAt": _one(_stamp(row["modified_at"]) or row["modified_on"]),
        "sourceUrl": _one(row["url"] or row["canonical_url"]),
        "messageId": _one(row["publisher_id"]),
        "language": _one(code),
        "keywords": list(row["keywords"] or ()),
        "bodyText": _one(row["body"]),
    }


def _stamp(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%S") if at else None


def _one(value: Any) -> list[str]:  # noqa: ANN401 - a column's value
    return [] if value in (None, "") else [str(value)]
