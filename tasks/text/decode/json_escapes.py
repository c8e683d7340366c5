"""JSON that escapes what no text can hold: halves of surrogate pairs, and NUL."""

import re

# One match an escape, so that an escaped backslash before a "ud800" is never half read. Linear: every branch is of
# fixed length.
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u(?:[dD][89a-fA-F][0-9a-fA-F]{2}|0000)|\\[^u]"
)
_LONE = 6


def storable_escapes(text: str) -> str:
    """JSON text whose strings can be stored: a lone surrogate becomes U+FFFD, NUL goes, pairs stay."""
    if "\\ud" not in text and "\\uD" not in text and "\\u0000" not in text:
        return text
    return _ESCAPE.sub(_storable, text)


def _storable(escape: re.Match[str]) -> str:
    found = escape.group()
    if len(found) != _LONE:
        return found
    return "" if found == "\\u0000" else "\\ufffd"
