"""How many articles a second the annotator reads on one core, and which part takes the time.

    OPENBLAS_NUM_THREADS=1 .venv-spacy/bin/python -m benchmarks.annotating TEXT_FILE_OR_JSONL... [--words 450]

All engines in one run: our own names with the grammar of English, the same with word lists instead of a grammar, and
spaCy alone where the extra `spacy` is installed (`make test-spacy` makes .venv-spacy). The first pass of each counts,
with no word known before. Each file is one article, or, with the ending .jsonl, one a line with a field "text". Give it
news: CPU time depends on how much of the text is quoted. An "article" is --words words. Shares come from a second run.
"""

import argparse
import cProfile
import json
import pstats
import re
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from schemas.article import Article, BlockKind, lay_blocks
from tasks.text.annotate.annotation import annotate
from tasks.text.annotate.engine import engines

_PARTS = {
    "grammar of sentences with a cue or a quotation": "own_grammar.py:trees",
    "names": "own_names.py:names",
    "words": "own_names.py:words",
    "statements (all)": "statements.py:statements",
    "mentions (all)": "labelled_mentions.py:labelled_mentions",
    "entities": "entities.py:resolve",
    "figures": "figures.py:figures",
    "citations": "citations.py:citations",
    "text dates": "text_dates.py:text_dates",
}


_WARM = Article(
    blocks=lay_blocks([("paragraph", "“Yes,” said Clara Finch.")])[0], body="“Yes,” said Clara Finch.", language="en"
)


def articles(paths: list[Path]) -> Iterator[Article]:
    """The files' articles; paragraphs are parted by blank lines."""
    for path in paths:
        text = path.read_text(encoding="utf-8")
        texts = [json.loads(line)["text"] for line in text.splitlines()] if path.suffix == ".jsonl" else [text]
        for one in texts:
            pieces: list[tuple[BlockKind, str]] = [
                ("paragraph", part.strip()) for part in re.split(r"\n\s*\n", one) if part.strip()
            ]
            blocks, body = lay_blocks(pieces)
            yield Article(blocks=blocks, body=body, language="en")


def main() -> None:
    """Reads everything twice: once for the speed, once for the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--words", type=int, default=450)
    args = parser.parse_args()
    read = list(articles(args.paths))
    words = sum(one.word_count for one in read)
    own = engines.load()
    chosen = {"cuttings": own, "cuttings, no grammar": own._replace(grammar=None)}
    if find_spec("spacy") is not None:
        chosen["spacy"] = engines.load("spacy")
    for name, engine in chosen.items():
        started = time.process_time()
        annotate(_WARM, engine)
        loading = time.process_time() - started
        started = time.process_time()
        for one in read:
            annotate(one, engine)
        spent = time.process_time() - started
        rate = words / args.words / spent
        print(
            f"{name}: first article {loading:.1f} s; {len(read)} documents, {words} words, {spent:.1f} s CPU: "
            f"{rate:.1f} articles of {args.words} words a second"
        )
    profile = cProfile.Profile()
    profile.enable()
    for one in read:
        annotate(one, own)
    profile.disable()
    _shares(profile)


def _shares(profile: cProfile.Profile) -> None:
    """The parts' shares of the time, those of the engine within those of its callers."""
    found = pstats.Stats(profile).get_stats_profile()
    total = found.total_tt
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    times = {f"{Path(file).name}:{function}": entry[3] for (file, _, function), entry in stats.items()}
    for part, key in _PARTS.items():
        print(f"  {100 * times.get(key, 0.0) / total:5.1f}%  {part}")


if __name__ == "__main__":
    main()
