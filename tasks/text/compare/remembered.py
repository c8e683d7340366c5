"""The comparable form of texts: computed once when they are read, and restored from storage."""

from typing import Final

import numpy as np

from schemas.comparison import Comparable, Remembered
from tasks.text.compare.shingles import Wording, wording
from tasks.text.compare.story_likeness import Terms
from tasks.text.compare.story_terms import damped, story_terms, term_stresses

_CODE: Final = np.dtype("<u4")
_STRESS: Final = np.dtype("<u2")
_MOST = 0xFFFF


def to_remember(headline: str | None, body: str) -> Remembered:
    """What is stored of a text to compare it later."""
    stresses = term_stresses(headline, body)
    return Remembered(
        codes=wording(body).codes.astype(_CODE).tobytes(),
        terms=np.fromiter(stresses.keys(), _CODE, len(stresses)).tobytes(),
        weights=np.fromiter((min(stress, _MOST) for stress in stresses.values()), _STRESS, len(stresses)).tobytes(),
        length=len(body),
    )


def wording_of(article: Comparable) -> Wording:
    """The wording of an article, by which copies are found."""
    if article.remembered is None:
        return wording(article.body or "")
    return Wording(np.frombuffer(article.remembered.codes, _CODE))


def terms_of(article: Comparable) -> Terms:
    """The terms of an article, by which stories are found: see story_terms."""
    kept = article.remembered
    if kept is None:
        return story_terms(article.headline, article.body or "")
    stresses = np.frombuffer(kept.weights, _STRESS).tolist()
    return dict(zip(np.frombuffer(kept.terms, _CODE).tolist(), map(damped, stresses), strict=True))
