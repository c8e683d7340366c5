"""Lists of words: kept as plain text in the modules that use them, or in a file of their own beside them."""

from importlib.resources import files


def wordlist(text: str) -> frozenset[str]:
    """The words of a text, separated by white space. An underscore stands for a space inside one entry."""
    return frozenset(word.replace("_", " ") for word in text.split())


def word_file(package: str, name: str) -> tuple[str, ...]:
    """The entries of `words/NAME.txt` in a package, one a line, in order. Lines that begin with "#" are comments."""
    lines = files(package).joinpath("words", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
