"""Days of other calendars: known new years and feasts, and what pages print."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.conventions.calendars.other_calendar import hebrew_day, solar_day
from tasks.text.conventions.printed_date import printed_date, printed_moment

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [
        (1403, 1, 1, date(2024, 3, 20)),
        (1404, 1, 1, date(2025, 3, 21)),
        (1405, 1, 1, date(2026, 3, 21)),
        (1399, 12, 30, date(2021, 3, 20)),
        (1357, 11, 22, date(1979, 2, 11)),
        (1404, 12, 30, None),
        (1404, 7, 31, None),
        (1200, 1, 1, None),
    ],
)
def test_solar_years(year: int, month: int, day: int, gregorian: date | None) -> None:
    assert solar_day(year, month, day) == gregorian


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [
        (5780, 0, 1, date(2019, 9, 30)),
        (5784, 0, 1, date(2023, 9, 16)),
        (5785, 0, 1, date(2024, 10, 3)),
        (5786, 0, 1, date(2025, 9, 23)),
        (5787, 0, 1, date(2026, 9, 12)),
        (5784, 6, 15, date(2024, 4, 23)),
        (5785, 6, 15, date(2025, 4, 13)),
        (5785, 6, 31, None),
    ],
)
def test_hebrew_years(year: int, month: int, day: int, gregorian: date | None) -> None:
    assert hebrew_day(year, month, day) == gregorian


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("سه‌شنبه ۱۳ اسفند ۱۴۰۴ - ۱۰:۲۰", "fa", "2026-03-04"),
        ("13 حوت 1404", "fa-AF", "2026-03-04"),
        ("1404/12/13", "fa", "2026-03-04"),
        ("۱۴۰۴/۱۲/۱۳", None, "2026-03-04"),
        ("1404/12/13", "en", None),
        ("12 มี.ค. 2569 07:10 น.", "th", "2026-03-12"),
        ("12 มี.ค. 69", "th", "2026-03-12"),
        ("12/03/2569", "th", "2026-03-12"),
        ("2569-03-12", None, "2026-03-12"),
        ("令和8年3月5日", "ja", "2026-03-05"),
        ("平成元年1月8日", "ja", "1989-01-08"),
        ("民國115年3月5日", "zh", "2026-03-05"),
        ("ט״ו באדר תשפ״ו", "he", "2026-03-04"),
        ("2 تير 1399 - 12:09", None, "2020-06-22"),
        ("١٥ رمضان ١٤٤٧", "ar", None),
        ("١٥ رمضان ١٤٤٧ هـ - ٤ مارس ٢٠٢٦", "ar", "2026-03-04"),
    ],
)
def test_printed(text: str, language: str | None, day: str | None) -> None:
    found = printed_moment(text, received_at=NOW, language=language)
    assert (found.day.isoformat() if found else None) == day


@given(st.text(alphabet="۱۴۰3/ 令和年月日元תשפ״ו אדרמี.ค.", max_size=40))
def test_never_raises(text: str) -> None:
    found = printed_date(text, received_at=NOW, language="fa")
    assert found is None or found.start <= found.end <= len(text)
