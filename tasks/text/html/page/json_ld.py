"""JSON-LD scripts to objects, with repairs for the common mistakes of real pages."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tasks.text.decode.json_escapes import storable_escapes

MAX_SCRIPT_CHARS = 2_000_000
MAX_OBJECTS = 2_000
"""Most objects kept of one page; listing pages state some hundreds."""
MAX_DEPTH = 6
"""Most levels of lists and `@graph` that are opened. Real pages use two."""

_OPENING = re.compile(r"(?:/\*|//)?\s{0,20}(?:<!--|<!\[CDATA\[)\s{0,20}(?:\*/)?")
_CLOSING = re.compile(r"(?:/\*|//)?\s{0,20}(?:-->|\]\]>)\s{0,20}(?:\*/)?;?$")
_TRAILING_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
_QUOTE = re.compile(r'\\.|"', re.DOTALL)
_ENDS_TEXT = re.compile(r'\s{0,50}(?:[}\]]|[,:]\s{0,50}["{\[}\],\dtfn-]|$)')
"""What can follow the quotation mark that ends a string."""
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
# One string member of a script that no repair turns into JSON. The value must not contain a quotation mark, since in a
# broken script it is uncertain which mark ends the value.
_MEMBER = re.compile(
    r'"(headline|datePublished|dateModified|dateCreated|articleSection|inLanguage|@type)"\s{0,20}:\s{0,20}"([^"\\\n]{1,500})"(?=\s{0,20}[,}])'
)


def json_ld_objects(scripts: Sequence[str]) -> tuple[Mapping[str, Any], ...]:
    """Every object of the scripts in order, with `@graph` and lists flattened. A script that is not JSON gives no
    object."""
    found: list[Mapping[str, Any]] = []
    for script in scripts:
        if len(script) > MAX_SCRIPT_CHARS:
            continue
        for value in _values(_unwrapped(storable_escapes(script))):
            for item in _flat(value, MAX_DEPTH):
                if len(found) >= MAX_OBJECTS:
                    return tuple(found)
                found.append(item)
    return tuple(found)


def _unwrapped(script: str) -> str:
    """The script without the comment or CDATA marks that hid scripts from the browsers of the 1990s."""
    text = script.strip().removeprefix("\ufeff").strip()
    if opening := _OPENING.match(text):
        text = text[opening.end() :]
    if closing := _CLOSING.search(text, max(len(text) - 60, 0)):
        text = text[: closing.start()]
    return text.strip()


def _flat(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        for item in value[:MAX_OBJECTS] if depth else ():
            yield from _flat(item, depth - 1)
    elif isinstance(value, dict):
        graph = value.get("@graph")
        if isinstance(graph, list | dict) and depth:
            yield from _flat(graph, depth - 1)
        if graph is None or len(value) > 3:  # more than @context, @id and @graph
            yield value


def _values(text: str) -> list[object]:
    """The values of the script: several if it contains several, repaired if it is broken."""
    if not text:
        return []
    for repaired in _repairs(text):
        try:
            return [json.loads(repaired, strict=False)]
        except json.JSONDecodeError as error:
            if error.msg == "Extra data" and (several := _sequence(repaired)):
                return several
        except RecursionError:
            return []
        except ValueError:  # an integer of more digits than Python converts
            return []
    members = _MEMBER.findall(text)
    # A member that occurs twice in a broken script belongs to several objects; which is whose cannot be told, so it is
    # left out.
    once = {key: value for key, value in members if sum(key == other for other, _ in members) == 1}
    return [once] if any("date" in key or key == "headline" for key in once) else []


def _repairs(text: str) -> Iterator[str]:
    """The text itself, then repairs of common mistakes, the safest first."""
    yield text
    text = text.rstrip(";").rstrip()
    yield _TRAILING_COMMA.sub("", text)
    escaped = _TRAILING_COMMA.sub("", _BAD_ESCAPE.sub("", text))
    yield escaped
    if "&quot;" in text or "&#34;" in text:
        yield html.unescape(text)
    yield _with_quotes_escaped(escaped)
    # One closing bracket too few or too many.
    yield escaped + "}"
    yield escaped + "]"
    yield escaped[:-1]


def _with_quotes_escaped(text: str) -> str:
    """Escape the quotation marks inside strings that the page did not escape: those after which no string can end."""
    inside = False
    parts: list[str] = []
    at = 0
    for mark in _QUOTE.finditer(text):
        if mark.group() != '"':
            continue
        if not inside:
            inside = True
        elif _ENDS_TEXT.match(text, mark.end()):
            inside = False
        else:
            parts += [text[at : mark.start()], "\\"]
            at = mark.start()
    return "".join(parts) + text[at:]


def _sequence(text: str) -> list[object]:
    """JSON values written one after the other."""
    decoder, found, at = json.JSONDecoder(strict=False), list[object](), 0
    while at < len(text) and len(found) < MAX_OBJECTS:
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        found.append(value)
    return found
