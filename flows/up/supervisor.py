"""`cuttings up`: server, deployments, worker and watcher in one terminal, stopped in reverse order."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from flows.up.child import Child
from flows.up.ended_runs import EndedRuns
from flows.up.last_words import why_it_ended
from flows.up.left_over import end_left_over, remember
from flows.up.prefect_environment import LOOPBACK, api_url, prefect_environment, worker_environment
from flows.up.project import project_folder
from flows.up.server import address_file, listens
from schemas.home import Home
from schemas.settings import Settings
from tasks.errors import TaskError
from tasks.inbox.inbox_state import inbox_state

START_SECONDS = 180.0
"""Seconds that the server may take to answer: its first start creates a database."""
POLL_SECONDS = 0.5
_PORT_SECONDS = 15.0
"""Seconds that a server that was just ended may keep its port."""
CLOCK_SET_BACK = 60.0
"""Seconds. A synchronised clock is adjusted by less at a time, and waiting that long does no harm."""
WORKER_LIMIT = "2"
"""Concurrent runs: a load, and a sweep or a replay that waits for its turn."""

Say = Callable[[str], None]


class NotStarted(TaskError):
    """`up` cannot start. The message says why and what to do."""


class Supervisor:
    """The processes of one HOME."""

    def __init__(self, settings: Settings, *, port: int, say: Say, pages_port: int = 0) -> None:
        self.settings, self.port, self.pages_port, self.say = settings, port, pages_port, say
        self.folder = Home(settings.home).prefect
        self.environment = prefect_environment(os.environ, home=settings.home, port=port)
        self.project = project_folder()
        self.stop = threading.Event()
        self._shows = False
        self.server = self._child("server", "-m", "prefect", "server", "start", patience=20)
        self.worker = self._child(
            "worker", "-m", "prefect", "worker", "start", "--pool", "cuttings", "--type", "process",
            "--limit", WORKER_LIMIT, "--name", "cuttings", patience=30,
        )  # fmt: skip
        self.watcher = self._child("watcher", "-m", "flows.up.watcher_process", patience=5)
        self.pages = self._child(
            "pages", "-m", "flows.command.main", "browse", "--home", str(settings.home), "--port", str(pages_port),
            patience=5,
        )  # fmt: skip

    def run(self) -> int:
        """Run until SIGTERM or Ctrl-C. Raises NotStarted."""
        with self._alone(), _stopping(self.stop):
            try:
                self._start()
                ahead = _ahead()
                ended = EndedRuns(api_url(self.port))
                while not self.stop.wait(POLL_SECONDS):
                    for line in ended.news(time.monotonic()):
                        self.say(line)
                    self._keep((self.server, self.worker, self.watcher, *((self.pages,) if self._shows else ())))
                    if ahead - _ahead() > CLOCK_SET_BACK:
                        self._start_again(ahead - _ahead())
                    ahead = _ahead()
            finally:
                self._stop()
        return 0

    def _child(self, name: str, *arguments: str, patience: float) -> Child:
        log = self.folder / "logs" / f"{name}.log"
        environment = worker_environment(self.environment) if name == "worker" else self.environment
        return Child(name, [sys.executable, *arguments], environment, self.project, log, patience)

    def _start(self) -> None:
        ended = end_left_over(self._remembered)
        if ended:
            self.say(f"ended what an `up` that was killed had left running: {', '.join(ended)}")
        if self._port_is_taken(patience=_PORT_SECONDS if ended else 0):
            raise NotStarted(
                f"port {self.port} is in use: choose another one with --port, or stop the program that uses it"
            )
        Home(self.settings.home).inbox.mkdir(parents=True, exist_ok=True)
        self.say(f"starting the Prefect server on port {self.port} ...")
        if not self._start_runs():
            return
        self.watcher.start(time.monotonic())
        self._start_pages()
        self._remember()
        address_file(self.settings.home).write_text(api_url(self.port) + "\n")
        self.say(
            f"ready: drop files into {Home(self.settings.home).inbox}; the runs are on http://{LOOPBACK}:{self.port}"
        )

    def _start_pages(self) -> None:
        """Start the pages; `up` continues without them if their port is taken."""
        address = f"http://{LOOPBACK}:{self.pages_port}"
        if not self.pages_port:
            return
        if listens(address):
            self.say(f"no pages: port {self.pages_port} is in use; choose another one with --pages-port")
            return
        self.pages.start(time.monotonic())
        self._shows = True
        self.say(f"the library as pages: {address}")

    def _start_runs(self) -> bool:
        """Start server, deployments and worker. False: a stop was requested meanwhile."""
        self.server.start(time.monotonic())
        self._remember()
        self._await_server()
        if not self.stop.is_set():
            self._deploy()
        if not self.stop.is_set():
            self.worker.start(time.monotonic())
            self._remember()
        return not self.stop.is_set()

    def _start_again(self, seconds: float) -> None:
        """Restart after the clock was set back: otherwise Prefect would wait this long for runs and services that are
        due now."""
        self.say(f"the clock was set back by {timedelta(seconds=round(seconds))}: starting server and worker again ...")
        self.worker.stop()
        self.server.stop()
        if self._start_runs():
            self.say("ready again; what was not stored yet is taken now")

    def _port_is_taken(self, *, patience: float) -> bool:
        """Whether the port is taken. A process that was just ended may have left a child that is still closing its
        connections."""
        until = time.monotonic() + patience
        while taken := listens(api_url(self.port)):
            if time.monotonic() > until or self.stop.wait(0.2):
                break
        return taken

    def _await_server(self) -> None:
        until = time.monotonic() + START_SECONDS
        while not self.stop.is_set() and not healthy(api_url(self.port)):
            if self.server.pid is None or time.monotonic() > until:
                raise NotStarted(
                    f"the Prefect server did not start: {why_it_ended(self.server.log)} ({self.server.log})"
                )
            self.stop.wait(0.2)

    def _deploy(self) -> None:
        log = self.folder / "logs" / "deploy.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "flows.up.deploying"],
                env={**self.environment, "CUTTINGS_FRESH_START": "1"},
                cwd=self.project,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        while process.poll() is None:
            if self.stop.wait(0.2):
                process.terminate()
                process.wait()
                return
        if process.returncode:
            raise NotStarted(f"the deployments could not be made: {why_it_ended(log)} ({log})")

    def _keep(self, children: tuple[Child, ...]) -> None:
        for child in children:
            happened = child.watch(time.monotonic())
            if happened and not self.stop.is_set():
                self.say(happened)
                self._remember()

    def _stop(self) -> None:
        """Stop the watcher first, so that no new run is requested; the server last, so that runs can still report to
        it."""
        running = [child for child in (self.watcher, self.pages, self.worker, self.server) if child.process]
        if running:
            self.say("stopping ...")
        for child in running:
            child.stop()
        address_file(self.settings.home).unlink(missing_ok=True)
        self._remembered.unlink(missing_ok=True)
        waiting = inbox_state(self.settings, now=time.time()).waiting if running else 0
        if waiting:
            self.say(f"{waiting} files wait in the inbox: the next start, or `cuttings ingest`, takes them")

    @property
    def _remembered(self) -> Path:
        return self.folder / "processes.json"

    def _remember(self) -> None:
        children = (self.server, self.worker, self.watcher, self.pages)
        remember(self._remembered, {child.name: child.pid for child in children if child.pid})

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Lock this home for one `up`. Raises NotStarted."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "up.lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise NotStarted(
                    f"`cuttings up` runs on {self.settings.home} already: use that one, or stop it"
                ) from None
            yield


def _ahead() -> float:
    """The time of day minus a clock that nobody sets; it decreases when the time of day is set back."""
    return time.time() - time.monotonic()


def healthy(api: str) -> bool:
    """Whether a Prefect server answers there."""
    try:
        # A server on this machine is never reached through a proxy.
        with build_opener(ProxyHandler({})).open(f"{api}/health", timeout=2) as answer:
            return json.loads(answer.read()) is True
    except (URLError, OSError, ValueError):
        return False


@contextmanager
def _stopping(stop: threading.Event) -> Iterator[None]:
    """Turns SIGTERM, Ctrl-C and a closed terminal into a request to stop; a second one changes nothing."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {which: signal.signal(which, ask) for which in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    try:
        yield
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)
