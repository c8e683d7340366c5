"""The label of a name (person, organisation or place), decided once per article from weighted evidence."""

import re
from collections import defaultdict
from typing import NamedTuple

from schemas.mention import EntityLabel, TextField
from tasks.text.annotate.gazetteer import CANONICAL, COUNTRY_WORDS, given_names, organisations, places, teams
from tasks.text.annotate.languages.en.titles import is_title
from tasks.text.conventions.wordlist import wordlist

_ORGANISATION_WORDS = wordlist(
    "Inc Corp Co Ltd Plc PLC AG SA S.A. SpA Spa NV AB AS Oy GmbH LLC LLP Group Holdings Company Corporation Industries "
    "Bank Bancorp University College School Institute Party Ministry Department Agency Council Committee Commission "
    "Association "
    "Federation Union League Club Organisation Organization Front Movement Army Forces Force Court Parliament "
    "Congress Senate "
    "Assembly Office Bureau Authority Fund Foundation Trust Society Press News Times Post Journal Tribune Herald "
    "Gazette "
    "Telegraph Examiner Chronicle Courier Inquirer Dispatch Observer "
    "Daily Radio Television TV Airlines Airways Motors Motor Exchange Administration Board Center Centre "
    "Coalition "
    "Alliance Brigade Guard Police Service Services Systems Partners Securities Capital Brothers Chamber Laboratories "
    "Communications Network Networks Energy Oil Gas Electric Steel Airport_Authority Ministers Chiefs Rangers Rovers "
    "Wanderers "
    "Athletic Hotspur FC Newsroom Desk Departments Ministries Agencies Councils Treasury Bancshares"
)
_PLACE_WORDS = wordlist(
    "River Lake Sea Ocean Bay Gulf Island Islands Mountain Mountains Hills Heights Valley Desert Peninsula Strait "
    "Canal County Province "
    "City Town Village Airport Street Avenue Road Square Bridge Stadium Park Palace Prison Hospital Cathedral Church "
    "Mosque "
    "Hall Beach Coast Bank_of Border Canyon Creek Falls Harbour Harbor Port Station Tower Plaza Territory Republic "
    "Oblast"
)
_PLACE_FIRST = wordlist(
    "Mount Mt Lake Cape Fort Port San Santa St Saint Gulf Strait Republic River New North South East West Central"
)
_MILITANT_FIRST = wordlist(
    "Hayat Jabhat Jebhat Ansar Harakat Hizb Hezb Jaish Jaysh Jaysh Ahrar Liwa Lashkar Jemaah Jamaat Tehreek Tehrik "
    "Al-Shabaab Kataib Katibat"
)
_GROUP_BEFORE = re.compile(
    r"\b(?:group|faction|movement|party|militia|organi[sz]ation|front|network|alliance|insurgents|rebels)s?,?\s+$"
)
_LAST_WORD = re.compile(r"[A-Za-z.-]{1,24}\Z")
_LONGEST_WORD = 24
# The last words of the patterns for the text before a name: the patterns are tried only after these.
_KINDS_END = wordlist("town city village port province state region island district capital suburb county republic of")
_INSIDE_END = wordlist("in near at inside outside across throughout around the")
_TOWARDS_END = wordlist("from to into of leave left visit visited")
_GROUP_END = wordlist(
    "group faction movement party militia organisation organization front network alliance insurgent rebel"
)
_FIRM_END = wordlist("of company firm agency group giant maker newspaper daily the")
_ROLE_BEFORE = re.compile(r"([A-Za-z.-]{1,60}),?\s{1,50}$")
_ROLE_WORDS = wordlist(
    "president minister spokesman spokeswoman spokesperson captain coach manager chairman leader striker midfielder "
    "analyst "
    "economist dealer trader champion singer actor player forward goalkeeper batsman bowler lawyer secretary senator "
    "mayor "
    "governor director editor author founder candidate official officer commander general colonel ambassador envoy "
    "wife husband "
    "son daughter brother sister father mother president-elect chief executive professor doctor judge rival seed "
    "compatriot "
    "countryman american briton german frenchman spaniard australian russian italian swede dutchman mr mrs ms dr"
)
_KIND_BEFORE = re.compile(
    r"\b(?:town|city|village|port|province|state|region|island|district|capital|suburb|county|republic) (?:of )?$"
)
_KIND_AFTER = re.compile(
    r"\s{1,50}(?:province|region|district|airport|river|mountains?|valley|peninsula|island|islands|city|county|state"
    r"|stadium|port|prison|border)\b"
)
_COUNTRY_AFTER = re.compile(r"\s{1,50}\((?P<country>[A-Z][A-Za-z. ]{1,20})\)")
_TEAM_BEFORE = re.compile(
    r"\b(?:beat|beating|against|joined|join|over|versus|v|vs|signed|by|for|defeated|former|at)\s+$"
)
_TEAM_AFTER = re.compile(
    r"(?:['’]s)?\s{1,50}(?:striker|midfielder|defender|forward|goalkeeper|captain|skipper|coach|manager|players?|team"
    r"|side|fans|club|beat|lost|won|"
    r"win|and [A-Z]|were|have|had|took|scored|winger|batsman|bowler|supporters|quarterback|pitcher|\d)"
)
_AGE = re.compile(r",\s+(?:aged\s+)?\d{2},?\s")
_SPEAKS = re.compile(r"\s{1,50}(?:said|says|told|added|who|whose|thinks|believes|himself|herself)\b")
_INSIDE = re.compile(r"\b(?:in|near|at|inside|outside|across|throughout|around)\s+(?:the\s+)?$", re.IGNORECASE)
_TOWARDS = re.compile(r"\b(?:from|to|into|of|leave|left|visit|visited)\s+$", re.IGNORECASE)
_FIRM = re.compile(r"\b(?:shares of|company|firm|agency|group|giant|maker|newspaper|daily|by the)\s+$", re.IGNORECASE)
_FIRM_AFTER = re.compile(
    r"(?:['’]s)?\s{1,50}(?:shares|stock|executives|newspaper|news agency|spokes\w+|officials|board|reported|quoted)\b"
)
# Evidence for a company, at any place of the text: a legal form after its name, shares, a board, a chief executive.
_FIRM_SHOWN = re.compile(
    r"\b(?P<name>[A-Z][\w&-]{2,30})(?:['’]s)?(?: [A-Z]\w{2,14})?,? "
    r"(?:Inc|Corp|Co|Ltd|Plc|PLC|S\.A|SA|AG|NV|N\.V|SpA|GmbH|LLC|Bancshares|Holdings)\b"
    r"|\b(?P<owner>[A-Z][\w&-]{2,30})(?:['’]s)? "
    r"(?:shares|stock|CEO|chief executive|general manager|board of directors)\b"
)
_INTRODUCED = re.compile(r"\s{1,50}\(([A-Z][A-Za-z&.-]{1,9})\)")
_SPORT = re.compile(
    r"\b(?:scored|innings|wickets?|goals?|striker|midfielder|league|championship|cup|match(?:es)?|tournament|season"
    r"|coach|"
    r"quarterback|touchdown|inning|homer|pitcher|halftime|semifinals?|quarter-?finals?|defeated|beat|batsman|bowler"
    r"|qualifier)\b"
)
# Share of such words from which an article is a sports report: about one in eighty.
_LOWER = re.compile(r"[^\W\d_]+")
_SPORT_SHARE = 0.012


