"""Fields that a text states above itself: the front matter of Markdown (YAML between "---", TOML between "+++"), and
labelled lines ("Title: ...", "Source: ...") as libraries' databases and collectors write them."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tasks.text.conventions.field_names import field_of

_YAML_FIELD = re.compile(r"([A-Za-z_][\w .-]{0,40}?)\s{0,3}:(?:\s+(.*)|$)")
_BLOCK_SCALAR = re.compile(r"[>|][+-]?")
_FLOW_LIST = re.compile(r"\[.*\]")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]")
_LINES = 80
"""Most lines of a head."""
_LABELLED = re.compile(r"([^\W\d_][\w /()'.-]{1,38}?)\s{0,2}[:：]\s{0,8}(.*)")
_INNER_LABEL = re.compile(
    r"(?<=\S)\s{1,8}(?=(?:Publication Date|Edition|Section|Page|Author|Date|Issue|Word Count):\s)"
)
"""Where the next label begins in a line with several."""
_SENTENCE = re.compile(r"(?:\S{1,40}\s{1,5}){9}\S.*[.!?]['\"”’»]?$")
"""A value of ten words and more with a full stop. With a label of no known field it is a paragraph of the text: "The
mayor said: ...". So is every unknown label that an empty line parts from the head."""
_ABOVE = 3
"""Most lines without a label (headline, second headline, outlet) above the labelled lines."""
_FEWEST = 3
"""Fewest known fields of a labelled head; letters and recipes also contain a labelled line or two."""
_LABEL_WORDS = 4
_WEB_ADDRESS = re.compile(r"https?://[^\s\[\]]{3,2000}", re.IGNORECASE)
"""Site generators also state paths, and databases "n/a"."""
_SURE = frozenset({"headline", "publication", "published", "authors", "url", "byline"})
_SUREST = 2
"""Fewest of these fields; other labels also stand above lists and forms."""
_LABELS = {
    "from": "publication", "paper": "publication", "newspaper name": "publication", "by": "authors",
    "author(s)": "authors", "full text": "body", "publication info": "publication", "article text": "body",
    "web address": "url", "source url": "url", "load-date": "modified", "publication date": "published",
    "volltext": "body", "texte intégral": "body", "texto completo": "body", "document text": "body",
}  # fmt: skip
"""Labels that mean a field only above a text, not as the name of a column."""
_TAIL = re.compile(
    r"(?:copyright\s{0,3}(?:[,:;.©(\d].*|(?:by|of|holder|notice)\b.*)?|(?:©|\(c\)).*)"
    r"|(?:rights|record(?: number)?|(?:gale )?document (?:number|id|url)|accession number"
    r"|source citation(?: \([^()]{1,40}\))?|database|persistent (?:link|url)|dauerhafte adresse des dokuments"
    r"|alle rechte vorbehalten|dokumentnummer|dokument-id)\s?:.*|source citation(?: \([^()]{1,40}\))?",
    re.IGNORECASE,
)
"""Labels of a database below the text."""
_CITATION = re.compile(r"source citation", re.IGNORECASE)
"""The label of a citation, which stands in the next line."""
_TAIL_LINES = 30


@dataclass(frozen=True, slots=True)
class StatedHead:
    """The stated fields, and the lines that they take."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values by the field of `Article`, as printed. Empty: the text states nothing above itself."""
    lines: frozenset[int] = frozenset()
    """Numbers of their lines, from 1."""
    opening: tuple[int, str] | None = None
    """The number of a line that begins with the label of the text, and the text after it. None: there is none."""
    labelled: bool = False
    """Whether they are labelled lines, so that there may be more of them below the text."""

    def first(self, name: str) -> str | None:
        """The first value of a field. None: it is not stated."""
        return next(iter(self.fields.get(name, ())), None)

    def without(self, lines: Sequence[str]) -> list[str]:
        """The lines of the text, in which the stated ones are empty."""
        kept = ["" if number in self.lines else line for number, line in enumerate(lines, start=1)]
        if self.opening:
            kept[self.opening[0] - 1] = self.opening[1]
        return kept[: len(kept) - _tail(kept)] if self.labelled else kept


def stated_head(lines: Sequence[str]) -> StatedHead:
    """What the first lines of a text state."""
    opening = lines[0].strip() if lines else ""
    if opening in ("---", "+++"):
        end = next((at for at, line in enumerate(lines[1:_LINES], 1) if line.strip() in (opening, "...")), 0)
        found = (_yaml if opening == "---" else _toml)(lines[1:end]) if end else None
        return StatedHead(_by_field(found), frozenset(range(1, end + 2))) if found else StatedHead()
    return _labelled(lines)


