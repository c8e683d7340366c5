"""Makes `tasks/text/block_weights.json`: learns from annotated pages which blocks of a page are its text.

    python -m benchmarks.train_blocks DATA            5-fold check by site, then weights from all pages
    python -m benchmarks.train_blocks DATA --check    the check alone
    python -m benchmarks.train_blocks DATA --weights  the weights alone
    python -m benchmarks.train_blocks DATA --held-out fundus_tests     learn on the other sets, score on this one

DATA is a folder with `truth.jsonl` (file, dataset, url, texts) and `pages/*.html.gz`. It needs LightGBM beside the
project's own environment; reading pages does not. A block is labelled text when more than half of its runs of four
words stand in the annotated text. A block weighs its share of its page's words, so every page counts alike. Every page
is learned from twice, the second time with a third of the hints of class names taken away at random, and sometimes
what the page says in data: publishers differ in what they call things, and many call them nothing.
"""

import argparse
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from statistics import mean
from typing import Any, Protocol
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from benchmarks.overlap import overlap
from schemas.rejection import Rejected
from tasks.text.decode.decoding import decode
from tasks.text.html.body import block_features, block_smoothing
from tasks.text.html.body.block_choice import choose
from tasks.text.html.body.block_facts import BlockFacts, fold
from tasks.text.html.body.main_text import notes_of
from tasks.text.html.body.page_blocks import PageBlocks, cut
from tasks.text.html.html_fields import html_fields
from tasks.text.html.page.html_page import parse_page

Floats = npt.NDArray[np.float64]


class Booster(Protocol):
    """What is used of LightGBM's model."""

    def predict(self, rows: Floats) -> Floats: ...

    def dump_model(self) -> dict[str, Any]: ...


WEIGHTS = Path(__file__).parent.parent / "tasks" / "text" / "html" / "body" / "block_weights.json"
NAMES = (*block_features.NAMES, *block_smoothing.NAMES)
PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "num_leaves": 14,
    "max_depth": 5,
    "learning_rate": 0.04,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 10,
    "verbose": -1,
    "num_threads": 1,
}
TREES = (240, 150)
FOLDS = 5
INNER_FOLDS = 4
HINTS_DROPPED = 0.3
_WORD = re.compile(r"\w+")
_RUN = 4


@dataclass(frozen=True)
class Sample:
    """One annotated page."""

    file: str
    dataset: str
    site: int
    """A number that all pages of one site share."""
    texts: tuple[str, ...]
    blocks: PageBlocks
    facts: tuple[BlockFacts, ...]
    headline: str
    dek: str
    rows: Floats
    labels: Floats
    """1 text, 0 not; -1 for a block without words."""
    weights: Floats


def site_of(url: str | None, file: str) -> int:
    """A number of the registered domain, roughly: its last two labels, three where the last is a country's."""
    labels = (urlsplit(url or "").hostname or file).split(".")
    wide = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return int(hashlib.sha256(".".join(labels[-3:] if wide else labels[-2:]).encode()).hexdigest(), 16)


def labels_of(blocks: Sequence[str], truth: str) -> tuple[Floats, Floats]:
    """Labels and weights of a page's blocks. A line shorter than a run of words counts with the words around it."""
    words = _WORD.findall(truth)
    runs = set(zip(*(words[start:] for start in range(_RUN)), strict=False))
    lines = {tuple(_WORD.findall(line)) for line in truth.split("\n")}
    split = [_WORD.findall(block) for block in blocks]
    stream = [word for block in split for word in block]
    known = [tuple(stream[at : at + _RUN]) in runs for at in range(len(stream))]
    labels = np.zeros(len(blocks))
    at = 0
    for index, block in enumerate(split):
        size = len(block)
        if size >= _RUN:
            labels[index] = mean(known[at : at + size - _RUN + 1]) > 0.5
        elif size:
            labels[index] = (size > 1 and tuple(block) in lines) or any(known[max(0, at + size - _RUN) : at + 1])
        else:
            labels[index] = -1
        at += size
    sizes = np.array([len(block) for block in split], dtype=np.float64)
    for largest in np.flatnonzero((labels > 0) & (sizes > len(words) / 2)):
        if sizes[labels > 0].sum() - sizes[largest] > len(words) / 2:  # the whole text once more
            labels[largest] = 0
    return labels, np.clip(sizes / max(len(words), 30), 0.0005, 0.5) * (labels >= 0)


def load(folder: Path) -> list[Sample]:
    """All annotated pages, cut and labelled."""
    samples = []
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["texts"]:
            samples.append(_sample(record, gzip.decompress((folder / "pages" / record["file"]).read_bytes())))
    return samples


def _sample(record: dict[str, Any], data: bytes) -> Sample:
    decoded = decode(data)
    text = data.decode("utf-8", "replace") if isinstance(decoded, Rejected) else decoded.text
    page = parse_page(text, url=record["url"], received_at=datetime.now(UTC))
    fields = html_fields(page)
    blocks = cut(page.root)
    rows, facts = block_features.feature_rows(blocks, notes_of(page, fields.headline))
    labels, weights = labels_of([block.text for block in blocks.blocks], record["texts"][-1])
    return Sample(
        file=record["file"],
        dataset=record["dataset"],
        site=site_of(record["url"], record["file"]),
        texts=tuple(record["texts"]),
        blocks=blocks,
        facts=tuple(facts),
        headline=fold(fields.headline or ""),
        dek=fold(fields.dek or ""),
        rows=rows,
        labels=labels,
        weights=weights,
    )


