"""`cuttings watches`: watches, their feeds, and the notices for channels."""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime

from flows.command.terminal import say, table
from flows.reporting.notices import send
from schemas.home import Home
from schemas.settings import Settings
from schemas.watch import Watch
from tasks.stated.entity_file import read_entities
from tasks.stated.outlet_file import read_outlets
from tasks.stated.watch_file import read_watches
from tasks.telling.feeds import feed
from tasks.telling.tell import tell
from warehouse.errors import NoSnapshot
from warehouse.queries.query import open_snapshot


def run_watches(given: argparse.Namespace, settings: Settings) -> int:
    """Carry out the command; 1 if a channel could not be reached."""
    now = datetime.now(UTC)
    if given.action == "feed":
        if not given.name:
            sys.stderr.write("cuttings: name a watch: `cuttings watches feed NAME`\n")
            return 2
        sys.stdout.buffer.write(feed(settings, given.name, now=now) + b"\n")
        return 0
    if given.action == "digest":
        return _digest(given, settings, now)
    watches, channels = read_watches(Home(settings.home).watches)
    outlets, entities = read_outlets(Home(settings.home).outlets), read_entities(Home(settings.home).entities)
    if given.action == "check":
        said = f"{len(watches)} watches, {len(channels)} channels, {len(outlets)} outlets, {len(entities)} entities"
        say(f"{said}: nothing is wrong with the files")
        return 0
    counts = _counts(settings)
    rows = [(one.name, one.query, _also(one), one.threshold, counts.get(one.name, 0)) for one in watches]
    table(["watch", "query", "entities, outlets, languages", "threshold", "clippings"], rows)
    return 0


def _also(watch: Watch) -> str:
    return ", ".join((*watch.entities, *watch.outlets, *watch.languages))


def _digest(given: argparse.Namespace, settings: Settings, now: datetime) -> int:
    failed: list[str] = []

    def told(address: str, title: str, text: str) -> bool:
        done = send(address, title, text)
        failed.extend([] if done else [title])
        return done

    digests = tell(settings, now=now, send=told, dry=given.dry_run)
    for one in digests:
        env, kind = one.channel.url.startswith("env:"), one.channel.url.partition("://")[0]
        say(f"{one.channel.url if env else kind}: {one.title}")
        if given.dry_run:
            say(one.text)
    for title in failed:
        sys.stderr.write(f"cuttings: not sent, it is tried again next time: {title}\n")
    if not digests and not failed:
        say("nothing is to be told")
    return 1 if failed else 0


def _counts(settings: Settings) -> dict[str, int]:
    try:
        with closing(open_snapshot(settings.home)) as con:
            return dict(con.execute("SELECT watch, count(*) FROM clippings GROUP BY watch").fetchall())
    except NoSnapshot:
        return {}
