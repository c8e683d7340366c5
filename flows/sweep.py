"""Every five minutes: does the inbox hold files that no event announced? The guarantee behind the watcher."""

import os
import time

from prefect import flow, get_run_logger
from prefect.runtime import flow_run

from flows.reporting.notices import tell_due
from flows.reporting.run_page import name_run
from flows.up.run_request import ask_for_run
from schemas.settings import Settings
from tasks.inbox.inbox_state import InboxState, inbox_state, is_due


@flow(name="sweep", persist_result=False)
def sweep(home: str | None = None) -> InboxState:
    """Asks for an `ingest` run if files have waited in the inbox for more than half a minute.

    Args:
        home: The cuttings home. Empty: CUTTINGS_HOME, else ./cuttings-home.
    """
    settings = Settings.from_environment(os.environ, home=home)
    tell_due(settings)
    state = inbox_state(settings, now=time.time())
    if not is_due(state):
        said = f"{state.waiting} files wait, none for long" if state.waiting else "nothing waits"
        get_run_logger().info(said)
        name_run(settings.home, f"sweep: {said}")
        return state
    # Its own key each time: the run that was asked for by the watcher may have crashed with the files still there.
    said = f"{state.waiting} files wait; {ask_for_run(f'sweep {flow_run.id}', newest=state.newest_at).said}"
    get_run_logger().info(said)
    name_run(settings.home, f"sweep: {said}")
    return state
