"""`cuttings up` and `cuttings watch`."""

import argparse
import os
import sys
from collections.abc import Callable

from flows.server import listens, recording_server
from flows.supervisor import NotStarted, Supervisor
from flows.terminal import say
from schemas.settings import Settings

DEFAULT_PORT = 4200


def add_options(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Adds the two commands to the parser; `add` makes one of a name and a line of help."""
    up = add("up", "start everything: Prefect server with UI, deployments, worker, and a watcher on HOME/inbox")
    up.add_argument("--port", type=_port, default=DEFAULT_PORT, help=f"port of the UI (default: {DEFAULT_PORT})")
    add("watch", "watch HOME/inbox and ask your own Prefect server (PREFECT_API_URL) for a run when files are dropped")


def run_up(given: argparse.Namespace, settings: Settings) -> int:
    """Everything in this terminal, until Ctrl-C."""
    return Supervisor(settings, port=given.port, say=say).run()


def run_watch(_given: argparse.Namespace, settings: Settings) -> int:
    """The watcher alone, for those who run their own server."""
    server = recording_server(os.environ, settings.home)
    if server is None:
        raise NotStarted("no Prefect server is known: set PREFECT_API_URL, or use `cuttings up`")
    if not listens(server):
        sys.stderr.write(f"cuttings: the Prefect server {server} does not answer yet; the watcher goes on asking\n")
    for name, value in {"PREFECT_API_URL": server, "DO_NOT_TRACK": "1", "CUTTINGS_HOME": str(settings.home)}.items():
        os.environ[name] = value
    from flows.watch import main

    return main(settings.home)


def _port(text: str) -> int:
    port = int(text) if text.isdigit() else 0
    if not 1024 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port from 1024 to 65535")
    return port


COMMANDS = {"up": run_up, "watch": run_watch}
