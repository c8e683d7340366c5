"""Reads pages as this program does and writes their articles, one a line: the text that models learn from.

    python -m benchmarks.training.read_articles --index INDEX.jsonl --pages FOLDER --out ARTICLES.jsonl

INDEX.jsonl has {"file", "url"} a line; the files are in FOLDER, packed with gzip or not.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from schemas.article import Article
from schemas.capture import Sidecar
from tasks.text.reading import read

_RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)


def articles(index: Path, pages: Path) -> Iterator[Article]:
    """The articles of all pages; a page that holds none is left out."""
    for line in index.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        data = (pages / row["file"]).read_bytes()
        found = read(
            gzip.decompress(data) if row["file"].endswith(".gz") else data,
            received_at=_RECEIVED,
            sidecar=Sidecar(url=row["url"]) if row.get("url") else Sidecar(),
        )
        yield from (one for one in found[:1] if isinstance(one, Article))


def write(index: Path, pages: Path, out: Path) -> None:
    """One article a line."""
    with out.open("w", encoding="utf-8") as lines:
        lines.writelines(one.model_dump_json() + "\n" for one in articles(index, pages))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name in ("--index", "--pages", "--out"):
        parser.add_argument(name, type=Path, required=True)
    args = parser.parse_args()
    write(args.index, args.pages, args.out)


if __name__ == "__main__":
    main()
