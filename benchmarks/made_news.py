"""News as it lies in a large library, without pages: invented articles with a vocabulary as skewed as a language's,
four reports of one event, and a copy now and then. The same seed and number give the same article.
"""

import random
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import Final

from schemas.annotations import Annotations
from schemas.article import Article, Author, Block, Byline, Moment, lay_blocks
from schemas.evidence import Evidence
from schemas.mention import Entity, EntityLabel, Mention

SYLLABLES: Final = "ka lo mer tin sa vor del nim pa rus to gal ben fi or hus ely dra mon wic ster hal by ness".split()
VOCABULARY: Final = 60_000
REPORTS: Final = 4
"""Articles that tell of one event."""
COPIES: Final = 10
"""Every so manieth article prints the one before it, under a closing line of its own."""
PARAGRAPHS: Final = 12
WORDS: Final = 36
"""Words of a paragraph: 430 an article."""


@dataclass(frozen=True, slots=True)
class _Words:
    words: tuple[str, ...]
    weights: tuple[float, ...]


@cache
def _language() -> _Words:
    chance = random.Random(7)
    words = {"".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(VOCABULARY * 2)}
    ranked = tuple(sorted(words, key=lambda word: (len(word), word))[:VOCABULARY])
    # Zipf's law, as texts follow it: the n-th word comes 1/n as often as the first.
    return _Words(ranked, tuple(accumulate(1 / (n + 8) for n in range(len(ranked)))))


def vocabulary() -> tuple[str, ...]:
    """All words that made articles have, the commonest first."""
    return _language().words


def _sample(chance: random.Random, count: int) -> list[str]:
    language = _language()
    return chance.choices(language.words, cum_weights=language.weights, k=count)


def _event(seed: int, number: int) -> list[str]:
    """Names and words that all reports of an event have: a name is written with a capital."""
    chance = random.Random(f"event {seed} {number // REPORTS}")
    return [word.capitalize() for word in chance.sample(_language().words[2000:], 8)] + _sample(chance, 12)


def _paragraph(chance: random.Random, event: list[str]) -> str:
    words = _sample(chance, WORDS - 6) + chance.sample(event, 6)
    chance.shuffle(words)
    return " ".join(words).capitalize() + "."


def made_article(seed: int, number: int) -> Article:
    """The article of this number."""
    outlet = f"The {_language().words[3000 + number % 40].capitalize()} Post"
    told = number - 1 if number % COPIES == COPIES - 1 else number
    chance = random.Random(f"article {seed} {told}")
    event = _event(seed, told)
    headline = " ".join([*chance.sample(event, 5), *_sample(chance, 3)])
    texts = [_paragraph(chance, event) for _ in range(PARAGRAPHS)]
    if told != number:
        texts[-1] = f"{outlet} printed this report as it came. " + " ".join(_sample(chance, 20)) + "."
    blocks, body = lay_blocks([("paragraph", text) for text in texts])
    return _article(seed, number, headline, outlet, blocks, body)


def _article(seed: int, number: int, headline: str, outlet: str, blocks: tuple[Block, ...], body: str) -> Article:
    day = date(2020, 1, 1) + timedelta(days=number // 40 % 2500)
    url = f"https://post.example/{seed}/{number}"
    printed = Moment(printed=day.isoformat(), day=day, at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
    return Article(
        headline=headline,
        byline=Byline(text="Ida Holm", authors=(Author(name="Ida Holm", kind="person"),)),
        publication=outlet,
        language="en",
        published=printed,
        url=url,
        canonical_url=url,
        blocks=blocks,
        body=body,
        evidence=tuple(
            Evidence(field=field, value=value, method="json-ld", locator="script[1]", chosen=True)
            for field, value in (("headline", headline), ("publication", outlet), ("published", printed.printed))
        ),
    )


def made_annotations(article: Article) -> Annotations:
    """The names in it, as an annotator gives them: capitalised words inside sentences, each an entity."""
    found = [
        match for match in _NAME.finditer(article.body) if match.start() and article.body[match.start() - 1] == " "
    ]
    names = sorted({match[1] for match in found})[:NAMES]
    places = {name: position for position, name in enumerate(names)}
    mentions = [
        Mention(
            field="body",
            surface=match[1],
            label=_label(match[1]),
            entity=places[match[1]],
            start_char=match.start(1),
            end_char=match.end(1),
        )
        for match in found
        if match[1] in places
    ]
    entities = tuple(Entity(label=_label(name), name=name, aliases=()) for name in names)
    return Annotations(engine="made", entities=entities, mentions=tuple(mentions[:MENTIONS]))


NAMES: Final = 8
MENTIONS: Final = 20
_NAME = re.compile(r"\b([A-Z][a-z]+)")


def _label(name: str) -> EntityLabel:
    return "organisation" if len(name) % 2 else "place"
