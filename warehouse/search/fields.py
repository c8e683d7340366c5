"""The fields of the search index, and how each field's text becomes terms."""

import re
import unicodedata
from functools import cache

from tantivy import Filter, Index, Schema, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

LAYOUT = 1
"""Increased when the fields or their terms change: an index with another layout is rebuilt."""

STEMMED = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "nb": "norwegian", "nn": "norwegian",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish",
}  # fmt: skip
"""Languages with a Snowball stemmer, by their two letters."""

TEXT_FIELDS = {
    "headline": "headline",
    "body": "body",
    "outlet": "outlet",
    "author": "author",
    "speaker": "speaker",
    "person": "person",
    "place": "place",
    "organisation": "organisation",
}
"""Fields that a query may name, with the column of `article_terms` from which each is filled."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana, Han
)
UNSPACED = re.compile(f"[{_UNSPACED}]+")
"""Stretches of scripts without spaces between words: indexed as single characters and pairs of neighbours."""


def stem_field(language: str) -> str:
    """The field with the stems of headline and body in one language."""
    return f"stem_{STEMMED[language]}"


@cache
def schema() -> Schema:
    """The index's fields."""
    builder = SchemaBuilder()
    # A fast field is read for thousands of hits in a millisecond; a stored field is slower.
    builder.add_unsigned_field("id_high", indexed=True, fast=True)
    builder.add_unsigned_field("id_low", indexed=True, fast=True)
    builder.add_text_field("article_id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", indexed=True, fast=True)
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="plain", index_option="position")
    for name in dict.fromkeys(stem_field(language) for language in STEMMED):
        builder.add_text_field(name, tokenizer_name=name, index_option="freq")
    builder.add_text_field("signs", tokenizer_name="whitespace", index_option="position")
    return builder.build()


def register(index: Index) -> None:
    """Register the analysers with an opened index: tantivy stores only their names."""
    index.register_tokenizer("plain", plain_analyser())
    for language in STEMMED:
        index.register_tokenizer(stem_field(language), stem_analyser(language))


@cache
def plain_analyser() -> TextAnalyzer:
    """Words in lower case without accents, so that "café" finds "Cafe"."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(60)).filter(Filter.lowercase())
    return builder.filter(Filter.ascii_fold()).build()


@cache
def stem_analyser(language: str) -> TextAnalyzer:
    """Stems of words, without accents."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(60)).filter(Filter.lowercase())
    return builder.filter(Filter.stemmer(STEMMED[language])).filter(Filter.ascii_fold()).build()


def normal(text: str) -> str:
    """Text in the form that is indexed and searched: compatibility forms are replaced (full-width letters,
    ligatures)."""
    return unicodedata.normalize("NFKC", text)


def sign_tokens(text: str) -> list[str]:
    """Single characters and pairs of neighbours of every stretch without spaces, in order."""
    tokens: list[str] = []
    for stretch in UNSPACED.findall(text):
        tokens += [
            stretch[at : at + size] for at in range(len(stretch)) for size in (1, 2) if at + size <= len(stretch)
        ]
    return tokens
