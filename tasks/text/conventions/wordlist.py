"""Word lists, kept as text in the modules that use them or in files beside them, and the lower case in which they are
matched."""

from importlib.resources import files


def wordlist(text: str) -> frozenset[str]:
    """The words of a text, separated by white space. An underscore stands for a space inside one entry."""
    return frozenset(word.replace("_", " ") for word in text.split())


def word_file(package: str, name: str) -> tuple[str, ...]:
    """The entries of `words/NAME.txt` in a package, one per line, in order. Lines that begin with "#" are comments."""
    lines = files(package).joinpath("words", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def lower_case(text: str) -> str:
    """Lower case for matching. Turkish has a dotted and a dotless i in both cases: here they are one letter, as in a
    match of "i" with `re.IGNORECASE`."""
    lowered = text.lower()
    return lowered if lowered.isascii() else lowered.replace("i\u0307", "i").replace("ı", "i")
