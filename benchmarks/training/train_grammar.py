"""Trains the model of English grammar: hashed pieces of words, convolutions, a score for each pair of words.

    python -m benchmarks.training.train_grammar --sentences GRAMMAR.jsonl.gz --out FILE.npz

GRAMMAR.jsonl.gz is what `label_grammar` writes. Needs torch beside the project's own environment
(see docs/model-card-grammar.md).
"""

# ruff: noqa: ANN401 - torch is not in the checked environment: its tensors are Any

import argparse
import gzip
import json
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from tasks.text.annotate.engine.word_features import word_rows
from tasks.text.annotate.languages.en.cues import CUE_FORMS

SHIFT = 1
"""The table has half the rows of the one for names."""
ROWS, WIDTH, HIDDEN, ARC, LABEL = 1 << 16, 64, 128, 96, 64
REACHES = (1, 2, 4, 8)
"""How far the neighbours stand that each layer behind the first looks at."""
FAR = 24
"""Distances between a word and its head that are told apart."""
BATCH = 3000


class Manner(NamedTuple):
    """How a part of the training goes."""

    dropped: float
    """The share of each state that is left out at each step, so that no part is relied on."""
    pieces_left_out: float
    """The same of the pieces of words."""
    cue_weight: float
    """How much more the words around a verb of saying count: who said what is read from them."""


ALIKE, ON_CUES = Manner(0.1, 0.0, 1.0), Manner(0.2, 0.15, 3.0)


class Part(NamedTuple):
    """A part of the training: the rate of learning falls to a share of what it begins with."""

    manner: Manner
    steps: int
    rate: float
    falls_to: float
    share: float
    """The share that the weights at its end have in the mean that is kept."""


# First on all words alike, then more on those around cues, with more left out.
PARTS = (
    Part(ALIKE, 4500, 3e-3, 0.02, 0.25),
    Part(ON_CUES, 1200, 1.5e-3, 0.6, 0.25),
    Part(ON_CUES, 1100, 1.2e-3, 0.02, 0.5),
)


class Sentence(NamedTuple):
    """A sentence as numbers. Heads count from 1, 0 is the root."""

    words: np.ndarray
    heads: np.ndarray
    deps: np.ndarray
    tags: np.ndarray
    near: np.ndarray
    """Which words are cues, or hang on one."""


def load(path: Path) -> tuple[list[Sentence], list[str], list[str], list[np.ndarray]]:
    """The sentences, the names of labels and tags, and each kind of word with its rows of the table."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    deps = [name for name, _ in Counter(name for row in rows for name in row["deps"]).most_common()]
    tags = [name for name, _ in Counter(name for row in rows for name in row["tags"]).most_common()]
    kinds = ["", *dict.fromkeys(word for row in rows for word in row["words"])]
    ids = {word: at for at, word in enumerate(kinds)}
    vocabulary: list[np.ndarray] = [np.zeros(1, np.int64)]
    for start in range(1, len(kinds), 20_000):
        flat, counts = word_rows(kinds[start : start + 20_000])
        vocabulary.extend(np.split(flat >> SHIFT, np.cumsum(counts)[:-1]))
    dep_at, tag_at = ({name: at for at, name in enumerate(names)} for names in (deps, tags))
    found = []
    for row in rows:
        heads = np.array([0 if head == at else head + 1 for at, head in enumerate(row["heads"])], np.int64)
        cues = np.array([word.lower() in CUE_FORMS for word in row["words"]])
        near = cues | np.concatenate([[False], cues])[heads]
        found.append(
            Sentence(
                np.array([ids[word] for word in row["words"]], np.int64),
                heads,
                np.array([dep_at[name] for name in row["deps"]], np.int64),
                np.array([tag_at[name] for name in row["tags"]], np.int64),
                near,
            )
        )
    return found, deps, tags, vocabulary


class Net(nn.Module):  # type: ignore[misc]
    """What `tasks.text.annotate.engine.parser` computes, in torch."""

    def __init__(self, deps: int, tags: int) -> None:
        super().__init__()
        self.dropped = 0.1
        self.table = nn.EmbeddingBag(ROWS, WIDTH, mode="mean", sparse=True)
        nn.init.normal_(self.table.weight, 0, 0.5)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.first = nn.Linear(5 * WIDTH, HIDDEN)
        self.layers = nn.ModuleList([nn.Linear(3 * HIDDEN, HIDDEN) for _ in REACHES])
        self.tags = nn.Linear(HIDDEN, tags)
        self.below = nn.Linear(HIDDEN, ARC)
        self.above = nn.Linear(HIDDEN, ARC)
        self.pair = nn.Linear(ARC, ARC, bias=False)
        self.worth = nn.Linear(ARC, 1)
        self.far = nn.Linear(ARC, 2 * FAR + 1)
        self.root = nn.Linear(ARC, 1)
        self.kid = nn.Linear(HIDDEN, LABEL)
        self.parent = nn.Linear(HIDDEN, LABEL, bias=False)
        self.side = nn.Embedding(2 * FAR + 2, LABEL)
        nn.init.normal_(self.side.weight, 0, 0.1)
        self.deps = nn.Linear(LABEL, deps)

    def encode(self, rows: Any, offsets: Any, words: Any, mask: Any) -> Any:
        """The state of each word: words is (sentences, words), 0 no word."""
        vectors = self.table(rows, offsets) * 2
        vectors = vectors + functional.gelu(self.mix(vectors), approximate="tanh")
        vectors = functional.dropout(vectors, 0.15, self.training)
        hidden = functional.relu(self.first(_windows(vectors[words] * mask, (-2, -1, 0, 1, 2)))) * mask
        for reach, layer in zip(REACHES, self.layers, strict=True):
            hidden = functional.dropout(hidden, self.dropped, self.training)
            hidden = hidden + functional.relu(layer(_windows(hidden, (-reach, 0, reach)))) * mask
        return hidden

    def forward(self, hidden: Any, mask: Any, distance: Any) -> tuple[Any, Any]:
        """Scores of the heads of each word (0: the root), and of its tags."""
        hidden = functional.dropout(hidden, self.dropped, self.training)
        below = functional.relu(self.below(hidden))
        above = functional.relu(self.above(hidden))
        below = functional.dropout(below, self.dropped, self.training)
        scores = self.pair(below) @ above.transpose(1, 2) + self.worth(above).transpose(1, 2)
        scores = scores + self.far(below).gather(2, distance.expand(len(hidden), -1, -1))
        scores = scores.masked_fill(mask.transpose(1, 2) == 0, -1e4)
        own = torch.eye(scores.shape[1], dtype=torch.bool)
        scores = scores.masked_fill(own, -1e4)
        return torch.cat([self.root(below), scores], 2), self.tags(hidden)

    def labels(self, hidden: Any, heads: Any) -> Any:
        """Scores of each word's labels under a given head."""
        count, length, size = hidden.shape
        padded = torch.cat([torch.zeros(count, 1, size), hidden], 1)
        above = padded.gather(1, heads[:, :, None].expand(-1, -1, size))
        places = torch.arange(1, length + 1)[None, :]
        side = (heads - places).clamp(-FAR, FAR) + FAR
        side = torch.where(heads == 0, 2 * FAR + 1, side)
        state = functional.relu(self.kid(hidden) + self.parent(above) + self.side(side))
        return self.deps(functional.dropout(state, self.dropped, self.training))