class Sighting(NamedTuple):
    """One occurrence of a name: its form, the engine's label (None: found by general knowledge), and the text before
    and after it."""

    surface: str
    label: EntityLabel | None
    before: str
    after: str
    field: TextField


Votes = dict[EntityLabel, float]


def label_names(sightings: list[Sighting], body: str, text: str) -> dict[str, EntityLabel]:
    """The label of each name by its printed form; names with too little evidence are left out."""
    grouped: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        grouped[one.surface].append(one)
    sport = len(_SPORT.findall(text)) > _SPORT_SHARE * len(text.split()) + 1
    lower_words = set(_LOWER.findall(body))
    votes = {name: _votes(name, seen, sport=sport) for name, seen in grouped.items()}
    for found in _FIRM_SHOWN.finditer(text):
        name = found["name"] or found["owner"]
        if name in votes:
            votes[name]["organisation"] = max(votes[name]["organisation"], _FIRM_VOTE)
    _kinship(votes)
    _firms(votes)
    _initials(votes, grouped)
    labels: dict[str, EntityLabel] = {}
    for name, vote in votes.items():
        best = max(vote, key=lambda label: (vote[label], label))
        if vote[best] >= _ENOUGH and not _common(name, grouped[name], lower_words):
            labels[name] = best
    for surname in _surnames(labels):
        if surname not in labels and surname.casefold() not in COUNTRY_WORDS and surname.lower() not in lower_words:
            labels[surname] = "person"
    return labels


