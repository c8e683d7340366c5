"""Lines that wires send with a text and that are not part of it: notes to editors, revision marks, notepads,
signatures.

Every rule follows from how agencies mark their copy, in the languages of agencies whose marks are known.
"""

import re

from tasks.text.conventions.datelines.news_agency import agency_of

_REVISION = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th|\.)?[ -])?(?:lead|ld|ledeall|net|take|add|insert|sub|update|writethr[ou]u?|write-thru"
    r"|refile|extra|correct(?:ed|s|ion)|corr|rpt|repeat|urgent|urgente?|flash|eil(?:meldung)?|bulletin|advance|advisory"
    r"|wrapup|roundup|summary|alert|newsalert|rättelse|rettelse|retting|korrektur|berichtigung|zusammenfassung|"
    r"wiederholung|rectificatif|correctif|corrección|ampliación|correzione|hoofdpunten|overzicht|avance)"
    r"(?:[ -](?:\d{1,2}|lead|ld|writethr[ou]u?|write-thru|net|all|repeating|eds|story|total))*\s?[:.!=+-]{0,3}",
    re.IGNORECASE,
)
_NOTE_VERB = re.compile(
    r"\((?:(?:eds?|editors?|note|notes|adds?|updat(?:es?|ed|ing)|correct(?:s|ed|ion|ing)?|recasts?|refil(?:es?|ed|ing)"
    r"|removes?|rewrites?|repeats?|releads?|leads?|chang(?:es|ed)|clarif(?:ies|ied)|edits|inserts?|combines|fixes|fixed"
    r"|restores|deletes|dropped|drops|writes through|for (?:global|use|release|more)|with (?:photos?|pictures?|graphic)"
    r"|neu|ny|nyt|nieuw|foto)\b"
    r"|(?:embargo|durchgehend neu|zusammenfassung|wiederholung|bericht|ergänz|achtung|aktualisier|präzisier|korrig"
    r"|actualis|ajout|répétition|précis|corrig|complét|actualiza|añade|amplía|recoge|cambia|aggiorna|aggiunge|atualiza"
    r"|acrescenta|rättar|retter|opdater|oppdater|uppdater|tilføjer|utvidet|herhaling|aanvulling|aangevuld)\w{0,6}\b)"
    r".{0,600}\)\.?$",
    re.IGNORECASE | re.DOTALL,
)
_NOTE_LABEL = re.compile(
    r"(?:eds?|editors?|attention(?: editors)?|editor['’]s note|editors['’] note|note to editors?|editorial note"
    r"|desks?|attn|achtung(?: redaktionen)?|redaktionelle[rn]? hinweise?|hinweis an die redaktionen?"
    r"|note (?:à l['’]attention )?(?:des|aux) rédactions|nota a (?:los )?(?:editores|redactores)|til redaksjonen"
    r"|red\.?anm|till redaktionerna|til redaktionen)\s{0,2}[:;–-]",
    re.IGNORECASE,
)
_SPACED_NEW = re.compile(
    r"n\s?i\s?e\s?u\s?w\s?bericht\b|(?:dit bericht |ter )?vervang(?:t|ing)\b.{0,40}:", re.IGNORECASE
)
_NOTEPAD = re.compile(
    r"(?:#{1,3} ?|-{1,3} ?|\[)?(?:(?:dpa[- ])?(?:notebook|notizblock|notepad)|editorial contacts?"
    r"|redaktionelle hinweise|ansprechpartner|note(?:s)? to editors|contacts? for editors|internal notes?)\b[\s:\]-]*$",
    re.IGNORECASE,
)
_NOT_PUBLISHED = re.compile(
    r"\bnot (?:intended )?for publication\b|nicht (?:zur|für die) veröffentlichung"
    r"|(?:pas|non) destinée?s? à (?:la|être) publi"
    r"|no (?:es |son )?(?:para|destinad\w{1,3} a) (?:la )?publicación|niet (?:bestemd )?voor publicatie"
    r"|ikke (?:til|for) (?:offentliggørelse|publisering|bruk)|ej för publicering"
    r"|non (?:per la|destinat\w) .{0,20}pubblicazione",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"[\s_=*#~+.•—–-]{2,}|-?0-?|\(?-?(?:END|ENDS|MORE|MF|NNNN|ENDE|FIN|FINE|SLUTT|LOPPU|SLUT)-?\)?\.?"
    r"|\((?:Schluss|Forts\.?|Fortsetzung)\)[^.!?]{0,30}|[A-Z]{2,4}\d{4} {1,20}\d{4}-\d\d-\d\d/\d\d:\d\d"
)
_PLACEHOLDER = re.compile(r"\[[^\[\]]{2,80}\]")
_PICTURE = re.compile(
    r"(?:BILDE|BILD|BILDER|FOTO|FOTOS|PHOTO|PHOTOS|PICTURE|PICTURES|PIX|VIDEO|GRAFIKK?|GRAPHIC|INFOGRAPHIC|KUVA|BILLEDE"
    r"|IMAGE|AUDIO)\s?:\s"
)
_EMBEDDED = re.compile(r"\s{0,50}<(?:div|script|iframe|blockquote|a|img|p)\b[^<>]{0,500}>")
_SIGNATURE = re.compile(r"(?:==|--|/)?[^\W\d_]{2,12}(?: [a-zåäöæøü]{2,4}(?:[/-][a-z]{2,4}){0,3}){1,6}[/.]?")
_INITIALS = re.compile(r"[a-z]{2,3}(?:[/-][a-z]{2,4}){1,5}|(?:==|--)[^\W\d_]{2,12}")
_MOST_NOTE = 600


