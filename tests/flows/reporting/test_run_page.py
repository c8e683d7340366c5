"""What a run's page says, as plain functions; and the events it tells, in their envelope."""

import logging
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import httpx
import pytest

from flows.orchestration.load_report import LoadReport
from flows.reporting.announcement import announce_dropped, announcing
from flows.reporting.artifacts import MOST_LISTED, markdown
from flows.reporting.run_page import decoration, title
from schemas.arrival import Outcome
from schemas.event import CloudEvent
from schemas.reason import QuarantineReason
from schemas.settings import Annotator, Settings
from tasks.inbox.drops import Drop
from tasks.loading.batch import StagedBatch
from tasks.loading.load_steps import BatchResult, Handled

SETTINGS = Settings(home=Path("/srv/c"))


def _handled(outcome: Outcome, name: str = "a.html", detail: str | None = None) -> Handled:
    return Handled(f"/srv/c/inbox/{name}", outcome, QuarantineReason.TIME_LIMIT, detail)


def _report(*handled: Handled, run: str = "run") -> LoadReport:
    report = LoadReport(run)
    report.add(BatchResult("batch", handled))
    return report


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ([], "inbox: nothing new"),
        ([Outcome.LOADED] * 3, "inbox: 3 loaded"),
        ([Outcome.QUARANTINED, Outcome.LOADED], "inbox: 1 loaded, 1 quarantined (a.html: time_limit)"),
        ([Outcome.REJECTED] * 4, f"inbox: 4 rejected ({'a.html: time_limit, ' * 3}1 more)"),
    ],
)
def test_title(outcomes: list[Outcome], said: str) -> None:
    report = _report(*[_handled(outcome) for outcome in outcomes])
    assert title(report, "inbox") == said


def test_report_of_a_run_in_which_all_went_well() -> None:
    text = markdown(_report(_handled(Outcome.LOADED)), SETTINGS)
    assert "**1 documents**" in text
    assert "|" not in text


def test_report_lists_what_was_refused_from_the_inbox_on_and_as_text() -> None:
    report = _report(
        _handled(Outcome.REJECTED, "<b>|`[x](http://e.example).html", " \n "),
        _handled(Outcome.QUARANTINED, "b.html", "Traceback\nValueError: no\n"),
    )
    text = markdown(report, SETTINGS)
    assert "| rejected | &lt;b&gt;&#124;&#96;&#91;x](http://e.example).html | time_limit |" in text
    assert "| quarantined | b.html | time_limit: ValueError: no |" in text
    assert "/srv/c/quarantine" in text


def test_a_long_report_is_cut_and_says_how_to_get_all() -> None:
    text = markdown(_report(*[_handled(Outcome.REJECTED)] * (MOST_LISTED + 5), run="run7"), SETTINGS)
    assert text.count("| rejected |") == MOST_LISTED
    assert "And 5 more." in text
    assert "run_id = 'run7'" in text


def test_a_server_that_is_away_spoils_no_run(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), decoration("name"):
        raise httpx.ConnectError("away")
    assert "name could not be sent" in caplog.text
    with pytest.raises(ZeroDivisionError), decoration("name"):
        _ = 1 / 0


@pytest.fixture
def emitted(monkeypatch: pytest.MonkeyPatch) -> list[CloudEvent]:
    seen: list[CloudEvent] = []

    def take(*, payload: dict[str, object], event: str, **_: object) -> None:
        assert payload["type"] == event
        seen.append(CloudEvent.model_validate_json(CloudEvent.model_validate(payload).model_dump_json()))

    monkeypatch.setattr("flows.reporting.announcement.emit_event", take)
    monkeypatch.setenv("CUTTINGS_HOME", "/srv/c")
    return seen


def test_event_of_files_dropped(emitted: list[CloudEvent]) -> None:
    drops = [Drop(f"/srv/c/inbox/{n}", "inbox", f"/srv/c/inbox/{n}", n, n) for n in range(250)]
    announce_dropped(drops)
    announce_dropped(drops[::-1])
    data = emitted[0].data.model_dump()
    assert (data["count"], len(data["files"])) == (250, 100)
    assert emitted[0].id == emitted[1].id
    assert emitted[0].source == "file:///srv/c"


def test_events_of_a_stored_batch(emitted: list[CloudEvent], tmp_path: Path) -> None:
    handled = (_handled(Outcome.LOADED), _handled(Outcome.QUARANTINED, "b.html", "x" * 2000))
    result = BatchResult("batch1", handled)

    def store(staged: StagedBatch, *, run_id: str, settings: Settings) -> BatchResult:
        return result

    step = announcing(store)
    assert step(StagedBatch("batch1", tmp_path, 2), run_id="run1", settings=SETTINGS) is result
    assert [event.type for event in emitted] == ["cuttings.batch.stored", "cuttings.document.quarantined"]
    assert emitted[0].data.model_dump()["outcomes"] == {Outcome.LOADED: 1, Outcome.QUARANTINED: 1}
    assert len(emitted[1].data.model_dump()["detail"]) == 500


def test_a_run_shows_and_gets_every_setting() -> None:
    """What an option says reaches the run in whatever process: by its parameters, which its page shows."""
    given = Settings(home=Path("/h"), annotate="none", workers=3, batch_size=7, read_seconds=1.5, max_bytes=9)
    there = Settings.from_environment({"CUTTINGS_WORKERS": "1"}, home="/h", **given.limits().model_dump())
    assert there == given
    # spaCy is an extra: without it nobody can ask for it.
    for annotator in sorted(set(get_args(Annotator)) - ({"spacy"} if find_spec("spacy") is None else set())):
        assert Settings(annotate=annotator).limits().annotate == annotator
    assert set(given.limits().model_dump()) == set(Settings.model_fields) - {"home"}
    assert "annotate none, workers 3" in markdown(LoadReport("run"), given)
