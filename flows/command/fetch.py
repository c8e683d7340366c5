"""`cuttings fetch` and `cuttings sources`."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from flows.command.terminal import counted, say, table
from flows.orchestration.fetch_steps import FetchSteps
from flows.orchestration.fetching import COLUMNS, FetchReport, fetch_sources, rows
from flows.up.recording import chosen_server, recording
from schemas.fetch import ANSWERED
from schemas.settings import Settings
from schemas.source import FetchRules, Source
from schemas.source_state import SourceState
from tasks.errors import SourcesWrong, WrongSource
from tasks.fetching.network.http_client import HttpClient
from tasks.fetching.polling import source_key
from tasks.fetching.source_file import NAME, add_source, read_sources
from tasks.fetching.source_poll import Polled, poll_source
from tasks.fetching.turns import Turns
from tasks.fetching.visitor import Visitor


def run_fetch(given: argparse.Namespace, settings: Settings) -> int:
    """Fetches, and with --ingest loads; recorded with Prefect where a server is there."""
    path = _file(given, settings)
    known = read_sources(path)
    server = None if given.no_record else chosen_server(settings.home)
    if server or given.record:
        report = _recorded(path, settings, server, every=given.all)
    else:
        report = fetch_sources(known, settings=settings, steps=FetchSteps(), every=given.all)
    code = show(report)
    if given.ingest:
        from flows.command.load import run_ingest

        given.paths = []
        code = max(code, run_ingest(given, settings))
    return code


def run_sources(given: argparse.Namespace, settings: Settings) -> int:
    """Checks or adds sources."""
    return _check(given, settings) if given.action == "check" else _add(given, settings)


def show(report: FetchReport) -> int:
    """Prints the result for each source; returns the exit code."""
    table(COLUMNS, rows(report))
    pages = ", ".join(f"{count} {outcome.value}" for outcome, count in sorted(report.pages.items()))
    say(f"{counted(len(report.sources), 'source')}, pages: {pages or 'none due'}; {report.wall_seconds:.1f} s")
    return 1 if any(one.polled and one.polled not in ANSWERED for one in report.sources.values()) else 0


def _check(given: argparse.Namespace, settings: Settings) -> int:
    known = read_sources(_file(given, settings))
    polled = asyncio.run(_try(known.sources, known.fetch))
    table(["source", "found", "articles", "dated", "signed", "newest", "what was seen"], [_found(p) for p in polled])
    return 1 if any(p.states[-1].outcome not in ANSWERED for p in polled) else 0


def _add(given: argparse.Namespace, settings: Settings) -> int:
    path = _file(given, settings)
    if not path.exists() and not given.contact:
        raise SourcesWrong(path, None, "say who fetches, with --contact MAIL: publishers find it in the User-Agent")
    try:
        rules = read_sources(path).fetch if path.exists() else FetchRules(contact=given.contact)
        new = Source(name=given.name or "new", url=given.url)
    except ValidationError as error:
        first = error.errors()[0]
        raise WrongSource(str(first["loc"][0]), str(first["input"]), first["msg"]) from error
    (polled,) = asyncio.run(_try([new], rules))
    if not polled.feeds:
        named = asyncio.run(_sitemaps(given.url, rules))
        polled = next((one for one in asyncio.run(_try(named, rules)) if one.items), polled)
    last = polled.states[-1]
    if last.outcome not in ANSWERED or not polled.feeds:
        sys.stderr.write(f"cuttings: {source_key(given.url)}: {last.detail or last.outcome}\n")
        return 1
    page = polled.feeds[0].kind == "page"
    url = polled.feeds[0].children[0][0] if page else polled.source.url
    name = given.name or (urlsplit(url).hostname or "source").removeprefix("www.").replace(":", "-")
    added = add_source(path, name=name, url=url, contact=given.contact)
    say(f"{added.name}: {polled.feeds[-1].kind} with {counted(len(polled.items), 'article')}, added to {path}")
    return 0


async def _try(sources: Sequence[Source], rules: FetchRules) -> list[Polled]:
    """Asks for each source as if for the first time; nothing is written down."""
    now = datetime.now(UTC)
    async with HttpClient(rules) as client:
        visitor = Visitor(client, Turns(rules, {}), rules)
        polls = (
            poll_source(
                source,
                SourceState(source=source.name, url=source_key(source.url)),
                known={},
                visitor=visitor,
                run_id="check",
                now=now,
            )
            for source in sources
        )
        return list(await asyncio.gather(*polls))


async def _sitemaps(url: str, rules: FetchRules) -> list[Source]:
    """The sitemaps that robots.txt names, those of news first, for a page that names no feed."""
    async with HttpClient(rules) as client:
        robots = await Visitor(client, Turns(rules, {}), rules).robots(url)
    named = sorted(robots.sitemaps[:20], key=lambda where: "news" not in where.lower())
    return [Source(name="new", url=where) for where in named[:3] if where.startswith(("http://", "https://"))]


def _found(polled: Polled) -> tuple[str | int | None, ...]:
    wrong = next((state for state in polled.states if state.outcome not in ANSWERED), None)
    kinds = " -> ".join(dict.fromkeys(feed.kind for feed in polled.feeds))
    dated = sum(item.published is not None for item in polled.items)
    signed = sum(item.author is not None for item in polled.items)
    newest = polled.items[0].published or polled.items[0].updated if polled.items else None
    seen = f"{wrong.outcome}: {wrong.detail or ''}" if wrong else None
    return polled.source.name, kinds or None, len(polled.items), dated, signed, newest, seen


def _file(given: argparse.Namespace, settings: Settings) -> Path:
    return given.sources if given.sources is not None else settings.home / NAME


def _recorded(path: Path, settings: Settings, server: str | None, *, every: bool) -> FetchReport:
    """The same fetch as a Prefect flow run. Without a server Prefect starts one for the length of the run."""
    with recording(server, settings.home):
        from flows.fetch import fetch

        return fetch(home=str(settings.home), sources=str(path.absolute()), every=every)
