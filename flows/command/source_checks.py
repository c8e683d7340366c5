"""The sources in `cuttings status`: one check each that has an alarm, and one for all the others."""

from pathlib import Path

from flows.command.health import Check
from warehouse.errors import NoSnapshot, OlderSchema
from warehouse.queries.source_health import source_health


def source_checks(home: Path) -> list[Check]:
    """Nothing for a home that fetches nothing."""
    try:
        found = source_health(home)
    except (NoSnapshot, OlderSchema):
        return []
    wrong = [Check(f"source {one.source}", False, one.alarm, fault="ALARM") for one in found if one.alarm]
    fine = len(found) - len(wrong)
    return wrong + ([Check("sources", True, f"{fine} without an alarm")] if fine else [])
