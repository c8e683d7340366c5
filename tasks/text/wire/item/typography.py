"""Typographic characters that the alphabets of telegrams lack, restored from their substitutes."""

import re

_OPENING = re.compile(r"``|(?<![\w,]),,(?=[\w\"“‘])")
_CLOSING = re.compile(r"(?<!\d)''(?!')")
_DASH = re.compile(r"(?<=[\w).,\"”’%]) _{1,2} (?=\S)|^_ (?=\S)")


def typeset(text: str) -> str:
    """The text with ``x'' and ,,x'' as quotation marks and " _ " as a dash. The marks for feet and inches stay."""
    if "''" in text:
        text = _CLOSING.sub('"', _OPENING.sub('"', text))
    elif "``" in text:
        text = text.replace("``", '"')
    return _DASH.sub(lambda found: " — " if found[0].startswith(" ") else "— ", text) if "_ " in text else text
