"""The automation that ships with the deployments: a run whose process died is not shown as running for ever."""

from datetime import timedelta

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture

HEARTBEAT = "prefect.flow-run.heartbeat"
ENDS = ("Completed", "Failed", "Cancelled", "Crashed")
BEATS_MISSED = 3
NAME = "Runs whose process died are crashed"


def crashed_runs(beat_seconds: int) -> AutomationCore:
    """Marks a flow run as crashed when, after a heartbeat, neither another nor its end comes for three beats."""
    return AutomationCore(
        name=NAME,
        description="If the worker of a run was killed too, nothing reports the end of the run. Made by `cuttings up`.",
        trigger=EventTrigger(
            match={"prefect.resource.id": "prefect.flow-run.*"},
            for_each={"prefect.resource.id"},
            after={HEARTBEAT},
            expect={HEARTBEAT, *(f"prefect.flow-run.{end}" for end in ENDS)},
            posture=Posture.Proactive,
            threshold=1,
            within=timedelta(seconds=BEATS_MISSED * beat_seconds),
        ),
        actions=[
            ChangeFlowRunState(
                state=StateType.CRASHED,
                message="No heartbeat: its process was killed. The next run takes what it had not stored.",
            )
        ],
    )


def ensure_automations(client: SyncPrefectClient, *, beat_seconds: int) -> None:
    """Creates the automation, or leaves the one of that name as the user has changed it."""
    if not client.read_automations_by_name(NAME):
        client.create_automation(crashed_runs(beat_seconds))
