"""The results of runs, for the terminal of `cuttings up`. The server is asked, because a killed run cannot report."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

LOOK_SECONDS = 5.0
"""How often the server is asked."""
_ENDS = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
_QUIET = ("sweep", "maintain")
"""Runs whose success is not reported."""
_NOTHING = ("nothing new", "fetch: no ")


class EndedRuns:
    """Reports the end of each run once."""

    def __init__(self, api: str) -> None:
        self._api, self._since = api, datetime.now(UTC)
        self._told: set[str] = set()
        self._asked_at = float("-inf")

    def news(self, now: float) -> list[str]:
        """One line for each run that ended since the last look. `now`: seconds of a monotonic clock."""
        if now - self._asked_at < LOOK_SECONDS:
            return []
        self._asked_at = now
        new = [run for run in self._ended() if run["id"] not in self._told]
        self._told.update(run["id"] for run in new)
        return list(lines(new))

    def _ended(self) -> list[dict[str, Any]]:
        """Ended runs, oldest first. Empty if the server cannot be reached."""
        wanted = {"state": {"type": {"any_": _ENDS}}, "end_time": {"after_": self._since.isoformat()}}
        body = json.dumps({"flow_runs": wanted, "sort": "END_TIME_DESC", "limit": 50}).encode()
        request = Request(f"{self._api}/flow_runs/filter", body, {"Content-Type": "application/json"})  # noqa: S310
        try:
            # A server on this machine is never reached through a proxy.
            with build_opener(ProxyHandler({})).open(request, timeout=2) as answer:
                found = json.loads(answer.read())
        except (URLError, OSError, ValueError):
            return []
        return found[::-1] if isinstance(found, list) else []


def lines(runs: list[dict[str, Any]]) -> Iterator[str]:
    """A sentence for each run that is of interest."""
    for run in runs:
        name, state = str(run.get("name")), run.get("state") or {}
        if state.get("type") != "COMPLETED":
            message = " ".join(str(state.get("message") or "").split())[:200]
            said = f"run {name} {str(state.get('name', 'ended')).lower()}{f': {message}' if message else ''}"
            # Tells the reader of a terminal that nothing is lost.
            again = "the next run takes what it had not stored"
            yield f"{said.rstrip('.')}; {again}" if state.get("type") == "CRASHED" else said
        elif not name.startswith(_QUIET) and not any(part in name for part in _NOTHING):
            yield name
