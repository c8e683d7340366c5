"""What the fetcher does with a hostile, a slow and a willing web. Prints the tables of issue 7.

    python -m benchmarks.fetching faults          each fault: outcome, requests, seconds, bytes
    python -m benchmarks.fetching inner           spellings of inner addresses, with strace as the observer
    python -m benchmarks.fetching speed [SCRAPY]  pages a second, CPU ms a page, 50 hosts; SCRAPY: a python with it
    python -m benchmarks.fetching gaps            the pauses that a host sees
    python -m benchmarks.fetching whole           empty home -> fetch -> ingest -> SQL -> again -> edited page

All servers are ours and on loopback.
"""

import asyncio
import itertools
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.fetching_speed import WAYS
from schemas.source import FetchRules
from tasks.fetching.network.http_client import HttpClient
from tasks.fetching.turns import Turns
from tasks.fetching.visitor import Visit, Visitor
from tests.loopback_server import Page, Server, faults

ROOT = Path(__file__).parent.parent
RULES = FetchRules(
    contact="desk@example.org", allow=("127.0.0.0/8",), host_interval=0, idle_seconds=1, request_seconds=2,
    max_attempts=1, max_bytes=1_000_000,
)  # fmt: skip
HOSTS, PAGES = 50, 40


def table(title: str, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
    """Prints a table."""
    texts = [columns, *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[i]) for row in texts) for i in range(len(columns))]
    print(f"\n{title}\n")
    for row in texts:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def show_faults() -> None:
    """Each fault by itself, with a fresh client."""
    with Server() as server:
        server.pages.update(faults())
        rows: list[tuple[object, ...]] = []
        for path in [*server.pages, "/not-there"]:
            if path.startswith("/far-") and path != "/far-0":
                continue
            visit = asyncio.run(_visit([server.url(path)], RULES))[0]
            answer = visit.answer
            detail = (answer.detail or "")[:70]
            rows.append((path, answer.outcome.value, visit.attempts, f"{visit.seconds:.2f}", visit.wire_bytes, detail))
    for title, robots in (("no answer", "/hanging"), ("500", "/error")):
        with Server() as server:
            server.pages |= {"/robots.txt": faults()[robots], "/page": Page(b"x")}
            visit = asyncio.run(_visit([server.url("/page")], RULES))[0]
            rows.append(
                (f"robots.txt: {title}", visit.answer.outcome.value, visit.attempts, "", 0, visit.answer.detail or "")
            )
    rows += _bad_certificate()
    table("Faults: limits are 1 s of silence, 2 s a request, 1,000,000 bytes, 5 redirects",
          ("fault", "outcome", "requests", "seconds", "bytes", "detail"), rows)  # fmt: skip


def show_inner() -> None:
    """Asks for inner addresses in all their spellings, in a child under strace: what connect() calls were made?"""
    spellings = (ROOT / "tests" / "cases" / "inner_addresses.txt").read_text().splitlines()
    with Server() as server:
        server.pages["/"] = Page(b"secret")
        urls = [spelling.format(port=server.port) for spelling in spellings]
        command = [sys.executable, "-m", "benchmarks.fetching", "_ask", *urls]
        strace = shutil.which("strace")
        with tempfile.NamedTemporaryFile("r") as trace:
            watched = [strace, "-f", "-qq", "-e", "trace=connect", "-o", trace.name] if strace else []
            done = subprocess.run([*watched, *command], capture_output=True, text=True, check=True, cwd=ROOT)
            calls = [line for line in trace if "connect(" in line]
        answers = json.loads(done.stdout)
        table("Inner addresses", ("address", "outcome", "why"), [tuple(row) for row in answers])
        to = Counter(re.sub(r".*?connect\(\d+, (.*?)\) =.*", r"\1", call.strip()) for call in calls)
        print(f"\n{len(urls)} addresses; connections the server saw: {server.connections}; connect() calls in strace:")
        for called, count in to.items():
            print(f"  {count} x {called[:140]}")
        print("(port 53 and unix sockets are the system's resolver; 127.0.0.1 with the server's port would be a leak)")


def show_speed(scrapy: str | None) -> None:
    """The same pages by each way, each in a process of its own, the server in another."""
    rows = []
    ways = [way for way in WAYS if way != "scrapy" or scrapy]
    with _serving(HOSTS, PAGES) as port:
        for _ in range(3):
            for way in ways:
                python = scrapy if way == "scrapy" and scrapy else sys.executable
                script = (
                    ["-m", "benchmarks.fetching_speed"]
                    if way != "scrapy"
                    else [str(ROOT / "benchmarks/fetching_speed.py")]
                )
                command = [python, *script, way, str(port), str(HOSTS), str(PAGES)]
                done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
                rows.append((way, json.loads(done.stdout.splitlines()[-1])))
    best = {way: min((said for name, said in rows if name == way), key=lambda said: said["cpu"]) for way in ways}
    table(f"{HOSTS} hosts x {PAGES} pages of 5 kB, no interval; the best of 3 by CPU",
          ("way", "pages", "pages/s", "CPU ms/page"),
          [(way, said["pages"], f"{said['pages'] / said['wall']:.0f}", f"{said['cpu'] * 1000 / said['pages']:.2f}")
           for way, said in best.items()])  # fmt: skip


