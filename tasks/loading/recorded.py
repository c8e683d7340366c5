"""The steps of a load as Prefect tasks: one task run a batch, never one a document.

Retries only where trying again can help: a lock that another loader holds. Nothing is cached, nothing persisted: the
warehouse itself is the result.
"""

from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task

from tasks.loading import load_steps
from warehouse.errors import Locked


def _when_locked(_task: Task[Any, Any], _run: TaskRun, state: State[Any]) -> bool:
    """Whether a failed step is worth trying again."""
    return isinstance(getattr(state.data, "exception", state.data), Locked)


def _recorded(step: Any, name: str) -> Any:  # noqa: ANN401 - any signature
    return task(
        step,
        name=name,
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=3,
        retry_delay_seconds=10,
        retry_condition_fn=_when_locked,
    )


begin_run = _recorded(load_steps.begin_run, "begin run")
read_batch = _recorded(load_steps.read_batch, "read batch")
store_batch = _recorded(load_steps.store_batch, "store batch")
publish_snapshot = _recorded(load_steps.publish_snapshot, "publish snapshot")
end_runs = _recorded(load_steps.end_runs, "end run")