def is_revision(line: str) -> bool:
    """Whether a line is only a revision mark: "1ST LEAD", "REFILE", "2nd Ld-Writethru", "URGENT"."""
    return len(line) <= 60 and _REVISION.fullmatch(line.strip(" ()*")) is not None


def is_note(line: str) -> bool:
    """Whether a line above or below the text is addressed to editors: "(Eds: adds quotes)", "N i e u w bericht,
    vervangt: ..."."""
    text = line.strip()
    if len(text) > _MOST_NOTE:
        return False
    return any(rule.match(text) for rule in (_NOTE_VERB, _NOTE_LABEL, _SPACED_NEW)) or is_revision(text)


def opens_notepad(line: str) -> bool:
    """Whether nothing from this line on is meant for readers."""
    text = line.strip()
    return _NOTEPAD.match(text) is not None or (len(text) <= 200 and _NOT_PUBLISHED.search(text) is not None)


def is_furniture(line: str) -> str | None:
    """What a line is if it is neither text nor note: a rule, a placeholder, a picture's line. None: it may be text."""
    text = line.strip()
    if _RULE.fullmatch(text):
        return "rule"
    if _PLACEHOLDER.fullmatch(text) and text.upper() == text and any(sign.isalpha() for sign in text):
        return "placeholder"
    if _PICTURE.match(text):
        return "picture"
    return "embedded code" if _EMBEDDED.match(text) else None


def is_signature(line: str) -> bool:
    """Whether a line is the signature of a text: an agency with the initials of its desk, "dpa al rmo", "AAP jd/kf",
    "==Kyodo"."""
    text = line.strip()
    if len(text) > 40 or text.endswith((".", "?", "!", '"')):
        return False
    first = re.split(r"[ /]", text.strip("=-/ "))[0]
    if _INITIALS.fullmatch(text) or text.strip("-# ").lower() in ("end", "ends", "ende", "slut", "slutt"):
        return True
    return agency_of(first) is not None and (_SIGNATURE.fullmatch(text) is not None or " " not in text)


def is_credit_line(line: str) -> bool:
    """Whether a line is a short credit above the text that ends with an agency's name: "Försvar TT", "Stockholm/TT"."""
    words = re.split(r"[\s/]+", line.strip(" .()"))
    return 1 <= len(words) <= 4 and agency_of(words[-1]) is not None and line[:1].isupper()
