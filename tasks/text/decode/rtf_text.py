"""The text of an RTF file as lines, one per paragraph."""

import re

_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_CHARSETS = {128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 204: 1251, 238: 1250, 222: 874}
"""RTF's numbers of font character sets, and the Windows code page of each (RTF specification 1.9.1)."""
_FONT_CHARSET = re.compile(rb"\\fcharset(\d{1,3})")


def rtf_lines(data: bytes) -> list[str]:
    """The paragraphs as lines. Empty: the file has no text, or is not RTF."""
    from striprtf import striprtf

    # Bytes above 127 should be escaped; unescaped ones are in the file's code page.
    page = _code_page(data)
    text = data.decode(page, errors="replace")
    try:
        plain = striprtf.rtf_to_text(text, encoding=page, errors="ignore")  # type: ignore[no-untyped-call]
    except (ValueError, KeyError, IndexError, LookupError, AttributeError, TypeError):
        return []
    return [line.strip() for line in re.split(r"[\r\n]", str(plain).replace("\x00", ""))]


def _code_page(data: bytes) -> str:
    stated = _CODE_PAGE.search(data[:4_000])
    page = int(stated[1]) if stated else 0
    if page in (0, 1252):
        # If the head states a western code page but a font is of another script, the font is right.
        fonts = {_CHARSETS[int(number)] for number in _FONT_CHARSET.findall(data[:20_000]) if int(number) in _CHARSETS}
        page = fonts.pop() if len(fonts) == 1 and not page else page or 1252
    try:
        "".encode(f"cp{page}")
    except LookupError:
        return "cp1252"
    return f"cp{page}"
