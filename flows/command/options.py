"""The commands' names, options and help."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from flows.command.fetch_options import add_fetch_commands

DESCRIPTION = "A press-cuttings library: article files in, rows you can trust out."
EPILOG = """\
A first run:
  cuttings ingest examples                 load a folder of article files into ./cuttings-home
  cuttings sql "FROM articles LIMIT 5"     ask the warehouse
  cuttings explain ARTICLE                 where each field came from, and the other candidates
  cuttings reconcile                       does every document that arrived have one outcome?

HOME is --home, else CUTTINGS_HOME, else ./cuttings-home. Limits are set by environment: CUTTINGS_WORKERS,
CUTTINGS_READ_SECONDS, CUTTINGS_MAX_BYTES, CUTTINGS_BATCH_SIZE.
Exit codes: 0 done; 1 done, but something was quarantined or does not add up; 2 wrong use; 130 stopped by Ctrl-C."""


class Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"cuttings {version('cuttings')}\n")
        parser.exit()


Add = Callable[[str, str], argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    """The commands and their options, with help that teaches."""
    top = argparse.ArgumentParser(
        prog="cuttings", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    top.add_argument("--version", action=Version, nargs=0, help="print the version and exit")
    home = argparse.ArgumentParser(add_help=False)
    home.add_argument(
        "--home", type=Path, help="the folder that holds everything (default: CUTTINGS_HOME, else ./cuttings-home)"
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".", parents=[home])

    _add_loading(add)
    _add_asking(add)
    _add_running(add)
    add_fetch_commands(commands, home)
    return top


def _add_loading(add: Add) -> None:
    read = add("read", "read documents and print what they hold as JSON lines; needs no warehouse")
    read.add_argument("files", nargs="+", type=Path, metavar="FILE")
    ingest = add("ingest", "load files and folders; without a PATH, load what waits in HOME/inbox")
    ingest.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    ingest.add_argument("--workers", type=int, help="processes that read (CUTTINGS_WORKERS, else one a core)")
    ingest.add_argument(
        "--annotate", choices=["cuttings", "spacy", "none"], help="what finds names, statements and figures (cuttings)"
    )
    _add_recording(ingest)
    replay = add("replay", "read documents again from the archive, with today's reader")
    replay.add_argument(
        "captures",
        nargs="*",
        metavar="CAPTURE",
        help="capture ids or their beginnings; if none is given, see --outcome",
    )
    replay.add_argument(
        "--outcome",
        choices=["quarantined", "rejected", "all"],
        default="quarantined",
        help="which documents to read again if none is named (default: quarantined)",
    )
    replay.add_argument(
        "--annotate",
        dest="outcome",
        action=_Again,
        const="unannotated",
        nargs=0,
        help="annotate articles that were loaded without it (ingest --annotate none); with --outdated also those that "
        "another engine or version annotated",
    )
    replay.add_argument(
        "--outdated",
        dest="outcome",
        action=_Again,
        const="outdated",
        nargs=0,
        help="all documents that another version of the reader read last, and pages with a line that is known to be "
        "furniture since",
    )
    replay.add_argument("--workers", type=int, help=argparse.SUPPRESS)
    _add_recording(replay)


def _add_recording(command: argparse.ArgumentParser) -> None:
    how = command.add_mutually_exclusive_group()
    how.add_argument(
        "--record",
        action="store_true",
        help="record the run with Prefect; without a server, start one for this run",
    )
    how.add_argument("--no-record", action="store_true", help="do not record the run, even if a Prefect server runs")


class _Again(argparse.Action):
    """`--annotate` and `--outdated`, alone or together, say what is read again."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 - argparse's own signature
        namespace: argparse.Namespace,
        values: object,  # noqa: ARG002
        option_string: str | None = None,  # noqa: ARG002
    ) -> None:
        """Sets the outcome."""
        asked = {getattr(namespace, self.dest), self.const}
        both = asked in ({"unannotated", "outdated"}, {"outdated_annotations", self.const})
        setattr(namespace, self.dest, "outdated_annotations" if both else self.const)


