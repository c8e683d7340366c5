"""Removes JSON escapes for what cannot be stored: halves of surrogate pairs, and NUL."""

import re

# Each match is one whole escape, so that the backslash in an escaped backslash before "ud800" does not begin another.
# Linear time: every alternative has a fixed length.
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u(?:[dD][89a-fA-F][0-9a-fA-F]{2}|0000)|\\[^u]"
)
_LONE = 6


def storable_escapes(text: str) -> str:
    """JSON text whose strings can be stored: a lone surrogate becomes U+FFFD, NUL is removed, pairs stay."""
    if "\\ud" not in text and "\\uD" not in text and "\\u0000" not in text:
        return text
    return _ESCAPE.sub(_storable, text)


def _storable(escape: re.Match[str]) -> str:
    found = escape.group()
    if len(found) != _LONE:
        return found
    return "" if found == "\\u0000" else "\\ufffd"
