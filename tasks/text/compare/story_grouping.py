"""Stories: articles of different wording about one event.

The articles around new ones are regrouped each time, so that their order of arrival matters little. A story keeps its
name as long as its articles stay together.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from schemas.comparison import Comparable, CopyFamily, StoryGroup, StoryMember, TermStatistics
from tasks.text.compare.continuity import kept_names
from tasks.text.compare.linkage import Matrix, linked_groups
from tasks.text.compare.story_likeness import Rarities, Terms, likenesses, weighted

# Measured on pairs of similar events in news of the 2000s and 2010s, on halves of the topics and of the articles: a
# SHARE from 0.62 to 0.68 does about equally well; below 0.6 similar events are merged.
EXPECTED: Final = 0.22
PRIOR_PAIRS: Final = 6.0
SHARE: Final = 0.66


def story_groups(
    articles: Sequence[Comparable],
    families: Sequence[CopyFamily],
    terms: Mapping[str, Terms],
    statistics: Mapping[str | None, TermStatistics],
    *,
    salt: str,
) -> list[StoryGroup]:
    """All articles in stories, each in exactly one, if need be alone.

    A copy family counts as one report, represented by its longest print. `terms` are by article (see `story_terms`),
    `statistics` by language. `salt` (the batch's id) keeps the names of new stories distinct from earlier ones.
    """
    units = _units(articles, families)
    longest = [max(unit, key=lambda article: (article.length, article.article_id)) for unit in units]
    rarities = {language: Rarities(counted) for language, counted in statistics.items()}
    unknown = Rarities(TermStatistics(0, {}))
    vectors = [weighted(terms[lead.article_id], rarities.get(lead.language, unknown)) for lead in longest]
    likeness = likenesses(vectors, [unit[0].published_on for unit in units])
    groups = linked_groups(likeness, expected=EXPECTED, prior_pairs=PRIOR_PAIRS, share=SHARE)
    members = [_aged(units, group) for group in groups]
    names = kept_names(
        [[article.story_id for article in aged] for aged in members],
        [_fresh(aged[0].article_id, salt) for aged in members],
    )
    return [StoryGroup(name, _scored(units, group, likeness)) for name, group in zip(names, groups, strict=True)]


def _units(articles: Sequence[Comparable], families: Sequence[CopyFamily]) -> list[list[Comparable]]:
    """The articles, copies with their original, in an order that does not depend on the given order."""
    by_id = {article.article_id: article for article in articles}
    units = [[by_id[member] for member in family.members] for family in families]
    copied = {member for family in families for member in family.members}
    units += [[article] for article in articles if article.article_id not in copied]
    return sorted(units, key=lambda unit: unit[0].article_id)


def _aged(units: Sequence[Sequence[Comparable]], group: Sequence[int]) -> list[Comparable]:
    members = [article for number in group for article in units[number]]
    return sorted(members, key=lambda article: (article.first_seen_at, article.article_id))


def _fresh(article_id: str, salt: str) -> str:
    return hashlib.sha256(f"{salt} {article_id}".encode()).hexdigest()[:32]


def _scored(units: Sequence[Sequence[Comparable]], group: list[int], likeness: Matrix) -> tuple[StoryMember, ...]:
    """The members with their scores: the cosine of a unit's terms with those of the whole story."""
    own = likeness[np.ix_(group, group)].copy()
    np.fill_diagonal(own, 1.0)
    scores = own.sum(axis=1) / max(float(np.sqrt(own.sum())), 1e-9)
    members = [
        StoryMember(article.article_id, round(min(1.0, float(score)), 4))
        for number, score in zip(group, scores, strict=True)
        for article in units[number]
    ]
    return tuple(sorted(members, key=lambda member: (-member.score, member.article_id)))