def _toml(lines: Sequence[str]) -> dict[str, list[str]] | None:
    try:
        table = tomllib.loads("\n".join(lines))
    except (ValueError, RecursionError):  # the former also for a number of thousands of digits
        return None
    found: dict[str, list[str]] = {}
    for part in (table, *(value for value in table.values() if isinstance(value, dict))):
        for name, value in part.items():
            given = value if isinstance(value, list) else [value]
            found.setdefault(name, [str(one) for one in given if not isinstance(one, dict | list)])
    return found


def _yaml(lines: Sequence[str]) -> dict[str, list[str]] | None:
    """The keys of a flat YAML mapping with their values; a key without a value has those of the indented lines below
    it. None: it is not a mapping."""
    found: dict[str, list[str]] = {}
    values: list[str] = []
    folded = False
    for line in lines:
        given = line.strip()
        match = _YAML_FIELD.match(line)
        if match:
            value = (match[2] or "").strip()
            folded = _BLOCK_SCALAR.fullmatch(value) is not None
            values = found.setdefault(match[1].strip(), [])
            values += [] if folded or not value else _flow(value)
        elif not given or given.startswith("#"):
            continue
        elif not found or not line.startswith((" ", "\t", "-")):
            return None
        elif folded and values:
            values[0] += " " + given
        else:
            name = _YAML_FIELD.match(given.lstrip("- "))
            values.append(_bare(name[2] or "") if name else _bare(given.removeprefix("-").strip()))
    return found or None


def _flow(value: str) -> list[str]:
    if _FLOW_LIST.fullmatch(value) and not _WIKI_LINK.fullmatch(value):
        return [bare for part in value[1:-1].split(",") if (bare := _bare(part.strip()))]
    return [_bare(value)]


def _bare(value: str) -> str:
    """A value without its quotes, and the name in a wiki's link."""
    return _WIKI_LINK.sub(r"\1", value.strip().strip("\"'")).strip()


def _by_field(named: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, values in named.items():
        label = field_of(name)
        if label == "publication" and values and values[0].startswith(("http://", "https://")):
            label = "url"
        given = [value for value in values if value and (label != "url" or _WEB_ADDRESS.fullmatch(value))]
        if label and given:
            found.setdefault(label, []).extend(given)
    return {name: tuple(values) for name, values in found.items()}


def _labelled(lines: Sequence[str]) -> StatedHead:
    """The labelled lines at the beginning, after at most a few lines without a label.

    They end at a line without a label or at the label of the text.
    """
    named: dict[str, list[str]] = {}
    taken: set[int] = set()
    above, titled, parted = 0, False, False
    opening: tuple[int, str] | None = None
    for number, line in enumerate(lines[:_LINES], start=1):
        pairs = _pairs(line)
        if not pairs:
            above += bool(line.strip())
            if (line.strip() and taken) or above > _ABOVE:
                break
            parted = bool(taken)
            continue
        if "body" in dict(pairs):
            opening = (number, pairs[0][1])
            break
        titled = titled or (above > 0 and not taken)
        if _is_paragraph(pairs[0], parted=parted or not taken):
            break
        taken.add(number)
        parted = False
        for name, value in pairs:
            if name and value:
                named.setdefault(name, []).append(value)
    if titled:
        named.pop("headline", None)  # it is printed above; in German, "Rubrik" is a section
    found = _by_field({name: values[:1] for name, values in named.items()})
    sure = _SURE & found.keys()
    if len(found) < _FEWEST or len(sure) < _SUREST or not sure - {"authors", "byline", "url"}:
        return StatedHead()
    return StatedHead(found, frozenset(taken), opening, labelled=True)


def _pairs(line: str) -> list[tuple[str | None, str]]:
    """The labels of a line with their values, each label as the field that it names. Empty: it is not labelled."""
    parts = [match for part in _INNER_LABEL.split(line.strip()) if (match := _LABELLED.fullmatch(part))]
    if not parts or len(parts[0][1].split()) > _LABEL_WORDS:
        return []
    return [(_LABELS.get(match[1].casefold()) or field_of(match[1]), match[2].strip()) for match in parts]


def _is_paragraph(pair: tuple[str | None, str], *, parted: bool) -> bool:
    """Whether a line that looks labelled belongs to the text. `parted`: an empty line parts it from the head,
    or it is the first."""
    return pair[0] is None and (parted or _SENTENCE.match(pair[1]) is not None)


def _tail(lines: Sequence[str]) -> int:
    """The number of lines at the end, empty ones included, that a database prints below the text."""
    start = len(lines)
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - _TAIL_LINES), -1):
        if _TAIL.fullmatch(lines[at].strip()):
            start = at
        elif lines[at].strip() and not (at and _CITATION.match(lines[at - 1].strip())):
            break
    return len(lines) - start
