"""Dates as printed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.conventions.printed_date import printed_date, printed_moment

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)

DAYS = [
    ("Published on 12 November 2025 World News", None, "2025-11-12"),
    ("11th Nov. 2025", None, "2025-11-11"),
    ("2025. gada 5. marts", "lv", "2025-03-05"),
    ("December 15th, 2008, 7: 35 am", None, "2008-12-15"),
    ("Posted: 03 / 14 / 2013 06: 37: 46 AM PDT", None, "2013-03-14"),
    ("Thursday 29 July 2004 08. 23 BST", None, "2004-07-29"),
    ("12: 48PM BST 09 Sep 2013", None, "2013-09-09"),
    ("DECEMBER 16, 2008", None, "2008-12-16"),
    ("12.11.2025", None, "2025-11-12"),
    ("2025-11-12T23:30:00-05:00", None, "2025-11-12"),
    ("20251112T233000Z", None, "2025-11-12"),
    ("Wed, 12 Nov 2025 10:00:00 +0100", None, "2025-11-12"),
    ("3 mars 2024 à 18h05", "fr", "2024-03-03"),
    ("1er août 2023", None, "2023-08-01"),
    ("5 de marzo de 2024", "es", "2024-03-05"),
    ("28 listopada 2024", "pl", "2024-11-28"),
    ("28. listopada 2024.", "hr", "2024-10-28"),
    ("вторник, 5 марта 2024 г.", None, "2024-03-05"),
    ("2024. március 5., kedd", "hu", "2024-03-05"),
    ("2024 m. kovo 5 d.", "lt", "2024-03-05"),
    ("2024年3月5日 10時30分", None, "2024-03-05"),
    ("2024년 3월 5일", None, "2024-03-05"),
    ("ngày 5 tháng 3 năm 2024", "vi", "2024-03-05"),
    ("5 มีนาคม 2567", "th", "2024-03-05"),
    ("٥ مارس ٢٠٢٤", "ar", "2024-03-05"),
    ("5 במרץ 2024", "he", "2024-03-05"),
    ("5 d’abril de 2024", "ca", "2024-04-05"),
    ("13/04/2024", None, "2024-04-13"),
    ("04/13/2024", None, "2024-04-13"),
    ("03/04/2024", "en-US", "2024-03-04"),
    ("03/04/2024", "en-GB", "2024-04-03"),
    ("03/04/2024", "it", "2024-04-03"),
    ("03/04/2024 5:10 PM EST", "en", "2024-03-04"),
    ("02/12/2025", None, "2025-12-02 or undecided"),
    ("07/05/2026", None, "2026-05-07"),  # July lies ahead
    ("12/31/99", None, "1999-12-31"),
    ("3² March 2024, and again on 5 May 2024", None, "2024-05-05"),  # a footnote's sign is no day
    ("May 2, 2026: sources said on 3 March 2020", None, "2026-05-02"),
]
NO_DAY = [
    "World Cup 2022: 5 March",
    "",
    "5 March",
    "yesterday",
    "two hours ago",
    "November 2025",
    "in 2017",
    "31 February 2024",
    "03/04/2024",
    "12 November 2031",
    "1 January 1750",
    "Washington 28 state gathering 2017",
    "+353 1 676 9779",
    "1234567890123",
]


@pytest.mark.parametrize(("text", "language", "day"), DAYS)
def test_day(text: str, language: str | None, day: str) -> None:
    moment = printed_moment(text, received_at=NOW, language=language)
    if day.endswith("undecided"):
        assert moment is None
    else:
        assert moment is not None
        assert moment.day.isoformat() == day


@pytest.mark.parametrize("text", NO_DAY)
def test_no_day(text: str) -> None:
    assert printed_moment(text, received_at=NOW, language="en") is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2025-11-12T23:30:00-05:00", "2025-11-13T04:30:00"),
        ("20251112T233000Z", "2025-11-12T23:30:00"),
        ("Wed, 12 Nov 2025 10:00:00 +0100", "2025-11-12T09:00:00"),
        ("Thursday 29 July 2004 08. 23 BST", "2004-07-29T07:23:00"),
        ("12: 48PM BST 09 Sep 2013", "2013-09-09T11:48:00"),
        ("March 14, 2013 at 12:41 PM ET", "2013-03-14T16:41:00"),
        ("January 14, 2013, 12:05 a.m. (PT)", "2013-01-14T08:05:00"),
        ("14 January 2013 10:00 IST", None),
        ("14 January 2013 at 10:00 UTC", "2013-01-14T10:00:00"),
        ("14 January 2013 | 10:00 AM EST", "2013-01-14T15:00:00"),
        ("14 January 2013 | UPDATED: 06:55 GMT, 15 January 2013", None),
        ("14 January 2013 10:00", None),
        ("14 January 2013 25:00 UTC", None),
        ("14 January 2013. By Ann Oak", None),
    ],
)
def test_instant_needs_time_and_zone(text: str, at: str | None) -> None:
    moment = printed_moment(text, received_at=NOW)
    assert moment is not None
    assert (moment.at and moment.at.astimezone(UTC).replace(tzinfo=None).isoformat()) == at


def test_printed_is_the_stretch_of_text() -> None:
    text = "Published on 12 November 2025 World News"
    found = printed_date(text, received_at=NOW)
    assert found is not None
    assert text[found.start : found.end] == found.moment.printed == "12 November 2025"


def test_language_outside_the_table_goes_to_the_library() -> None:
    assert printed_moment("nothing 12 here", received_at=NOW, language="yo") is None
    assert printed_moment("12 2024", received_at=NOW, language="xx") is None


@given(st.text() | st.text("0123456789./-:, TZ年月日", max_size=300))
def test_never_raises(text: str) -> None:
    found = printed_date(text, received_at=NOW, language="en")
    assert found is None or text[found.start : found.end] == found.moment.printed


@pytest.mark.parametrize(
    "text", ["1" * 200_000, "?" * 100_000, "1/" * 100_000, "5 May " * 50_000, "\ud800\0 5 May 2020"]
)
def test_hostile(text: str) -> None:
    found = printed_moment(text, received_at=NOW, language="en")
    assert found is None or found.printed in text