def show_gaps() -> None:
    """With the interval on: the time between two requests to one host, from the server's log."""
    rows = []
    for interval, crawl_delay in ((0.2, None), (1.0, None), (0.2, 0.5)):
        with Server(["127.0.0.1", "127.0.0.2"]) as server:
            for number in range(8):
                server.pages[f"/{number}"] = Page(b"x")
            if crawl_delay:
                server.pages["/robots.txt"] = Page(f"User-agent: *\nCrawl-delay: {crawl_delay}".encode())
            rules = RULES.model_copy(update={"host_interval": interval})
            asyncio.run(_visit([server.url(f"/{n}", host) for n in range(8) for host in (0, 1)], rules))
            gaps: list[float] = []
            for host in server.hosts:
                began = [asked.began for asked in server.log if asked.host.startswith(f"{host}:")]
                gaps += [later - earlier for earlier, later in itertools.pairwise(began[1 if crawl_delay else 0 :])]
            rows.append((interval, crawl_delay, len(gaps), f"{min(gaps):.4f}", f"{max(gaps):.4f}"))
    table("Pauses one host sees, all pages asked for at once",
          ("interval", "crawl-delay", "gaps", "shortest", "longest"), rows)  # fmt: skip


def show_whole(pages: int = 1_000) -> None:
    """One command from an empty home; the same again; an edited page."""
    hosts = [f"127.0.0.{n + 1}" for n in range(20)]
    with tempfile.TemporaryDirectory() as folder, Server(hosts) as server:
        home = Path(folder)
        for number in range(pages):
            server.pages[f"/{number}"] = Page(_article(number), etag=f'"{number}"')
        items = "".join(f"<item><link>{server.url(f'/{n}', n % 20)}</link></item>" for n in range(pages))
        server.pages["/feed"] = Page(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), etag='"f"')
        (home / "sources.toml").write_text(
            f'[fetch]\ncontact = "desk@example.org"\nhost_interval = 0\nallow = ["127.0.0.0/8"]\n'
            f'[[source]]\nname = "courier"\nurl = "{server.url("/feed")}"\n'
        )
        rows = []
        for title in ("first", "second", "an hour later, one page edited"):
            if title.startswith("an hour"):
                server.pages["/7"] = Page(
                    _article(7, "<p>Correction: the keeper says that it was only two days in all.</p>")
                )
                _let_time_pass(home)
            rows.append((title, *_run_whole(home, server)))
    table(f"cuttings fetch --all --ingest, {pages} pages on 20 hosts, --annotate none",
          ("run", "requests", "conditional", "seconds", "arrivals", "articles", "versions"), rows)  # fmt: skip


def _run_whole(home: Path, server: Server) -> tuple[object, ...]:
    server.log.clear()
    started = time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "flows.command.main",
        "fetch",
        "--all",
        "--ingest",
        "--no-record",
        "--home",
        str(home),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env={"CUTTINGS_ANNOTATE": "none"}
    )
    if done.returncode:
        print(done.stdout, done.stderr)
    seconds = f"{time.perf_counter() - started:.1f}"
    asked = [request for request in server.log if request.path != "/robots.txt"]
    conditional = sum("if-none-match" in request.headers for request in asked)
    import duckdb

    with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as con:
        arrivals = dict(con.execute("SELECT outcome, count(*) FROM arrivals GROUP BY ALL ORDER BY ALL").fetchall())
        counts = con.execute("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM versions)").fetchall()[0]
    return (len(asked), conditional, seconds, arrivals, *counts)


def _let_time_pass(home: Path) -> None:
    from warehouse.backend.live import open_live

    con = open_live(home)
    con.execute("UPDATE fetches SET next_due = now() - INTERVAL 1 MINUTE WHERE next_due IS NOT NULL")
    con.close()


def _article(number: int, more: str = "") -> bytes:
    words = [f"word{(number * 7919 + n * 104729) % 9973}" for n in range(400)]
    text = "".join(f"<p>Report {' '.join(words[n : n + 40])}.</p>" for n in range(0, 400, 40))
    title = f"Report {number}"
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}{more}</article>".encode()


def _bad_certificate() -> list[tuple[object, ...]]:
    import ssl

    with tempfile.TemporaryDirectory() as folder:
        key, certificate = Path(folder) / "key.pem", Path(folder) / "cert.pem"
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=other.example"]
        subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        with Server(tls=context) as server:
            visit = asyncio.run(_visit([server.url("/")], RULES))[0]
    answer = visit.answer
    return [
        ("self-signed certificate", answer.outcome.value, visit.attempts, "", visit.wire_bytes, answer.detail or "")
    ]


async def _visit(urls: list[str], rules: FetchRules) -> list[Visit]:
    async with HttpClient(rules) as client:
        visitor = Visitor(client, Turns(rules, {}), rules)
        return list(await asyncio.gather(*(visitor.visit(url) for url in urls)))


async def _ask(urls: list[str]) -> list[tuple[str, str, str]]:
    """Without the allowance for loopback: as in the world."""
    rules = RULES.model_copy(update={"allow": ()})
    async with HttpClient(rules) as client:
        answers = [await client.get(url) for url in urls]
    return [(url, answer.outcome.value, (answer.detail or "")[:80]) for url, answer in zip(urls, answers, strict=True)]


@contextmanager
def _serving(hosts: int, pages: int) -> Iterator[int]:
    """The server as a process of its own; its port."""
    command = [sys.executable, "-m", "tests.loopback_server", str(hosts), str(pages)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdin is not None  # noqa: S101 - a pipe was asked for
        assert process.stdout is not None  # noqa: S101
        yield int(process.stdout.readline())
        process.stdin.close()


def main(arguments: list[str]) -> None:
    """Prints the tables asked for."""
    match arguments:
        case ["_ask", *urls]:
            print(json.dumps(asyncio.run(_ask(urls))))
        case ["faults"]:
            show_faults()
        case ["inner"]:
            show_inner()
        case ["speed", *scrapy]:
            show_speed(scrapy[0] if scrapy else None)
        case ["gaps"]:
            show_gaps()
        case ["whole", *pages]:
            show_whole(*map(int, pages))
        case _:
            print(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
