"""Factiva's two-letter codes, and their assignment to the lines of a document that is shown without codes.

Such a document lists its fields in a fixed order: section, headline, author, length, date, source, its code, edition,
page, language, copyright, then the text, then "Document" with the accession number.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from tasks.text.conventions.byline import byline_of
from tasks.text.conventions.language_name import language_tag
from tasks.text.press.press_date import date_line

Fields = list[tuple[str, list[str]]]

CODES = frozenset(
    (
        *(
            "SE",
            "HD",
            "BY",
            "CR",
            "WC",
            "PD",
            "ET",
            "SN",
            "SC",
            "ED",
            "PG",
            "VOL",
            "LA",
            "CY",
            "LP",
            "TD",
            "CX",
            "RF",
            "CT",
        ),
        *("CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "CLM", "ART", "DLN", "NGC", "GC", "DESCRIPTORS", "TI"),
    )
)
ACCESSION = re.compile(r"[A-Z][A-Z0-9]{2,11}\d{8}[-a-z0-9]{4,12}")
"""An accession number: the source's code, a date in eight digits, a serial number."""
LAST_LINE = re.compile(
    r"(?:Document|Dokument|Documento|Dokumentum|Документ|文件|文档|檔案|文書|ドキュメント|문서|Belge)\s{1,3}("
    + ACCESSION.pattern
    + r")"
)
WORDS = re.compile(
    r"\d[\d.,\s\xa0\u202f]{0,9}\s?(?:words?|Wörter|Worte|mots?|palabras|parole|woorden|palavras|ord"
    r"|słów|слов[а-я]{0,2}|sözcük|kelime"
    r"|字(?:词|詞)?|个字|個字|词|詞|語|ワード|文字|単語|단어|자)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?(?:\s[A-Z]{2,4})?")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_PAGE = re.compile(r"(?:[A-Z]{0,3}[-. ]?\d{1,4}|[A-Z]|\d{1,3}[A-Z])")
_RIGHTS = re.compile(r"©|\(c\)|copyright|\(copyright|版权|著作権|저작권", re.IGNORECASE)
_ANY_DAY = datetime(9000, 1, 1, tzinfo=UTC)


def coded(meta: Sequence[tuple[str, str]], body: Sequence[str], *, number: int) -> Fields:
    """The fields of a document that is shown without codes.

    `meta`: the lines above the text, each with the code that its element indicates, or "". `number`: the document's
    position in the file, which some exports print before the headline.
    """
    at = next((i for i, (line, _) in enumerate(meta) if WORDS.fullmatch(line)), None)
    fields: Fields = []
    above = list(meta[:at]) if at is not None else [entry for entry in meta if entry[1]]
    fields += _above(above, number)
    if at is not None:
        fields.append(("WC", [meta[at][0]]))
        fields += _below([line for line, _ in meta[at + 1 :]])
    accession = next((match[1] for line in reversed(body[-4:]) if (match := LAST_LINE.fullmatch(line))), None)
    text = [line for line in body if not LAST_LINE.fullmatch(line)]
    fields.append(("TD", text))
    return [*fields, ("AN", [accession])] if accession else fields


def _above(lines: Sequence[tuple[str, str]], number: int) -> Fields:
    """Section, headline and author; any of them may be missing."""
    headline = next((i for i, (_, code) in enumerate(lines) if code == "HD"), None)
    author = next((i for i, (_, code) in enumerate(lines) if code == "BY"), None)
    plain = [i for i, (_, code) in enumerate(lines) if not code]
    if headline is None and plain:
        last = lines[plain[-1]][0]
        if author is None and len(plain) > 1 and _is_author(last):
            author = plain.pop()
        # A section is a word or two above a longer headline.
        headline = plain[-1] if len(plain) == 1 or len(lines[plain[0]][0]) < 40 else plain[0]
    fields: Fields = []
    for i, (line, _) in enumerate(lines):
        if i == headline:
            fields.append(("HD", [line.removeprefix(f"{number}) ")]))
        elif i == author:
            fields.append(("BY", [line]))
        else:
            fields.append(("SE" if headline is not None and i < headline else "CR", [line]))
    return fields


def _is_author(line: str) -> bool:
    found = byline_of(line) if len(line) < 80 else None
    return found is not None and bool(found.authors)


def _below(lines: Sequence[str]) -> Fields:
    fields: Fields = []
    seen: set[str] = set()
    for line in lines:
        code = _kind(line, seen)
        # Two lines of one kind are two pages, or two codes.
        fields.append((code, [line]))
        seen.add(code)
    return fields


def _kind(line: str, seen: set[str]) -> str:
    if _CLOCK.fullmatch(line):
        return "ET"
    if "PD" not in seen and date_line(line, received_at=_ANY_DAY):
        return "PD"
    if _RIGHTS.match(line) or "LA" in seen:
        return "CY"
    if "SN" not in seen:
        return "SN"
    if _CODE.fullmatch(line) and "ED" not in seen and "PG" not in seen and len(line) > 1:
        return "SC"
    if len(line.split()) <= 2 and language_tag(line) and len(line) > 2:
        return "LA"
    if _PAGE.fullmatch(line) or line.isdigit():
        return "PG"
    # "0 2017" and "13/2017" are issue numbers.
    return "ED" if any(sign.isalpha() for sign in line) else "VOL"
