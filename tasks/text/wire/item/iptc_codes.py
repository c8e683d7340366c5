"""IPTC's codes among the codes of an item's subjects: Media Topics, and the Subject Codes before them."""

import re

_IPTC = re.compile(
    r"(?:medtop|mediatopic|subj|subject|iptccode|iptc|tesubj)[:/]\d{8}|\d{8}|https?://cv\.iptc\.org/newscodes/\S{3,60}",
    re.IGNORECASE,
)


def subjects(codes: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes that say what the item is about, and the others.

    Items list persons, teams, countries and routing codes as subjects too. Where some codes are IPTC's, those are it;
    else all are. What holds white space is a name, and no code.
    """
    codes = tuple(code for code in codes if not any(sign.isspace() for sign in code))
    own = tuple(code for code in codes if _IPTC.fullmatch(code))
    return (own, tuple(code for code in codes if code not in own)) if own else (codes, ())
