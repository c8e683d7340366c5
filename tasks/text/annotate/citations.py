"""The sources that an article cites: outlets, reporters, documents.

An outlet that is only named is not a source: in the same sentence it must report something, be told something, be
spoken to, or be credited.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from schemas.citation import Citation
from schemas.mention import Entity, Mention
from schemas.statement import Statement
from tasks.text.annotate.gazetteer import organisations
from tasks.text.conventions.sentences import sentences

_OUTLET_END = re.compile(
    r"(?:News|Times|Post|Journal|Tribune|Herald|Gazette|Guardian|Observer|Mail|Mirror|Examiner|Chronicle|Telegraph"
    r"|Star|Globe|Standard|Beast|"
    r"Inquirer|Dispatch|Courier|Independent|Magazine|Weekly|Radio|Television|TV|Press|News Agency|Newspaper"
    r"|Broadcasting Corporation)$"
)
_OUTLET_AFTER = re.compile(
    r"\s{1,50}(?:news agency|newspaper|daily|weekly|magazine|television|radio|reporter|correspondent|journalist)\b"
)
_OUTLET_BEFORE = re.compile(
    r"\b(?:newspaper|daily|agency|magazine|broadcaster|network|website|outlet|weekly)\s+(?:the\s+)?$", re.IGNORECASE
)
# Words directly before or after an outlet's name that make it a source.
_CITED_BEFORE = re.compile(
    r"\b(?:according to|reported (?:\w+ ){0,4}(?:by|in|on)|reports? (?:by|in|from|on)|as reported by|told|tells"
    r"|telling|quoted (?:by|in)|cited by|citing|"
    r"speaking (?:to|on|with)|spoke (?:to|with|on)|speak to|interview(?:ed)? (?:with|by|on|in|to)|interview \w+ \w+ "
    r"(?:with|to)|appear(?:ed|ing)? on|published (?:in|by|on)|"
    r"wrote (?:in|for|on)|writes (?:in|for|on)|writing (?:in|for)|obtained by|seen by|first reported (?:by|in)|via"
    r"|an? statement to|said on|says on|revealed by|"
    r"op-ed in|article in|story in|in comments to|broadcast (?:by|on)|aired (?:by|on)|posted on|post on|wrote on"
    r"|monitored by|said in)\s+(?:the\s+|an?\s+)?(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_CITED_AFTER = re.compile(
    r"(?:['’]s\s{1,50}(?:[A-Z][\w.’'-]+\s{0,50}){1,3})?,?\s{0,50}(?:news agency|newspaper|magazine|television|radio|"
    r"daily|interview"
    r"|poll|survey|report)?\s{0,50}"
    r"(?:(?:has|have|had|also|first|later|earlier|previously|on \w+day)\s{1,50})?(?:reported|reports|said|says|wrote"
    r"|writes|quoted|quotes|cited|cites|noted|notes|revealed|"
    r"reveals|claimed|claims|found|learned|published|citing|quoting|added|described|reporter|correspondent"
    r"|journalist)\b"
)
_POSSESSED = re.compile(r"['’]s\s+$")
_SAYS_BEFORE = re.compile(
    r"\b(?:said|says|wrote|writes|reported|reports|by|according to|told|noted|notes)\s+(?:the\s+)?$", re.IGNORECASE
)
_DOCUMENT = re.compile(
    r"\b(?:according to|in|says|said|cites?|citing|shows?|seen in|found in)\s+(?P<phrase>(?:an?|the|its|their|his"
    r"|her|this|one|that)\s+(?:[\w.’'&-]+\s+){0,6}?"
    r"(?P<noun>bulletin|report|statement|study|survey|poll|memo|memorandum|letter|filing|transcript|paper|document"
    r"|dossier|indictment|affidavit|audit|"
    r"communique|census|white paper|press release|news release))\b"
)
_WRITTEN = frozenset({"statement", "letter"})
_ACCORDING = re.compile(r"according to\s*$", re.IGNORECASE)


def is_outlet(name: str, before: str = "", after: str = "") -> bool:
    """Whether an organisation is a news outlet, by general knowledge, by its name, or by the words around it."""
    if organisations().get(name) in {"agencies", "outlets"} or organisations().get(f"The {name}") == "outlets":
        return True
    return bool(_OUTLET_END.search(name) or _OUTLET_AFTER.match(after) or _OUTLET_BEFORE.search(before))


def citations(
    body: str, entities: Sequence[Entity], mentions: Sequence[Mention], statements: Sequence[Statement]
) -> list[Citation]:
    """The sources that the text cites, each once, where it is first cited."""
    found: dict[tuple[str, str], Citation] = {}
    placed = [one for one in mentions if one.field == "body"]
    for one in [
        *_outlets(body, entities, placed),
        *_persons(body, entities, placed),
        *_documents(body, entities, placed, statements),
    ]:
        known = found.get((one.kind, one.source))
        if known is None or (one.start_char or 0) < (known.start_char or 0):
            found[one.kind, one.source] = one
    return sorted(found.values(), key=lambda one: (one.start_char or 0, one.source))


def _outlets(body: str, entities: Sequence[Entity], mentions: Sequence[Mention]) -> Iterator[Citation]:
    for one in mentions:
        if one.label != "organisation":
            continue
        before, after = body[max(0, one.start_char - 90) : one.start_char], body[one.end_char : one.end_char + 70]
        before = before.rpartition("\n")[2]
        if not is_outlet(one.surface, before, after):
            continue
        cited = _CITED_BEFORE.search(before) or _CITED_AFTER.match(after)
        if not cited and _SAYS_BEFORE.search(before) and after[:2] in {"'s", "’s"}:
            cited = _SAYS_BEFORE.search(before)
        if cited:
            yield _citation("outlet", entities[one.entity].name, one)


def _persons(body: str, entities: Sequence[Entity], mentions: Sequence[Mention]) -> Iterator[Citation]:
    """Reporters of outlets named as the source: "the AP's Ann Lee writes"."""
    for outlet, person in pairwise(mentions):
        between = body[outlet.end_char : person.start_char]
        if outlet.label != "organisation" or person.label != "person" or not _POSSESSED.fullmatch(between):
            continue
        before = body[max(0, outlet.start_char - 40) : outlet.start_char]
        if is_outlet(outlet.surface):
            yield _citation("person", entities[person.entity].name, person)
            if _SAYS_BEFORE.search(before) or _CITED_AFTER.match(body[person.end_char : person.end_char + 40]):
                yield _citation("outlet", entities[outlet.entity].name, outlet)


def _documents(
    body: str, entities: Sequence[Entity], mentions: Sequence[Mention], statements: Sequence[Statement]
) -> Iterator[Citation]:
    """Written sources of statements: "according to a ministry report"."""
    speakers = {one.speaker_text for one in statements if one.speaker_text}
    for start, end in sentences(body):
        for found in _DOCUMENT.finditer(body, start, end):
            phrase = found["phrase"]
            by_name = [one for one in mentions if found.start("phrase") <= one.start_char < found.end("phrase")]
            according = found.group().lower().startswith("according to")
            if not according and phrase not in speakers and not (by_name and found["noun"] not in _WRITTEN):
                continue
            source = entities[by_name[0].entity].name if by_name else phrase
            yield Citation(
                kind="document",
                source=source,
                title=phrase,
                start_char=found.start("phrase"),
                end_char=found.end("phrase"),
            )


def _citation(kind: str, source: str, one: Mention) -> Citation:
    return Citation(
        kind="person" if kind == "person" else "outlet", source=source, start_char=one.start_char, end_char=one.end_char
    )
