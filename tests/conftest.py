"""One Prefect server for all tests that need one; its data lie in a folder of its own, never in the user's.

Which tests are slow, and which touch more than memory, is read off the fixtures they use.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from tests.lake import Lakes

# How long an example takes says how busy the machine is, and nothing about the code.
hypothesis.settings.register_profile("cuttings", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.register_profile("fast", hypothesis.settings.get_profile("cuttings"), max_examples=10)
hypothesis.settings.load_profile("cuttings")


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A Prefect server for as long as the tests run. Imported only here: most tests do without Prefect."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture
def con(tmp_path: Path) -> Iterator["DuckDBPyConnection"]:
    """The live database of a new home, with a run that ended. A test file may have a `con` of its own."""
    from tests.staged_batch import open_with_run

    with closing(open_with_run(tmp_path / "home")) as con:
        yield con


@pytest.fixture(scope="session")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Lakes]":
    """Lakes on a PostgreSQL that runs as long as the tests do. Imported only here, as above."""
    from tests.lake import made
    from tests.postgresql import server

    with server() as running:
        yield made(running, tmp_path_factory.mktemp("lakes"))


HOSTILE = re.compile("hostile|rubble|damaged|linear|little_time|ends?_in_time|huge|bomb|breaks_off")
"""In the names of tests of input that is large or made to take long."""
OUTSIDE = {"lakes", "tmp_path", "tmp_path_factory", "tmpdir", "capfd", "home", "server"}
"""Fixtures of tests that touch more than memory."""


CLUSTER = {"lakes", "cluster", "buckets"}
"""Fixtures that start what a laptop does not have: PostgreSQL, an S3 server, workers of Dask."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks tests that are slow, that touch files, that need a cluster, and that are large on purpose."""
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        if "prefect_server" in used:
            item.add_marker(pytest.mark.slow)
        if used & OUTSIDE or item.get_closest_marker("slow") or "subprocess" in _text(item.path):
            item.add_marker(pytest.mark.files)
        if used & CLUSTER:
            item.add_marker(pytest.mark.cluster)
        if HOSTILE.search(f"{item.path.stem} {item.name.partition('[')[0]}"):
            item.add_marker(pytest.mark.hostile)


_texts: dict[Path, str] = {}


def _text(path: Path) -> str:
    if path not in _texts:
        _texts[path] = path.read_text(encoding="utf-8")
    return _texts[path]
