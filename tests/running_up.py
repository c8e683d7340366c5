"""`cuttings up` on a home of its own, started for a test and stopped after it."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import duckdb

from flows.up.left_over import end_left_over

ROOT = Path(__file__).resolve().parents[1]
PAGE = """<html lang="en"><head><title>{0}</title><meta property="og:site_name" content="Harbour Post"></head><body>
<article><h1>{0}</h1>{1}</article></body></html>"""


class Up:
    """An `up` on a home of its own."""

    def __init__(
        self, home: Path, *, python: Path = Path(sys.executable), cwd: Path = ROOT, checkout: Path | None = ROOT
    ) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.pages_port = free.getsockname()[1]
        self.home, self.log = home, home.with_suffix(".log")
        self.python, self.cwd, self.checkout = python, cwd, checkout
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and waits until it is ready."""
        options = ["--home", str(self.home), "--port", str(self.port), "--pages-port", str(self.pages_port)]
        command = [str(self.python), "-m", "flows.command.main", "up", *options]
        environment = {
            **os.environ,
            "CUTTINGS_ANNOTATE": "none",
            "PYTHONPATH": str(self.checkout or ""),
            "HOME": str(self.home.parent),
        }
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd=self.cwd)
        self.until(lambda: "ready:" in self.log.read_text(), 180)

    def until(self, what: Any, seconds: float) -> None:  # noqa: ANN401 - a question
        """Waits until `what()` is true."""
        end = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < end, self.last_output()
            assert self.process is not None
            assert self.process.poll() is None, self.last_output()
            time.sleep(0.2)

    def last_output(self) -> str:
        """The end of each log."""
        logs = [self.log, *(self.home / "prefect" / "logs").glob("*.log")]
        return "\n".join(f"== {log.name}\n{log.read_text()[-1500:]}" for log in logs)

    def ask(self, path: str, body: object) -> Any:  # noqa: ANN401 - JSON
        """Asks the server's API."""
        headers = {"Content-Type": "application/json"}
        request = Request(f"http://127.0.0.1:{self.port}/api{path}", json.dumps(body).encode(), headers)
        with urlopen(request, timeout=10) as answer:  # noqa: S310
            return json.loads(answer.read() or b"null")

    def arrived(self) -> set[str]:
        """Names of the documents in the snapshot's ledger."""
        try:
            with duckdb.connect(str(self.home / "cuttings.duckdb"), read_only=True) as con:
                return {Path(row[0]).name for row in con.execute("SELECT location FROM arrivals").fetchall()}
        except duckdb.IOException:
            return set()

    def drop(self, *names: str) -> None:
        """Drops a small page under each name."""
        for name in names:
            text = "".join(
                f"<p>The ferry of {name} left pier {n} at noon with nobody but its crew aboard.</p>" for n in range(9)
            )
            (self.home / "inbox" / f"{name}.part").write_text(PAGE.format(f"Ferry {name} leaves early", text))
            (self.home / "inbox" / f"{name}.part").rename(self.home / "inbox" / name)


@contextmanager
def running_up(
    home: Path, *, python: Path = Path(sys.executable), cwd: Path = ROOT, checkout: Path | None = ROOT
) -> Iterator[Up]:
    """An `up` that is ready; whatever is left of it is ended at the end."""
    up = Up(home, python=python, cwd=cwd, checkout=checkout)
    home.mkdir()
    try:
        up.start()
        yield up
    finally:
        if up.process is not None:
            up.process.kill()
            up.process.wait()
        end_left_over(home / "prefect" / "processes.json")
