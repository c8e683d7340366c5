"""Preparing this process to record its runs with a Prefect server, before Prefect is imported."""

import logging
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from flows.up.server import announced, listens, profile_settings, recording_server


def chosen_server(home: Path) -> str | None:
    """The server that answers and records the runs. None: none is there; a log line says so if one is expected."""
    server = recording_server(os.environ, home)
    if server and not listens(server):
        sys.stderr.write(f"cuttings: the Prefect server {server} does not answer; this run is not recorded\n")
        return None
    return server


def prepare_recording(server: str | None, home: Path) -> None:
    """Sets what Prefect reads when it is imported."""
    os.environ.update(recording_environment(server, home, os.environ))
    (home / "prefect").mkdir(parents=True, exist_ok=True)


@contextmanager
def recording(server: str | None, home: Path) -> Iterator[None]:
    """In the block Prefect can be imported, and records runs with the server. None: it starts one for these runs.

    Ctrl-C in the block raises KeyboardInterrupt, although Prefect handles the signal too.
    """
    prepare_recording(server, home)
    if server is None:
        _start_server()
    stopped = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True
        # The run's end is recorded, and whoever pressed Ctrl-C knows that it stopped the run.
        logging.getLogger("prefect").setLevel(logging.CRITICAL)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    except Exception:
        if stopped:
            raise KeyboardInterrupt from None
        raise
    finally:
        signal.signal(signal.SIGINT, before)


def _start_server() -> None:
    """Starts Prefect's server for the length of this process.

    A terminal's Ctrl-C does not reach it: it has to record the run's end too.
    """
    from prefect.server.api.server import SubprocessASGIServer

    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        SubprocessASGIServer().start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def recording_environment(server: str | None, home: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """The variables. Prefect keeps what it writes in this home, never in the user's own folder, whose profile is only
    read: it may hold the key of the server."""
    own = server is None or server == announced(home)
    kept = {} if own else profile_settings(environment)
    logs = environment.get("PREFECT_LOGGING_LEVEL", "WARNING")
    alone = {"PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true", "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120"}
    return {
        **{name: value for name, value in kept.items() if name not in environment},
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": logs,
        "PREFECT_HOME": str(home / "prefect"),
        "PREFECT_PROFILES_PATH": str(home / "prefect" / "profiles.toml"),
        **({"PREFECT_API_URL": server} if server else alone),
    }


def shares_server(home: Path, environment: Mapping[str, str]) -> bool:
    """Whether the server that runs are recorded with is not this home's own: other homes' runs may stand beside."""
    api = environment.get("PREFECT_API_URL")
    return bool(api) and api != announced(home)
