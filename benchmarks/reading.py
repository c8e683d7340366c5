"""CPU time of reading a page, next to trafilatura's on the same pages in the same run.

    .venv/bin/python -m benchmarks.reading DATA [--pages 120] [--profile]

DATA is a folder with `truth.jsonl` and `pages/*.html.gz`. Every page is read by both, one after the other and in
alternating order, so that a busy machine slows both. Prints milliseconds of CPU a page for the whole reading, for the
main text alone, and for trafilatura's `bare_extraction` with metadata; `--profile` adds where our time goes, as shares
of the whole by Python's own profiler, which makes small functions look dearer than they are.
"""

import argparse
import cProfile
import gzip
import json
import pstats
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import trafilatura

from schemas.rejection import Rejected
from tasks.text.decode.decoding import decode
from tasks.text.html.body.main_text import main_text
from tasks.text.html.html_article import html_article
from tasks.text.html.html_fields import html_fields
from tasks.text.html.page.html_page import parse_page

Document = tuple[str, str | None]

STEPS = (
    (0, "html_page", "parse_page", "bytes to a tree, metadata, JSON-LD"),
    (0, "html_fields", "html_fields", "all fields"),
    (1, "page_parts", "page_parts", "one pass over the elements: headings, dates, authors"),
    (1, "story_header", "story_header", "what stands around the headline"),
    (1, "publication", "publication", "the outlet"),
    (1, "headline", "headline", "the headline"),
    (1, "html_byline", "html_byline", "the authors"),
    (1, "date_in_print", "dates_in_print", "dates as printed, in any language"),
    (1, "stated_dates", "stated_dates", "dates as data states them, published and modified"),
    (0, "main_text", "main_text", "the body"),
    (1, "page_blocks", "cut", "the tree to blocks"),
    (1, "block_features", "feature_rows", "what tells text from furniture, in numbers"),
    (1, "block_model", "block_scores", "the trees"),
    (1, "block_choice", "choose", "where to draw the line, repeats"),
    (1, "page_verdict", "rejection", "is it an article"),
    (0, "text_language", "language_of", "the language, where the page does not say"),
)
"""Where reading's time goes: depth, module, function, what it does."""


def documents(folder: Path, count: int) -> list[Document]:
    """Text and address of pages, spread over the whole set."""
    records = [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines()]
    found: list[Document] = []
    for record in records[:: max(1, len(records) // count)]:
        decoded = decode(gzip.decompress((folder / "pages" / record["file"]).read_bytes()))
        if not isinstance(decoded, Rejected):
            found.append((decoded.text, record["url"]))
    return found


def ours(document: Document) -> None:
    """The whole reading: parse, fields, main text, article."""
    html_article(document[0], url=document[1], received_at=datetime.now(UTC))


def theirs(document: Document) -> None:
    """trafilatura with metadata, as it is used by most."""
    trafilatura.bare_extraction(document[0], url=document[1], include_comments=False, with_metadata=True)


def cpu(read: Callable[[Document], None], document: Document) -> float:
    """Seconds of CPU."""
    started = time.process_time()
    read(document)
    return time.process_time() - started


def body_alone(document: Document) -> float:
    """Seconds of CPU of the main text, the page parsed and its fields read before."""
    page = parse_page(document[0], url=document[1], received_at=datetime.now(UTC))
    fields = html_fields(page)
    started = time.process_time()
    main_text(page, headline=fields.headline, dek=fields.dek)
    return time.process_time() - started


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    pages = documents(args.data, args.pages)
    for warm in pages[:3]:
        ours(warm)
        theirs(warm)
    mine = other = body = 0.0
    for number, document in enumerate(pages):
        if number % 2:
            mine += cpu(ours, document)
            other += cpu(theirs, document)
        else:
            other += cpu(theirs, document)
            mine += cpu(ours, document)
        body += body_alone(document)
    scale = 1000 / len(pages)
    print(f"{len(pages)} pages, ms of CPU a page: cuttings {mine * scale:.1f} (main text {body * scale:.1f}),", end=" ")
    print(f"trafilatura {other * scale:.1f}; ratio {mine / other:.2f} (main text {body / other:.2f})")
    if args.profile:
        for name, share in shares(pages):
            print(f"{share:6.1%}  {name}")


def shares(pages: Sequence[Document]) -> list[tuple[str, float]]:
    """Share of the whole of each step, dearest first; a step's own steps are indented under it."""
    profile = cProfile.Profile()
    profile.enable()
    for document in pages:
        ours(document)
    profile.disable()
    spent: dict[tuple[str, str], float] = {}
    for (file, _, function), (_, _, _, seconds, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        spent[Path(file).stem, function] = seconds
    whole = spent["html_article", "html_article"]
    return [
        (f"{'  ' * indent}{function}: {what}", spent.get((module, function), 0.0) / whole)
        for indent, module, function, what in STEPS
    ]


if __name__ == "__main__":
    main()
