"""What the server is told: pool, automation, requests for runs, the end of left-over runs. On one real server."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from prefect import flow
from prefect.blocks.notifications import CustomWebhookNotificationBlock
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate, GlobalConcurrencyLimitCreate
from prefect.client.schemas.objects import State, StateType
from prefect.client.schemas.schedules import CronSchedule
from prefect.states import Cancelled, Cancelling, Completed, Crashed, Pending, Running, Scheduled

from flows.up.automations import NAME, WATCHES, ensure_automations
from flows.up.deploying import POOL, _ensure_pool, crash_left_over, switch_on
from flows.up.run_request import NotAsked, ask_for_run

pytestmark = pytest.mark.usefixtures("prefect_server")


@pytest.fixture
def client() -> Iterator[SyncPrefectClient]:
    with get_client(sync_client=True) as made:
        yield made


def asked(key: str, *, newest: float = time.time() + 3600, unless_running: bool = False) -> str | None:
    """The name of the run that was asked for, for files that came after whatever was cancelled."""
    return ask_for_run(key, newest=newest, unless_running=unless_running).name


@flow(name="ingest")
def ingest() -> None:
    """Stands in for the real one: it is never run here."""


@pytest.fixture
def deployed(client: SyncPrefectClient) -> Iterator[None]:
    deployment = client.create_deployment(flow_id=client.create_flow(ingest), name="ingest")
    yield
    client.delete_deployment(deployment)


def test_pool_and_automation_are_made_once(client: SyncPrefectClient) -> None:
    for _ in range(2):
        _ensure_pool(client)
        ensure_automations(client, beat_seconds=30)
    made = client.read_automations_by_name(NAME)
    pool = client.read_work_pool(POOL)
    assert len(made) == 1
    assert made[0].trigger.within == timedelta(seconds=90)  # type: ignore[union-attr]
    assert "flows.up.run_process" in pool.base_job_template["variables"]["properties"]["command"]["default"]


def test_what_watches_match_is_sent_to_the_block_that_a_person_made(client: SyncPrefectClient) -> None:
    ensure_automations(client, beat_seconds=30)
    assert client.read_automations_by_name(WATCHES) == []
    block = CustomWebhookNotificationBlock(name="x", url="http://127.0.0.1:9/", json_data={"said": "{{body}}"})
    made_of = block.save("cuttings")
    for _ in range(2):
        ensure_automations(client, beat_seconds=30)
    (made,) = client.read_automations_by_name(WATCHES)
    assert [one.block_document_id for one in made.actions] == [made_of]  # type: ignore[union-attr]
    assert made.trigger.expect == {"cuttings.watch.matched"}  # type: ignore[union-attr]


@pytest.mark.usefixtures("deployed")
def test_asking_twice_makes_one_run() -> None:
    assert asked("one set of files") is not None
    assert asked("another set of files") is None, "the first run has not started and will take them"


@pytest.mark.usefixtures("deployed")
@pytest.mark.parametrize(
    ("state", "asks"),
    [
        (Scheduled(), False),
        (Scheduled(scheduled_time=datetime.now(UTC) + timedelta(hours=1)), True),
        (Pending(), False),
        (Running(), True),  # it may have looked at the inbox for the last time
    ],
)
def test_a_run_is_asked_for_unless_one_is_about_to_start(
    client: SyncPrefectClient, state: State[None], asks: bool
) -> None:
    deployment = client.read_deployment_by_name("ingest/ingest")
    run = client.create_flow_run_from_deployment(deployment.id)
    client.set_flow_run_state(run.id, state, force=True)
    assert (asked(f"key for {run.id}") is not None) == asks


@pytest.mark.usefixtures("deployed")
def test_asking_again_waits_for_the_run_that_goes_on(client: SyncPrefectClient) -> None:
    run = client.create_flow_run_from_deployment(client.read_deployment_by_name("ingest/ingest").id)
    client.set_flow_run_state(run.id, Running(), force=True)
    assert asked("again", unless_running=True) is None
    client.set_flow_run_state(run.id, Crashed(), force=True)
    assert asked("again", unless_running=True) is not None


@pytest.mark.usefixtures("deployed")
def test_a_run_that_ended_with_its_files_still_there_is_followed_by_another(client: SyncPrefectClient) -> None:
    names = []
    for _ in range(3):
        names.append(asked("the same files"))
        for run in client.read_flow_runs(limit=200):
            if run.name == names[-1]:
                client.set_flow_run_state(run.id, Crashed(), force=True)
    assert len(set(names)) == 3


@pytest.mark.usefixtures("deployed")
def test_a_run_that_is_starting_for_too_long_has_lost_its_process(
    client: SyncPrefectClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = client.create_flow_run_from_deployment(client.read_deployment_by_name("ingest/ingest").id)
    client.set_flow_run_state(run.id, Pending(), force=True)
    monkeypatch.setattr("flows.up.run_request.START_SECONDS", -60.0)
    assert asked("key") is not None


@pytest.mark.usefixtures("deployed")
def test_files_of_a_cancelled_run_are_left_alone_until_a_person_starts_one(client: SyncPrefectClient) -> None:
    deployment = client.read_deployment_by_name("ingest/ingest").id
    named = client.create_flow_run_from_deployment(deployment, parameters={"paths": ["/elsewhere"]})
    run = client.create_flow_run_from_deployment(deployment)
    before = time.time()
    client.set_flow_run_state(run.id, Running(), force=True)
    client.set_flow_run_state(run.id, Cancelling(), force=True)
    client.set_flow_run_state(named.id, Crashed(), force=True)
    assert asked("files", newest=before) is None
    client.set_flow_run_state(run.id, Cancelled(), force=True)
    found = ask_for_run("files", newest=before)
    assert (found.name, "was cancelled" in found.said) == (None, True)
    for number in range(3):  # what comes later is taken, now and after that; the older files are not
        later = ask_for_run(f"more files {number}", newest=time.time() + 1).name
        made = next(run for run in client.read_flow_runs(limit=200) if run.name == later)
        assert datetime.fromisoformat(made.parameters["since"]).timestamp() > before
        client.set_flow_run_state(made.id, Completed(), force=True)
        assert (
            ask_for_run("files again", newest=before).said
            == "an earlier run was cancelled: `cuttings ingest` takes them"
        )
    wanted = client.create_flow_run_from_deployment(deployment)
    client.set_flow_run_state(wanted.id, Crashed(), force=True)
    assert ask_for_run("files once more", newest=before).name is not None


def test_a_deployment_that_is_not_there_yet_is_asked_for_again_later() -> None:
    with pytest.raises(NotAsked, match="prefect deploy"):
        asked("key")


def test_a_schedule_is_switched_on(client: SyncPrefectClient) -> None:
    schedule = DeploymentScheduleCreate(schedule=CronSchedule(cron="*/10 * * * *"), active=False)
    deployment = client.create_deployment(flow_id=client.create_flow(ingest), name="other", schedules=[schedule])
    switch_on(client, "ingest/other")
    assert [one.active for one in client.read_deployment(deployment).schedules] == [True]
    client.delete_deployment(deployment)


def test_left_over_runs_are_crashed_and_their_places_freed(client: SyncPrefectClient) -> None:
    deployment = client.create_deployment(flow_id=client.create_flow(ingest), name="ingest")
    run = client.create_flow_run_from_deployment(deployment)
    client.set_flow_run_state(run.id, Running(), force=True)
    waiting = client.create_flow_run_from_deployment(deployment)
    client.create_global_concurrency_limit(GlobalConcurrencyLimitCreate(name="places", limit=1, active_slots=1))
    crash_left_over(client)
    assert client.read_flow_run(run.id).state.type == StateType.CRASHED  # type: ignore[union-attr]
    assert client.read_flow_run(waiting.id).state.type == StateType.SCHEDULED  # type: ignore[union-attr]
    assert client.read_global_concurrency_limit_by_name("places").active_slots == 0
    client.delete_deployment(deployment)
