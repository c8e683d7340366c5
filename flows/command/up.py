"""`cuttings up` and `cuttings watch`."""

import argparse
import os
import sys

from flows.command.terminal import say
from flows.up.recording import prepare_recording
from flows.up.server import listens, recording_server
from flows.up.supervisor import NotStarted, Supervisor
from schemas.settings import Settings


def run_up(given: argparse.Namespace, settings: Settings) -> int:
    """Everything in this terminal, until Ctrl-C."""
    if not 1024 <= given.port <= 65535:
        raise NotStarted(f"--port {given.port}: choose one from 1024 to 65535")
    if given.pages_port and not 1024 <= given.pages_port <= 65535:
        raise NotStarted(f"--pages-port {given.pages_port}: choose one from 1024 to 65535, or 0 for no pages")
    return Supervisor(settings, port=given.port, pages_port=given.pages_port, say=say).run()


def run_watch(_given: argparse.Namespace, settings: Settings) -> int:
    """The watcher alone, for those who run their own server."""
    server = recording_server(os.environ, settings.home)
    if server is None:
        raise NotStarted("no Prefect server is known: set PREFECT_API_URL, or use `cuttings up`")
    if not listens(server):
        sys.stderr.write(f"cuttings: the Prefect server {server} does not answer yet; the watcher keeps trying\n")
    prepare_recording(server, settings.home)
    os.environ["CUTTINGS_HOME"] = str(settings.home)
    from flows.up.watcher_process import main

    return main(settings.home)
