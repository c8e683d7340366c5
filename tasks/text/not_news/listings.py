"""Files of lines that machines write or read: logs, settings, robots.txt, indexes of archives, lists of addresses,
references, calendars, subtitles. Most lines of such a file have its form."""

import re

_LINES = 200
_LOOKED = 40_000
_LONG = 25
"""Words of a line that only a paragraph has, not a setting."""
_LOG = re.compile(
    r"\s{0,4}(?:\[?\d{4}[-/]\d\d[-/]\d\d[T ,]\s?\d\d:\d\d:\d\d|\[?\d{1,2}/\w{3}/\d{4}:\d\d|"
    r"(?:\d{1,3}\.){3}\d{1,3} \S+ |[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d |"
    r"\[?(?:INFO|DEBUG|WARN|WARNING|ERROR|TRACE|FATAL)\]?[ :]|\[\s{0,5}\d+\.\d+\]|"
    r"at [\w.$<>]{1,200}\(|Traceback |File \"|\d{13} |\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d )"
)
_SETTING = re.compile(
    r"\s{0,50}(?:#.*|;.*|//.*|\[{1,2}[\w.\" :/-]{1,100}\]{1,2}|[\"']?[\w./$-]{1,80}[\"']?\s{0,20}[:=](?:\s.*|\S.*)?|"
    r"-\s.*|"
    r"export \w+=.*|---|\.\.\.|[\]}],?)\s{0,50}"
)
_KEYED = re.compile(r"\s{0,50}[\"']?[\w./$-]{1,80}[\"']?\s{0,20}[:=]")
_ROBOTS = re.compile(
    r"\s{0,50}(?:#.*|(?:user-agent|disallow|allow|sitemap|crawl-delay|host|noindex)\s{0,50}:.*)", re.IGNORECASE
)
_CDX = re.compile(
    r"(?<!\S)(?:!?[\w-]{1,63}(?:,[\w-]{1,63}){0,9}(?::\d{1,5})?\)\S{0,2000}|https?://\S{1,2000}"
    r"|\S{1,200}\.\w{2,6}/\S{0,2000}) "
    r"(?:\d{14}|\d{4}-\d\d-\d\d\S{0,20}) ?\S.*"
)
_GDELT = re.compile(r"\d{6,12}\t\d{8}\t\d{6}\t.*|\d{14}-T?\d+\t\d{14}\t.*")
_ADDRESS = re.compile(r"\s{0,50}(?:<?https?://\S+>?|#.*)\s{0,50}")
_REFERENCE = re.compile(r"@(?:article|book|misc|online|inproceedings|string|comment|newspaper)\s{0,5}\{", re.IGNORECASE)
_WEB_OF_SCIENCE = re.compile(r"(?:FN [^\n]+\nVR [^\n]+\n)?PT [A-Z]\n(?:[A-Z][A-Z0-9] |   )")
_SUBTITLES = re.compile(r"WEBVTT\b|1\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> ")
_CALENDAR = re.compile(r"BEGIN:V(?:CALENDAR|CARD|EVENT)\b", re.IGNORECASE)
_PEM = re.compile(r"-----BEGIN [A-Z0-9 ]{3,60}-----")
_LICENCE = re.compile(
    r"Permission is hereby granted, free of charge|Redistribution and use in source and binary forms|"
    r"GNU (?:AFFERO |LESSER |LIBRARY )?GENERAL PUBLIC LICENSE\s+Version|Apache License\s+Version 2|"
    r"Mozilla Public License,? [Vv]ersion|Permission to use, copy, modify, and(?:/or)? distribute|"
    r"Creative Commons Legal Code|SIL OPEN FONT LICENSE|This is free and unencumbered software"
)


def is_log(text: str) -> bool:
    """Whether a text is the log of a program or a web server."""
    return _share(text, _LOG, least=4) >= 0.6


def is_settings(text: str) -> bool:
    """Whether a text is YAML, TOML, INI or properties: keys and values, and no line as long as a paragraph."""
    lines = _lines(text)
    if len(lines) < 4 or any(len(line.split()) > _LONG for line in lines):
        return False
    keyed = sum(bool(_KEYED.match(line)) for line in lines)
    fitting = sum(bool(_SETTING.fullmatch(line[:1_000])) for line in lines)
    blank = text[:_LOOKED].count("\n\n")
    # Labelled lines above a short text ("Title: ...") have capitals and spaces in their values, and the text has no
    # labels.
    small = sum(line.lstrip()[:1].islower() or line.lstrip()[:1] in "[#-\"'_;" for line in lines)
    return (
        keyed >= 0.4 * len(lines) and fitting >= 0.9 * len(lines) and small >= 0.6 * len(lines) and blank < len(lines)
    )


def is_robots(text: str) -> bool:
    """Whether a text is robots.txt: rules for crawlers."""
    return "user-agent" in text[:_LOOKED].lower() and _share(text, _ROBOTS, least=2) >= 0.8


def is_archive_index(text: str) -> bool:
    """Whether a text is CDX or CDXJ: an index of the pages and capture times of a web archive."""
    return text.startswith((" CDX ", "!OpenWayback-CDXJ")) or _share(text, _CDX, least=2) >= 0.9


def is_gdelt(text: str) -> bool:
    """Whether a text is one of GDELT's tables of events and mentions, which have no column names."""
    return _share(text, _GDELT, least=1) >= 0.9


def is_address_list(text: str) -> bool:
    """Whether a text is a list of addresses, one per line."""
    return "://" in text[:4_000] and _share(text, _ADDRESS, least=1) == 1.0


def is_references(text: str) -> bool:
    """Whether a text is BibTeX or similar: references to publications."""
    start = text.lstrip()
    return bool(_REFERENCE.match(start) or _WEB_OF_SCIENCE.match(start))


def is_subtitles(text: str) -> bool:
    """Whether a text is the subtitles of a film."""
    return bool(_SUBTITLES.match(text.lstrip()))


def is_calendar(text: str) -> bool:
    """Whether a text is a calendar or an address book."""
    return bool(_CALENDAR.match(text.lstrip()))


def is_key(text: str) -> bool:
    """Whether a text is a key, a certificate or a signed message."""
    return bool(_PEM.match(text.lstrip()))


def is_licence(text: str) -> bool:
    """Whether a text is a software licence: it names itself at its beginning."""
    found = _LICENCE.search(text[:2_500])
    named = re.search(r"licen[cs]e|copyright", text[:300], re.IGNORECASE)
    return bool(found and named)


def _lines(text: str) -> list[str]:
    return [line.rstrip("\r") for line in text[:_LOOKED].split("\n")[:_LINES] if line.strip()]


def _share(text: str, pattern: re.Pattern[str], *, least: int) -> float:
    lines = _lines(text)
    if len(text) > _LOOKED and len(lines) > 1:
        lines = lines[:-1]
    fitting = sum(bool(pattern.match(line)) for line in lines)
    return fitting / len(lines) if fitting >= least else 0.0
