"""Writes the commonest words of each language pack, which open sentences and are no names: spaCy's stop words (MIT).

    python -m benchmarks.training.common_words

Needs the project's extra `spacy`.
"""

from importlib import import_module
from pathlib import Path

from tasks.text.annotate.languages.pack import codes


def main() -> None:
    """One file a language; English has rules of its own, scripts without capitals need none."""
    folder = Path("tasks/text/annotate/languages")
    for code in codes():
        if code not in {"en", "zh", "ja", "ar"}:
            words = import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS
            found = sorted(word for word in words if word.isalpha() and word == word.lower() and len(word) > 1)
            (folder / code / "common.txt").write_text("\n".join(found) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
