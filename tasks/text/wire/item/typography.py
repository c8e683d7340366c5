"""Signs that the alphabets of telegrams lack, as wires write them, turned into what they stand for."""

import re

_OPENING = re.compile(r"``|(?<![\w,]),,(?=[\w\"“‘])")
_CLOSING = re.compile(r"(?<!\d)''(?!')")
_DASH = re.compile(r"(?<=[\w).,\"”’%]) _{1,2} (?=\S)|^_ (?=\S)")


def typeset(text: str) -> str:
    """``x'' and ,,x'' in quotation marks, " _ " as a dash. Feet and inches keep their signs."""
    if "''" in text:
        text = _CLOSING.sub('"', _OPENING.sub('"', text))
    elif "``" in text:
        text = text.replace("``", '"')
    return _DASH.sub(lambda found: " — " if found[0].startswith(" ") else "— ", text) if "_ " in text else text
