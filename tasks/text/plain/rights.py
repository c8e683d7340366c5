"""The owner that a copyright line names: "© 2025 The Harbour Post. All rights reserved."."""

import re

_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s{0,2}(?:©|\(c\)|copyright|by))?\s{0,2}(?:(?:19|20)\d\d(?:\s?[-–,]\s?(?:19"
    r"|20)?\d\d)?)?,?\s{0,2}(?:by\s)?"
    r"(?P<owner>[^\W\d_][^.|•·©]{1,60}?)(?:,?\s(?:inc|ltd|llc|limited|corp|corporation|gmbh|co|plc|s\.?a)\b\.?)?"
    r"(?:\s{0,2}[.,|•·–—-]\s|\s{0,2}(?:all rights|alle rechte|19\d\d|20\d\d)|\.?$)",
    re.IGNORECASE,
)


def rights_owner(text: str) -> str | None:
    """The owner's name without year and legal form. None: the line names no owner."""
    found = _OWNER.search(text[:300])
    return found["owner"].strip(" ,-–—") if found else None
