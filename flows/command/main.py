"""The command line: `cuttings`.

Exit codes: 0 done; 1 done, but something was quarantined or does not add up, or the machine failed; 2 wrong use; 130
stopped by Ctrl-C.
"""

import argparse
import os
import select
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from pydantic import ValidationError

from flows.command.options import parser
from schemas.settings import Settings
from tasks.errors import TaskError
from warehouse.errors import (
    BadQuery,
    NoSnapshot,
    NoSuchArrival,
    NoSuchArticle,
    OlderSchema,
    SeveralArrivals,
    SeveralArticles,
    WarehouseError,
    WrongMemory,
)

WRONG_USE = (
    TaskError,
    BadQuery,
    NoSnapshot,
    OlderSchema,
    NoSuchArticle,
    SeveralArticles,
    NoSuchArrival,
    SeveralArrivals,
    WrongMemory,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code. An error is one line on stderr."""
    given = parser().parse_args(arguments)
    try:
        settings = Settings.from_environment(os.environ, home=given.home, **_given(given))
    except ValidationError as error:
        first = error.errors()[0]
        return _wrong(f"{_setting(str(first['loc'][0]), given)}: {first['msg']}", 2)
    try:
        return _command(given.command)(given, settings)
    except WRONG_USE as error:
        return _wrong(str(error), 2)
    except WarehouseError as error:
        return _wrong(str(error), 1)
    except BrokenPipeError as error:
        if not _nobody_reads(sys.stdout):  # some other pipe broke: the command did not do what was asked
            return _wrong(f"a process that it had started ended: {error.strerror or error}", 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _wrong("stopped; run the same command again to go on", 130)
    except OSError as error:
        return _wrong(f"{error.filename or settings.home}: {error.strerror or error}", 1)


def _given(given: argparse.Namespace) -> dict[str, object]:
    """Settings given as options."""
    return {name: getattr(given, name, None) for name in ("workers", "annotate")}


def _setting(name: str, given: argparse.Namespace) -> str:
    """A setting as the user gave it: an option, else a variable of the environment."""
    return f"--{name}" if getattr(given, name, None) is not None else f"CUTTINGS_{name.upper()}"


def _nobody_reads(output: TextIO) -> bool:
    """Whether it is a pipe whose reader (`| head`) has enough."""
    asked = select.poll()
    asked.register(output, select.POLLOUT)
    return any(said & (select.POLLERR | select.POLLHUP) for _, said in asked.poll(0))


def _command(name: str) -> Callable[[argparse.Namespace, Settings], int]:
    """The command's function, imported now: `read` must not pay for DuckDB, nor `sql` for Prefect."""
    if name == "read":
        from flows.command.read import run_read

        return run_read
    if name in ("ingest", "replay"):
        from flows.command.load import run_ingest, run_replay

        return run_ingest if name == "ingest" else run_replay
    if name in ("fetch", "sources"):
        from flows.command.fetch import run_fetch, run_sources

        return run_fetch if name == "fetch" else run_sources
    return _other_command(name)


def _other_command(name: str) -> Callable[[argparse.Namespace, Settings], int]:
    """The same, for what loads nothing."""
    if name == "search":
        from flows.command.search import run_search

        return run_search
    if name == "watches":
        from flows.command.watches import run_watches

        return run_watches
    if name in ("up", "watch"):
        from flows.command.up import run_up, run_watch

        return run_up if name == "up" else run_watch
    if name == "status":
        from flows.command.status import run_status

        return run_status
    if name == "browse":
        from flows.command.browse import run_browse

        return run_browse
    if name == "move-warehouse":
        from flows.command.move import run_move

        return run_move
    if name == "export":
        from flows.command.export import run_export

        return run_export
    from flows.command.ask import COMMANDS

    return COMMANDS[name]


def _wrong(message: str, code: int) -> int:
    sys.stderr.write(f"cuttings: {' '.join(message.split())}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
