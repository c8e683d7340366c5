"""The steps of a fetch as Prefect tasks: two task runs a fetch.

No retries by Prefect: a failed request is recorded with the time of its retry, and the next run retries it.
"""

from tasks.fetching import fetch_steps
from tasks.recording import recorded

poll_due = recorded(fetch_steps.poll_due, "poll sources", retries=0)
visit_due = recorded(fetch_steps.visit_due, "visit pages", retries=0)
