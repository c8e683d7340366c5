"""The environment of Prefect's processes: real names of settings, no leak of or into the user's own Prefect."""

from pathlib import Path

import pytest

from flows.up.prefect_environment import MEASURED, prefect_environment

HOME = Path("/srv/cuttings")


def test_every_setting_is_one_that_prefect_knows() -> None:
    from prefect.settings.legacy import _get_settings_fields
    from prefect.settings.models.root import Settings

    known = set(_get_settings_fields(Settings))
    ours = {name for name in prefect_environment({}, home=HOME, port=1) if name.startswith("PREFECT_")}
    assert ours - known == set()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PREFECT_HOME", "/home/somebody/.prefect"),
        ("PREFECT_API_URL", "https://cloud.example/api"),
        ("PREFECT_API_KEY", "somebody's"),
        ("PREFECT_PROFILE", "theirs"),
        ("PREFECT_SERVER_API_HOST", "0.0.0.0"),  # noqa: S104 - must not get through
    ],
)
def test_what_the_user_set_for_their_own_prefect_does_not_reach_ours(name: str, value: str) -> None:
    assert prefect_environment({name: value}, home=HOME, port=4200).get(name) != value


def test_it_listens_to_this_machine_alone_and_keeps_its_data_in_home() -> None:
    made = prefect_environment({}, home=HOME, port=4321)
    assert made["PREFECT_HOME"] == "/srv/cuttings/prefect"
    assert made["PREFECT_API_URL"] == "http://127.0.0.1:4321/api"
    assert made["PREFECT_SERVER_API_HOST"] == "127.0.0.1"
    assert made["DO_NOT_TRACK"] == "1"


def test_the_user_may_change_what_was_measured_and_the_rest_of_the_environment_stays() -> None:
    given = {"PREFECT_WORKER_QUERY_SECONDS": "5", "LANG": "nb_NO.UTF-8", "NO_PROXY": "intra.example"}
    made = prefect_environment(given, home=HOME, port=4200)
    assert made["PREFECT_WORKER_QUERY_SECONDS"] == "5"
    assert made["LANG"] == "nb_NO.UTF-8"
    assert made["NO_PROXY"] == "intra.example,127.0.0.1,localhost"
    assert MEASURED["PREFECT_WORKER_QUERY_SECONDS"] == "1"
