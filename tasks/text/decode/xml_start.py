"""The beginning of an XML document."""

import re

_PROLOGUE = re.compile(
    r"\s*+(?:<\?[^>]{0,2000}>|<!--.{0,20000}?-->|<!DOCTYPE[^>\[]{0,1000}(?:\[[^\]]{0,20000}\]\s{0,100})?>)",
    re.IGNORECASE | re.DOTALL,
)
_ROOT = re.compile(r"\s*+<(?:([A-Za-z_][\w.-]{0,60}):)?([A-Za-z_][\w.-]{0,60})(?=[\s/>])")
_HTML = frozenset({"html", "head", "body"})


def xml_root_name(text: str) -> str:
    """The root element's name without its prefix, after `<?xml`, comments and a document type.

    "" if it is not XML, or is HTML. A fragment of HTML has a root like any other: the caller must know HTML's names.
    """
    at = 0
    for _ in range(50):
        found = _PROLOGUE.match(text, at)
        if found is None:
            break
        at = found.end()
    root = _ROOT.match(text, at)
    return "" if root is None or root[2].lower() in _HTML else root[2]
