"""`up` that cannot start says why in one line, and leaves everything as it was."""

import fcntl
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.command.main import main
from flows.up.server import address_file, announced, environment_for, recording_server
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
    assert environment_for(api, tmp_path)["PREFECT_HOME"] == str(tmp_path / "prefect")
    assert environment_for(None, tmp_path)["PREFECT_HOME"] == str(tmp_path / "prefect")
    assert "PREFECT_HOME" not in environment_for("https://prefect.example/api", tmp_path)
