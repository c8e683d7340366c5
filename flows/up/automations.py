"""The automations that come with the deployments.

A run whose process died is marked as crashed instead of running for ever, and matches of watches are sent to the
notification block `cuttings`, if there is one.
"""

from datetime import timedelta
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, SendNotification
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture

HEARTBEAT = "prefect.flow-run.heartbeat"
ENDS = ("Completed", "Failed", "Cancelled", "Crashed")
BEATS_MISSED = 3
NAME = "Runs whose process died are crashed"
WATCHES = "What watches match is sent"
BLOCK = "cuttings"
"""Name of the notification block (Slack, mail, a webhook, ...) that a person makes in the Prefect UI."""


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


def matched_watches(block: UUID) -> AutomationCore:
    """Sends a message to a notification block for each batch that brought something for a watch."""
    return AutomationCore(
        name=WATCHES,
        description="Made by `cuttings up`, because there is a notification block of the name `cuttings`.",
        trigger=EventTrigger(expect={"cuttings.watch.matched"}, posture=Posture.Reactive, threshold=1),
        actions=[
            SendNotification(
                block_document_id=block,
                subject="cuttings: {{ event.payload.data.watch }}",
                body="{{ event.payload.data.clippings }} clippings for {{ event.payload.data.watch }}: "
                "cuttings watches feed '{{ event.payload.data.watch }}'",
            )
        ],
    )


def ensure_automations(client: SyncPrefectClient, *, beat_seconds: int) -> None:
    """Creates the automations, or leaves those of their names as the user has changed them."""
    if not client.read_automations_by_name(NAME):
        client.create_automation(crashed_runs(beat_seconds))
    block = notification_block(client)
    if block and not client.read_automations_by_name(WATCHES):
        client.create_automation(matched_watches(block))


def notification_block(client: SyncPrefectClient) -> UUID | None:
    """The block `cuttings`, if it can notify. None: there is none."""
    for one in client.read_block_documents(limit=200, include_secrets=False):
        if one.name == BLOCK and one.block_schema and "notify" in one.block_schema.capabilities:
            return one.id
    return None
