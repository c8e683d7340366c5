"""Lists of words, kept as plain text in the modules that use them."""


def wordlist(text: str) -> frozenset[str]:
    """The words of a text, parted by white space. An underscore stands for a space inside one entry."""
    return frozenset(word.replace("_", " ") for word in text.split())
