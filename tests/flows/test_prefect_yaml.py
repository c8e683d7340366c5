"""prefect.yaml: what it names exists, and each flow's form in the UI explains itself."""

import importlib
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # stubs for one test are not worth a dependency
from prefect import Flow
from prefect.utilities.callables import parameter_schema

ROOT = Path(__file__).resolve().parents[2]
DEPLOYMENTS: list[dict[str, Any]] = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
NAMES = [deployment["name"] for deployment in DEPLOYMENTS]


def _flow(deployment: dict[str, Any]) -> Flow[..., Any]:
    module, _, name = deployment["entrypoint"].rpartition(".")
    found = getattr(importlib.import_module(module), name)
    assert isinstance(found, Flow)
    return found


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=NAMES)
def test_its_flow_exists_under_its_own_name(deployment: dict[str, Any]) -> None:
    assert _flow(deployment).name == deployment["name"]
    assert deployment["description"]
    assert deployment["work_pool"]["name"] == "cuttings"


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=NAMES)
def test_every_parameter_says_what_it_is_and_may_be_left_out(deployment: dict[str, Any]) -> None:
    schema = parameter_schema(_flow(deployment))
    assert [name for name, one in schema.properties.items() if not one.get("description")] == []
    assert schema.required == []


def test_what_must_not_be_lost_waits_and_schedules_are_anchored() -> None:
    named = {deployment["name"]: deployment for deployment in DEPLOYMENTS}
    assert named["ingest"]["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}
    assert named["ingest"]["triggers"][0]["expect"] == ["cuttings.file.announced"]
    assert named["sweep"]["schedules"] == [{"cron": "*/5 * * * *"}]
    assert [s for deployment in DEPLOYMENTS for s in deployment.get("schedules", []) if "interval" in s] == []
