"""The news agency credited with a text: "(Reuters) -", "© 2024 The Associated Press", a line that is only "AFP".

Agencies that only contributed ("The Associated Press contributed to this report") are not credited with the text.
"""

import re

from tasks.text.conventions.datelines.marked import marked_dateline
from tasks.text.conventions.datelines.news_agency import LONG_FORMS, agency_of
from tasks.text.conventions.wordlist import lower_case

_IN_BRACKETS = re.compile(r"\s{0,2}[(/]\s?([^()/]{2,40}?)(?:[/:,=][^()]{0,40})?\s?[)/]\s{0,2}(?:[-–—.:=|]|$)")
_INITIALS = re.compile(r"[^\W\d_]{3}[^.!?()]{0,60}\s\(([A-Z]{2,6})\)\s?[-–—:]")
_CREDIT_LEAD = re.compile(
    r"(?:by|von|par|por|source|sources|quelle|quellen|fuente|fonte|źródło|источник|kaynak|bron|lähde"
    r"|kilde|källa|credit"
    r"|copyright|©|\(c\)|via|with|from|agency)[\s:]{1,3}",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"copyright|©|\(c\)")
_PROVIDER = re.compile(
    r"(?:provided|distributed|supplied|originally published|first published|syndicated) (?:by|from|on) "
    r"|syndicated feed"
)
_BEHIND = re.compile(
    r"[^\W\d_][^.!?()]{2,30}[.,]\s\d{1,2}\.?\s[^\W\d_]{3,12}\.?(?:\s[-–—])?\s([^\W\d_][^.()]{1,24}(?:\.[A-Za-z]{2,3})?)"
    r"(?:\.\s|\s[-–—]\s)"
)
"""The agency after town and day, as in countries of the former Soviet Union: "МОСКВА, 4 мар - РИА Новости."."""
_NO_DASH = re.compile(r"[^\W\d_]{3}[^.!?()/]{0,60}\s[(/]([^()/\s]{2,20})[)/]\s")
"""The agency in brackets without a dash, as in northern Europe and India: "ALDERSUND (TT) Hamnbron"."""
_NO_CREDIT = re.compile(r"contribut|photo|image|picture|with files from|additional reporting")
_LONGEST_LINE = 60
_OPENING = 160


def wire_credit(text: str) -> str | None:
    """The agency that one line or paragraph credits with the text, in its opening or in a copyright notice. None: no
    agency."""
    opening = text[:_OPENING]
    for match in _IN_BRACKETS.finditer(opening) if "(" in opening or "/" in opening else ():
        # A lower-case "(pa)" or "(sda)" is not a credit, "(dpa)" is one.
        agency = agency_of(match[1])
        if agency and (match[1].strip() == agency or match[1].isupper() or len(match[1]) >= 4):
            return agency
    if (marked := marked_dateline(opening)) and marked.agency:
        return marked.agency
    behind = _BEHIND.match(opening) or (_NO_DASH.match(opening) if opening[:3].isupper() else None)
    if behind and (agency := agency_of(behind[1])):
        return agency
    initials = _INITIALS.match(opening) if "(" in opening else None
    if initials and opening[:3].isupper():
        # "ALDERSUND (HPA) -": initials after a town in capitals are an agency, known or not.
        return initials[1]
    if len(text) <= _LONGEST_LINE:
        return _credit_line(text)
    lowered = lower_case(text[:300])
    provider = _PROVIDER.search(lowered)
    if not provider and (len(text) >= 300 or not _RIGHTS.search(lowered, 0, _OPENING)):
        return None
    if not _NO_CREDIT.search(lowered, 0, _OPENING):
        return _named_in(text[provider.start() if provider else 0 :][:200])
    return None


def _credit_line(text: str) -> str | None:
    line = text.strip(" .()[]|-–—/")
    for _ in range(3):
        lead = _CREDIT_LEAD.match(line)
        if lead is None:
            break
        line = line[lead.end() :].lstrip("0123456789 ,")
    if _RIGHTS.match(lower_case(text.strip())):
        return _named_in(line) or agency_of(line)
    agency = agency_of(line.removesuffix(" staff").removesuffix(" Staff"))
    # In running text "App" or "Nan" is a word: short forms count only in the agency's own spelling or in capitals.
    return agency if agency and (len(line) > 4 or line in (agency, agency.upper())) else None


def _named_in(text: str) -> str | None:
    lowered = text.lower()
    for form in LONG_FORMS:
        at = lowered.find(form)
        if at >= 0 and not lowered[at - 1 : at].isalpha() and not lowered[at + len(form) :][:1].isalpha():
            return agency_of(form)
    words = re.findall(r"[A-Z]{2,4}\b", text)
    return next((agency for word in words if (agency := agency_of(word)) and word == agency), None)
