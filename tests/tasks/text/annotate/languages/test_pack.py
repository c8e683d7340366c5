"""Every pack fits its schema and has what its language needs."""

import pytest
from pydantic import ValidationError

from tasks.text.annotate.languages.pack import LanguagePack, codes, pack

FIRST = ("de", "en", "es", "fr", "it", "nl", "pt")
SECOND = ("cs", "da", "fi", "hr", "nb", "pl", "ru", "sv", "uk")


@pytest.mark.parametrize("code", codes())
def test_a_pack_is_that_of_its_folder_and_in_lower_case(code: str) -> None:
    one = pack(code)
    assert one.code == code
    words = one.verbs | one.that | one.roles | one.stops | one.auxiliaries | one.abbreviations | one.titles.all
    assert {word for word in words if word != word.lower()} == set()
    assert one.plain_that <= one.that
    assert not one.verbs & one.pronouns.all


@pytest.mark.parametrize("code", [*FIRST, *SECOND])
def test_the_first_tiers_are_whole(code: str) -> None:
    one = pack(code)
    assert len(one.verbs) >= 40
    assert one.quotation_marks
    assert one.that
    assert one.according or one.according_behind
    assert one.pronouns.all
    assert len(one.roles) >= 20
    assert len(one.months) == 12
    assert len(one.weekdays) == 7
    assert one.scales
    assert one.units
    assert one.abbreviations


def test_a_language_without_a_pack_has_no_words() -> None:
    for code in ("ka", None, "", "../en"):
        assert pack(code).verbs == frozenset()
    assert pack("no") is not None
    assert pack("no").code == "nb"


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "deu"},
        {"months": ["januar"]},
        {"weekdays": ["montag"] * 8},
        {"decimal": ";"},
        {"verbes": "sagt"},
        {"quotation_marks": [["", "x"]]},
    ],
)
def test_what_does_not_fit_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        LanguagePack.model_validate({"code": "de", "name": "German", **wrong})
