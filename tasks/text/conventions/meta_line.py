"""Lines with the date, the author and the section of an article.

Such as "Published on 12 November 2025 World News", "By Jane Doe | 3 March 2024 | 5 min read", "Updated: 7.35 pm, May 2,
2021".
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from schemas.article import Byline, Moment
from tasks.text.conventions.byline import marked_byline
from tasks.text.conventions.line_kind import line_kind
from tasks.text.conventions.outlet_name import is_outlet, is_plain_label, is_section
from tasks.text.conventions.printed_date import printed_date
from tasks.text.conventions.running_text import ends_sentence, word_count

_PUBLISHED = re.compile(
    r"(?:(?:article |story |first |originally )?(?:published|posted|created|issued|released|uploaded|submitted"
    r"|date(?: published)?|publication date|published at|press release)"
    r"|publié|veröffentlicht|erstellt|publicado|publicada|pubblicato|gepubliceerd|geplaatst|publicerad|publisert"
    r"|publiceret|offentliggjort|julkaistu|opublikowano"
    r"|publikováno|objavljeno|publicat|опубликовано|дата публикации|опубліковано|yayınlanma|diterbitkan"
    r"|stand)(?: (?:on|at|am|le|el|em|il|op|in|tarihi))?\s{0,2}[:|-]?\s{0,2}$",
    re.IGNORECASE,
)
_MODIFIED = re.compile(
    r"(?:(?:last |most recently )?(?:updated|modified|edited|revised|corrected|reviewed)|last update|mis à jour"
    r"|aktualisiert|geändert|letzte aktualisierung|actualizado|atualizado"
    r"|aggiornato|bijgewerkt|uppdaterad|oppdatert|opdateret|päivitetty|aktualizacja|zaktualizowano|aktualizováno"
    r"|actualizat|обновлено|оновлено|güncelleme|diperbarui)"
    r"(?: (?:on|at|am|le|el|em|il|op))?\s{0,2}[:|-]?\s{0,2}$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:\b(?:at|um|à|kl\.?|ore|alle|às|a las|o)\s)?\d{1,2}\s?[:.h]\s?\d{2}(?:\s?[:.]\s?\d{2})?\s?(?:[ap]\.?\s?m\b\.?"
    r"|uhr)?(?:\s?\(?(?:[A-Z]{2,4}|UTC[+-]\d{1,2}|[+-]\d{4})\b\)?)?"
    r"|\b\d{1,2}\s?(?:[ap]\.?m\b\.?|uhr|hrs)(?:\s(?:[A-Z]{2,4})\b)?|\b\d{4} (?:hrs|GMT|UTC)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?|\b(?:montag|dienstag|mittwoch"
    r"|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|segunda|terça|quarta|quinta"
    r"|sexta)(?:-feira)?\b,?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?:(?:updated|published|posted|modified):? )?\b\d{1,3} (?:min(?:ute)?|hour|hr|day|week|month|year)s? ago",
    re.IGNORECASE,
)
_LOWER_WORD = re.compile(r"(?<![\w’'])[a-zà-ÿ]{4}")
_CONNECTORS = re.compile(r"^(?:in|on|at|under)\s|\s(?:on|at|in|am|le|el)$|^(?:on|at|in)$", re.IGNORECASE)
_UNDECIDED = re.compile(r"(?<![\d./-])\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})(?!\d)")
_LABELS = re.compile(r"\b(?:published|posted|updated|last|created|first|on|at|date)\b:?", re.IGNORECASE)
_PARTS = re.compile(r"\s?[|•·●/]\s?|\s[–—-]{1,2}\s|\s{2,}|\t|\n")
_MOST_WORDS = 30


@dataclass(frozen=True, slots=True)
class MetaLine:
    """The fields of one such line. Each is None if the line does not state it."""

    published: Moment | None = None
    modified: Moment | None = None
    labelled: bool = False
    """Whether the line labels its date as the date of publication."""
    weekday: bool = False
    byline: Byline | None = None
    section: str | None = None
    publication: str | None = None
    rest: tuple[str, ...] = ()
    """Parts that were not understood."""


def meta_line(text: str, *, received_at: datetime) -> MetaLine | None:
    """The fields of a line. None: it is a title or running text, even if it contains a date."""
    if word_count(text) > _MOST_WORDS or len(text) > 250:
        return None
    found = MetaLine(weekday=_WEEKDAY.search(text) is not None)
    rest = text
    after_label = ""
    dates = 0
    for _ in range(3):
        date = printed_date(rest, received_at=received_at)
        if date is None:
            break
        before, after = rest[: date.start], rest[date.end :]
        found, before = _with_date(found, before, date.moment)
        after_label = after_label or (after if found.labelled else "")
        rest = f"{before} | {after}" if before.strip(" ,|") else f"|| {after}"
        dates += 1
    if not dates and _UNDECIDED.search(text) and not _parts(_LABELS.sub(" ", _UNDECIDED.sub(" ", text))):
        # 03/04/2024 alone on a line is a date, although day and month cannot be told apart.
        return found
    parts = _parts(rest)
    if not dates:
        byline = marked_byline(text) if word_count(text) <= 16 and not _is_sentence(text) else None
        return replace(found, byline=byline) if byline else None
    for part in parts:
        found = _with_part(found, part, names_section=part in after_label)
    unknown = sum(word_count(part) for part in found.rest)
    understood = found.labelled or found.modified or found.byline
    # A headline that contains a date leaves many words unexplained, a line of facts leaves few.
    if unknown > (6 if understood else 3) or (_is_sentence(text) and unknown):
        return None
    if not understood and any(_LOWER_WORD.search(part) for part in found.rest):
        return None
    return found


def _with_date(found: MetaLine, before: str, moment: Moment) -> tuple[MetaLine, str]:
    before = _WEEKDAY.sub(" ", before)
    modified = _MODIFIED.search(before)
    if modified:
        return (found if found.modified else replace(found, modified=moment)), before[: modified.start()]
    label = _PUBLISHED.search(before)
    if label:
        before = before[: label.start()]
    if found.published is None or (label and not found.labelled):
        found = replace(found, published=moment, labelled=label is not None)
    return found, before


def _parts(rest: str) -> list[str]:
    bare = _WEEKDAY.sub(" ", _TIME.sub("  ", _AGO.sub("  ", rest)))
    parts = (part.strip(" ,.;:()[]|-–—") for part in _PARTS.split(bare))
    bare_parts = (_CONNECTORS.sub("", part) for part in parts)
    return [part for part in bare_parts if any(sign.isalnum() for sign in part)]


def _with_part(found: MetaLine, part: str, *, names_section: bool) -> MetaLine:
    """Add one part to the fields. `names_section`: the part follows "Published on ...", where pages print the
    section."""
    if _MODIFIED.search(part) or _PUBLISHED.search(part) or line_kind(part) is not None or len(part) < 2:
        return found
    byline = marked_byline(part)
    if byline and not found.byline:
        return replace(found, byline=byline)
    if is_section(part) or (names_section and not part.startswith("The ") and is_plain_label(part)):
        return replace(found, section=found.section or part)
    if is_outlet(part):
        return replace(found, publication=found.publication or part)
    return replace(found, rest=(*found.rest, part))


def _is_sentence(text: str) -> bool:
    return ends_sentence(text) and word_count(text) > 8 and not re.search(r"\b[ap]\.m\.$", text)
