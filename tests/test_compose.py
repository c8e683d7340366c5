"""docs/compose.yaml and the units of systemd in the docs: every command exists, every setting, every part they name.

Containers cannot be started here. The same parts are started for real elsewhere: PostgreSQL and the S3 server by the
tests of the lake, a scheduler and readers by test_dask.py, server, worker and watcher by those of `up`.
"""

import importlib
import re
import shlex
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped] # it comes with Prefect, its types do not

from flows.command.browse import TOKEN
from flows.command.options import parser
from flows.orchestration import runner
from schemas.settings import Settings
from warehouse.archive import place as archive
from warehouse.backend import place as warehouse

DOCS = Path(__file__).parent.parent / "docs"
COMPOSE = yaml.safe_load((DOCS / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: Mapping[str, Mapping[str, object]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "cuttings"}
UNITS = [
    command
    for page in ("operations.md", "scale.md")
    for command in re.findall(r"^ExecStart=(.+)$", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE)
]
COMMANDS = [*(str(service["command"]) for service in OURS.values()), *UNITS]


def _cuttings(words: list[str]) -> None:
    parser().parse_args(words)


def _python(words: list[str]) -> None:
    assert words[0] == "-m"
    assert find_spec(words[1]) is not None


def _dask(words: list[str]) -> None:
    pytest.importorskip("distributed", reason="needs the extra dask")
    command = importlib.import_module(f"distributed.cli.dask_{words[0]}").main
    command.make_context(words[0], words[1:])


def _prefect(words: list[str]) -> None:
    group, action, *options = words
    functions = vars(importlib.import_module(f"prefect.cli.{group}"))
    assert action in functions or f"{group}_{action}" in functions or f"_{action}" in functions
    text = Path(str(functions["__file__"])).read_text(encoding="utf-8")
    for option in (word for word in options if word.startswith("--")):
        assert f'"{option}"' in text, option


PROGRAMS: dict[str, Callable[[list[str]], None]] = {
    "cuttings": _cuttings,
    "python": _python,
    "dask": _dask,
    "prefect": _prefect,
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_one(command: str) -> None:
    program, *words = shlex.split(command)
    PROGRAMS[Path(program).name](words)


def test_units_of_systemd_are_looked_at() -> None:
    assert len(UNITS) >= 3


@pytest.mark.parametrize("name", OURS)
def test_a_setting_is_one(name: str) -> None:
    from prefect.settings.legacy import _get_settings_fields
    from prefect.settings.models.root import Settings as PrefectSettings

    given = OURS[name]["environment"]
    assert isinstance(given, dict)
    ours = {f"CUTTINGS_{field.upper()}" for field in Settings.model_fields}
    ours |= {warehouse.VARIABLE, warehouse.DATA_VARIABLE, archive.VARIABLE, runner.VARIABLE, TOKEN}
    assert {one for one in given if one.startswith("CUTTINGS_")} <= ours
    assert {one for one in given if one.startswith("PREFECT_")} <= set(_get_settings_fields(PrefectSettings))


def test_what_the_settings_say_is_understood(tmp_path: Path) -> None:
    given = {name: str(value) for name, value in COMPOSE["x-cuttings"]["environment"].items()}
    lake = warehouse.place_of(tmp_path, given)
    assert lake is not None
    assert lake.data == "s3://news/lake/"
    assert archive.archive_address(tmp_path, given) == "s3://news/archive/"
    assert runner.chosen(given) == "dask:tcp://scheduler:8786"
    assert Settings.from_environment(given).home == Path("/srv/cuttings")


def test_every_part_that_is_named_is_there() -> None:
    for service in SERVICES.values():
        needs = service.get("depends_on", {})
        assert set(needs if isinstance(needs, list | dict) else {}) <= set(SERVICES)
        volumes = service.get("volumes", [])
        assert isinstance(volumes, list)
        assert {str(volume).split(":")[0] for volume in volumes} <= set(COMPOSE["volumes"])
        configs = service.get("configs", [])
        assert isinstance(configs, list)
        assert {config["source"] for config in configs} <= set(COMPOSE["configs"])