def _windows(x: Any, shifts: tuple[int, ...]) -> Any:
    reach = max(shifts)
    length = x.shape[1]
    padded = functional.pad(x, (0, 0, reach, reach))
    return torch.cat([padded[:, reach + at : reach + at + length] for at in shifts], 2)


def batch(
    vocabulary: list[np.ndarray], chosen: list[Sentence], manner: Manner = ALIKE, numbers: Any = None
) -> tuple[Any, ...]:
    """Sentences side by side, their labels (0 where there is no word) and weights.

    `numbers`: a generator; pieces of words are left out as it says.
    """
    length = max(len(one.words) for one in chosen)
    words = np.zeros((len(chosen), length), np.int64)
    gold = np.zeros((3, len(chosen), length), np.int64)
    weights = np.zeros((len(chosen), length), np.float32)
    for at, one in enumerate(chosen):
        size = len(one.words)
        words[at, :size] = one.words
        gold[:, at, :size] = one.heads, one.deps, one.tags
        weights[at, :size] = np.where(one.near, manner.cue_weight, 1.0)
    unique, places = np.unique(words, return_inverse=True)
    rows = [_thinned(vocabulary[at], manner.pieces_left_out, numbers) for at in unique]
    offsets = np.concatenate([[0], np.cumsum([len(one) for one in rows])[:-1]])
    mask = torch.from_numpy((words > 0).astype(np.float32))[:, :, None]
    span = torch.arange(length)
    distance = ((span[None, :] - span[:, None]).clamp(-FAR, FAR) + FAR)[None]
    return (
        torch.from_numpy(np.concatenate(rows)),
        torch.from_numpy(offsets),
        torch.from_numpy(places.reshape(words.shape)),
        mask,
        distance,
        torch.from_numpy(gold),
        torch.from_numpy(weights),
    )


def _thinned(rows: np.ndarray, left_out: float, numbers: Any) -> np.ndarray:
    """A word's rows without some of them, never without all."""
    if numbers is None or not left_out or len(rows) < 3:
        return rows
    kept = rows[numbers.random(len(rows)) > left_out]
    return kept if len(kept) else rows[:1]


def batches(data: list[Sentence], rng: random.Random) -> list[list[Sentence]]:
    """Sentences of about the same length together, in any order."""
    ordered = sorted(data, key=lambda one: len(one.words) + rng.random() * 4)
    found: list[list[Sentence]] = []
    group: list[Sentence] = []
    for one in ordered:
        group.append(one)
        if len(one.words) * len(group) >= BATCH:
            found.append(group)
            group = []
    rng.shuffle(found)
    return found


