"""The environment of Prefect's own processes: where they keep their data, and the settings that were measured.

Names are those of Prefect 3.8's settings models; a test compares them. Free of Prefect itself.
"""

from collections.abc import Mapping
from pathlib import Path

from schemas.home import Home

LOOPBACK = "127.0.0.1"
"""Nothing here is protected by a password, so it only listens on this machine."""

_OURS = (
    "PREFECT_HOME",
    "PREFECT_API_URL",
    "PREFECT_API_KEY",
    "PREFECT_PROFILE",
    "PREFECT_PROFILES_PATH",
    "PREFECT_API_AUTH_STRING",
    "PREFECT_SERVER_API_AUTH_STRING",
)
"""Settings of a user's own Prefect that must not reach ours, and the other way round."""

QUIET = "PREFECT_LOGGING_LOGGERS_PREFECT_FLOW_RUNS_LEVEL"
"""The log level of flow runs. Set for the worker; the run itself removes it."""

MEASURED = {
    # A run of many tasks is written in a few transactions: 41 ms of server CPU a task run become 11.5.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TRIGGERS_READ_BATCH_SIZE": "200",
    # Work on a drop starts after 4 to 5 s instead of 11 to 15.
    "PREFECT_WORKER_QUERY_SECONDS": "1",
    # A run that waits for its turn is due again after the slot wait below. A worker that takes up what is due within
    # the next ten seconds, as by default, tries it at every poll, and each try leaves a line in the run's log.
    "PREFECT_WORKER_PREFETCH_SECONDS": "1",
    "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "3",
    # A killed run is found after three beats; its place is free when its lease runs out, and a lease must outlive
    # the server that gave it, or the place is lost for good.
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    "PREFECT_SERVER_CONCURRENCY_INITIAL_DEPLOYMENT_LEASE_DURATION": "60",
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    # Runs are kept for 30 days, their events for a week; the ledger in the warehouse keeps its own for ever.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "2592000",
    # Nothing is sent to anybody.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_LEVEL": "INFO",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    "PREFECT_CLI_PROMPT": "false",
    "PREFECT_CLI_COLORS": "false",
}


def prefect_environment(environment: Mapping[str, str], *, home: Path, port: int) -> dict[str, str]:
    """The variables for a server at that port, its worker and its watcher, all of one HOME.

    A measured setting that `environment` sets keeps the user's value; the address and the place of the data do not.
    """
    kept = {name: value for name, value in environment.items() if name not in _OURS}
    return {
        **MEASURED,
        **kept,
        "PREFECT_HOME": str(Home(home).prefect),
        "PREFECT_API_URL": api_url(port),
        "PREFECT_SERVER_API_HOST": LOOPBACK,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        "CUTTINGS_HOME": str(home),
        "PYTHONUNBUFFERED": "1",
        # A proxy for other hosts must not be used here.
        "NO_PROXY": _with_loopback(environment.get("NO_PROXY", "")),
        "no_proxy": _with_loopback(environment.get("no_proxy", "")),
    }


def worker_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The same for the worker, which only logs errors of its runs: a run that waits for its turn is refused at every
    attempt, with a line each."""
    return {QUIET: "WARNING", **environment}


def api_url(port: int) -> str:
    """The address of the API of a server at this port of this machine."""
    return f"http://{LOOPBACK}:{port}/api"


def _with_loopback(hosts: str) -> str:
    return ",".join(filter(None, [*hosts.split(","), LOOPBACK, "localhost"]))
