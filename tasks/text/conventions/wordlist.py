"""Lists of words: kept as plain text in the modules that use them, or in a file of their own beside them; and the
spelling in which they are looked for."""

from importlib.resources import files


def wordlist(text: str) -> frozenset[str]:
    """The words of a text, separated by white space. An underscore stands for a space inside one entry."""
    return frozenset(word.replace("_", " ") for word in text.split())


def word_file(package: str, name: str) -> tuple[str, ...]:
    """The entries of `words/NAME.txt` in a package, one a line, in order. Lines that begin with "#" are comments."""
    lines = files(package).joinpath("words", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def lower_case(text: str) -> str:
    """The spelling in which words are looked for. Turkish has two letters i, and capitals of both: they are one here,
    as they are where `re.IGNORECASE` looks for "i"."""
    lowered = text.lower()
    return lowered if lowered.isascii() else lowered.replace("i\u0307", "i").replace("ı", "i")