def measure(net: Net, vocabulary: list[np.ndarray], held: list[Sentence]) -> str:
    """How many heads, heads with labels, and tags are the teacher's."""
    net.eval()
    right, total = np.zeros(3), 0
    with torch.no_grad():
        for start in range(0, len(held), 32):
            rows, offsets, words, mask, distance, gold, weights = batch(vocabulary, held[start : start + 32])
            hidden = net.encode(rows, offsets, words, mask)
            scores, tags = net(hidden, mask, distance)
            heads = scores.argmax(2)
            real = weights > 0
            fits = (heads == gold[0]) & real
            labels = net.labels(hidden, heads).argmax(2)
            right += [
                int(fits.sum()),
                int((fits & (labels == gold[1])).sum()),
                int(((tags.argmax(2) == gold[2]) & real).sum()),
            ]
            total += int(real.sum())
    net.train()
    return "heads {:.1f} labelled {:.1f} tags {:.1f}".format(*(100 * right / total))


def _cost(scores: Any, gold: Any, weights: Any) -> Any:
    """The mean cross entropy of all words, each with its weight."""
    each = functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), reduction="none")
    return (each * weights.flatten()).sum() / weights.sum()


class Material(NamedTuple):
    """What is learned from, and what shows how well."""

    data: list[Sentence]
    held: list[Sentence]
    vocabulary: list[np.ndarray]


def train(args: argparse.Namespace) -> None:
    """Trains for a fixed number of steps, so that the same command gives the same figures, and writes the weights."""
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    data, deps, tags, vocabulary = load(args.sentences)
    rng.shuffle(data)
    given = Material(data[600:], data[:600], vocabulary)
    print(len(data), "sentences,", sum(len(one.words) for one in data), "words,", len(vocabulary), "kinds", flush=True)
    net = Net(len(deps), len(tags))
    numbers = np.random.default_rng(args.seed)
    kept: dict[str, Any] = {}
    for part in PARTS:
        learn(net, given, part._replace(steps=round(part.steps * args.part)), rng, numbers)
        for name, value in net.state_dict().items():
            kept[name] = kept.get(name, 0) + part.share * value.clone()
    net.load_state_dict(kept)
    save(net, deps, tags, args.out)
    print("mean of the parts:", measure(net, given.vocabulary, given.held))


def learn(net: Net, given: Material, part: Part, rng: random.Random, numbers: Any) -> None:
    """One part of the training."""
    manner, steps, rate = part.manner, part.steps, part.rate
    net.dropped = manner.dropped
    dense = [value for name, value in net.named_parameters() if not name.startswith("table.")]
    optimisers = (
        (torch.optim.SparseAdam(list(net.table.parameters()), lr=rate * 3), rate * 3),
        (torch.optim.AdamW(dense, lr=rate, weight_decay=0.01), rate),
    )
    waiting: list[list[Sentence]] = []
    losses, started = [], time.process_time()
    for step in range(steps):
        waiting = waiting or batches(given.data, rng)
        pace = min(1, (step + 1) / 100) * (1 - (1 - part.falls_to) * step / steps)
        for optimiser, most in optimisers:
            optimiser.param_groups[0]["lr"] = most * pace
            optimiser.zero_grad()
        loss = _loss(net, batch(given.vocabulary, waiting.pop(), manner, numbers))
        loss.backward()
        nn.utils.clip_grad_norm_(dense, 2.0)
        for optimiser, _ in optimisers:
            optimiser.step()
        losses.append(loss.item())
        if (step + 1) % 500 == 0 or step + 1 == steps:
            seen, spent = np.mean(losses[-500:]), time.process_time() - started
            shown = measure(net, given.vocabulary, given.held)
            print(f"step {step + 1} loss {seen:.3f} {shown} CPU {spent:.0f} s", flush=True)


def _loss(net: Net, given: tuple[Any, ...]) -> Any:
    rows, offsets, words, mask, distance, gold, weights = given
    hidden = net.encode(rows, offsets, words, mask)
    scores, found = net(hidden, mask, distance)
    return (
        _cost(scores, gold[0], weights)
        + 0.5 * _cost(net.labels(hidden, gold[0]), gold[1], weights)
        + 0.3 * _cost(found, gold[2], weights)
    )


def save(net: Net, deps: list[str], tags: list[str], path: Path) -> None:
    """The weights: the table in bytes with a scale a row, the rest in half precision, and the names of labels."""
    weights = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    table = weights.pop("table.weight")
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-6) / 127
    kept = {name.replace(".", "_"): value.astype(np.float16) for name, value in weights.items()}
    kept |= {"dep_names": np.array(deps), "tag_names": np.array(tags)}
    np.savez_compressed(path, table=np.round(table / scale).astype(np.int8), scale=scale.astype(np.float16), **kept)


def main(given: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--part", type=float, default=1.0, help="of all steps, for a trial")
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args(given))


if __name__ == "__main__":
    main()
