"""How a run ended."""

from schemas.explained import Explained


class RunEnd(Explained):
    """How a run ended, as `runs.ended_as` says it."""

    DONE = "done", "it did all it had to do"
    FAILED = "failed", "something went wrong; `error` says what"
    CANCELLED = "cancelled", "a person stopped it, or the program that ran it was stopped"
    KILLED = "killed", "its process was gone without a word"
