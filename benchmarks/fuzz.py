"""Mutation fuzzing of the reader, and on a sample of the annotator.

    .venv/bin/python -m benchmarks.fuzz [--seconds 600] [--out DIR] [--seed N]

Seeds are examples/*. An exception that nobody caught, or a broken promise (offsets, dates after receipt, an empty
body), is written with its input to DIR and counted. Prints counts by outcome; exit 1 if anything was found.
"""

# ruff: noqa: ARG001 - all mutations are called alike

import argparse
import hashlib
import random
import re
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, process_time

from schemas.annotations import Annotations
from schemas.article import BLOCK_SEPARATOR, Article
from schemas.rejection import Rejected
from tasks.reading.rows import article_rows
from tasks.text.annotate.annotation import annotate
from tasks.text.annotate.engine.engines import load
from tasks.text.reading import read

RECEIVED = datetime(2026, 6, 1, 12, tzinfo=UTC)
ANNOTATED = 0.1
"""Share of the articles that are annotated."""
SLOW = 5.0
_TAG = re.compile(rb"<[^<>]{0,300}>")


def byte_flips(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Some bytes become others."""
    made = bytearray(data)
    for _ in range(dice.randint(1, 40)):
        made[dice.randrange(len(made))] = dice.randrange(256)
    return bytes(made)


def tags_shuffled(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Tags change their places."""
    tags = _TAG.findall(data)
    dice.shuffle(tags)
    return _TAG.sub(lambda _: tags.pop(), data)


def slice_repeated(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """A slice stands up to 200 times in a row."""
    start = dice.randrange(len(data))
    end = start + dice.randint(1, 200)
    return data[:end] + data[start:end] * dice.randint(1, 200) + data[end:]


def spliced(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """The beginning of one, the end of the other."""
    return data[: dice.randrange(len(data))] + other[dice.randrange(len(other)) :]


def signs_added(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Any characters of Unicode, surrogates and NUL among them, in raw form or as JSON escapes and references."""
    made = data
    for _ in range(dice.randint(1, 20)):
        sign = chr(dice.choice((dice.randrange(0x110000), dice.randrange(0x3000), 0, 0xD800, 0xFFFE, 0x202E)))
        form = dice.choice((sign, f"\\u{ord(sign) & 0xFFFF:04x}", f"&#{ord(sign)};")) * dice.choice((1, 1, 300))
        at = dice.randrange(len(made))
        made = made[:at] + form.encode("utf-8", "surrogatepass") + made[at:]
    return made


def truncated(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """The end is missing."""
    return data[: dice.randrange(1, len(data))]


def encoded_anew(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """In another encoding than it says."""
    return data.decode("utf-8", "replace").encode(
        dice.choice(("utf-16", "cp1252", "koi8-r", "utf-32", "cp932")), "replace"
    )


MUTATIONS: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (
    byte_flips, tags_shuffled, slice_repeated, spliced, signs_added, truncated, encoded_anew,
)  # fmt: skip


def mutant(seeds: list[bytes], dice: random.Random) -> bytes:
    """One seed after one to three mutations."""
    data = dice.choice(seeds)
    for _ in range(dice.randint(1, 3)):
        data = dice.choice(MUTATIONS)(data, dice.choice(seeds), dice)[:400_000] or b"x"
    return data


def broken_promises(article: Article) -> list[str]:
    """What is not as every article promises."""
    latest = (RECEIVED + timedelta(days=1)).date()
    moments = {"published": article.published, "modified": article.modified}
    wrong = [f"{name} after receipt" for name, moment in moments.items() if moment and moment.day > latest]
    wrong += ["offsets" for b in article.blocks if article.body[b.start_char : b.end_char] != b.text]
    if not article.body.strip() or article.body != BLOCK_SEPARATOR.join(b.text for b in article.blocks):
        wrong.append("body")
    for one in article.citations:
        if one.start_char is not None and article.body[one.start_char : one.end_char] != one.title:
            wrong.append("citation")
    return wrong


def broken_spans(article: Article, notes: Annotations) -> list[str]:
    """Annotations whose span is not what they say."""
    texts = {"body": article.body, "headline": article.headline or ""}
    wrong = [f"mention {m.surface!r}" for m in notes.mentions if texts[m.field][m.start_char : m.end_char] != m.surface]
    wrong += [f"figure {f.surface!r}" for f in notes.figures if article.body[f.start_char : f.end_char] != f.surface]
    wrong += [f"date {d.surface!r}" for d in notes.text_dates if article.body[d.start_char : d.end_char] != d.surface]
    wrong += ["statement" for s in notes.statements if article.body[s.start_char : s.end_char] != s.content]
    return wrong


def outcome_of(data: bytes, dice: random.Random) -> tuple[str, list[str]]:
    """What became of one input, and what is wrong with that."""
    article, _ = read(data, received_at=RECEIVED)
    if isinstance(article, Rejected):
        return article.reason.value, []
    wrong = broken_promises(article)
    notes = annotate(article, load()) if dice.random() < ANNOTATED else None
    article_rows(article, notes)
    return "article", wrong + (broken_spans(article, notes) if notes else [])


def main() -> int:
    """Fuzzes until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--out", type=Path, default=Path("fuzz-found"))
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    dice = random.Random(args.seed)
    examples = Path(__file__).parent.parent / "examples"
    seeds = [path.read_bytes() for path in sorted(examples.iterdir()) if path.is_file() and path.stat().st_size]
    counts: Counter[str] = Counter()
    load()
    end = monotonic() + args.seconds
    while monotonic() < end:
        data = mutant(seeds, dice)
        counts[found_in(data, dice, args.out)] += 1
    print(f"{sum(counts.values())} inputs", dict(counts.most_common()))
    return 1 if any(outcome.startswith("FOUND") for outcome in counts) else 0


def found_in(data: bytes, dice: random.Random, out: Path) -> str:
    """The outcome of one input; "FOUND ..." if something is wrong, which is then written down."""
    started = process_time()
    try:
        outcome, wrong = outcome_of(data, dice)
        found = "promise" if wrong else None
    except Exception as error:  # noqa: BLE001 - to find these is what this is for
        wrong, found, outcome = traceback.format_exception(error), type(error).__name__, ""
    if found is None and process_time() - started > SLOW:
        wrong, found = [f"{process_time() - started:.1f} s"], "slow"
    if found is None:
        return outcome
    out.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(data).hexdigest()[:12]
    (out / f"{found}-{name}").write_bytes(data)
    (out / f"{found}-{name}.txt").write_text("\n".join(wrong), "utf-8", "replace")
    return f"FOUND {found}"


if __name__ == "__main__":
    sys.exit(main())
