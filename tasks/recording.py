"""Steps as Prefect tasks: one task run a step, never one a document or a page.

Results are neither cached nor persisted: the result is in the warehouse.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun

from warehouse.errors import Locked

P = ParamSpec("P")
R = TypeVar("R")


def recorded(step: Callable[P, R], name: str, *, retries: int = 3) -> Callable[P, R]:
    """The same step as a Prefect task with this name.

    A retry happens only where it can help: when another loader holds the lock.
    """
    decorated = task(
        name=name,
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=retries,
        retry_delay_seconds=10,
        retry_condition_fn=_when_locked,
    )
    return decorated(step)


def _when_locked(_task: object, _run: TaskRun, state: State) -> bool:
    return isinstance(getattr(state.data, "exception", state.data), Locked)
