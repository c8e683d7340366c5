"""Names that are recognisable as an organisation's, by their first noun or by their capitals."""

from tasks.text.annotate.languages.pack import LanguagePack

_STEM, _TAIL = 5, 6
"""Fewest letters that all cases of such a noun share; fewest letters of a noun that may end a longer word."""
_SHORT = 6


def is_body(surface: str, pack: LanguagePack) -> bool:
    """Whether a name is an organisation's: "Komisji Europejskiej", "Innenministerium", "NFOŚ"."""
    words = surface.split()
    first = words[0].lower() if words else ""
    if any(_is_noun(first, noun, inflected=pack.inflected) for noun in pack.bodies):
        return True
    return bool(pack.bodies) and len(words) == 1 and 2 <= len(surface) <= _SHORT and _is_short_form(surface)


def _is_noun(word: str, noun: str, *, inflected: bool) -> bool:
    if word == noun:
        return True
    return (inflected and len(noun) >= _STEM and word.startswith(noun)) or (len(noun) >= _TAIL and word.endswith(noun))


def _is_short_form(surface: str) -> bool:
    """Whether a name is in capitals only, as no place and no person is written."""
    return surface.isalpha() and surface.isupper()
