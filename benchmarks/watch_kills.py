"""Watches under kill -9: a load is killed again and again, and in the end each match is told exactly once.

    python benchmarks/watch_kills.py --kills 20 --articles 400

After each kill what is due is told to a web server of its own, which counts. Also prints which share of a
load's CPU a thousand watches take: the same articles loaded with and without them.
"""

import argparse
import http.server
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from warehouse.queries.query import open_snapshot

TOPICS = ("harbour", "orchard", "tramway", "glacier", "lighthouse", "quarry", "ferry", "mill")


def make(folder: Path, articles: int) -> None:
    """Invented articles, each about one topic."""
    folder.mkdir(parents=True)
    draw = random.Random(1)
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    for number in range(articles):
        words = ["".join(draw.choices(syllables, k=draw.randint(2, 4))) for _ in range(300)]
        topic = TOPICS[number % len(TOPICS)]
        text = ". ".join(" ".join(words[at : at + 12]).capitalize() for at in range(0, 300, 12))
        paper = f"<meta property='og:site_name' content='Paper {number % 40}'>"
        head = f"<title>The {topic} of {words[0].title()}</title>{paper}"
        page = f"<html lang=en><head>{head}</head><body><article><h1>The {topic} of {words[0].title()}</h1>"
        body = f"<p>The {topic} was opened on Monday. {text}.</p></article></body></html>"
        (folder / f"{number}.html").write_text(page + body)


def watch(home: Path, watches: int, url: str = "json://127.0.0.1:9/") -> None:
    """A watch a topic, and others that match nothing; `url`: where it is told."""
    home.mkdir(parents=True, exist_ok=True)
    asked = [*TOPICS, *(f"nothing{n} AND never{n}" for n in range(watches - len(TOPICS)))]
    lines = [f'[[watch]]\nname = "w{n}"\nquery = "{query}"\n' for n, query in enumerate(asked)]
    (home / "watches.toml").write_text("\n".join([*lines, f'[[notify]]\nurl = "{url}"\n']))


@contextmanager
def box() -> Iterator[tuple[str, list[int]]]:
    """A web server that takes messages: its address, and how many clippings each message told of."""
    told: list[int] = []

    class Box(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            title = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["title"]
            told.append(sum(int(count) for count in re.findall(r"(\d+) w\d", title)))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Box) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"json://127.0.0.1:{server.server_port}/", told
        server.shutdown()


def tell(home: Path) -> None:
    """Tells what is due."""
    command = [sys.executable, "-m", "flows.command.main", "watches", "digest", "--home", str(home)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def load(home: Path, pages: Path, *, batch: int, wait: float | None = None) -> bool:
    """Loads; after `wait` seconds it is killed with all its processes. Whether it ended by itself."""
    command = [sys.executable, "-m", "flows.command.main", "ingest", str(pages), "--home", str(home), "--no-record"]
    environment = {**os.environ, "CUTTINGS_ANNOTATE": "none", "CUTTINGS_BATCH_SIZE": str(batch)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(wait)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
    return process.returncode == 0


def clipped(home: Path) -> Sequence[int]:
    """Clippings, different ones, and articles."""
    with closing(open_snapshot(home)) as con:
        sql = "SELECT count(*), count(DISTINCT (watch, version_id)), (SELECT count(*) FROM articles) FROM clippings"
        return con.execute(sql).fetchall()[0]


def cpu(home: Path, pages: Path, *, batch: int) -> float:
    """CPU seconds of a load."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    load(home, pages, batch=batch)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def killed(home: Path, pages: Path, *, kills: int, batch: int, longest: float) -> int:
    """Loads until nothing is left, with up to `kills` kills; how many there were."""
    draw, count = random.Random(2), 0
    while count < kills and not load(home, pages, batch=batch, wait=draw.uniform(4, longest)):
        count += 1
        tell(home)
    load(home, pages, batch=batch)
    tell(home)
    return count


def main() -> int:
    """Exits with 1 when a match is missing or doubled."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--kills", type=int, default=20)
    given.add_argument("--articles", type=int, default=400)
    given.add_argument("--batch", type=int, default=25, help="documents a batch")
    given.add_argument("--longest", type=float, default=9, help="seconds after which a load is killed at the latest")
    said = given.parse_args()
    with tempfile.TemporaryDirectory() as folder, box() as (url, told):
        pages, home = Path(folder) / "pages", Path(folder) / "home"
        make(pages, said.articles)
        watch(home, 1_000, url)
        started = time.monotonic()
        kills = killed(home, pages, kills=said.kills, batch=said.batch, longest=said.longest)
        rows, different, articles = clipped(home)
        print(f"{kills} kills, {time.monotonic() - started:.0f} s: {articles} articles", flush=True)
        print(f"{rows} clippings, {different} different, {sum(told)} told in {len(told)} messages", flush=True)
        plain, watched = Path(folder) / "plain", Path(folder) / "watched"
        watch(watched, 1_000)
        without, with_watches = cpu(plain, pages, batch=said.batch), cpu(watched, pages, batch=said.batch)
        print(f"CPU of a load: {without:.1f} s, with 1,000 watches {with_watches:.1f} s")
        return 0 if rows == different == articles == sum(told) else 1


if __name__ == "__main__":
    sys.exit(main())
