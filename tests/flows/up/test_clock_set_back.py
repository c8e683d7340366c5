"""What `up` does when the time of day goes back under it. The processes themselves are in test_up.py."""

from pathlib import Path

import pytest

from flows.up import supervisor
from schemas.settings import Settings

DAY = 86_400.0
CLOCKS = {
    "right": ([0, 0, 0], []),
    "a day back": ([0, 0, -DAY], [DAY]),
    "back, and right again": ([0, -DAY, -DAY, 0, 0], [DAY]),
    "back twice": ([0, -DAY, -2 * DAY], [DAY, DAY]),
    "asleep, then on": ([0, DAY, DAY], []),
    "kept right in small steps": ([0, -50, -100, -150], []),
}


@pytest.mark.parametrize(("ahead", "expected"), CLOCKS.values(), ids=CLOCKS)
def test_a_clock_that_is_set_back_starts_server_and_worker_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ahead: list[float], expected: list[float]
) -> None:
    """`ahead`: how far the time of day was ahead, at the start and at each later look."""
    up = supervisor.Supervisor(Settings(home=tmp_path), port=4999, say=lambda _: None)
    looks, started_again = iter(ahead[1:]), list[float]()
    clock = [ahead[0]]

    def keep(_: object) -> None:
        try:
            clock[0] = next(looks)
        except StopIteration:
            up.stop.set()

    monkeypatch.setattr(supervisor, "POLL_SECONDS", 0)
    monkeypatch.setattr(supervisor, "_ahead", lambda: clock[0])
    monkeypatch.setattr(supervisor.Supervisor, "_start", lambda _: None)
    monkeypatch.setattr(supervisor.Supervisor, "_keep", lambda _, children: keep(children))
    monkeypatch.setattr(supervisor.Supervisor, "_start_again", lambda _, seconds: started_again.append(seconds))
    assert up.run() == 0
    assert started_again == expected
