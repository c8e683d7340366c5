"""Makes text from documents safe to show, beyond the escaping that Jinja does."""

from urllib.parse import urlsplit

_CONTROLS = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n\r"} | {0x7F: "\u2421"}
# Embeddings and overrides let a text stand in another order than it is read. Right-to-left letters order themselves;
# isolates end with the element that holds them.
_TURNING = {code: f"\u2039U+{code:04X}\u203a" for code in range(0x202A, 0x202F)}
_SHOWN = _CONTROLS | _TURNING
_LONGEST_ADDRESS = 2_000


def harmless(value: object) -> object:
    """A value as a page prints it: "" for None, control and direction characters as visible signs."""
    if value is None:
        return ""
    return value.translate(_SHOWN) if isinstance(value, str) else value


def web_address(address: object) -> str | None:
    """An address that a link may lead to. None: it is no web address (`javascript:`, `data:`, a path, a broken one)."""
    if not isinstance(address, str) or len(address) > _LONGEST_ADDRESS:
        return None
    if any(ord(sign) <= 32 or ord(sign) in _SHOWN for sign in address):
        return None
    try:
        parts = urlsplit(address)
        return address if parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
