"""The credit at the end of a caption, that is who made or supplied the picture: "The bell. Foto: Una Vik/dpa",
"鐘（写真：共同）"."""

import re

from tasks.text.conventions.wordlist import lower_case, word_file, wordlist

_LABELS = "|".join(
    re.escape(label).replace(r"\ ", r"\s")
    for label in sorted(word_file(__package__, "credit_label"), key=len, reverse=True)
)
_OPENS = r"(?:^|[\s(\[（【|/•·.,;。–—-])[(\[（【]?\s?"
# "Photo:", "Image Credits: ©", "Credit...", "사진=": a label, and what separates it from the name.
_AFTER_LABEL = re.compile(rf"{_OPENS}(?:{_LABELS})(?:\s?(?::|：|©|=|＝|…|\.\.\.|\s-\s)){{1,2}}\s?(?:©\s?|by\s)?")
# Labels that newspapers print without a colon: "Beeld Una Vik", "Fot. Una Vik", "Courtesy of the parish".
_BARE_LABEL = re.compile(
    r"(?:^|[.!?…”\"»)\]|/•–—-]\s?|[(\[])"
    r"(?:beeld|fot\.|foto(?: di| de| von| av)?|kuva|photos?(?: credit| by)|pictures? by|illustration by"
    r"|(?:photo |image |picture )?courtesy(?: of)?|screenshot|bild von|via)\s"
)
_ALSO_A_WORD = re.compile(r"\W{0,3}(?:beeld|foto|kuva|screenshot|via)\s")
"""Those of them that also begin a caption's sentence or a name: "Via Roma after the flood"."""
_LABEL_ALONE = re.compile(rf"(?:{_LABELS})\s?(?::|：|\.\.\.|…)?")
_SIGN = re.compile(r"(?:^|[\s.(\[（|/])[(\[（]?(?:©|ⓒ|\(c\)|℗)\s?")
# "＝山田花子撮影", "（新华社记者 王某 摄）".
_TAKEN_BY = re.compile(r"[＝=（(。\s]([^＝=（(。\s）)][^＝=（(。）)]{0,29}?)\s?(?:撮影|摄|攝|摄影|攝影)[）)]?$")
_AGENCY = (
    r"(?:Getty(?: Images)?|GETTY(?: IMAGES)?|Reuters|REUTERS|AP(?: Photo)?|AFP|dpa|DPA|EPA|EFE|ANSA|Shutterstock|Alamy"
    r"|iStock|Imago|IMAGO|Bloomberg|Picture[ -]Alliance|Unsplash|Pexels|Pixabay|Adobe Stock|Xinhua|TASS|PA(?: Media)?"
    r"|Zuma|ZUMA|Wikimedia(?: Commons)?|Flickr|Anadolu|NurPhoto|SIPA|Keystone|Scanpix|Lehtikuva|MTI|PAP|ČTK|ANP|Belga"
    r"|APA|TT|NTB)"
)
# "Jane Doe/Reuters", "AP Photo/Jane Doe", "Getty Images".
_BY_AGENCY = re.compile(
    rf"[(\[]?(?:((?:[\w.'’-]{{1,30}}\s){{0,4}}[\w.'’-]{{1,30}})\s?(?:/|\||via|for|,)\s?)?{_AGENCY}"
    rf"(?:\s?(?:/|via|,|\|)\s?[\w .'’/-]{{2,60}})?[)\]]?\.?$"
)
_STATE = re.compile(r",\s?PA[)\]]?\.?$")  # "Erie, PA" is in Pennsylvania
# "... on the quay in Torrin AFP via Getty Images": an agency and nothing before it but the caption's last word.
_AGENCY_AT_END = re.compile(rf"(?<=\w)\s((?:{_AGENCY}\s?(?:/|via)\s?)?{_AGENCY})$")
_OTHER_NAMES = wordlist("bloomberg pa tt keystone belga pap apa imago")
"""Agencies whose names end other names too: "Michael Bloomberg", "Erie PA", "the Isle of Man TT"."""
_LEADS_ON = wordlist(
    "a an the by from for to of on in at with via and or told says said der die das von bei und de par outside inside"
    " against near behind his her their this that"
)
"""After these words, an agency is part of the sentence."""
_EDGE = re.compile(r"(?:[.!?…”\"]\s|^|\s[|–—-]\s|(?=[(\[]))")
_PARTICLES = wordlist("de der van von di da del la le for via of the and und et y e i af al el bin ibn dos")
_MOST_WORDS = 5
"""Most words on each side of the slash in "Una Vik/The Torrin Post"."""
_LABELLED = ((_AFTER_LABEL, 120), (_SIGN, 120), (_BARE_LABEL, 70))
"""The forms of a credit, each with its most letters: fewer where no colon separates it from the caption."""
_LAST = 160
"""A credit is searched in this many characters at the end of a caption."""
_LONGEST_CREDIT = 120


