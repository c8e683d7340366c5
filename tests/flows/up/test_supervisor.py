"""`up` that cannot start says why in one line, and leaves everything as it was."""

import fcntl
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.command.main import main
from flows.up.ended_runs import EndedRuns, lines
from flows.up.last_words import why_it_ended
from flows.up.prefect_environment import MEASURED, QUIET, prefect_environment, worker_environment
from flows.up.recording import recording_environment, shares_server
from flows.up.server import address_file, announced, recording_server
from flows.up.supervisor import NotStarted, Supervisor, healthy
from schemas.settings import Settings


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        yield busy.getsockname()[1]


def test_a_port_in_use(tmp_path: Path, taken_port: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["up", "--home", str(tmp_path), "--port", str(taken_port)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"port {taken_port} is in use" in said
    assert "--port" in said


def test_a_second_up_on_the_same_home(tmp_path: Path) -> None:
    (tmp_path / "prefect").mkdir()
    with (tmp_path / "prefect" / "up.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(NotStarted, match=r"runs on .* already"):
            Supervisor(Settings(home=tmp_path), port=4999, say=print).run()


@pytest.mark.parametrize("port", ["0", "80", "70000"])
def test_a_port_that_is_none(tmp_path: Path, port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["up", "--home", str(tmp_path), "--port", port]) == 2
    assert "from 1024 to 65535" in capsys.readouterr().err


def test_something_that_is_no_prefect_server_is_not_healthy(taken_port: int) -> None:
    assert not healthy(f"http://127.0.0.1:{taken_port}/api")


def test_a_load_finds_the_server_of_its_home_while_it_listens(tmp_path: Path, taken_port: int) -> None:
    api = f"http://127.0.0.1:{taken_port}/api"
    assert announced(tmp_path) is None
    address_file(tmp_path).parent.mkdir()
    address_file(tmp_path).write_text(api + "\n")
    environment = {"PREFECT_HOME": str(tmp_path / "none")}
    assert recording_server(environment, tmp_path) == api
    assert recording_server({**environment, "PREFECT_API_URL": "http://other/api"}, tmp_path) == "http://other/api"


def test_what_a_killed_up_left_as_address_is_not_believed(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address_file(tmp_path).parent.mkdir()
    address_file(tmp_path).write_text(f"http://127.0.0.1:{port}/api\n")
    assert announced(tmp_path) is None


def test_watch_without_any_server_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "none"))
    monkeypatch.setattr("flows.up.server.listens", lambda *_, **__: False)
    assert main(["watch", "--home", str(tmp_path)]) == 2
    assert "PREFECT_API_URL" in capsys.readouterr().err


def test_a_load_that_a_server_of_its_home_records_leaves_the_user_s_prefect_alone(
    tmp_path: Path, taken_port: int
) -> None:
    api = f"http://127.0.0.1:{taken_port}/api"
    address_file(tmp_path).parent.mkdir()
    address_file(tmp_path).write_text(api)
    user = {"PREFECT_HOME": str(tmp_path / "user"), "PREFECT_LOGGING_LEVEL": "INFO"}
    (tmp_path / "user").mkdir()
    (tmp_path / "user" / "profiles.toml").write_text(
        'active = "work"\n[profiles.work]\nPREFECT_API_URL = "https://prefect.example/api"\nPREFECT_API_KEY = "pnu"\n'
    )
    for server in (api, None, "https://prefect.example/api"):
        made = recording_environment(server, tmp_path, user)
        assert made["PREFECT_HOME"] == str(tmp_path / "prefect")
        assert made["PREFECT_LOGGING_LEVEL"] == "INFO"
        assert (made.get("PREFECT_API_KEY") == "pnu") == (server == "https://prefect.example/api"), "its key goes along"
    assert shares_server(tmp_path, {"PREFECT_API_URL": "https://prefect.example/api"})
    assert not shares_server(tmp_path, {"PREFECT_API_URL": api})
    assert not shares_server(tmp_path, {})


@pytest.mark.parametrize(
    ("log", "why"),
    [
        ("", "it said nothing"),
        ("Starting\nServer stopped!\n", "Server stopped!"),
        ('OSError: no\n  File "a.py", line 1\nServer stopped!\n', "OSError: no"),
        ("sqlite3.OperationalError: database or disk is full\nServer stopped!\n", "the disk is full: free some space"),
    ],
)
def test_why_a_program_ended(tmp_path: Path, log: str, why: str) -> None:
    (tmp_path / "a.log").write_text(log)
    assert why_it_ended(tmp_path / "a.log").startswith(why)


def test_the_terminal_tells_how_runs_ended() -> None:
    runs = [
        {
            "name": "inbox: 2 loaded, 1 rejected (a.html: too_short)",
            "state": {"type": "COMPLETED", "name": "Completed"},
        },
        {"name": "inbox: nothing new", "state": {"type": "COMPLETED", "name": "Completed"}},
        {"name": "sweep: nothing waits", "state": {"type": "COMPLETED", "name": "Completed"}},
        {"name": "big-otter", "state": {"type": "CRASHED", "name": "Crashed", "message": "No\nheartbeat"}},
        {"name": "inbox", "state": {"type": "CANCELLED", "name": "Cancelled", "message": None}},
    ]
    assert list(lines(runs)) == [
        "inbox: 2 loaded, 1 rejected (a.html: too_short)",
        "run big-otter crashed: No heartbeat; the next run takes what it had not stored",
        "run inbox cancelled",
    ]


def test_a_server_that_is_away_has_no_news() -> None:
    ended = EndedRuns("http://127.0.0.1:1/api")
    assert ended.news(0.0) == []
    assert ended.news(1.0) == []


def test_only_the_worker_is_quiet_in_the_logs_of_runs() -> None:
    assert worker_environment({})[QUIET] == "WARNING"
    assert QUIET not in prefect_environment({}, home=Path("/h"), port=4200)
    assert float(MEASURED["PREFECT_WORKER_PREFETCH_SECONDS"]) < float(
        MEASURED["PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS"]
    )
