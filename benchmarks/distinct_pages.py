"""Distinct pages in one folder, without sidecars: does any of them swallow another one?

    .venv/bin/python -m benchmarks.distinct_pages DATA [--pages 1000]

DATA is a folder with `truth.jsonl` and `pages/*.html.gz`. Its pages are loaded by file alone, so addresses, headlines
and texts have to tell them apart. Pages with the same bytes count once. Prints outcomes, and every article that more
than one page became, with the pages' addresses as the truth has them. Exit 1 if two pages became one article whose
addresses in the truth differ.
"""

import argparse
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

CUTTINGS = str(Path(sys.executable).with_name("cuttings"))
SETTINGS = {**os.environ, "CUTTINGS_ANNOTATE": "none", "CUTTINGS_READ_SECONDS": "120"}
ARRIVALS = "SELECT location, outcome, reason, article_id FROM arrivals"


def written(data: Path, folder: Path, most: int) -> dict[str, str | None]:
    """Writes the pages; the address of each file, as the truth has it."""
    addresses: dict[str, str | None] = {}
    seen: set[str] = set()
    for line in (data / "truth.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        page = gzip.decompress((data / "pages" / record["file"]).read_bytes())
        digest = hashlib.sha256(page).hexdigest()
        if digest in seen or len(seen) >= most:
            continue
        seen.add(digest)
        name = record["file"].removesuffix(".gz")
        (folder / name).write_bytes(page)
        addresses[name] = record.get("url")
    return addresses


def place(address: str | None) -> str | None:
    """Host and path, without what differs between two addresses of one page."""
    if not address:
        return None
    parts = urlsplit(address)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def main() -> int:
    """Loads, compares, prints; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cuttings-distinct-") as made:
        folder, home = Path(made, "pages"), Path(made, "home")
        folder.mkdir()
        addresses = written(given.data, folder, given.pages)
        command = [CUTTINGS, "ingest", str(folder), "--home", str(home), "--no-record"]
        code = subprocess.run(command, env=SETTINGS, stdout=subprocess.DEVNULL, check=False).returncode
        with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as con:
            rows = con.execute(ARRIVALS).fetchall()
    outcomes = Counter(f"{outcome}{f' ({reason})' if reason else ''}" for _, outcome, reason, _ in rows)
    pages = defaultdict[str, list[str]](list)
    for location, _, _, article in rows:
        if article:
            pages[article].append(Path(location).name)
    shared = {article: names for article, names in pages.items() if len(names) > 1}
    wrong = [names for names in shared.values() if len({place(addresses[name]) for name in names}) > 1]
    print(f"{len(addresses)} pages, exit {code}: {dict(outcomes.most_common())}")
    print(f"{len(pages)} articles; {len(shared)} of several pages, {len(wrong)} of them with addresses that differ")
    for names in shared.values():
        print("  one article:", *(f"{name} {addresses[name]}" for name in names), sep="\n    ")
    return 1 if wrong or len(rows) != len(addresses) else 0


if __name__ == "__main__":
    sys.exit(main())
