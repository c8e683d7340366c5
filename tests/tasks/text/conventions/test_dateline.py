"""Datelines and wire credits. The texts are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.conventions.dateline import split_dateline
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.conventions.wire_credit import wire_credit

REST = "The ferry left the harbour late."

DATELINES = [
    ("Washington D.C., 2025-11-12 – ", "Washington D.C., 2025-11-12", "Washington D.C."),
    ("OSLO (Reuters) - ", "OSLO (Reuters)", "OSLO"),
    ("PARIS, March 3 - ", "PARIS, March 3", "PARIS"),
    ("PARIS, March 3, 2024 — ", "PARIS, March 3, 2024", "PARIS"),
    ("KILKEE, Ireland (AP) — ", "KILKEE, Ireland (AP)", "KILKEE, Ireland"),
    ("NEW YORK/LONDON, Aug 30 (Reuters) - ", "NEW YORK/LONDON, Aug 30 (Reuters)", "NEW YORK/LONDON"),
    ("GALWAY -- ", "GALWAY", "GALWAY"),
    ("LIMERICK — ", "LIMERICK", "LIMERICK"),
    ("Berlin (dpa) - ", "Berlin (dpa)", "Berlin"),
    ("Madrid, 3 mar (EFE).- ", "Madrid, 3 mar (EFE)", "Madrid"),
    ("Paris, le 3 mars – ", "Paris, le 3 mars", "Paris"),
    ("Lagos, Nigeria – ", "Lagos, Nigeria", "Lagos, Nigeria"),
    ("London – ", "London", "London"),
    ("МОСКВА, 3 марта. /ТАСС/. ", "МОСКВА, 3 марта. /ТАСС/", "МОСКВА"),
    ("March 3 (Reuters) - ", "March 3 (Reuters)", None),
    ("RIO DE JANEIRO (AP) — ", "RIO DE JANEIRO (AP)", "RIO DE JANEIRO"),
]
BY_LANGUAGE = [
    ("新华社北京3月4日电 ", "新华社北京3月4日电", "北京", "Xinhua"),
    ("中新网3月4日电 ", "中新网3月4日电", None, "China News Service"),
    ("本报上海3月4日讯 ", "本报上海3月4日讯", "上海", None),
    ("（中央社記者王小明台北4日電）", "（中央社記者王小明台北4日電）", None, "CNA"),
    ("【ロンドン共同】", "【ロンドン共同】", "ロンドン", "Kyodo"),
    ("【ロンドン＝山田太郎】", "【ロンドン＝山田太郎】", "ロンドン", None),
    ("［東京　４日　ロイター］ - ", "［東京　４日　ロイター］", "東京", "Reuters"),
    ("(서울=연합뉴스) 홍길동 기자 = ", "(서울=연합뉴스) 홍길동 기자 =", "서울", "Yonhap"),
    ("МОСКВА, 4 мар — РИА Новости. ", "МОСКВА, 4 мар — РИА Новости", "МОСКВА", "RIA Novosti"),
    ("Москва. 4 марта. INTERFAX.RU - ", "Москва. 4 марта. INTERFAX.RU", "Москва", "Interfax"),
    ("КИЇВ. 4 березня. УНН. ", "КИЇВ. 4 березня. УНН", "КИЇВ", "UNN"),
    ("ALDERSUND (TT) ", "ALDERSUND (TT)", "ALDERSUND", "TT"),
    ("KØBENHAVN /ritzau/ ", "KØBENHAVN /ritzau/", "KØBENHAVN", "Ritzau"),
    ("NEW DELHI, Mar 4 (PTI) ", "NEW DELHI, Mar 4 (PTI)", "NEW DELHI", "PTI"),
    ("(ANSA) - ROMA, 4 MAR - ", "ROMA, 4 MAR", "ROMA", "ANSA"),
    ("Praha 4. března (ČTK) - ", "Praha 4. března (ČTK)", "Praha", "ČTK"),
    ("Helsinki 4.3. (STT) - ", "Helsinki 4.3. (STT)", "Helsinki", "STT"),
    ("Budapest, 2026. március 4., szerda (MTI) - ", "Budapest, 2026. március 4., szerda (MTI)", "Budapest", "MTI"),
    ("القاهرة 4 مارس (رويترز) - ", "القاهرة 4 مارس (رويترز)", "القاهرة", "Reuters"),
    ("ANKARA (AA) - ", "ANKARA (AA)", "ANKARA", "Anadolu"),
]
"""How agencies and newspapers of these languages open a text: dateline, place, agency."""
NO_DATELINE = [
    "Ferry — The word alone makes islanders smile again.",
    "Anna Oak - The woman who runs the harbour since May.",
    "BREAKING — The ferry left the harbour late.",
    "NATO — The alliance met in the harbour town.",
    "HARBOUR CLOSED - FERRY LEFT LATE FOR ISLANDS",
    "London — the city of ferries and of harbours.",
    "The ferry, late again — The harbour was closed for good.",
    "In March 3 ferries - The old ones - left the harbour.",
    "CRICKET - Island side takes over at the top.",
    "She said: The ferry left - It was late.",
    "Danske Havne (TT) säger att färjan är sen och att den inte går i dag.",
    "ASSOCIATED PRESS (AP) Director Anna Oak left the harbour late.",
    "CLOSED (see map) The ferry left the harbour late.",
    "Closed March 3 - The ferry left the harbour late.",
    "【写真＝山田太郎】港の橋は金曜日まで閉鎖される。",
    "【速報】港の橋は金曜日まで閉鎖される。",
    "【ロンドン共同】",
    "新华社记者王小明报道，港口大桥将关闭至周五。",
    "(서울) 항구 다리는 금요일까지 폐쇄된다고 밝혔다.",
    "",
]


@pytest.mark.parametrize(("printed", "text", "place"), DATELINES)
def test_split(printed: str, text: str, place: str | None) -> None:
    dateline, rest = split_dateline(printed + REST)
    assert dateline is not None
    assert (dateline.text, dateline.place) == (text, place)
    assert rest == REST


@pytest.mark.parametrize(("printed", "text", "place", "agency"), BY_LANGUAGE)
def test_by_language(printed: str, text: str, place: str | None, agency: str | None) -> None:
    dateline, rest = split_dateline(printed + REST)
    assert dateline is not None
    assert (dateline.text, dateline.place, rest) == (text, place, REST)
    assert wire_credit(printed + REST) == agency


@pytest.mark.parametrize("text", NO_DATELINE)
def test_none(text: str) -> None:
    assert split_dateline(text) == (None, text)


def test_agency_alone_is_cut_and_no_dateline() -> None:
    assert split_dateline("(Reuters) - " + REST) == (None, REST)


def test_unclosed_dateline_stays_in_the_text() -> None:
    text = "KILKEE, Ireland 1996-08-30 " + REST
    dateline, rest = split_dateline(text)
    assert dateline is not None
    assert dateline.place == "KILKEE, Ireland"
    assert rest == text


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("OSLO (Reuters) - " + REST, "Reuters"),
        ("KILKEE, Ireland (AP) — " + REST, "AP"),
        ("Berlin (dpa/lni) - " + REST, "dpa"),
        ("© 2024 The Associated Press. All rights reserved.", "AP"),
        ("Copyright AP", "AP"),
        ("Associated Press", "AP"),
        ("Source: Reuters", "Reuters"),
        ("AFP", "AFP"),
        ("(AFP)", "AFP"),
        ("This story was provided by Agence France-Presse to its partners, who may shorten the text.", "AFP"),
        ("The Associated Press contributed to this report.", None),
        ("The ferry (AP) was late, said the harbour master of the town on the island", None),
        ("Photo by AFP", None),
        ("App", None),
        ("A pa in the harbour", None),
        ("", None),
    ],
)
def test_wire_credit(text: str, agency: str | None) -> None:
    assert wire_credit(text) == agency


@pytest.mark.parametrize(
    ("name", "agency"), [("The Associated Press", "AP"), ("reuters.com", "Reuters"), ("Oak", None)]
)
def test_agency_of(name: str, agency: str | None) -> None:
    assert agency_of(name) == agency


@given(st.text(max_size=300) | st.text("ABc ,(-)—123/.", max_size=200))
def test_nothing_is_lost_but_the_dateline(text: str) -> None:
    _, rest = split_dateline(text)
    assert text.endswith(rest)
    wire_credit(text)


@pytest.mark.parametrize("text", ["1" * 200_000, "?" * 100_000, "A - " * 50_000, "(A" * 100_000, "\ud800\0 - A b c"])
def test_hostile(text: str) -> None:
    _, rest = split_dateline(text)
    assert text.endswith(rest)
    assert wire_credit(text) is None


def test_agencies_one_after_another() -> None:
    assert split_dateline("(AP) - " * 50_000)[0] is None
