"""A run in the ledger: its begin, its end, and what ended it early."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from flows.orchestration.steps import RunSteps
from schemas.run_end import RunEnd
from schemas.settings import Settings
from tasks.loading.load_steps import break_off_run
from tasks.loading.run_mark import going_on
from warehouse.errors import WarehouseError

logger = logging.getLogger(__name__)


@contextmanager
def run_in_ledger(
    settings: Settings, steps: RunSteps, *, run_id: str, flow_run_id: str | None, command: str
) -> Iterator[None]:
    """Begins a run. What is raised in the block is raised again, and the ledger says how the run ended.

    An exception is a failure. Ctrl-C, or Prefect's signal that a run was cancelled, is a cancellation. If the ledger
    cannot be written either (the disk is still full, for example), the log says so, the error that ended the run is
    still raised, and the next run marks this one as killed.
    """
    with going_on(settings.home, run_id):
        steps.begin(settings, run_id=run_id, flow_run_id=flow_run_id, command=command[:500])
        try:
            yield
        except BaseException as error:
            failed = isinstance(error, Exception)
            try:
                break_off_run(
                    settings,
                    run_id=run_id,
                    ended_as=RunEnd.FAILED if failed else RunEnd.CANCELLED,
                    error=f"{type(error).__name__}: {error}" if failed else None,
                )
            except (WarehouseError, duckdb.Error, OSError) as second:
                logger.warning("how run %s ended is not recorded: %s", run_id, " ".join(str(second).split()))
            raise
