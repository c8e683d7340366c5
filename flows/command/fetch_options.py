"""The options of `cuttings fetch` and `cuttings sources`: imported by every command, so without what they need."""

import argparse
from pathlib import Path


def add_fetch_commands(
    top: "argparse._SubParsersAction[argparse.ArgumentParser]", home: argparse.ArgumentParser
) -> None:
    """Adds both commands to the parser."""
    sources_file = argparse.ArgumentParser(add_help=False)
    sources_file.add_argument("--sources", type=Path, metavar="FILE", help="sources.toml (HOME/sources.toml)")
    text = "ask the sources that are due, and put new pages into HOME/inbox"
    fetch = top.add_parser("fetch", help=text, description=text.capitalize() + ".", parents=[home, sources_file])
    fetch.add_argument("--all", action="store_true", help="ask every source, due or not, and pages that failed before")
    fetch.add_argument("--ingest", action="store_true", help="then load the inbox")
    fetch.add_argument("--workers", type=int, help=argparse.SUPPRESS)
    fetch.add_argument(
        "--record", action="store_true", help="record the run with Prefect; without a server, start one for this run"
    )
    fetch.add_argument("--no-record", action="store_true", help="do not record the run")
    text = "try the sources, or add one"
    sources = top.add_parser("sources", help=text, description=text.capitalize() + ".")
    actions = sources.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("check", help="ask each source and print what it offers", parents=[home, sources_file])
    add = actions.add_parser("add", help="find the feed of a page and add it", parents=[home, sources_file])
    add.add_argument("url", metavar="URL", help="a feed, sitemap or list, or a page that names its feed")
    add.add_argument("--name", help="name of the source (default: its host)")
    add.add_argument(
        "--contact", help="needed for a new file: a mail address or page that tells publishers who fetches"
    )