def split_credit(caption: str) -> tuple[str, str | None]:
    """A caption without the credit at its end, and the credit. None: there is none."""
    start = max(0, len(caption) - _LAST)
    if labelled := _labelled(caption, start):
        return labelled
    if found := _TAKEN_BY.search(caption, start):
        return _without_end(caption, found.start()), found[1].strip()
    for at in [edge.end() + start for edge in _EDGE.finditer(caption[start:])]:
        tail = caption[at:]
        agency = _BY_AGENCY.match(tail)
        if agency and agency[1] and (not _is_name(agency[1].split()) or _STATE.search(tail)):
            agency = None
        if agency or _is_name_and_outlet(tail):
            return _without_end(caption, at), bare_credit(agency.group() if agency else tail)
    if found := _AGENCY_AT_END.search(caption, start):
        before = caption[: found.start()]
        if before.split()[-1].lower() not in _LEADS_ON and found[1].lower() not in _OTHER_NAMES:
            return before, bare_credit(found[1])
    return caption, None


def _labelled(caption: str, start: int) -> tuple[str, str] | None:
    """A caption without the credit that a label or a sign opens behind `start`, and the credit. None: nothing does."""
    lowered = lower_case(caption)
    if len(lowered) != len(caption):  # a few capitals have more letters in lower case
        lowered = caption
    for pattern, longest in _LABELLED:
        last = next(iter([*pattern.finditer(lowered, start)][-1:]), None)
        credit = bare_credit(caption[last.end() :]) if last is not None else ""
        # A name begins with a capital, in scripts that have them: "a photo by night" credits nobody.
        if last is None or not 2 <= len(credit) <= longest or not _opens_a_name(credit):
            continue
        if pattern is _SIGN or not _is_within_sentence(caption, last, credit):
            return _without_end(caption, last.start()), credit
    return None


def _is_within_sentence(caption: str, label: re.Match[str], credit: str) -> bool:
    """Whether a label is a word of the caption: "He holds up a picture: Police say that ...", "Via Roma after ..."."""
    before = caption[: label.start()].split()[-1:]
    leads_on = label.group()[:1].isspace() and bool(before) and before[0].lower() in _LEADS_ON
    return leads_on or _is_sentence(credit, most=0 if _ALSO_A_WORD.match(label.group()) else 2)


def bare_credit(credit: str) -> str:
    """A credit without label, sign and brackets."""
    text = credit.strip()
    for pattern in (_AFTER_LABEL, _BARE_LABEL, _SIGN):
        lowered = lower_case(text)
        if len(lowered) == len(text) and (found := pattern.match(lowered)) and found.end() < len(text):
            text = text[found.end() :]
    return unbracketed(text.strip(" |.,:;–—-/"))


def unbracketed(text: str) -> str:
    """`text` without brackets around all of it, and without a bracket whose counterpart is missing."""
    for opening, closing in ("()", "[]", "（）", "【】"):
        while text.startswith(opening) and text.find(closing) in (-1, len(text) - 1):
            text = text.removeprefix(opening).removesuffix(closing).strip()
        while text.endswith(closing) and opening not in text:
            text = text.removesuffix(closing).strip()
        while text.endswith(opening):
            text = text.removesuffix(opening).strip()
    return text


def is_credit_label(text: str) -> bool:
    """Whether a text is only the label before a name: "Credit...", "Foto:"."""
    return _LABEL_ALONE.fullmatch(lower_case(text.strip())) is not None


def _without_end(caption: str, at: int) -> str:
    """The caption up to `at`, with a full stop that follows there."""
    before = caption[:at]
    if caption[at : at + 1] in (".", "。", "!", "?", "…", "”", "»"):
        before = caption[: at + 1]
    return before.strip(" ([（【|/•·–—-=＝")


def _opens_a_name(credit: str) -> bool:
    first = credit.split(maxsplit=1)[0]
    return not first[0].islower() or "/" in first or "." in first or _BY_AGENCY.match(credit) is not None


def _is_name_and_outlet(text: str) -> bool:
    """Whether a caption's end is "Una Vik/The Torrin Post": names on both sides of one stroke, a person's first. Two
    parties or places ("CDU/CSU", "Berlin/Brandenburg") are single words."""
    parts = text.strip(" ()[].").split("/")
    if len(parts) != 2 or len(text) > _LONGEST_CREDIT:
        return False
    return len(parts[0].split()) > 1 and all(_is_name(part.split()) for part in parts)


def _is_sentence(credit: str, *, most: int) -> bool:
    """Whether more than `most` words are neither a name's nor join one: what a caption says behind "Video:"."""
    if "/" in credit:
        return False
    return sum(word.islower() and word.lower() not in _PARTICLES for word in credit.split()) > most


def _is_name(words: list[str]) -> bool:
    named = [word for word in words if word.lower() not in _PARTICLES]
    return 1 <= len(named) <= len(words) <= _MOST_WORDS and all(word[:1].isupper() for word in named)
