"""Copy families: prints of one text with different furniture, cut short, edited, or with a paragraph added.

A family is decided by all its members together, never through a chain of neighbours: B may contain half of A and half
of C although A and C are different texts.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

import numpy as np

from schemas.comparison import Comparable, CopyFamily
from schemas.copy import Copy
from tasks.text.compare.continuity import kept_names
from tasks.text.compare.crowds import crowded, looked_at, stand_ins
from tasks.text.compare.linkage import linked_groups
from tasks.text.compare.original import original
from tasks.text.compare.remembered import wording_of
from tasks.text.compare.reuse import Reuse, boilerplate, reuse
from tasks.text.compare.shingles import Codes, Wording, wording

# Two single texts are joined when 0.45 of the shorter is in the longer; two groups, when they are as alike as their own
# members are. Measured on eight samples of news texts that were cut, reworded and framed automatically, among reports
# based on one agency's text: reworded texts join their originals, and independent reports stay apart.
EXPECTED: Final = 0.45
PRIOR_PAIRS: Final = 4.0
SHARE: Final = 1.0

LEAST: Final = 0.2
"""Reuse below this share is ignored: quotations and background paragraphs that reports of one event share."""

# Two prints that contain a report completely are equally near to it. Then the words of the headlines decide, and after
# them the similarity of the texts; otherwise the order of arrival would.
SAME_HEADLINE: Final = 0.01
SAME_TEXT: Final = 0.001


def copy_families(articles: Sequence[Comparable]) -> list[CopyFamily]:
    """The families among the articles; an article in no family has no copy. Old names are kept where possible."""
    texts = {article.article_id: wording_of(article) for article in articles}
    groups = [_aged(group) for group in _groups(sorted(articles, key=lambda article: article.article_id), texts)]
    originals = [original(group) for group in groups]
    names = kept_names(
        [[article.copy_family for article in group] for group in groups],
        [first.article_id for first, _ in originals],
    )
    families = []
    for name, group, (first, rule) in zip(names, groups, originals, strict=True):
        rest = [article for article in group if article is not first]
        copies = tuple(_copy(article, first, texts) for article in rest)
        members = (first.article_id, *(article.article_id for article in rest))
        families.append(CopyFamily(name, members, rule, copies))
    return families


def _aged(group: Sequence[Comparable]) -> list[Comparable]:
    return sorted(group, key=lambda article: (article.first_seen_at, article.article_id))


def _groups(articles: Sequence[Comparable], texts: Mapping[str, Wording]) -> list[list[Comparable]]:
    """The groups of more than one article. The order of the articles decides ties, so it must not be the order of
    arrival."""
    wordings = [texts[article.article_id] for article in articles]
    headlines = [frozenset(wording(article.headline or "").codes.tolist()) for article in articles]
    common = boilerplate(wordings)

    def alike(one: int, other: int) -> float:
        found = reuse(wordings[one], wordings[other], common)
        return _likeness(found, _shared_words(headlines[one], headlines[other]))

    keys = [looked_at(text) for text in wordings]
    crowds = _crowds(stand_ins(wordings, keys, common))
    leads = [crowd[0] for crowd in crowds]
    likeness = np.zeros((len(leads), len(leads)))
    for one, other in _candidates([keys[lead] for lead in leads], common):
        likeness[one, other] = likeness[other, one] = alike(leads[one], leads[other])
    within = [sum(alike(crowd[0], other) for other in crowd[1:]) * len(crowd) / 2 for crowd in crowds]
    sizes = [len(crowd) for crowd in crowds]
    linked = linked_groups(
        likeness, expected=EXPECTED, prior_pairs=PRIOR_PAIRS, share=SHARE, sizes=sizes, within=within
    )
    groups = (sorted(number for crowd in group for number in crowds[crowd]) for group in linked)
    return [[articles[number] for number in group] for group in groups if len(group) > 1]


def _crowds(stand_in: Sequence[int]) -> list[list[int]]:
    """The texts by what stands for them, which is the first of each."""
    crowds: dict[int, list[int]] = {}
    for number, lead in enumerate(stand_in):
        crowds.setdefault(lead, []).append(number)
    return list(crowds.values())


def _likeness(found: Reuse, headline: float) -> float:
    """`headline`: how alike those are."""
    if found.reused < LEAST:
        return 0.0
    tie = SAME_HEADLINE * headline + SAME_TEXT * found.similarity
    return found.reused * (1 - SAME_HEADLINE - SAME_TEXT) + tie


def _shared_words(one: frozenset[int], other: frozenset[int]) -> float:
    """Jaccard similarity of the words, 0 if there are none."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if one or other else 0.0


def _candidates(keys: Sequence[frozenset[int]], common: Codes) -> list[tuple[int, int]]:
    """Pairs that share two at least of the shingles that are looked at, but for what a crowd shares as boilerplate."""
    passed_over = crowded(keys) & set(common.tolist())
    holders: dict[int, list[int]] = defaultdict(list)
    for number, some in enumerate(keys):
        for key in some - passed_over:
            holders[key].append(number)
    shared = Counter(pair for numbers in holders.values() for pair in combinations(numbers, 2))
    return sorted(pair for pair, count in shared.items() if count > 1)


def _copy(article: Comparable, first: Comparable, texts: Mapping[str, Wording]) -> Copy:
    measured = reuse(texts[article.article_id], texts[first.article_id])
    return Copy(
        article_id=article.article_id,
        original_id=first.article_id,
        similarity=measured.similarity,
        containment=measured.containment,
    )
