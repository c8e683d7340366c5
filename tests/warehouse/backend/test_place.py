"""Where a home's warehouse is: what the environment says, what the home remembers, and that a password is not kept."""

from pathlib import Path

import pytest

from schemas.home import Home
from warehouse.backend.place import LakePlace, password_in, place_of, remember, without_password
from warehouse.errors import WrongWarehouse

LAKE = {"CUTTINGS_WAREHOUSE": "ducklake:postgres:dbname=news host=db password=secret user=u"}


def test_nothing_said_and_nothing_remembered_is_the_file(tmp_path: Path) -> None:
    assert place_of(tmp_path, {}) is None
    assert place_of(tmp_path, {"CUTTINGS_WAREHOUSE": "file"}) is None


def test_a_lake_keeps_its_data_in_the_home_unless_told_otherwise(tmp_path: Path) -> None:
    place = place_of(tmp_path, LAKE)
    assert place is not None
    assert (place.postgres, place.data) == (
        "dbname=news host=db password=secret user=u",
        f"{tmp_path}/warehouse/lake/",
    )
    bucket = place_of(tmp_path, {**LAKE, "CUTTINGS_WAREHOUSE_DATA": "s3://news/lake"})
    assert bucket is not None
    assert bucket.data == "s3://news/lake/"


def test_a_home_remembers_its_lake_and_no_password(tmp_path: Path) -> None:
    remember(tmp_path, place_of(tmp_path, LAKE))
    assert "secret" not in Home(tmp_path).place.read_text()
    kept = place_of(tmp_path, {})
    assert kept == LakePlace("dbname=news host=db user=u", f"{tmp_path}/warehouse/lake/")
    again = place_of(tmp_path, LAKE)
    assert again is not None
    assert "secret" in again.postgres


def test_another_warehouse_than_the_one_remembered_is_refused(tmp_path: Path) -> None:
    remember(tmp_path, place_of(tmp_path, LAKE))
    for other in (
        {"CUTTINGS_WAREHOUSE": "file"},
        {"CUTTINGS_WAREHOUSE": "ducklake:postgres:dbname=other host=db user=u"},
        {**LAKE, "CUTTINGS_WAREHOUSE_DATA": "/elsewhere"},
    ):
        with pytest.raises(WrongWarehouse) as told:
            place_of(tmp_path, other)
        assert "secret" not in str(told.value)


def test_a_home_with_a_file_does_not_become_a_lake_by_itself(tmp_path: Path) -> None:
    Home(tmp_path).live.parent.mkdir(parents=True)
    Home(tmp_path).live.touch()
    with pytest.raises(WrongWarehouse, match="move-warehouse"):
        place_of(tmp_path, LAKE)


@pytest.mark.parametrize("said", ["ducklake:postgres:", "ducklake:lake.db", "postgres:dbname=x", "duckdb"])
def test_what_is_no_warehouse_is_refused(tmp_path: Path, said: str) -> None:
    with pytest.raises(WrongWarehouse, match="ducklake:postgres:dbname=NAME"):
        place_of(tmp_path, {"CUTTINGS_WAREHOUSE": said})


@pytest.mark.parametrize(
    ("text", "shown", "password"),
    [
        ("dbname=a host=b", "dbname=a host=b", None),
        ("dbname=a password=p host=b", "dbname=a host=b", "p"),
        ("password = 'it\\'s a' dbname=a", "dbname=a", "it's a"),
        ("postgresql://u:p%40q@db:5432/news", "postgresql://u@db:5432/news", "p@q"),
        ("postgresql://u@db/news", "postgresql://u@db/news", None),
    ],
)
def test_a_password_is_taken_out_and_found(text: str, shown: str, password: str | None) -> None:
    assert (without_password(text), password_in(text)) == (shown, password)
