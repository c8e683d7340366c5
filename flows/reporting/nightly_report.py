"""The report of the nightly maintenance."""

from tasks.inbox.inbox_state import InboxState
from tasks.inbox.tidying import Tidied


def nightly_report(tidied: Tidied, state: InboxState) -> str:
    """The night's work in words."""
    waiting = f"{state.waiting} files wait in the inbox"
    if state.waiting:
        waiting += f", the oldest for {state.oldest_seconds / 60:.0f} minutes"
    return (
        f"- Snapshot published.\n- {waiting}; {state.moving} are being written.\n"
        f"- Removed: {tidied.staged_batches} staged batches and {tidied.unfinished_captures} unfinished captures "
        "of killed runs.\n"
        f"- {tidied.packed_captures} captures of the archive were packed."
    )