_ENOUGH = 0.9
_FIRM_VOTE = 3.0


def _surnames(labels: dict[str, EntityLabel]) -> set[str]:
    """The last words of full names: alone they are the same people, also where the engine found nothing."""
    full = [name.split() for name, label in labels.items() if label == "person" and " " in name]
    return {
        words[-1] for words in full if len(words[-1]) > 2 and words[-1][-1].isalnum() and words[-1] not in given_names()
    }


def _votes(name: str, seen: list[Sighting], *, sport: bool) -> Votes:
    vote: Votes = {"person": 0.0, "organisation": 0.0, "place": 0.0}
    for one in seen:
        if one.label is not None:
            vote[one.label] += 2.0 / len(seen) * (0.6 if one.field == "headline" and len(seen) == 1 else 1)
        _context(vote, one, len(seen))
    _form(vote, name)
    _knowledge(vote, name, seen, sport=sport)
    return vote


def _context(vote: Votes, one: Sighting, count: int) -> None:
    """Add the evidence of the words around an occurrence. More occurrences have more weight, but each has less."""
    share = 1.0 / count**0.5
    word = _word_before(one.before)
    last = word.lower()
    if last in _ROLE_WORDS or is_title(word):
        vote["person"] += 1.5 * share
    if (last in _KINDS_END and _KIND_BEFORE.search(one.before)) or _KIND_AFTER.match(one.after):
        vote["place"] += 2.0 * share
    country = _COUNTRY_AFTER.match(one.after)
    if country and " " in one.surface and country["country"].strip().casefold() in places():
        vote["person"] += 2.5 * share
    if _AGE.match(one.after):
        vote["person"] += 2.5 * share
    if _SPEAKS.match(one.after):
        vote["person"] += 0.6 * share
    if last in _INSIDE_END and _INSIDE.search(one.before):
        vote["place"] += 1.0 * share
    elif last in _TOWARDS_END and _TOWARDS.search(one.before):
        vote["place"] += 0.3 * share
    if last.removesuffix("s") in _GROUP_END and _GROUP_BEFORE.search(one.before):
        vote["organisation"] += 1.5 * share
    if (last in _FIRM_END and _FIRM.search(one.before)) or _FIRM_AFTER.match(one.after):
        vote["organisation"] += 1.0 * share


def _word_before(before: str) -> str:
    """The last word before a name, without a comma after it; "" if no space separates it from the name."""
    if not before[-1:].isspace():
        return ""
    bare = before.rstrip().removesuffix(",").rstrip()
    found = _LAST_WORD.search(bare, max(0, len(bare) - _LONGEST_WORD))
    return found.group() if found else ""


def _form(vote: Votes, name: str) -> None:
    words = name.split()
    last, first = words[-1].rstrip("."), words[0]
    if len(words) > 1 and last in _ORGANISATION_WORDS:
        vote["organisation"] += 3.0
    if len(words) > 1 and (last in _PLACE_WORDS or first in _PLACE_FIRST):
        vote["place"] += 2.0 if last in _PLACE_WORDS else 0.8
    if len(words) > 1 and first in _MILITANT_FIRST:
        vote["organisation"] += 3.0
    if "&" in name or (len(words) > 2 and " of " in name) or (len(words) > 2 and " for " in name):
        vote["organisation"] += 1.5
    if len(words) > 1 and first in given_names() and last not in _ORGANISATION_WORDS:
        vote["person"] += 2.5
    if len(words) == 1 and name.isupper() and 2 <= len(name) <= 5:
        vote["organisation"] += 1.0
    if len(words) == 1 and name in given_names():
        vote["person"] += 1.0


