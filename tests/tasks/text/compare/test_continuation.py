"""An edit of an article, or another article under its address."""

import pytest

from tasks.text.compare.continuation import continues, headline_likeness, is_excerpt, same_headline, text_containment

BRIDGE = "The harbour bridge stays closed until Friday, the harbour master said on Tuesday after a ship hit it at dawn."
MARKET = "The market in the old town opened again, and traders sold out of fish within two hours of the morning bell."
CHINESE = "港口大桥将关闭至周五，港务局长周二表示，一艘船撞上了大桥。"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Bridge closed after ship hits it", "Bridge closed until Friday", True),
        ("Rates held at 4.25 percent", "Rates held at 4.25 percent as prices rise", True),
        ("Brücke gesperrt", "BRÜCKE GESPERRT", True),
        ("大桥关闭至周五", "大桥关闭至周日", True),
        ("Bridge closed after ship hits it", "Council votes on new school budget", False),
        ("The mayor resigns over the budget", "The market in the old town is back", False),
        ("大桥关闭至周五", "市场重新开放", False),
    ],
)
def test_headlines(one: str, other: str, alike: bool) -> None:
    assert (headline_likeness(one, other) >= 0.3) is alike
    assert headline_likeness(one, other) == headline_likeness(other, one)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (("Bridge closed", BRIDGE), ("Ship hits crossing", BRIDGE.replace("Friday", "Sunday")), True),
        (("Bridge closed", BRIDGE), ("Bridge closed", MARKET), True),
        (("Bridge closed", BRIDGE), ("Market opens", MARKET), False),
        ((None, BRIDGE), ("Market opens", MARKET), False),
        ((None, BRIDGE), (None, BRIDGE + " " + MARKET), True),
        (("大桥关闭", CHINESE), ("船撞大桥", CHINESE + MARKET), True),
    ],
)
def test_an_edit_keeps_the_headline_or_the_text(
    before: tuple[str | None, str],
    after: tuple[str | None, str],
    same: bool,
) -> None:
    assert continues(before, after) is same


def test_a_headline_is_the_same_without_case_and_signs() -> None:
    assert same_headline("Bridge closed!", "BRIDGE  CLOSED")
    assert same_headline(None, "Bridge closed")
    assert not same_headline("Bridge closed", "Bridge open")


def test_the_shorter_text_counts() -> None:
    assert text_containment(BRIDGE, BRIDGE + " " + MARKET) == 1
    assert text_containment("", MARKET) == 0


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        (BRIDGE[:60], True),
        (f"{BRIDGE} {MARKET[:30]} …", True),
        (f"{BRIDGE}\n\n{MARKET[:30]} [...]", True),
        (BRIDGE, False),
        (f"{BRIDGE}\n\n{MARKET}", False),
        (f"{BRIDGE}\n\n{MARKET} More follows.", False),
        (f"{BRIDGE}\n\nThe market in the old town opened.", False),
        (f"{BRIDGE} …", True),
        (MARKET[:60], False),
        ("", False),
    ],
)
def test_what_breaks_off_inside_a_sentence_is_an_excerpt(text: str, excerpt: bool) -> None:
    assert is_excerpt(f"{BRIDGE}\n\n{MARKET}", text) is excerpt
