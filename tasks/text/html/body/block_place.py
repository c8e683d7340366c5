"""Where a block stands on its page, in numbers: to the container with most running text, to blocks made by the same
template, to the headline, to headings such as "Related", and to its neighbours."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.text.html.body.block_facts import BlockFacts, ContainerFacts, template_name
from tasks.text.html.body.page_blocks import Container, PageBlocks

_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
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
    """The template that holds most of the page's running text, as a rule the paragraphs of the article."""

    name: str
    parent: int
    """The container that holds most of its blocks."""
    first: int
    last: int


class Placement:
    """One page's map: made once, then asked for each block."""

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
        self.around = [(min(fact.mass, 1000.0), fact.link_share, float(fact.ends)) for fact in facts]
        self.running = [0.0]
        for fact in facts:
            self.running.append(self.running[-1] + fact.good)

    def rows(self) -> list[list[float]]:
        """One row a block (columns: `NAMES`)."""
        rows: list[list[float]] = []
        since_marker, markers, since_good = _FAR, 0, 0
        for index, fact in enumerate(self.facts):
            rows.append(self._place(index) + self._neighbours(index))
            rows[-1] += self._before_and_after(index, since_marker, markers, since_good)
            since_good = 0 if fact.good else since_good + 1
            if fact.marker and self.running[index] > 0:
                since_marker, markers = 0, markers + 1
            else:
                since_marker = min(since_marker + 1, _FAR)
        return rows

    def _place(self, index: int) -> list[float]:
        at = self.page.blocks[index].container
        parent = self.page.containers[at].parent
        above = self.page.containers[parent].parent if parent > 0 else -1
        template = self.templates[self.template_of[index]]
        return [
            self.twins[parent] if parent >= 0 else 0,
            self.twins[above] if above >= 0 else 0,
            self.best_levels[at] == 0,
            self.best_levels[at],
            max(0, self.best.first - index),
            max(0, index - self.best.last),
            self.best.good / self.total,
            self.headline_levels[at],
            self.template_of[index] == self.main.name,
            parent == self.main.parent,
            max(0, self.main.first - index),
            max(0, index - self.main.last),
            self.main_levels[at],
            template[0] / self.total,
            template[1],
            template[2] / max(template[3], 1.0),
        ]

    def _neighbours(self, index: int) -> list[float]:
        row: list[float] = []
        for offset in _NEIGHBOURS:
            other = index + offset
            row += self.around[other] if 0 <= other < len(self.around) else (0.0, 0.0, 0.0)
        return row

    def _before_and_after(self, index: int, since_marker: int, markers: int, since_good: int) -> list[float]:
        running, count = self.running, len(self.facts)
        return [
            running[index] / self.total,
            1.0 - running[index + 1] / self.total,
            running[index] - running[max(0, index - _WINDOW)],
            running[min(count, index + _WINDOW + 1)] - running[index + 1],
            min(index - self.headline_at, 300) if self.headline_at >= 0 else -300,
            since_marker,
            markers,
            index / count,
            since_good,
            self.total,
            count,
            self.sums[self.page.blocks[index].container].blocks == 1,
        ]


def _levels_to(containers: Sequence[Container], goal: int) -> list[int]:
    """How many levels up from a container one must go to have each container inside."""
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
    """For each template: running text, blocks, letters in links, letters."""
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
    """For each container, how many have its name: cards of a list have many twins, an article's body none."""
    counts = Counter(container.signature for container in containers)
    return [min(counts[container.signature], _MOST_TWINS) for container in containers]


def _headline_at(page: PageBlocks, facts: Sequence[BlockFacts], headline: str) -> int:
    """Index of the block that is the headline, a <h1> rather than another; -1 when none is."""
    titles = [index for index, block in enumerate(page.blocks) if page.containers[block.container].tag == "h1"]
    said = [index for index, fact in enumerate(facts) if headline and fact.folded == headline]
    both = [index for index in said if index in titles[:_FAR]]
    return (both or said or titles or [-1])[0]
