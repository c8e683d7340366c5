"""Labels sentences of news with their grammar, by spaCy's small English model (MIT): what our own grammar learns from.

    python -m benchmarks.training.label_grammar --articles ARTICLES.jsonl --sets FOLDER --out GRAMMAR.jsonl.gz

Sentences are prepared as annotating prepares them: a speech in quotation marks stands as one word. Needs the
extra `spacy` of this project.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.training.name_sentences import is_prose, texts_of
from schemas.article import Article, BlockKind, lay_blocks
from tasks.text.annotate.annotation import MAX_BLOCKS, article_language
from tasks.text.annotate.engine.engine import Words
from tasks.text.annotate.engine.grammar_words import grammar_words
from tasks.text.annotate.engine.spacy_engine import load as load_spacy
from tasks.text.annotate.engine.tree import Tree
from tasks.text.annotate.grammar.passage import plain_passages, quoted
from tasks.text.conventions.sentences import sentences

_TYPOGRAPHY = str.maketrans("‘’“”–\u00a0", "''\"\"- ")
_SHORTEST, _LONGEST = 3, 120
_GROUP = 512


class _OnlyWords:
    """Parts sentences into words and leaves their grammar for later."""

    name = "words"

    def words(self, text: str) -> Words:
        return grammar_words(text)

    def trees(self, _sentences: object) -> list[Tree]:
        return []


def prepared(articles: Path, sets: Path, texts: Path | None) -> Iterator[tuple[str, ...]]:
    """Each sentence once: as annotating prepares them, then the same texts with their quotations, then open sets."""
    english = [one for line in articles.read_text(encoding="utf-8").splitlines() if (one := _english(line))]
    if texts is not None:
        english += [_article(json.loads(line)["text"]) for line in texts.read_text(encoding="utf-8").splitlines()]
    seen: set[tuple[str, ...]] = set()
    for words in _all(english, sets):
        if _SHORTEST <= len(words) <= _LONGEST and words not in seen:
            seen.add(words)
            yield words


def _article(text: str) -> Article:
    pieces: list[tuple[BlockKind, str]] = [
        ("paragraph", part.strip()) for part in re.split(r"\n\s*\n", text) if part.strip()
    ]
    blocks, body = lay_blocks(pieces)
    return Article(blocks=blocks, body=body, language="en")


def _english(line: str) -> Article | None:
    article = Article.model_validate_json(line)
    return article if article_language(article) == "en" and len(article.blocks) <= MAX_BLOCKS else None


def _all(articles: list[Article], sets: Path) -> Iterator[tuple[str, ...]]:
    for one in articles:
        quotes = quoted(one.blocks)
        yield from (each.words for each in plain_passages(one.body, one.blocks, quotes, _OnlyWords()))
    for one in articles:
        for block in one.blocks:
            yield from (grammar_words(block.text[first:last]).words for first, last in sentences(block.text))
    for name in ("en-wikiann", "en-uner-ewt"):
        for text in texts_of(sets / f"{name}.jsonl.gz"):
            if is_prose(text.split()):
                yield grammar_words(text.replace("``", '"').replace(" ''", '"').replace(" '", "'")).words


def write(articles: Path, sets: Path, texts: Path | None, out: Path) -> None:
    """One sentence a line: words, heads, labels and tags."""
    teacher = load_spacy()
    given = list(prepared(articles, sets, texts))
    with gzip.open(out, "wt", encoding="utf-8") as lines:
        for at in range(0, len(given), _GROUP):
            group = given[at : at + _GROUP]
            trees = teacher.trees([[word.translate(_TYPOGRAPHY) for word in words] for words in group])
            for words, tree in zip(group, trees, strict=True):
                row = {"words": words, "heads": tree.heads, "deps": tree.deps, "tags": tree.tags}
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(len(given), "sentences,", sum(map(len, given)), "words")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name in ("--articles", "--sets", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--texts", type=Path)
    args = parser.parse_args()
    write(args.articles, args.sets, args.texts, args.out)


if __name__ == "__main__":
    main()
