"""IPTC's codes among an item's subjects: Media Topics, and the older Subject Codes."""

import re

_IPTC = re.compile(
    r"(?:medtop|mediatopic|subj|subject|iptccode|iptc|tesubj)[:/]\d{8}|\d{8}|https?://cv\.iptc\.org/newscodes/\S{3,60}",
    re.IGNORECASE,
)


def subjects(codes: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the item's subjects, and the others.

    Items also list persons, teams, countries and routing codes as subjects. If some codes are IPTC's, only these are
    subjects; else all are. A value with white space is a name, not a code.
    """
    codes = tuple(code for code in codes if not any(sign.isspace() for sign in code))
    own = tuple(code for code in codes if _IPTC.fullmatch(code))
    return (own, tuple(code for code in codes if code not in own)) if own else (codes, ())
