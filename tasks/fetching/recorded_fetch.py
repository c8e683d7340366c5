"""The steps of a fetch as Prefect tasks: two task runs a fetch, never one a page.

No retries: what was not had is put down with the time of its next try, and the next run takes it up.
"""

from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.fetching import fetch_steps


def _recorded(step: Any, name: str) -> Any:  # noqa: ANN401 - any signature
    return task(step, name=name, cache_policy=NO_CACHE, persist_result=False)


poll_due = _recorded(fetch_steps.poll_due, "poll sources")
visit_due = _recorded(fetch_steps.visit_due, "visit pages")
