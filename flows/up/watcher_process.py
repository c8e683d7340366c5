"""The watcher as a separate process: `cuttings watch`, and a child of `cuttings up`."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from flows.reporting.announcement import announce_dropped
from flows.up.run_request import ask_for_run, idempotency_key
from flows.up.watcher import watch
from schemas.home import Home
from schemas.settings import Settings
from tasks.inbox.drops import Drop

logger = logging.getLogger(__name__)


def ask(drops: Sequence[Drop], before: int) -> None:
    """Requests a run for these files, and emits the event that they were dropped. Raises NotAsked."""
    newest = max(drop.changed_ns for drop in drops) / 1e9
    asked = ask_for_run(idempotency_key(drops, before), newest=newest, unless_running=before > 0)
    if asked.name or not before:
        logger.info("%d files %s; %s", len(drops), "still wait" if before else "dropped", asked.said)
    if not before:
        announce_dropped(drops)


def main(home: Path | None = None) -> int:
    """Watches until SIGTERM or Ctrl-C. Needs PREFECT_API_URL to be set."""
    # Basic formatting on standard error; Prefect's own handlers stay away from it.
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", force=True)
    for chatty in ("httpx", "watchfiles"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    stop = threading.Event()
    for which in (signal.SIGTERM, signal.SIGINT):
        signal.signal(which, lambda *_: stop.set())
    settings = Settings.from_environment(os.environ, home=home)
    logger.info("watching %s", Home(settings.home).inbox)
    watch(settings, ask, stop=stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
