"""How wires mark their copy: dates, notes, kills, datelines, languages, signs."""

from datetime import UTC, datetime

import pytest

from tasks.text.wire.item.editorial import editorial_status, embargo_in_words, is_kill, urgency
from tasks.text.wire.item.iptc_codes import subjects
from tasks.text.wire.item.located import stated_dateline, wire_dateline
from tasks.text.wire.item.typography import typeset
from tasks.text.wire.item.wire_date import is_stamp, wire_moment
from tasks.text.wire.item.wire_language import declared_language, wire_language
from tasks.text.wire.item.wire_lines import is_furniture, is_note, is_revision, is_signature, opens_notepad
from tasks.text.wire.telegram import telegram

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "day", "at"),
    [
        ("2018-02-26T21:20:36Z", "2018-02-26", "2018-02-26T21:20:36+00:00"),
        ("2013-03-01T15:09:04.000Z", "2013-03-01", "2013-03-01T15:09:04+00:00"),
        ("20151210T191044Z", "2015-12-10", "2015-12-10T19:10:44+00:00"),
        ("20181210T093549+0100", "2018-12-10", "2018-12-10T09:35:49+01:00"),
        ("2016-04-13 04:52:21+00:00", "2016-04-13", "2016-04-13T04:52:21+00:00"),
        ("2017-10-11T10:41:00+0100", "2017-10-11", "2017-10-11T10:41:00+01:00"),
        ("2020.09.07 14:45:26", "2020-09-07", None),
        ("20200907T144527", "2020-09-07", None),
        ("20200907", "2020-09-07", None),
        ("2020-02-30T10:00:00Z", None, None),
        ("2026-01-03T10:00:00Z", None, None),
        ("0001-01-01T00:00:00Z", None, None),
        ("today", None, None),
        ("", None, None),
    ],
)
def test_instants_in_the_forms_that_wires_write(printed: str, day: str | None, at: str | None) -> None:
    moment = wire_moment(printed, latest=NOW)
    assert (moment.day.isoformat() if moment else None) == day
    assert (moment.at.isoformat() if moment and moment.at else None) == at


def test_an_embargo_may_lie_ahead() -> None:
    assert wire_moment("2030-01-01T00:00:00Z", latest=None) is not None
    assert is_stamp("2013-03-04 11:40:31 GMT+00:00")
    assert embargo_in_words("EMBARGOED until 5 March 2026 at 12:00 GMT", received_at=NOW) == datetime(
        2026, 3, 5, 12, tzinfo=UTC
    )
    assert embargo_in_words("Embargoed until noon", received_at=NOW) is None
    assert embargo_in_words("Updated 5 March 2026 at 12:00 GMT", received_at=NOW) is None


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ("stat:usable", "usable"),
        ("stat:canceled", "canceled"),
        ("Cancelled", "canceled"),
        ("http://cv.iptc.org/newscodes/pubstatusg2/withheld", "withheld"),
        ("edStat:U", None),
        (None, None),
    ],
)
def test_status(stated: str | None, status: str | None) -> None:
    assert editorial_status(stated) == status


@pytest.mark.parametrize(
    ("slugline", "line", "kill"),
    [
        ("BC-US--Mayor,KILL", "", True),
        ("BC-US--Mayor, Bulletin Kill", "", True),
        ("US-ROAD-KILL/", "", False),
        ("Kill Bill", "", False),
        (None, "BULLETIN KILL", True),
        (None, "WITHDRAWN - Mayor resigns", True),
        (None, "MANDATORY KILL", True),
        (None, "Kill Bill returns to cinemas", False),
        (None, "KILLERS FOUND IN FOREST", False),
        (None, "Two killed", False),
    ],
)
def test_kill_notices(slugline: str | None, line: str, kill: bool) -> None:
    assert is_kill(slugline=slugline, lines=(line,)) is kill


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        ("3", 3),
        ("f", 1),
        ("b", 2),
        ("u", 3),
        ("r", 4),
        ("d", 5),
        ("a", None),
        ("0", None),
        ("12", None),
        (None, None),
        ("ninat:4", 4),
    ],
)
def test_urgency(stated: str | None, value: int | None) -> None:
    assert urgency(stated) == value


@pytest.mark.parametrize(
    "line",
    [
        "(Eds: adds quotes)", "(Adds details, quotes)", "N i e u w bericht, vervangt: Veer vaart niet", "REFILE",
        "2nd Ld-Writethru", "UPDATE 2", "(Ergänzt: Ministerin)", "(Actualiza con declaraciones)", "1ST LEAD",
        "Eds: Updates with fire.", "EDITOR'S NOTE: With photos.", "(Corrects spelling in first paragraph)",  "URGENT",
    ],
)  # fmt: skip
def test_notes_to_editors(line: str) -> None:
    assert is_note(line)