def _knowledge(vote: Votes, name: str, seen: list[Sighting], *, sport: bool) -> None:
    folded = name.casefold()
    is_place = folded in places()
    group = organisations().get(name)
    if folded in COUNTRY_WORDS or (is_place and CANONICAL.get(folded) is not None):
        vote["place"] += 4.0
    elif is_place:
        vote["place"] += 1.5 if sport else 2.5
    if group is not None and group not in {"teams", "counties"}:
        vote["organisation"] += 3.0
    if sport and folded not in COUNTRY_WORDS and (name in teams() or is_place):
        # In a match report a city is mostly its team.
        shown = [one for one in seen if _TEAM_BEFORE.search(one.before) or _TEAM_AFTER.match(one.after)]
        vote["organisation"] += (3.0 if name in teams() else 0.0) + 4.0 * len(shown) / len(seen)


def _kinship(votes: dict[str, Votes]) -> None:
    """A surname or a given name alone is the person whose full name the article prints."""
    people = [
        name.split()
        for name, vote in votes.items()
        if " " in name and vote["person"] == max(vote.values()) and vote["person"] > 1
    ]
    lasts = {words[-1] for words in people} | {words[-1].removeprefix("al-") for words in people}
    firsts = {words[0] for words in people}
    tails = {" ".join(words[at:]) for words in people for at in range(1, len(words))}
    for name, vote in votes.items():
        if name in lasts or name in tails or name.removeprefix("al-") in lasts:
            vote["person"] += 3.5
        elif name in firsts:
            vote["person"] += 1.5


def _initials(votes: dict[str, Votes], grouped: dict[str, list[Sighting]]) -> None:
    """Initials in brackets after a name mean the same."""
    for name, seen in list(grouped.items()):
        for one in seen:
            found = _INTRODUCED.match(one.after)
            if found and initials_of(name, found.group(1)):
                vote = votes.setdefault(found.group(1), {"person": 0.0, "organisation": 0.0, "place": 0.0})
                vote["organisation"] += 4.0
                votes[name]["organisation"] += 3.0
                grouped.setdefault(found.group(1), [])


def initials_of(name: str, short: str) -> bool:
    """Whether a short form is made of the first letters of a name's words, in order: "HTS" of "Hayat Tahrir
    al-Sham"."""
    letters = [ch for ch in short.upper() if ch.isalpha()]
    words = [word for word in re.split(r"[\s-]+", name) if word]
    if len(words) < 2 or not 2 <= len(letters) <= 8 or not short[:1].isupper() or sum(ch.isupper() for ch in short) < 2:
        return False
    at = 0
    for word in words:
        if at < len(letters) and word[0].upper() == letters[at]:
            at += 1
    return at >= max(2, len(letters) - 1)


def _firms(votes: dict[str, Votes]) -> None:
    """The first word of a company's name alone is the company."""
    firsts = {
        name.split()[0]
        for name, vote in votes.items()
        if " " in name and vote["organisation"] == max(vote.values()) and name.split()[0].casefold() not in places()
    }
    for name, vote in votes.items():
        if name in firsts and len(name) > 3:
            vote["organisation"] += 2.5


def _common(name: str, seen: list[Sighting], lower_words: set[str]) -> bool:
    """Whether a word is not a name: it begins sentences, and is in lower case elsewhere."""
    if " " in name or name.isupper() or any(one.label is not None and not _opens(one.before) for one in seen):
        return False
    return name.lower() in lower_words


def _opens(before: str) -> bool:
    stripped = before.rstrip(" \"'“‘([")
    return not stripped or stripped[-1] in ".!?:\n"
