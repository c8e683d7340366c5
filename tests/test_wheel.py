"""The wheel, installed into an empty environment in another folder, runs the demo and `up`. Slow."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running_up import Up, running_up

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
OURS = ("PREFECT", "CUTTINGS", "PYTHON")
UV = Path(sys.executable).with_name("uv")


def run(*command: str | Path, cwd: Path) -> str:
    # HOME is the test's own: nothing may reach the user's Prefect profile. uv keeps its cache where it has it.
    cache = subprocess.run([UV, "cache", "dir"], capture_output=True, text=True, check=True).stdout.strip()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environment = {**clean, "HOME": str(cwd), "UV_CACHE_DIR": cache, "CUTTINGS_ANNOTATE": "none"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout


def of_checkout(_: str, names: list[str]) -> set[str]:
    """What makes this python find the checkout."""
    return {name for name in names if name.startswith(("__editable__", "_editable_impl_", "cuttings"))}


def linked(source: str, target: str) -> None:
    """The same file, with its bytecode: to compile everything anew takes a minute."""
    if Path(target).exists():
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The python of an environment that has the wheel, and the packages that are installed here, and nothing of the
    checkout."""
    if not UV.exists():
        pytest.skip("uv is not installed beside this python")
    folder = tmp_path_factory.mktemp("elsewhere")
    run(
        UV,
        "build",
        "--wheel",
        "--no-build-isolation",
        "--python",
        sys.executable,
        "--out-dir",
        folder,
        ROOT,
        cwd=folder,
    )
    run(UV, "venv", "--python", sys.executable, folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    installed = Path(sysconfig.get_path("purelib"))
    shutil.copytree(installed, packages, copy_function=linked, ignore=of_checkout, dirs_exist_ok=True)
    wheel = next(folder.glob("cuttings-*.whl"))
    run(UV, "pip", "install", "--python", python, "--no-deps", wheel, cwd=folder)
    return python


def test_the_demo_runs_from_the_wheel(python: Path) -> None:
    printed = run(python, "-m", "flows.command.demo", cwd=python.parents[2])
    assert "Barrage gate gives way" in printed
    assert (python.parents[2] / "demo-home" / "cuttings.duckdb").exists()


@pytest.fixture
def up(python: Path, tmp_path: Path) -> Iterator[Up]:
    with running_up(tmp_path / "home", python=python, cwd=tmp_path, checkout=None) as up:
        yield up


def test_up_runs_from_the_wheel(up: Up) -> None:
    up.drop("one.html")
    up.until(lambda: up.arrived() == {"one.html"}, 90)


def test_nothing_of_the_checkout_is_there(python: Path) -> None:
    where = run(python, "-c", "import flows.command.start as start; print(start.__file__)", cwd=python.parents[2])
    assert Path(where.strip()).is_relative_to(python.parents[1])
