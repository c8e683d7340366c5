"""A real PostgreSQL for tests, from Debian's package `postgresql`: started once, in a folder of its own."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PORT = 54321
"""Part of the socket's name: no port is opened."""


def _programs() -> Path:
    """The folder of its programs. Skips where there is none."""
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)]
    elsewhere = shutil.which("initdb")
    if not found and not elsewhere:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return found[0].parent if found else Path(str(elsewhere)).parent


def _as_its_own_user(folder: Path) -> list[str]:
    """What a command begins with: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv") or subprocess.run(["id", "postgres"], capture_output=True, check=False).returncode:
        pytest.skip("run as root, and there is no user postgres to run PostgreSQL as")
    shutil.chown(folder, "postgres", "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


class Server:
    """Makes databases."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder, self._made = programs, folder, 0

    def database(self, template: str = "template0") -> str:
        """The name of a new one."""
        self._made += 1
        name = f"cuttings{self._made}"
        self._run("createdb", "-T", template, name)
        return name

    def address(self, database: str) -> str:
        """As libpq takes it."""
        return f"dbname={database} host={self._folder} port={PORT} user=cuttings"

    def ask(self, database: str, sql: str) -> str:
        """What a query gives, as text."""
        return self._run("psql", "-At", "-d", database, "-c", sql)

    def _run(self, program: str, *arguments: str) -> str:
        connect = ["-h", str(self._folder), "-p", str(PORT), "-U", "cuttings"]
        command = [str(self._programs / program), *connect, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@contextmanager
def server() -> Iterator[Server]:
    """A server for as long as the block runs."""
    programs = _programs()
    # The name of a socket must be short: no folder of pytest's.
    with tempfile.TemporaryDirectory(prefix="cuttings-pg-", dir="/tmp", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        user = _as_its_own_user(folder)
        data = str(folder / "data")
        make = [*user, str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "cuttings", "-N", "-E", "UTF8"]
        subprocess.run(make, capture_output=True, check=True, cwd="/")
        settings = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=60"]
        command = [*user, str(programs / "postgres"), "-D", data, "-k", name, "-p", str(PORT), *settings]
        with Path("/dev/null").open("w") as nothing:
            process = subprocess.Popen(command, stdout=nothing, stderr=nothing, cwd="/")
        try:
            made = Server(programs, folder)
            for _ in range(300):
                if (folder / f".s.PGSQL.{PORT}").exists() and _answers(made):
                    break
                time.sleep(0.1)
            yield made
        finally:
            process.send_signal(signal.SIGINT)  # SIGTERM would wait for the last connection
            process.wait(30)


def _answers(made: Server) -> bool:
    try:
        made.ask("postgres", "SELECT 1")
    except subprocess.CalledProcessError:
        return False
    return True
