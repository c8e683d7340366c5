"""Many pages from many hosts, one way a run: `python benchmarks/fetching_speed.py WAY PORT HOSTS PAGES`.

Prints JSON: pages, seconds, CPU seconds. Imports what a way needs inside it, so that it runs where only Scrapy is.
"""

import asyncio
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

WAYS = ("httpx", "client", "fetch", "scrapy")
"""httpx: a bare loop over httpx.AsyncClient, nothing but bytes; client: our client, every limit and check on; fetch:
all that the fetch flow does (robots.txt, turns, sidecar and page in the inbox, on the disk, log in the warehouse);
scrapy: Scrapy with robots.txt obeyed, nothing written."""


def urls(port: int, hosts: int, pages: int) -> list[str]:
    return [f"http://127.0.0.{host + 1}:{port}/{page}" for page in range(pages) for host in range(hosts)]


async def by_httpx(asked: list[str], at_once: int) -> int:
    import httpx

    slots, done = asyncio.Semaphore(at_once), 0
    async with httpx.AsyncClient(
        limits=httpx.Limits(max_connections=at_once, max_keepalive_connections=at_once)
    ) as client:

        async def get(url: str) -> None:
            nonlocal done
            async with slots:
                whole = len((await client.get(url)).content) > 1_000
                done += whole

        await asyncio.gather(*(get(url) for url in asked))
    return done


async def by_client(asked: list[str], at_once: int) -> int:
    from schemas.source import FetchRules
    from tasks.fetching.network.http_client import HttpClient

    rules = FetchRules(contact="desk@example.org", allow=("127.0.0.0/8",), max_connections=at_once)
    slots, done = asyncio.Semaphore(at_once), 0
    async with HttpClient(rules) as client:

        async def get(url: str) -> None:
            nonlocal done
            async with slots:
                whole = len((await client.get(url)).body) > 1_000
                done += whole

        await asyncio.gather(*(get(url) for url in asked))
    return done


def by_fetch(asked: list[str], at_once: int, home: Path) -> int:
    from schemas.feed_item import FeedItem
    from schemas.fetch import FetchOutcome
    from schemas.settings import Settings
    from schemas.source import FetchRules, Source, Sources
    from schemas.source_state import SourceState
    from tasks.fetching.fetch_steps import Manners, queue_pages, visit_due
    from tasks.fetching.source_poll import Polled

    rules = FetchRules(contact="desk@example.org", allow=("127.0.0.0/8",), max_connections=at_once, host_interval=0)
    source = Source(name="s", url="http://127.0.0.1/", max_items=50_000)
    settings, manners = Settings(home=home), Manners()
    items = [FeedItem(source="s", url=url) for url in asked]
    polled = Polled(source, states=[SourceState(source="s", url=source.url)], items=items)
    reports = queue_pages([polled], settings, run_id="r", manners=manners)
    sources = Sources(fetch=rules, sources=(source,))
    reports = visit_due(sources, settings, run_id="r", manners=manners, reports=reports)
    return reports["s"].pages[FetchOutcome.FETCHED]


def by_scrapy(asked: list[str], at_once: int) -> int:
    import scrapy  # type: ignore[import-not-found]
    from scrapy.crawler import CrawlerProcess  # type: ignore[import-not-found]

    done = []

    class Spider(scrapy.Spider):  # type: ignore[misc]
        name = "s"
        start_urls = asked

        def parse(self, response: object) -> None:
            done.append(len(response.body) > 1_000)  # type: ignore[attr-defined]

    process = CrawlerProcess(
        {
            "CONCURRENT_REQUESTS": at_once,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "DOWNLOAD_DELAY": 0,
            "ROBOTSTXT_OBEY": True,
            "COOKIES_ENABLED": False,
            "LOG_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    process.crawl(Spider)
    process.start()
    return sum(done)


def main(way: str, port: int, hosts: int, pages: int) -> None:
    """Fetches all pages and prints what it cost. Imports and the making of a home are paid before the clock starts."""
    asked = urls(port, hosts, pages)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _prepare(way, home)
        wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
        if way in ("httpx", "client"):
            done = asyncio.run((by_httpx if way == "httpx" else by_client)(asked, hosts))
        else:
            done = by_fetch(asked, hosts, home) if way == "fetch" else by_scrapy(asked, hosts)
        after, wall = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter() - wall
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"pages": done, "wall": wall, "cpu": cpu}))


def _prepare(way: str, home: Path) -> None:
    if way == "httpx":
        import httpx  # noqa: F401
    elif way in ("client", "fetch"):
        from schemas.settings import Settings
        from tasks.loading.load_steps import begin_run

        begin_run(Settings(home=home), run_id="r", flow_run_id=None, command="fetch")
    else:
        import scrapy.crawler  # noqa: F401


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