def _add_asking(add: Add) -> None:
    sql = add("sql", "ask the published snapshot, read-only")
    sql.add_argument("query", metavar="SQL", help='a query, or "-" to read it from standard input')
    form = sql.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="print CSV")
    form.add_argument("--json", action="store_true", help="print JSON lines")
    form.add_argument("--output", type=Path, metavar="FILE", help="write FILE.parquet, .csv or .json (lines)")
    _add_export(add)
    search = add("search", "find articles by words, phrases, fields and days")
    search.add_argument(
        "query", nargs="*", metavar="WORDS", help='such as: flood "lower docks" -rain outlet:courier date:2026-03'
    )
    search.add_argument("--limit", type=int, default=20, help="hits to print (20)")
    search.add_argument("--order", choices=["relevance", "day"], default="relevance", help="which come first")
    search.add_argument("--json", action="store_true", help="print JSON lines")
    search.add_argument("--rebuild", action="store_true", help="build the index again from the snapshot")
    watches = add("watches", "what watches.toml watches for; its feeds, and what people are told")
    watches.add_argument(
        "action",
        nargs="?",
        choices=["list", "check", "feed", "digest"],
        default="list",
        help="list (default); check watches, outlets and entities.toml; print a feed; tell each channel what is due",
    )
    watches.add_argument("name", nargs="?", metavar="NAME", help="the watch whose feed is printed")
    watches.add_argument("--dry-run", action="store_true", help="of digest: print the messages and send nothing")
    explain = add("explain", "show each field of an article: its value, where it came from, and the other candidates")
    explain.add_argument("article", metavar="ARTICLE", help="an article_id or its beginning, a URL, or a file's name")
    bytes_of = add("original", "write the bytes of a document to standard output, as they arrived")
    bytes_of.add_argument(
        "arrival", metavar="ARRIVAL", help="an arrival_id or capture_id or its beginning, or a path or file name"
    )
    reconcile = add("reconcile", "check that every document that arrived has one outcome and that its bytes are kept")
    reconcile.add_argument(
        "--deep", action="store_true", help="compare the hash of every archived file, not only its size"
    )
    add("status", "show what waits, the latest runs and the age of the snapshot; exit code 1 if something is stuck")


def _add_export(add: Add) -> None:
    export = add("export", "write articles of the published snapshot to a file for other tools")
    export.add_argument(
        "form",
        choices=["parquet", "csv", "xlsx", "ninjs", "jsonld", "ris", "ftm"],
        metavar="FORM",
        help="parquet, csv, xlsx, ninjs (JSON lines, reads back whole), jsonld (schema.org), ris, ftm (FollowTheMoney)",
    )
    export.add_argument("out", type=Path, metavar="FILE", help='where to; "-" is standard output')
    export.add_argument(
        "--where", metavar="SQL", help="""a condition, such as "published_on >= '2025-01-01'" """.strip()
    )
    export.add_argument("--sql", metavar="SQL", help="a query whose first column gives article ids")
    export.add_argument("--watch", metavar="NAME", help="only articles that matched this watch")
    export.add_argument("--ids", type=Path, metavar="FILE", help='article ids, one a line; "-" is standard input')


def _add_running(add: Add) -> None:
    up = add("up", "start everything: Prefect server with UI, deployments, worker, and a watcher on HOME/inbox")
    up.add_argument("--port", type=int, default=4200, help="port of the server and its UI (default: 4200)")
    up.add_argument("--pages-port", type=int, default=4300, help="port of the pages (default: 4300; 0: no pages)")
    browse = add("browse", "show the library as pages on this machine: http://127.0.0.1:4300")
    browse.add_argument("--port", type=int, default=4300, help="port of the pages (default: 4300)")
    browse.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1); others need --token")
    browse.add_argument(
        "--token",
        nargs="?",
        const="",
        help="ask for this token (CUTTINGS_BROWSE_TOKEN, out of the sight of ps); alone: make one and print it",
    )
    move = add(
        "move-warehouse", "move the warehouse to a lake on PostgreSQL, or back to its file, and compare every row"
    )
    move.add_argument("to", metavar="TO", help='"ducklake:postgres:dbname=NAME host=HOST", or "file"')
    move.add_argument("--data", metavar="PLACE", help="where a lake keeps its data: a folder or s3://bucket/prefix")
    add("watch", "watch HOME/inbox and ask your own Prefect server (PREFECT_API_URL) for a run when files are dropped")
