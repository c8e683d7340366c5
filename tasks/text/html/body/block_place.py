"""Features of a block's place on its page.

They relate it to the container with most running text, to the blocks of the same template, to the headline, to headings
such as "Related", and to its neighbours.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tasks.text.html.body.block_facts import BlockFacts, ContainerFacts, template_name
from tasks.text.html.body.page_blocks import Container, PageBlocks

Floats = npt.NDArray[np.float64]

_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_REACH = max(_NEIGHBOURS)
_WINDOW = 5
_FAR = 200
_MOST_TWINS = 50
_BEFORE_AND_AFTER = """before.good after.good before.good5 after.good5 since_headline since_marker markers position
    heading_gap total.good total.blocks only_child"""
_PLACE = """twins.2 twins.3 best.inside best.levels best.before best.after best.share headline.levels main.same
    main.beside main.before main.after main.level template.good template.count template.link"""

NAMES: tuple[str, ...] = (
    *_PLACE.split(),
    *(f"{name}.{offset:+d}" for offset in _NEIGHBOURS for name in ("mass", "link", "ends")),
    *_BEFORE_AND_AFTER.split(),
)


@dataclass(slots=True)
class MainTemplate:
    """The template that holds most of the page's running text: usually the paragraphs of the article."""

    name: str
    parent: int
    """The container that holds most of its blocks."""
    first: int
    last: int


class Placement:
    """What is computed once for a page, from which the features of each block follow."""

    def __init__(
        self,
        page: PageBlocks,
        facts: Sequence[BlockFacts],
        sums: Sequence[ContainerFacts],
        *,
        best: int,
        headline: str,
    ) -> None:
        containers = page.containers
        self.page, self.facts, self.sums = page, facts, sums
        self.best = sums[best]
        self.total = max(sums[0].good, 1.0)
        self.template_of = [template_name(containers, block.container) for block in page.blocks]
        self.templates = _templates(self.template_of, facts)
        self.main = _main_template(page, self.template_of, self.templates)
        self.headline_at = _headline_at(page, facts, headline)
        headline_in = page.blocks[self.headline_at].container if self.headline_at >= 0 else best
        self.best_levels = _levels_to(containers, best)
        self.headline_levels = _levels_to(containers, headline_in)
        self.main_levels = _levels_to(containers, self.main.parent)
        self.twins = _twins(containers)

    def table(self) -> Floats:
        """One row per block (columns: `NAMES`)."""
        return np.hstack((np.array(self._places()), self._neighbours(), self._before_and_after()))

    def _places(self) -> list[tuple[float, ...]]:
        containers = self.page.containers
        share = self.best.good / self.total
        rows: list[tuple[float, ...]] = []
        for index, block in enumerate(self.page.blocks):
            at = block.container
            parent = containers[at].parent
            above = containers[parent].parent if parent > 0 else -1
            name = self.template_of[index]
            template = self.templates[name]
            rows.append(
                (
                    self.twins[parent] if parent >= 0 else 0,
                    self.twins[above] if above >= 0 else 0,
                    self.best_levels[at] == 0,
                    self.best_levels[at],
                    max(0, self.best.first - index),
                    max(0, index - self.best.last),
                    share,
                    self.headline_levels[at],
                    name == self.main.name,
                    parent == self.main.parent,
                    max(0, self.main.first - index),
                    max(0, index - self.main.last),
                    self.main_levels[at],
                    template[0] / self.total,
                    template[1],
                    template[2] / max(template[3], 1.0),
                )
            )
        return rows

    def _neighbours(self) -> Floats:
        around = np.array([(min(fact.mass, 1000.0), fact.link_share, fact.ends) for fact in self.facts])
        count = len(around)
        padded = np.zeros((count + 2 * _REACH, around.shape[1]))
        padded[_REACH : _REACH + count] = around
        return np.hstack([padded[_REACH + offset : _REACH + offset + count] for offset in _NEIGHBOURS])

    def _before_and_after(self) -> Floats:
        count = len(self.facts)
        index = np.arange(count)
        running = np.concatenate(([0.0], np.cumsum([fact.good for fact in self.facts])))
        here, behind = running[:-1], running[1:]
        alone = [self.sums[block.container].blocks == 1 for block in self.page.blocks]
        return np.column_stack(
            (
                here / self.total,
                1.0 - behind / self.total,
                here - running[np.maximum(0, index - _WINDOW)],
                running[np.minimum(count, index + _WINDOW + 1)] - behind,
                np.minimum(index - self.headline_at, 300) if self.headline_at >= 0 else np.full(count, -300),
                np.array(self._since(here)),
                index / count,
                np.array(self._since_good()),
                np.full(count, self.total),
                np.full(count, count),
                alone,
            )
        )

    def _since(self, running: Floats) -> list[tuple[int, int]]:
        """For each block, the distance to the last heading such as "Related", and the number of such headings above it;
        headings above all running text do not count."""
        rows: list[tuple[int, int]] = []
        since, markers = _FAR, 0
        for fact, before in zip(self.facts, running.tolist(), strict=True):
            rows.append((since, markers))
            since, markers = (0, markers + 1) if fact.marker and before > 0 else (min(since + 1, _FAR), markers)
        return rows

    def _since_good(self) -> list[int]:
        """For each block, the number of blocks since the last running text."""
        rows: list[int] = []
        since = 0
        for fact in self.facts:
            rows.append(since)
            since = 0 if fact.good else since + 1
        return rows


def _levels_to(containers: Sequence[Container], goal: int) -> list[int]:
    """For each container, how many levels one must go up from `goal` to reach an element that contains it."""
    up: dict[int, int] = {}
    at, level = goal, 0
    while at >= 0:
        up[at] = level
        at, level = containers[at].parent, level + 1
    levels: list[int] = []
    for index, container in enumerate(containers):
        levels.append(up[index] if index in up else levels[container.parent])
    return levels


def _templates(names: Sequence[str], facts: Sequence[BlockFacts]) -> dict[str, list[float]]:
    """For each template: letters of running text, number of blocks, letters in links, letters in all."""
    sums: dict[str, list[float]] = {}
    for name, fact in zip(names, facts, strict=True):
        own = sums.setdefault(name, [0.0, 0.0, 0.0, 0.0])
        own[0] += fact.good
        own[1] += 1
        own[2] += fact.mass * fact.link_share
        own[3] += fact.mass
    return sums


def _main_template(page: PageBlocks, names: Sequence[str], templates: dict[str, list[float]]) -> MainTemplate:
    main = max(templates, key=lambda name: templates[name][0], default="")
    parents: Counter[int] = Counter()
    first = last = -1
    for index, block in enumerate(page.blocks):
        if names[index] == main:
            parents[max(page.containers[block.container].parent, 0)] += len(block.text)
            first = index if first < 0 else first
            last = index
    return MainTemplate(main, parents.most_common(1)[0][0] if parents else 0, first, last)


def _twins(containers: Sequence[Container]) -> list[int]:
    """For each container, how many have the same signature: cards of a list have many twins, an article's body has
    none."""
    counts = Counter(container.signature for container in containers)
    return [min(counts[container.signature], _MOST_TWINS) for container in containers]


def _headline_at(page: PageBlocks, facts: Sequence[BlockFacts], headline: str) -> int:
    """Index of the block that is the headline, preferably an <h1>; -1 if there is none."""
    titles = [index for index, block in enumerate(page.blocks) if page.containers[block.container].tag == "h1"]
    said = [index for index, fact in enumerate(facts) if headline and fact.folded == headline]
    both = [index for index in said if index in titles[:_FAR]]
    return (both or said or titles or [-1])[0]