def with_fewer_hints(sample: Sample) -> Sample:
    """The page as a publisher would have made it who names less."""
    random = np.random.default_rng(zlib.crc32(sample.file.encode()))
    kinds = sorted({name.split(".")[1] for name in NAMES if name.startswith("hint.")})
    dropped = {kind for kind in kinds if random.random() < HINTS_DROPPED}
    rows = sample.rows.copy()
    for column, name in enumerate(block_features.NAMES):
        group, _, kind = name.partition(".")
        if group in ("hint", "own", "inline") and kind in dropped:
            rows[:, column] = 0
    for name, none, share in (("in_article_body", -1, 0.5), ("is_headline", 0, 0.3), ("in_description", 0, 0.3)):
        if random.random() < share:
            rows[:, block_features.NAMES.index(name)] = none
            if name == "is_headline":
                rows[:, block_features.NAMES.index("since_headline")] = -300
    return replace(sample, rows=rows)


def fit(rows: Floats, labels: Floats, weights: Floats, *, trees: int, seed: int) -> Booster:
    """One set of boosted trees."""
    lightgbm = import_module("lightgbm")
    data = lightgbm.Dataset(rows, label=(labels > 0).astype(int), weight=weights / weights.mean())
    booster: Booster = lightgbm.train({**PARAMETERS, "seed": seed}, data, trees)
    return booster


def learn(samples: Sequence[Sample]) -> tuple[Booster, Booster]:
    """Both stages. The second learns from what the first says of pages that it did not see."""
    samples = [*samples, *map(with_fewer_hints, samples)]
    rows = np.vstack([sample.rows for sample in samples])
    labels = np.concatenate([sample.labels for sample in samples])
    weights = np.concatenate([sample.weights for sample in samples])
    fold_of = np.concatenate([np.full(len(sample.labels), sample.site // 7 % INNER_FOLDS) for sample in samples])
    first = fit(rows, labels, weights, trees=TREES[0], seed=1)
    unseen = np.zeros(len(labels))
    for number in range(INNER_FOLDS):
        others = fold_of != number
        stage = fit(rows[others], labels[others], weights[others], trees=TREES[0], seed=2 + number)
        unseen[~others] = stage.predict(rows[~others])
    parts, at = [], 0
    for sample in samples:
        count = len(sample.labels)
        if count:
            parts.append(block_smoothing.smoothing_columns(sample.blocks, unseen[at : at + count]))
        at += count
    return first, fit(np.hstack((rows, np.vstack(parts))), labels, weights, trees=TREES[1], seed=1)


def body_of(stages: tuple[Booster, Booster], sample: Sample) -> str:
    """The body that these stages make of a page."""
    if not len(sample.labels):
        return ""
    scores = stages[0].predict(sample.rows)
    smoothed = block_smoothing.smoothing_columns(sample.blocks, scores)
    scores = stages[1].predict(np.hstack((sample.rows, smoothed)))
    chosen = choose(sample.blocks, sample.facts, scores, headline=sample.headline, dek=sample.dek)
    return "\n\n".join(sample.blocks.blocks[index].text for index in chosen)


def report(samples: Sequence[Sample], bodies: dict[str, str]) -> None:
    """Precision and recall a set, as the bench states them."""
    for dataset in sorted({sample.dataset for sample in samples if sample.file in bodies}):
        found = [
            max((overlap(bodies[sample.file], text) for text in sample.texts), key=lambda score: score[2])
            for sample in samples
            if sample.dataset == dataset and sample.file in bodies
        ]
        precision, recall = mean(score[0] for score in found), mean(score[1] for score in found)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        pages = mean(score[2] for score in found)
        print(f"{dataset}: {len(found)} pages F1 {f1:.4f} (P {precision:.4f} R {recall:.4f}) mean page F1 {pages:.4f}")


def flat(stage: Booster) -> dict[str, list[float]]:
    """LightGBM's trees laid end to end; a leaf points to itself."""
    out: dict[str, list[float]] = {
        key: [] for key in ("roots", "feature", "threshold", "left", "right", "value", "depth")
    }
    deepest = 0

    def lay(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        deepest = max(deepest, depth)
        at = len(out["feature"])
        leaf = "leaf_value" in node
        out["feature"].append(0 if leaf else node["split_feature"])
        out["threshold"].append(0 if leaf else float(f"{node['threshold']:.9g}"))
        out["value"].append(round(node["leaf_value"], 5) if leaf else 0)
        out["left"].append(at)
        out["right"].append(at)
        if not leaf:
            out["left"][at] = lay(node["left_child"], depth + 1)
            out["right"][at] = lay(node["right_child"], depth + 1)
        return at

    for tree in stage.dump_model()["tree_info"]:
        out["roots"].append(lay(tree["tree_structure"], 0))
    out["depth"].append(deepest)
    return out


def main() -> None:
    """Checks, then writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--weights", action="store_true")
    parser.add_argument("--held-out")
    args = parser.parse_args()
    samples = load(args.data)
    bodies: dict[str, str] = {}
    folds = [[sample.dataset == args.held_out for sample in samples]] if args.held_out else []
    if not args.held_out and not args.weights:
        folds = [[sample.site % FOLDS == number for sample in samples] for number in range(FOLDS)]
    for held in folds:
        stages = learn([sample for sample, out in zip(samples, held, strict=True) if not out])
        bodies |= {sample.file: body_of(stages, sample) for sample, out in zip(samples, held, strict=True) if out}
    if folds:
        report(samples, bodies)
    if not (args.check or args.held_out):
        data = {"features": NAMES, "stages": [flat(stage) for stage in learn(samples)]}
        WEIGHTS.write_text(json.dumps(data, separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    main()
