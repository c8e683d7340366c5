"""The articles of a stored batch related to all stored articles: changes of versions, copies, stories.

Runs inside the transaction that stores the batch: `store(..., also=relate_articles)`.
"""

import heapq
from collections.abc import Mapping, Sequence
from typing import Final

from duckdb import DuckDBPyConnection

from schemas.comparison import Comparable, TermStatistics
from tasks.text.compare.continuity import followed_names
from tasks.text.compare.copy_family import copy_families
from tasks.text.compare.remembered import terms_of, wording_of
from tasks.text.compare.story_grouping import story_groups
from tasks.text.compare.story_likeness import Rarities, Terms
from tasks.text.compare.version_changes import version_changes
from warehouse.store import comparison_candidates, comparison_results
from warehouse.store.comparison_candidates import UNKNOWN_LANGUAGE, ArticleKeys
from warehouse.store.loader import BatchHeader
from warehouse.store.version_changes import successions, write_version_changes

SLICE: Final = 1000
"""New articles that are compared at a time."""
NEIGHBOURS: Final = 2000
"""The largest number of candidates among the stored articles; with relatives and the slice, matrices of 200 MB."""
STORY_KEYS: Final = 12
"""How many words find candidates for a story: those with the largest weight."""


def relate_articles(con: DuckDBPyConnection, batch: BatchHeader) -> None:
    """Writes the changes in the new versions of the batch, and the copies and stories of its articles."""
    steps = successions(con, batch.batch_id)
    write_version_changes(con, [(step, version_changes(step.before, step.after)) for step in steps])
    touched = comparison_candidates.batch_articles(con, batch.batch_id)
    canceled = comparison_candidates.canceled_articles(con, touched)
    # Articles in one family with them must be grouped again.
    left = comparison_results.withdraw(con, sorted(canceled))
    ids = sorted({*touched, *left} - canceled)
    for start in range(0, len(ids), SLICE):
        _compare(con, ids[start : start + SLICE], batch.batch_id, salt=f"{batch.batch_id} {start}")


def _compare(con: DuckDBPyConnection, ids: Sequence[str], batch_id: str, *, salt: str) -> None:
    new = comparison_candidates.comparables(con, ids)
    terms = _terms(new)
    unseen = comparison_candidates.never_compared(con, ids)
    _count(con, [article for article in new if article.article_id in unseen], terms)
    comparison_results.forget(con, sorted(set(ids) - unseen))
    statistics = _statistics(con, new, terms)
    rarities = {language: Rarities(counted) for language, counted in statistics.items()}
    keys = [_keys(article, terms[article.article_id], rarities[article.language]) for article in new]
    near = comparison_candidates.comparables(con, comparison_candidates.neighbours(con, keys, limit=NEIGHBOURS))
    articles = [*new, *near]
    terms |= _terms(near)
    families = copy_families(articles)
    groups = story_groups(articles, families, terms, _statistics(con, articles, terms), salt=salt)
    comparison_results.remember(con, keys)
    family_of = {member: family.copy_family for family in families for member in family.members}
    moved = followed_names({article.article_id: article.copy_family for article in near}, family_of)
    comparison_results.write_families(con, articles, families, batch_id=batch_id, fresh=set(ids), moved=moved)
    story_of = {member.article_id: group.story_id for group in groups for member in group.members}
    moved = followed_names({article.article_id: article.story_id for article in near}, story_of)
    comparison_results.write_stories(con, articles, groups, moved=moved)


def _terms(articles: Sequence[Comparable]) -> dict[str, Terms]:
    return {article.article_id: terms_of(article) for article in articles}


def _count(con: DuckDBPyConnection, unseen: Sequence[Comparable], terms: Mapping[str, Terms]) -> None:
    """Count each article once in the document frequencies, with the first text in which it was seen."""
    words: dict[str, list[Terms]] = {}
    for article in unseen:
        words.setdefault(_language(article), []).append(terms[article.article_id])
    comparison_results.count_terms(con, words)


def _statistics(
    con: DuckDBPyConnection, articles: Sequence[Comparable], terms: Mapping[str, Terms]
) -> dict[str | None, TermStatistics]:
    """The statistics for each `language` as stated by the articles."""
    words: dict[str, set[int]] = {}
    for article in articles:
        words.setdefault(_language(article), set()).update(terms[article.article_id])
    counted = comparison_candidates.term_statistics(con, words)
    return {article.language: counted[_language(article)] for article in articles}


def _language(article: Comparable) -> str:
    return article.language.split("-")[0].lower() if article.language else UNKNOWN_LANGUAGE


def _keys(article: Comparable, terms: Terms, rarities: Mapping[int, float]) -> ArticleKeys:
    weights = {term: weight * rarities[term] for term, weight in terms.items()}
    heaviest = heapq.nlargest(STORY_KEYS, weights.items(), key=lambda item: (item[1], item[0]))
    return ArticleKeys(article.article_id, article.published_on, wording_of(article).keys, dict(heaviest))
