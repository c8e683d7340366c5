"""One Prefect server for all tests that need one; its data lie in a folder of its own, never in the user's."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A Prefect server for as long as the tests run. Imported only here: most tests do without Prefect."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield
