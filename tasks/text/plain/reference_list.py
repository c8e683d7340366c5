"""The list of sources that may end an article: "1. Reuters.com: Title", "[2] Title. The Harbour Post, 3 May 2024"."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from schemas.citation import Citation
from tasks.text.conventions.running_text import ends_sentence, word_count
from tasks.text.plain.plain_lines import Line

_HEADING = re.compile(
    r"(?:(?:web |online |external |further |additional |key |main |primary |select(?:ed)? )?"
    r"(?:references?|sources?|resources|bibliography|citations?|works cited|footnotes|endnotes|notes|external links"
    r"|links"
    r"|further reading|quellen(?:verzeichnis|angaben)?|einzelnachweise|literatur|weblinks|références|bibliographie"
    r"|fuentes"
    r"|referencias|referências|fontes|fonti|riferimenti|bronnen|källor|kilder|lähteet|źródła|источники|kaynaklar)"
    r"(?: (?:on|for|about|and|&|cited|used|consulted) .{1,80}| used| cited| and (?:notes|references|links))?)\s{0,2}:?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:\[\d{1,3}\]|\(?\d{1,3}[.):]|\^|[-*•–])\s{0,3}(?=\S)")
_URL = re.compile(r"https?://\S{1,500}|www\.\S{1,300}")
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{3,300})[\"”“»],?\s{0,2}")
_DOMAIN_END = re.compile(r"\.(?:com|org|net|co\.uk|gov|edu|info|news|eu|io|tv|int|[a-z]{2})$", re.IGNORECASE)
_DATE_TAIL = re.compile(
    r",?\s\(?(?:[^\W\d_]{3,12}\.?\s)?\d{1,2}(?:st|nd|rd|th)?,?\s?(?:[^\W\d_]{3,12}\.?,?\s)?(?:\d{4})?\)?\.?$"
    r"|,?\s\(?\d{4}\)?\.?$"
)
_LONGEST_ENTRY = 60
"""Most words of an entry."""
_LONGEST_SOURCE = 6


def split_references(lines: Sequence[Line]) -> tuple[list[Line], list[Line], tuple[Citation, ...]]:
    """The lines before the list, the lines of the list with its heading, and its entries. Without a list: all lines,
    and two empty results.

    A list has a heading and entries up to the end or to a line that is not an entry; or it has consecutively numbered
    entries that each name a source.
    """
    for at in range(len(lines) - 1, 0, -1):
        if _HEADING.fullmatch(lines[at].text):
            entries = _run(lines, at + 1, needs_number=False)
            if entries:
                stop = at + 1 + len(entries)
                return [*lines[:at], *lines[stop:]], list(lines[at:stop]), entries
    inline = _inline(lines[-1]) if len(lines) > 1 else ()
    if inline:
        return list(lines[:-1]), list(lines[-1:]), inline
    at = _first_numbered(lines)
    entries = _run(lines, at, needs_number=True) if at < len(lines) else ()
    if len(entries) >= 2 and at + len(entries) == len(lines):
        return list(lines[:at]), list(lines[at:]), entries
    return list(lines), [], ()


def _inline(line: Line) -> tuple[Citation, ...]:
    """The sources in a last line such as "Sources: Geological Survey, Institute of Oceans". A single name is the origin
    of the text itself."""
    label, colon, rest = line.text.partition(":")
    if not colon or not _HEADING.fullmatch(label) or word_count(rest) > _LONGEST_ENTRY or ends_sentence(rest):
        return ()
    names = [name.strip(" .") for name in re.split(r"[,;|]", rest)]
    if len(names) < 2 or not all(_is_source(name) for name in names):
        return ()
    return tuple(Citation(kind="reference", source=_outlet(name)) for name in names)


def _first_numbered(lines: Sequence[Line]) -> int:
    at = len(lines)
    while at > 1 and _NUMBER.match(lines[at - 1].text):
        at -= 1
    return at


def _run(lines: Sequence[Line], start: int, *, needs_number: bool) -> tuple[Citation, ...]:
    entries: list[Citation] = []
    for line in lines[start:]:
        entry = reference(line)
        if entry is None or (needs_number and entry.title is None and entry.url is None):
            break
        entries.append(entry)
    return tuple(entries)


def reference(line: Line) -> Citation | None:
    """One entry of the list. None: the line is not an entry, because it names no source besides a title."""
    if word_count(line.text) > _LONGEST_ENTRY:
        return None
    number = _NUMBER.match(line.text)
    numbered = line.mark == "item" or number is not None
    text = line.text[number.end() :] if number else line.text
    url = line.links[0].url if line.links else None
    found = _URL.search(text)
    if found:
        url = url or found[0].rstrip(").,;]")
        text = text.replace(found[0], "").strip(" -–—:,()[]<>")
    source, title = _source_and_title(text, url)
    if source is None and numbered and title:
        # Source and title cannot be separated: the entry itself is the source.
        source, title = title, None
    if source is None or not (numbered or url or title):
        return None
    if not numbered and not url and ends_sentence(line.text) and word_count(line.text) > 25:
        return None
    return Citation(kind="reference", source=source, title=title, url=url)


def _source_and_title(text: str, url: str | None) -> tuple[str | None, str | None]:
    text = text.strip(" .,;")
    if not text:
        return (_outlet(urlsplit(url).netloc or url) if url else None), None
    quoted = _QUOTED.search(text)
    if quoted:
        rest = _DATE_TAIL.sub("", (text[: quoted.start()] + " " + text[quoted.end() :]).strip(" ,.-–—:"))
        source = rest.strip(" ,.-–—:").rpartition(", ")[2] if rest else ""
        return (_outlet(source) if source else _by_url(url)), quoted[1].strip(" ,.")
    for separator in (": ", " – ", " — ", " | ", " - "):
        left, found, right = text.partition(separator)
        if found and _is_source(left):
            return _outlet(left), right.strip()
        left, found, right = text.rpartition(separator)
        if found and separator != ": " and _is_source(right):
            return _outlet(right), left.strip()
    bare = _DATE_TAIL.sub("", text)
    left, found, right = bare.rpartition(", ")
    if found and _is_source(right) and word_count(left) >= 3:
        return _outlet(right), left.strip(" .")
    left, found, right = bare.partition(", ")
    if found and _is_source(left) and word_count(right) >= 3:
        return _outlet(left), right.strip(" .")
    if word_count(text) <= 4 and not url:
        return _outlet(text), None
    return _by_url(url), text


def _is_source(text: str) -> bool:
    return (
        0 < word_count(text) <= _LONGEST_SOURCE
        and text[:1].isalnum()
        and (text[0].isupper() or "." in text or text[0].isdigit())
    )


def _by_url(url: str | None) -> str | None:
    return _outlet(urlsplit(url).netloc or url.partition("/")[0]) if url else None


def _outlet(text: str) -> str:
    """The outlet's name from its address: "Reuters.com" is Reuters."""
    name = text.strip(" .,;:").removeprefix("www.")
    return _DOMAIN_END.sub("", name) if " " not in name else name
