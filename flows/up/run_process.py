"""What the worker starts for a run: Prefect's engine, and, beside it, the readers.

Loading Prefect and loading the readers' libraries take two CPU seconds each. A run that will read starts the server
its reading processes are forked from at once, so that both load at the same time.
"""

import multiprocessing
import os
import runpy
from multiprocessing import forkserver

from flows.up.prefect_environment import QUIET
from schemas.settings import Settings
from tasks.reading.worker import PRELOAD, PRELOAD_ANNOTATING

READS = ("ingest", "replay")


def warm_readers() -> None:
    """Starts loading what readers need, if this run's deployment reads."""
    if os.environ.get("PREFECT__DEPLOYMENT_NAME") in READS:
        annotates = Settings.from_environment(os.environ).annotate != "none"
        multiprocessing.set_forkserver_preload(PRELOAD_ANNOTATING if annotates else PRELOAD)
        forkserver.ensure_running()


if __name__ == "__main__":
    # It mutes the worker's own lines, not the run's.
    os.environ.pop(QUIET, None)
    warm_readers()
    runpy.run_module("prefect.engine", run_name="__main__")
