"""Labels names in text by tools whose licence allows it: what our own model of names learns from, beside open sets.

English: this program's rules around spaCy's small model (MIT). Russian: natasha (MIT). French: spaCy's
`fr_core_news_sm` (LGPL-LR). Each writes a file that `train_names` reads.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.training.name_sentences import texts_of
from schemas.article import Article
from tasks.text.annotate.annotation import article_language
from tasks.text.annotate.engine import engines
from tasks.text.annotate.labelled_mentions import labelled_mentions

Text = tuple[str, str]
"""Where a text is from ("w": an encyclopaedia's sentence, "p": a page's paragraph), and the text."""
Spans = list[tuple[int, int, str]]


def english(articles: Path, out: Path) -> None:
    """{"body", "headline", "blocks", "names"} a line."""
    finder = engines.load("spacy").finder
    with out.open("w", encoding="utf-8") as lines:
        for article in _read(articles):
            if article_language(article) != "en":
                continue
            found = [(one.field, one.start, one.end, one.label) for one in labelled_mentions(article, finder)]
            blocks = [(block.start_char, block.end_char) for block in article.blocks]
            row = {"body": article.body, "headline": article.headline, "blocks": blocks, "names": found}
            lines.write(json.dumps(row) + "\n")


def russian(articles: Path, sets: Path, out: Path) -> None:
    """{"src", "text", "spans"} a line, by natasha."""
    from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter

    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())

    def found(text: str) -> Spans:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        return [(span.start, span.stop, span.type) for span in doc.spans]

    given = [*_texts(articles, sets, "ru"), *(("f", text) for text in texts_of(sets / "ru-factrueval.jsonl.gz"))]
    _write(((src, text, found(text)) for src, text in given), out)


def french(articles: Path, sets: Path, out: Path) -> None:
    """{"src", "text", "spans"} a line, by spaCy's small French model."""
    import spacy

    language = spacy.load("fr_core_news_sm", exclude=["parser", "morphologizer", "lemmatizer", "attribute_ruler"])
    given = list(_texts(articles, sets, "fr"))
    docs = language.pipe((text for _, text in given), batch_size=64)
    kinds = {"PER", "ORG", "LOC"}
    _write(
        (
            (src, text, [(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in kinds])
            for (src, text), doc in zip(given, docs, strict=True)
        ),
        out,
    )


def _read(articles: Path) -> Iterator[Article]:
    for line in articles.read_text(encoding="utf-8").splitlines():
        yield Article.model_validate_json(line)


def _texts(articles: Path, sets: Path, language: str) -> Iterator[Text]:
    yield from (("w", text) for text in texts_of(sets / f"{language}-wikiann.jsonl.gz"))
    for article in _read(articles):
        if article_language(article) == language:
            yield from (("p", block.text) for block in article.blocks)


def _write(labelled: Iterator[tuple[str, str, Spans]], out: Path) -> None:
    with out.open("w", encoding="utf-8") as lines:
        for src, text, spans in labelled:
            lines.write(json.dumps({"src": src, "text": text, "spans": spans}) + "\n")
