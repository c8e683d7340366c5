"""A large WARC: how fast, in how much memory, and what a kill in the middle costs.

    .venv/bin/python -m benchmarks.containers DATA [--megabytes 200] [--kills 8] [--seed 1] [--compare 300]

DATA is a folder with `truth.jsonl` and `pages/*.html.gz`. A WARC of about that size is made of its pages, each as
often as it takes, each time with an address and a sentence of its own. It is loaded without annotation: articles a
second, CPU milliseconds a page, and the largest resident set of the loader and of a reading process. In the same run
`--compare` pages of it are read with warcio and trafilatura with metadata. Then it is loaded again into another home,
killed with its whole process group at random moments and started again until it ends; `reconcile` must exit 0, each
document must have exactly one arrival, and the articles must be those of the calm load. Exit 1 if not.
"""

import argparse
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path
from threading import Thread

import duckdb
import trafilatura
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

CUTTINGS = str(Path(sys.executable).with_name("cuttings"))
SETTINGS = {**os.environ, "CUTTINGS_ANNOTATE": "none"}
CAPTURED = {"WARC-Date": "2026-03-03T10:00:00Z"}
ARTICLES = "SELECT canonical_url, headline, published_on, md5(body) FROM articles ORDER BY ALL"
ARRIVALS = (
    "SELECT regexp_extract(location, '[^/]+$') AS name, outcome, count(*) FROM arrivals GROUP BY ALL ORDER BY ALL"
)


def make_warc(folder: Path, path: Path, megabytes: int) -> int:
    """Writes the WARC; how many pages are in it."""
    records = [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines()]
    pages = 0
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        while file.tell() < megabytes << 20:
            record = records[pages % len(records)]
            page = gzip.decompress((folder / "pages" / record["file"]).read_bytes())
            own = f"<p>This is copy {pages} of the page, with a sentence that no other copy has.</p></body>".encode()
            page = page.replace(b"</body>", own, 1)
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            url = f"https://site{pages % len(records)}.example/story/{pages}"
            written = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(page),
                http_headers=headers,
                warc_headers_dict=CAPTURED,
            )
            writer.write_record(written)
            pages += 1
    return pages


class Memory(Thread):
    """The largest resident set, in bytes, of a process and of any process under it."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root, self.own, self.below, self.ended = root, 0, 0, False

    def run(self) -> None:
        while not self.ended:
            self.own = max(self.own, _resident(self._root))
            self.below = max([self.below, *map(_resident, _under(self._root))])
            time.sleep(0.1)


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _under(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            yield child
            yield from _under(child)


def load(home: Path, warc: Path) -> "subprocess.Popen[bytes]":
    """Starts a load in a process group of its own."""
    return subprocess.Popen(
        [CUTTINGS, "ingest", str(warc), "--home", str(home), "--no-record"],
        env=SETTINGS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def calm(home: Path, warc: Path, pages: int) -> None:
    """One load from beginning to end, measured."""
    before, started = os.times(), time.monotonic()
    process = load(home, warc)
    memory = Memory(process.pid)
    memory.start()
    process.wait()
    memory.ended = True
    after, wall = os.times(), time.monotonic() - started
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    print(
        f"cuttings: {pages} pages, {wall:.0f} s, {pages / wall:.1f} pages/s, {1000 * cpu / pages:.1f} ms CPU a page, "
        f"loader {memory.own >> 20} MB, largest reader {memory.below >> 20} MB, exit {process.returncode}"
    )


def peer(warc: Path, count: int) -> None:
    """warcio and trafilatura on the first pages, one process."""
    started, pages = time.process_time(), 0
    with warc.open("rb") as file:
        for record in islice((r for r in ArchiveIterator(file) if r.rec_type == "response"), count):
            url = record.rec_headers.get_header("WARC-Target-URI")
            trafilatura.bare_extraction(record.content_stream().read(), url=url, with_metadata=True)
            pages += 1
    print(f"warcio + trafilatura: {pages} pages, {1000 * (time.process_time() - started) / pages:.1f} ms CPU a page")


def killed(home: Path, warc: Path, kills: int, longest: float, dice: random.Random) -> int:
    """Loads with kills at random moments, and then to the end; how many kills hit."""
    hits = 0
    for _ in range(kills):
        process = load(home, warc)
        try:
            process.wait(timeout=dice.uniform(1.0, longest))
            break
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            hits += 1
    load(home, warc).wait()
    return hits


def table(home: Path, query: str) -> list[tuple[object, ...]]:
    """Rows of the published snapshot."""
    with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as con:
        return con.execute(query).fetchall()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--kills", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--compare", type=int, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cuttings-containers-") as folder:
        warc, quiet, rough = Path(folder, "pages.warc.gz"), Path(folder, "quiet"), Path(folder, "rough")
        pages = make_warc(given.data, warc, given.megabytes)
        print(f"{warc.stat().st_size >> 20} MB, {pages} pages")
        started = time.monotonic()
        calm(quiet, warc, pages)
        wall = time.monotonic() - started
        if given.compare:
            peer(warc, given.compare)
        if not given.kills:
            return 0
        hits = killed(rough, warc, given.kills, max(2.0, wall / 3), random.Random(given.seed))
        sums = subprocess.run([CUTTINGS, "reconcile", "--home", str(rough)], env=SETTINGS, check=False).returncode
        once = all(count == 1 for *_, count in table(rough, ARRIVALS))
        same = table(quiet, ARRIVALS) == table(rough, ARRIVALS) and table(quiet, ARTICLES) == table(rough, ARTICLES)
        print(f"{hits} kills: reconcile exit {sums}, one arrival each: {once}, the same rows as a calm load: {same}")
        return 0 if sums == 0 and once and same else 1


if __name__ == "__main__":
    sys.exit(main())
