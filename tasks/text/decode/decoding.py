"""Decoding of bytes to text. Mojibake is never accepted as text: text that was decoded twice is repaired.

The order is: byte order mark; UTF-8 if the bytes are valid UTF-8 (text in another encoding hardly ever is by chance);
the encoding that HTTP or the document declares; NUL patterns of UTF-16; detection. The label table of the WHATWG
Encoding Standard decides what a declared name means (a page that declares iso-8859-1 is windows-1252).
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.evidence import Evidence
from schemas.rejection import Rejected, RejectionReason

DETECTION_BYTES = 65_536
"""Bytes given to the detector. Detection takes about 1 ms per kB; more bytes do not change its result."""
MAX_REPLACED = 0.002
"""Share of undecodable characters from which a declared encoding counts as wrong."""
MAX_CONTROL = 0.02
"""Share of control characters above which bytes are not text."""

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"))
_BOMS_16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,50}=\s{0,50}[\"']?\s{0,50}([a-zA-Z0-9_:.\-]{2,40})|"
    rb"<\?xml[^>]{0,100}?encoding\s{0,50}=\s{0,50}[\"']([a-zA-Z0-9_:.\-]{2,40})",
    re.IGNORECASE,
)
_HEADER_CHARSET = re.compile(r"charset\s{0,50}=\s{0,50}[\"']?\s{0,50}([a-zA-Z0-9_:.\-]{2,40})", re.IGNORECASE)
_WHATWG = {
    "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252",
    "us-ascii": "windows-1252", "ascii": "windows-1252", "iso-8859-9": "windows-1254", "iso-8859-11": "windows-874",
    "tis-620": "windows-874", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932",
    "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "windows-31j": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "big5": "big5hkscs", "unicode": "utf-16-le", "utf8": "utf-8",
    "x-user-defined": "windows-1252", "windows-874": "cp874",
}  # fmt: skip
_NOT_OF_THE_WEB = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined"}
# UTF-8 that was read as windows-1252 and encoded again: the lead bytes of accented letters and of typographic quotes.
_MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf\u0192\u02c6\u2018-\u203a]|â€[\u0153\u009d\u2122\u02dc\u0093\u0094\u201c\u201d™œ]"
)
_MOJIBAKE_LEADS = ("Ã", "Â", "â€")
_FEW_MOJIBAKE = 3
"""Fewer may be intended (a text about mojibake shows one), or may remain from damage that cannot be repaired."""
MAX_REPAIRED = 1_000_000
"""Characters. Repair takes up to 5 microseconds per character, if every short line is broken."""
_C1 = re.compile("[\x80-\x9f]")
"""Control characters that no text contains, except UTF-8 read as iso-8859-1."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with its encoding, and evidence for the reader."""

    text: str
    encoding: str
    evidence: tuple[Evidence, ...]


def decode(data: bytes, *, content_type: str | None = None) -> Decoded | Rejected:
    """The text of `data`. `content_type` is the HTTP header, None if there was none."""
    if not data.strip(b"\x00 \t\r\n\x0c\xef\xbb\xbf\xff\xfe"):
        return Rejected(reason=RejectionReason.EMPTY, detail=f"nothing but white space in {len(data)} bytes")
    seen: list[Evidence] = []
    for encoding, locator in _offers(data, content_type):
        text = data.decode(encoding, errors="replace")
        replaced = text.count("\ufffd") / max(len(text), 1)
        if locator == "valid" and replaced and not _mostly_valid(text):
            continue
        control = len(_CONTROL.findall(text.replace("\x00", "") if locator == "valid" else text)) / max(len(text), 1)
        good = replaced <= MAX_REPLACED and control <= MAX_CONTROL
        seen.append(_said(encoding, locator, chosen=good))
        if good:
            return Decoded(*_cleaned(text, encoding, seen))
    tried = ", ".join(e.value for e in seen) or "none"
    return Rejected(
        reason=RejectionReason.UNDECODABLE, detail=f"no encoding makes text of these bytes (tried: {tried})"
    )


def _mostly_valid(text: str) -> bool:
    """Whether the text is UTF-8 with a few broken bytes (a cut character, a pasted line). Text in other encodings
    hardly ever contains one valid sequence by chance, let alone ten for each broken one."""
    lost = text.count("\ufffd")
    return sum(not char.isascii() for char in text) - lost >= 10 * lost


def _offers(data: bytes, content_type: str | None) -> Iterator[tuple[str, str]]:
    """Encodings to try, best first, each with where it was found. Detection is last because it takes longest."""
    # The mark may be wrong: some programs write one before bytes of any encoding. Then the other encodings are tried.
    marked = next(((bom, encoding) for bom, encoding in _BOMS + _BOMS_16 if data.startswith(bom)), None)
    if marked:
        yield marked[1], "byte order mark"
    data = data.removeprefix(marked[0]) if marked else data
    head = data[:4096]
    if head.count(0) > len(head) // 8:  # UTF-16 of Latin text: every other byte is NUL
        even, odd = head[0::2].count(0), head[1::2].count(0)
        yield "utf-16-be" if even > odd else "utf-16-le", "NUL pattern"
    yield "utf-8", "valid"
    header = _HEADER_CHARSET.search(content_type or "")
    declared = _META_CHARSET.search(head)
    for label, where in (
        (header and header.group(1), "HTTP header"),
        (declared and (declared.group(1) or declared.group(2)).decode("ascii"), "declared in the document"),
    ):
        codec = _known(label)
        if codec:
            yield codec, where
    yield from _detected(data)


def _detected(data: bytes) -> list[tuple[str, str]]:
    if data.isascii():
        return []
    import chardet  # late: slow to import, and hardly ever needed

    codec = _known(chardet.detect(data[:DETECTION_BYTES])["encoding"])
    return [(codec, "detected")] if codec else []


def _known(label: str | None) -> str | None:
    """Python's codec for a declared label. None: there is no such text encoding."""
    if not label:
        return None
    name = _WHATWG.get(label.strip().lower(), label.strip().lower())
    try:
        "".encode(name)
        codec = codecs.lookup(name).name
    except (LookupError, UnicodeError):
        return None
    return None if codec in _NOT_OF_THE_WEB else name


def _cleaned(text: str, encoding: str, seen: list[Evidence]) -> tuple[str, str, tuple[Evidence, ...]]:
    """The text without byte order mark and NULs, its encoding, and evidence of what was removed or looks wrong."""
    text = text.removeprefix("\ufeff")
    nulls, lost = text.count("\x00"), text.count("\ufffd")
    mojibake = len(_MOJIBAKE.findall(text)) if any(lead in text for lead in _MOJIBAKE_LEADS) else 0
    if nulls:
        text = text.replace("\x00", "")
        seen.append(_said(f"{nulls} NUL characters removed", "text"))
    if lost:
        seen.append(_said(f"{lost} characters could not be decoded and stand as U+FFFD", "text"))
    signs = max(mojibake, len(_C1.findall(text)))
    if signs >= _FEW_MOJIBAKE:
        repaired = len(text) <= MAX_REPAIRED
        text = _fixed(text) if repaired else text
        what = "repaired" if repaired else f"left: over {MAX_REPAIRED} characters"
        seen.append(_said(f"{signs} sequences of UTF-8 decoded twice (mojibake) {what}", "text"))
    return text, encoding, tuple(seen)


def _said(value: str, locator: str, *, chosen: bool = False) -> Evidence:
    return Evidence(field="encoding", value=value, method="bytes", locator=locator, chosen=chosen)


def _fixed(text: str) -> str:
    from ftfy import fix_encoding  # late: slow to import

    return fix_encoding(text)
