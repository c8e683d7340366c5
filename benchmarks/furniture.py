"""What a learned outlet's furniture does to bodies: loads many pages of each outlet, then cleans what came first.

    .venv/bin/python -m benchmarks.furniture DATA [--least 8] [--replays 2]

DATA is a folder with `truth.jsonl` and `pages/*.html.gz`. All pages are loaded by `cuttings ingest` into a new home;
`cuttings replay --outdated` then reads again those with furniture that was not known when they came. Printed for each
site with at least so many pages, before and after: the share of the bodies' words (in shingles of four) that no
annotated text holds, and the share of the annotated texts that the bodies hold.
"""

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

_SHINGLE = 4
Bodies = Mapping[str, str]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, each with how often it comes."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1)))


def annotated(data: Path) -> list[dict[str, Any]]:
    """The pages whose text is annotated."""
    lines = (data / "truth.jsonl").read_text("utf-8").splitlines()
    return [record for record in map(json.loads, lines) if record.get("texts")]


def run(home: Path, *command: str) -> None:
    """One `cuttings` command, without annotation."""
    env = {**os.environ, "CUTTINGS_ANNOTATE": "none"}
    cuttings = str(Path(sys.executable).with_name("cuttings"))
    subprocess.run([cuttings, *command, "--home", str(home)], env=env, check=True, capture_output=True)


def bodies(home: Path) -> Bodies:
    """The body of each file's article. A file that is no article has none."""
    with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as db:
        rows = db.execute("SELECT location, body FROM arrivals JOIN articles USING (article_id)").fetchall()
    return {Path(location).name: body for location, body in rows}


def sites(home: Path, records: Iterable[dict[str, Any]], least: int) -> dict[str, list[dict[str, Any]]]:
    """The pages of each site, as the program files them, that has at least so many."""
    with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as db:
        rows = db.execute("SELECT DISTINCT location, site FROM arrivals JOIN readings USING (capture_id)").fetchall()
    site_of = {Path(location).name: site for location, site in rows if site}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        if site := site_of.get(record["file"].removesuffix(".gz")):
            found[site].append(record)
    return {site: held for site, held in sorted(found.items()) if len(held) >= least}


def shares(records: Iterable[Mapping[str, Any]], read: Bodies) -> tuple[float, float]:
    """Share of the bodies that no annotated text holds; share of the annotated texts that the bodies hold."""
    words = furniture = wanted = kept = 0
    for record in records:
        body = shingles(read.get(record["file"].removesuffix(".gz"), ""))
        common, text = max(
            ((sum((body & shingles(text)).values()), sum(shingles(text).values())) for text in record["texts"]),
            key=lambda pair: pair[0] / max(pair[1], 1),
        )
        words += sum(body.values())
        furniture += sum(body.values()) - common
        wanted, kept = wanted + text, kept + common
    return furniture / max(words, 1), kept / max(wanted, 1)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--least", type=int, default=8, help="pages that a site must have")
    parser.add_argument("--replays", type=int, default=2, help="what one cleaning shows, the next may learn from")
    given = parser.parse_args()
    loaded = annotated(given.data)
    with tempfile.TemporaryDirectory(prefix="cuttings-furniture-") as folder:
        inbox, home = Path(folder) / "in", Path(folder) / "home"
        inbox.mkdir()
        for record in loaded:
            name = record["file"].removesuffix(".gz")
            (inbox / name).write_bytes(gzip.decompress((given.data / "pages" / record["file"]).read_bytes()))
            if record["url"]:
                (inbox / f"{name}.meta.json").write_text(json.dumps({"url": record["url"]}))
        run(home, "ingest", str(inbox))
        held = sites(home, loaded, given.least)
        before = bodies(home)
        for _ in range(given.replays):
            run(home, "replay", "--outdated")
        after = bodies(home)
    print(f"{'site':28} pages   furniture before   after   text before   after")
    pages = [record for records in held.values() for record in records]
    for site, records in [*held.items(), ("all", pages)]:
        (one, kept), (two, still) = shares(records, before), shares(records, after)
        print(f"{site:28} {len(records):5}   {one:16.4f} {two:7.4f}   {kept:11.4f} {still:7.4f}")


if __name__ == "__main__":
    main()
