"""What comes again under an outlet's other headlines is learned as furniture, left out, and cleaned by a replay."""

import os
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from flows.orchestration.loading import load_documents
from flows.orchestration.replaying import replay_documents
from flows.orchestration.steps import Steps
from schemas.settings import Settings
from warehouse.backend.live import open_live

APPEAL = "Our harbour desk answers your questions about the ferries every Thursday evening in the old customs house."
BACKGROUND = "The ferry Alder has lain at the northern quay since its engine burned out in the winter of last year."
TEXTS = {
    "Night ferry stays in port": (
        "Passengers to the outer islands slept on benches after the night boat failed to start its second engine.",
        "The harbour master ordered a tug from Skarra, which is expected on the evening tide if the wind drops.",
        "Tickets can be changed without a fee, the shipping line wrote on a sheet taped to the locked gangway.",
    ),
    "School kitchen wins prize for soup": (
        "A lentil soup cooked by eleven pupils has beaten forty recipes from all over the country in Brevik.",
        "The jury praised its lemon and the courage to leave out salt, which most grown cooks would have added.",
        "With the prize money the class wants to buy a stove that heats evenly, said their teacher Runa Quist.",
    ),
    "Baker gives up after ninety years": (
        "The oldest oven of the old town goes cold at Easter because nobody wants to rise at two in the morning.",
        "Three apprentices left within a year, one of them for a bank that opens its doors at half past nine.",
        "The dark rye will be missed most, say customers who have queued on Saturdays since they were children.",
    ),
    "Library lends umbrellas": (
        "Whoever borrows a novel in rainy weeks may now take home a blue umbrella with the stamp of the town.",
        "Forty were donated by a hotel that found them in its cellar, forgotten by guests over two decades.",
        "Overdue umbrellas cost nothing, the librarian decided, as long as they come back before the summer.",
    ),
    "Tram line six cut in half": (
        "From Monday the trams turn at Customs Basin while a crane lifts the bridge out of its rusted bearings.",
        "A replacement bus was rejected because the tunnel is jammed from seven until ten on working days.",
        "Shopkeepers promise coffee at half price to everyone who arrives on foot with a tram ticket in hand.",
    ),
    "Smoked eel returns to the market": (
        "After six years without a single stall selling it, smoked eel lies on ice again beside the fountain.",
        "Biologists counted more young fish in the river mouth this spring than in any year since they began.",
        "Quotas remain strict: each fisher may sell nine kilograms a week, weighed by an inspector on the quay.",
    ),
}


def page(headline: str, number: int, *, inside: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in [*TEXTS.get(headline, ()), *([inside] if inside else [])])
    return f"""<html lang="en"><head><title>{headline}</title>
        <link rel="canonical" href="https://www.post.example/news-{number}">
        <meta property="article:published_time" content="2021-02-{number + 1:02}T08:00:00Z"></head>
        <body><article><h1>{headline}</h1><div class="story">{paragraphs}</div>
        <div class="asides"><p>{APPEAL}</p></div></article></body></html>"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def bodies(home: Path) -> dict[str, str]:
    with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as con:
        return dict(con.execute("SELECT headline, body FROM articles").fetchall())


def load(home: Path, folder: Path, pages: dict[str, str]) -> None:
    folder.mkdir()
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, "utf-8")
    load_documents([folder], settings=settings(home), steps=Steps())


def settings(home: Path) -> Settings:
    return Settings.from_environment(os.environ, home=home, annotate="none")


def test_furniture_is_learned_left_out_and_cleaned(home: Path, tmp_path: Path) -> None:
    headlines = list(TEXTS)
    load(home, tmp_path / "one", {str(number): page(headlines[number], number) for number in range(5)})
    assert all(APPEAL in body for body in bodies(home).values())  # nothing was known yet
    with closing(open_live(home)) as con:
        found = con.execute("SELECT site, headlines, days FROM outlet_furniture WHERE kind = 'line'").fetchall()
    assert found == [("post.example", 5, 5)]
    load(home, tmp_path / "two", {"5": page(headlines[5], 5, inside=BACKGROUND)})
    assert bodies(home)[headlines[5]] == "\n\n".join([*TEXTS[headlines[5]], BACKGROUND])
    replay_documents([], outcome="outdated", settings=settings(home))
    for headline, text in list(TEXTS.items())[:5]:
        assert bodies(home)[headline] == "\n\n".join(text)
    with closing(open_live(home)) as con:
        assert con.execute("FROM furniture_left").fetchall() == []
        version = con.execute("SELECT version FROM learned_outlets").fetchone()
        assert con.execute("SELECT DISTINCT learned FROM readings WHERE learned IS NOT NULL").fetchone() == version


def test_what_the_versions_of_one_story_share_is_no_furniture(home: Path, tmp_path: Path) -> None:
    """A text that goes on under five headlines, on five days."""
    text = " ".join(TEXTS["Night ferry stays in port"])
    pages = {str(number): page(f"Ferry in port, day {number}", number, inside=text) for number in range(5)}
    load(home, tmp_path / "days", pages)
    with closing(open_live(home)) as con:
        assert con.execute("SELECT count(DISTINCT article_id) FROM outlet_lines").fetchone() == (5,)
        assert con.execute("FROM outlet_furniture").fetchall() == []
