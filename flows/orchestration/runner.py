"""Where batches are read: here, one after another, or by Dask in processes of this machine or of others.

`CUTTINGS_RUNNER=dask` starts two processes here; `CUTTINGS_RUNNER=dask:tcp://HOST:PORT` uses the scheduler there, whose
workers see the same HOME. The run itself looks up, decides and stores.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol, cast

from flows.orchestration.steps import ReadBatch, ReadBatches, read_in_turn
from schemas.settings import Settings
from tasks.errors import WrongRunner
from tasks.inbox.units import Unit
from tasks.loading.batch import StagedBatch

if TYPE_CHECKING:
    from prefect.futures import PrefectFuture
    from prefect.task_runners import TaskRunner

    Runner = TaskRunner[PrefectFuture[Any]]  # type: ignore[explicit-any] # as Prefect declares what a flow takes

VARIABLE = "CUTTINGS_RUNNER"
LOCAL_WORKERS = 2
"""Processes of a cluster of our own. Each has as many readers as the setting `workers` says."""
AHEAD = 8
"""Batches that are read, or wait to be read, while one is stored."""

Batch = tuple[Unit, ...]


def chosen(environment: Mapping[str, str]) -> str | None:
    """What the environment asks for: dask, or dask:ADDRESS. None: nothing. Raises WrongRunner."""
    said = environment.get(VARIABLE, "").strip()
    if said in {"", "threads"}:
        return None
    if said != "dask" and not said.startswith("dask:"):
        raise WrongRunner(f"{VARIABLE}={said[:100]} is not known: give dask, or dask:tcp://HOST:PORT")
    if find_spec("prefect_dask") is None:
        raise WrongRunner("Dask is not installed: pip install 'cuttings[dask]'")
    if not environment.get("PREFECT_API_URL"):
        raise WrongRunner(f"{VARIABLE}=dask needs a Prefect server: start `cuttings up`, or set PREFECT_API_URL")
    return said


def runner(environment: Mapping[str, str]) -> "Runner | None":
    """Prefect's runner for it. None: Prefect's own. Raises WrongRunner."""
    said = chosen(environment)
    if said is None:
        return None
    import dask
    from prefect_dask.task_runners import DaskTaskRunner

    if address := said.removeprefix("dask").removeprefix(":"):
        return cast("Runner", DaskTaskRunner(address=address))
    # A daemon may have no children, and each worker has readers that can be killed.
    dask.config.set({"distributed.worker.daemon": False})
    local = {"n_workers": LOCAL_WORKERS, "threads_per_worker": 1, "dashboard_address": None}
    return cast("Runner", DaskTaskRunner(cluster_kwargs=local))


class _Submits(Protocol):
    """What Prefect makes of a step."""

    def submit(self, units: Sequence[Unit], *, run_id: str, settings: Settings) -> "PrefectFuture[StagedBatch]": ...


def read_ahead(
    read: ReadBatch, batches: Iterable[Batch], *, run_id: str, settings: Settings
) -> Iterator[tuple[Batch, StagedBatch]]:
    """Each batch with what was read, in order, by the runner of the flow that goes on; several are on their way."""
    task = cast("_Submits", read)
    waiting: deque[tuple[Batch, PrefectFuture[StagedBatch]]] = deque()
    for batch in batches:
        waiting.append((batch, task.submit(batch, run_id=run_id, settings=settings)))
        if len(waiting) == AHEAD:
            first, future = waiting.popleft()
            yield first, future.result()
    for rest, future in waiting:
        yield rest, future.result()


def reads_of_flow() -> ReadBatches:
    """How the flow that goes on reads its batches: ahead, where its runner gives them to other processes."""
    from prefect.context import FlowRunContext
    from prefect.task_runners import ThreadPoolTaskRunner

    context = FlowRunContext.get()
    here = context is None or isinstance(context.task_runner, ThreadPoolTaskRunner)
    return read_in_turn if here else read_ahead