@pytest.mark.parametrize(
    "line",
    [
        "The council voted for it.", "(Reporting by Ann Oak; Editing by Bo Elm)", "Extra money for schools",
        "Lead found in water",         "Correct answers win", "Summary justice", "Adds up", "(AP) The mayor",
    ],
)  # fmt: skip
def test_what_is_no_note(line: str) -> None:
    assert not is_note(line)
    assert not is_revision(line)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("____", "rule"), ("* * * *", "rule"), ("-0-", "rule"), ("ENDS", "rule"),
        ("[ GRAFIKK MANGLER ]", "placeholder"),
        ("BILDE: http://a.example", "picture"), ("<div class='embed'></div>", "embedded code"),
        ("[Editor's aside]", None),
        ("The end", None), ("Photo: a word", None),
    ],
)  # fmt: skip
def test_furniture(line: str, what: str | None) -> None:
    assert is_furniture(line) == what


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("dpa al rmo hct", True),
        ("AAP jd/kf", True),
        ("==Kyodo", True),
        ("jd/kf", True),
        ("The AFP said so.", False),
        ("Oslo", False),
    ],
)
def test_signatures(line: str, signs: bool) -> None:
    assert is_signature(line) is signs


def test_notepads() -> None:
    assert opens_notepad("# Notizblock")
    assert opens_notepad("The following information is not intended for publication")
    assert not opens_notepad("He kept a notebook.")


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        ("(ANSA) - Rome, October 11 - The minister said no.", "Rome", "The minister said no."),
        ("SAITAMA, Japan, Dec. 9 Kyodo - Urawa won the cup.", "SAITAMA, Japan", "Urawa won the cup."),
        ("OSLO (AP) — The ferry is late.", "OSLO", "The ferry is late."),
        ("The ferry is late - again and again.", None, "The ferry is late - again and again."),
    ],
)
def test_datelines_of_wires(text: str, place: str | None, rest: str) -> None:
    dateline, left, _ = wire_dateline(text)
    assert (dateline.place if dateline else None, left) == (place, rest)


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("ROUND ROCK, Texas", "ROUND ROCK, Texas"), ("Oslo, 3 March (HPA) -", "Oslo"),
        ("2013-03-04 11:40:31 GMT+00:00", None),
        ("city:Philadelphia", None), ("NYC1", None), ("", None), (None, None), ("加州", "加州"),
        ("HALVAR 03/06 (BELGA)", "HALVAR"),
    ],
)  # fmt: skip
def test_fields_called_dateline(field: str | None, place: str | None) -> None:
    dateline = stated_dateline(field)
    assert (dateline.place if dateline else None) == place


@pytest.mark.parametrize(
    ("printed", "set_"),
    [
        ("``No,'' she said _ twice.", '"No," she said — twice.'),
        (",,Nee'', zei hij", '"Nee", zei hij'),
        ("a 6'2'' man", "a 6'2'' man"),
        ("snake_case and a_b", "snake_case and a_b"),
        ("FORT (AP) _ Text", "FORT (AP) — Text"),
    ],
)
def test_signs_of_telegrams(printed: str, set_: str) -> None:
    assert typeset(printed) == set_


def test_subjects_are_iptcs_where_there_are_some() -> None:
    assert subjects(("N2:GB", "medtop:20000139", "11000000")) == (("medtop:20000139", "11000000"), ("N2:GB",))
    assert subjects(("N2:GB", "Two words")) == (("N2:GB",), ())


def test_the_language_declared_unless_the_text_is_plainly_in_another() -> None:
    english = (
        "The council of the town voted on Monday night for a longer pier, which will be built of stone and wood. " * 3
    )
    assert wire_language("it-IT", english) == "en"
    assert wire_language("en-GB", english) == "en-GB"
    assert wire_language(None, english) == "en"
    assert [declared_language(tag) for tag in ("FR", "nl-nl", "eng", "nb_NO", "x", "", None)] == [
        "fr", "nl-NL", "en", "nb-NO", None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "slug", "bylines"),
    [
        ("^Barrage closed<\n^By IDA HOLM<\n^Harbour Agency<\n", None, ["By IDA HOLM, Harbour Agency"]),
        ("^Barrage closed<\n^By IDA HOLM=\n^AP Writer=\n", None, ["By IDA HOLM, AP Writer"]),
        ("Halvia/Barrage/\nBarrage closed =\n\nBy Ida Holm =\n\n", "Halvia/Barrage", ["By Ida Holm"]),
    ],
)
def test_the_lines_above_a_telegram_s_text(head: str, slug: str | None, bylines: list[str]) -> None:
    found = telegram(f"{head}   BELLHARBOUR (HA) _ The barrage was closed on Tuesday.\n   Nobody was hurt.\n")
    assert (found.headline, found.slug, found.bylines) == ("Barrage closed", slug, bylines)
    assert len(found.pieces) == 2
