"""Which outlet an article is of."""

import itertools

import pytest

from schemas.outlet import StatedOutlet
from tasks.text.compare.outlet_identity import OutletForm, name_key, outlet_form, outlet_ids

Printed = tuple[str | None, str | None]
"""Publication and address of an article."""

COURIER = "https://www.marrincourier.example/a"
CASES: dict[str, tuple[list[Printed], list[str | None]]] = {
    "spellings at one site": (
        [("The Marrin Courier", COURIER), ("MARRIN COURIER", COURIER), (None, "https://m.marrincourier.example/b")],
        ["marrincourier.example"] * 3,
    ),
    "subdomains are one site": (
        [("Courier", "https://sport.marrincourier.example/a"), ("Courier", COURIER)],
        ["marrincourier.example"] * 2,
    ),
    "a name without address is its one site's": (
        [("The Marrin Courier", COURIER), ("Marrin Courier", None)],
        ["marrincourier.example"] * 2,
    ),
    "an agency's name in its clients' pages": (
        [("Halvia Press", one) for one in ("https://echo.example/1", "https://halviapress.example/1", None)],
        ["echo.example", "halviapress.example", "halviapress.example"],
    ),
    "one name, two papers": (
        [("Herald", "https://a-town.example/1"), ("Herald", "https://b-town.example/1"), ("Herald", None)],
        ["a-town.example", "b-town.example", "herald"],
    ),
    "only names": ([("Aldersund Post", None), ("the Aldersund Post", None)], ["aldersund-post"] * 2),
    "an address or a slash is no name": (
        [("/", None), ("https://www.echo.example/", None), ("echo.example", None), ("-", COURIER)],
        [None, "echo.example", "echo.example", "marrincourier.example"],
    ),
    "blogs of one host": (
        [("A", "https://one.blogspot.com/1"), ("B", "https://two.blogspot.com/1")],
        ["one.blogspot.com", "two.blogspot.com"],
    ),
    "nothing": ([(None, None), ("", "file:///tmp/x")], [None, None]),
    "other scripts": ([("谷間新聞", None), ("عکاس نیوز", None)], ["谷間新聞", "عکاس-نیوز"]),
}  # fmt: skip


def resolved(printed: list[Printed], stated: tuple[StatedOutlet, ...] = ()) -> list[str | None]:
    forms = [outlet_form(*one) for one in printed]
    sites: dict[str, set[str]] = {}
    for form in forms:
        if form.name_key and form.host:
            sites.setdefault(form.name_key, set()).add(form.host)
    return outlet_ids(forms, sites, stated)


@pytest.mark.parametrize("case", CASES)
def test_outlets_and_not_spellings(case: str) -> None:
    printed, expected = CASES[case]
    assert resolved(printed) == expected
    for order in itertools.islice(itertools.permutations(range(len(printed))), 6):
        assert resolved([printed[at] for at in order]) == [expected[at] for at in order]


STATED = (
    StatedOutlet(name="Tolle Bugle", aliases=("Valley Bugle",), domains=("bugle.example", "tolle.example")),
    StatedOutlet(name="Sunday Bugle", id="sunday", domains=("bugle.example",)),
    StatedOutlet(name="The Wire"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (("Anything", "https://www.tolle.example/1"), "bugle.example"),
        (("Sunday Bugle", "https://bugle.example/1"), "sunday"),
        (("valley bugle", None), "bugle.example"),
        (("Wire", "https://elsewhere.example/1"), "wire"),
        (("Other", "https://elsewhere.example/1"), "elsewhere.example"),
        # Two outlets share the site, and the name is neither's: it cannot be told, so it is the site's.
        (("Bugle Weekend", "https://news.bugle.example/1"), "bugle.example"),
    ],
)
def test_what_a_person_says_comes_first(printed: Printed, expected: str) -> None:
    assert resolved([printed], STATED) == [expected]


def test_a_form_keeps_what_was_printed() -> None:
    assert outlet_form("  The  Echo ", "HTTP://WWW.Echo.example:80/x") == OutletForm("The Echo", "echo", "echo.example")
    assert name_key("Der Küstenbote") == "der kustenbote"
