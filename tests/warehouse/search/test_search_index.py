"""The search index beside its snapshot: what it finds, what it marks, and how it keeps up."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from schemas.arrival import Outcome
from tests.staged_batch import an_article, annotated, article_id, header, open_with_run, stage_documents, to_article
from warehouse.backend.snapshot import publish
from warehouse.errors import NotSearchable
from warehouse.search.index import rebuild, search, update
from warehouse.search.passages import passage
from warehouse.search.results import results
from warehouse.search.session import open_searchable
from warehouse.store.loader import store

TEXTS = {
    "flood": ("en", "The floods reached the lower docks at Vellmouth before midnight."),
    "mayor": ("en", "The mayor of the upper docks spoke of one flood in a hundred years."),
    "deich": ("de", "Die Deiche an der Küste wurden in der Nacht überflutet."),
    "hafen": ("ja", "港湾橋は月曜日に閉鎖された。市長が語った。"),
    "tarif": (None, "Tariff talks in the café went on."),
}


def load(home: Path, number: int, names: list[str], *, publication: str | None = None) -> None:
    """Stores articles as one batch, and publishes."""
    with closing(open_with_run(home, f"run-{number}")) as con:
        documents = [
            an_article(
                name,
                TEXTS[name][1],
                language=TEXTS[name][0],
                published_on=date(2031, 3, 1 + at),
                publication=publication,
            )
            for at, name in enumerate(names)
        ]
        decisions = [to_article(at, Outcome.LOADED, name) for at, name in enumerate(names)]
        store(con, stage_documents(home / f"b{number}", documents), decisions, header(f"b{number}", f"run-{number}"))
        publish(home, force=True, con=con)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("searched")
    load(home, 1, list(TEXTS), publication="The Echo")
    assert update(home) == len(TEXTS)
    return home


def found(home: Path, query: str) -> set[str]:
    names = {article_id(name): name for name in TEXTS}
    return {names[article] for article in search(home, query).article_ids}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("flood", {"flood", "mayor"}),
        ("floods", {"flood", "mayor"}),
        ("FLOODED", {"flood", "mayor"}),
        ("docks", {"flood", "mayor"}),
        ('"lower docks"', {"flood"}),
        ("docks -mayor", {"flood"}),
        ("docks NOT mayor", {"flood"}),
        ("mayor OR deiche", {"mayor", "deich"}),
        ("deich", {"deich"}),
        ("kuste", {"deich"}),
        ("tarif*", {"tarif"}),
        ("cafe", {"tarif"}),
        ("CAFÉ", {"tarif"}),
        ("港湾橋", {"hafen"}),
        ("市長", {"hafen"}),
        ("長市", set()),
        ("language:de", {"deich"}),
        ("date:2031-03-02..2031-03-03", {"mayor", "deich"}),
        ("outlet:echo flood", {"flood", "mayor"}),
        ("headline:mayor", {"mayor"}),
        ("author:brandt docks", {"flood", "mayor"}),
        ("nothing:flood", set()),
        ("", set()),
        ("-flood", {"deich", "hafen", "tarif"}),
    ],
)
def test_what_a_search_finds(home: Path, query: str, names: set[str]) -> None:
    assert found(home, query) == names


def test_every_word_of_every_text_is_found(home: Path) -> None:
    """Recall against a plain scan of the texts is whole."""
    for name, (language, text) in TEXTS.items():
        words = [text[at : at + 2] for at in range(5)] if language == "ja" else text.strip(".").split()
        assert [word for word in words if name not in found(home, f'"{word}"')] == []


def test_names_and_speakers_have_fields(tmp_path: Path) -> None:
    with closing(open_with_run(tmp_path)) as con:
        staged = stage_documents(tmp_path / "b1", [annotated(an_article("bridge"))])
        store(con, staged, [to_article(0, Outcome.LOADED, "bridge")], header("b1"))
        publish(tmp_path, force=True, con=con)
    update(tmp_path)
    hits = {
        query: search(tmp_path, query).total
        for query in ("person:okafor", "speaker:ines", "place:ines", "place:vellmouth")
    }
    assert hits == {"person:okafor": 1, "speaker:ines": 1, "place:ines": 0, "place:vellmouth": 1}


def test_sql_gives_the_best_hits_and_says_how_many_there_are(home: Path) -> None:
    with closing(open_searchable(home)) as con:
        best = con.execute("SELECT article_id, score FROM search('docks')").fetchall()
        assert len(best) == 2
        assert best[0][1] >= best[1][1]
        assert con.execute("SELECT article_id, score FROM search('docks', most := 1)").fetchall() == best[:1]
        assert con.execute("SELECT search_total('docks'), search_total('nowhere')").fetchall() == [(2, 0)]
        each = "SELECT word, len(search_hits(word, 1)) FROM (VALUES ('docks'), ('nowhere'), ('deich')) AS asked(word)"
        assert con.execute(each).fetchall() == [("docks", 1), ("nowhere", 0), ("deich", 1)]


def test_sql_joins_with_a_search(home: Path) -> None:
    sql = "SELECT headline FROM search('docks') JOIN articles USING (article_id) ORDER BY ALL"
    with closing(open_searchable(home)) as con:
        assert con.execute(sql).fetchall() == [("Headline of flood",), ("Headline of mayor",)]
        scan = "SELECT headline FROM contains('DOCKS the') ORDER BY ALL"
        assert con.execute(scan).fetchall() == [("Headline of flood",), ("Headline of mayor",)]


def test_results_have_passages_and_facets(home: Path) -> None:
    page = results(home, "flood", order="day", limit=1)
    assert (page.total, [one.headline for one in page.found]) == (2, ["Headline of mayor"])
    marked = page.found[0].passage
    assert [marked.text[start:end] for start, end in marked.marks] == ["flood"]
    assert [(facet.value, facet.articles) for facet in page.outlets] == [("The Echo", 2)]


@pytest.mark.parametrize(
    ("text", "query", "language", "marks"),
    [
        ("Nothing here", "flood", "en", []),
        ("The floods came", "flood", "en", ["floods"]),
        ("Café closed", "cafe", None, ["Café"]),
        ("x " * 2_000 + "flood and mayor", "flood mayor", "en", ["flood", "mayor"]),
        ("港湾橋は閉鎖", "港湾橋", "ja", ["港湾橋"]),
        ("barrage barrages", "barr*", "en", ["barrage", "barrages"]),
    ],
)
def test_a_passage_marks_what_was_searched_for(text: str, query: str, language: str | None, marks: list[str]) -> None:
    shown = passage(text, query, language=language)
    assert [shown.text[start:end] for start, end in shown.marks] == marks
    assert len(shown.text) <= 240


def test_the_index_grows_with_each_publish_and_doubles_nothing(tmp_path: Path) -> None:
    load(tmp_path, 1, ["flood"])
    assert (update(tmp_path), update(tmp_path)) == (1, 0)
    load(tmp_path, 2, ["mayor", "deich"])
    assert found(tmp_path, "docks") == {"flood"}, "never ahead of what it was brought up to date with"
    assert update(tmp_path) == 2
    assert found(tmp_path, "docks") == {"flood", "mayor"}
    assert rebuild(tmp_path) == 3
    assert search(tmp_path, "deich").article_ids == [article_id("deich")]


def test_a_kill_in_the_middle_loses_and_doubles_nothing(tmp_path: Path) -> None:
    load(tmp_path, 1, list(TEXTS))
    code = f"from pathlib import Path; from warehouse.search.index import update; update(Path({str(tmp_path)!r}))"
    for wait in (0.05, 0.2, 0.35, 0.5):
        process = subprocess.Popen([sys.executable, "-c", code])
        try:
            process.wait(wait)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
    update(tmp_path)
    assert search(tmp_path, "docks OR deich OR tariff OR 市長").total == len(TEXTS)


def test_without_an_index_one_line_says_what_to_do(tmp_path: Path) -> None:
    load(tmp_path, 1, ["flood"])
    with pytest.raises(NotSearchable, match="cuttings search --rebuild"):
        search(tmp_path, "flood")


ONLY_READS = "-dac_override,-dac_read_search,-fowner"
"""What root gives up to be like anybody else."""


def test_who_may_only_read_searches_too(tmp_path: Path) -> None:
    load(tmp_path, 1, ["flood", "mayor"])
    update(tmp_path)
    code = (
        "import sys; from pathlib import Path; from warehouse.search.index import search, update\n"
        "home = Path(sys.argv[1]); print(update(home), search(home, 'flood').total)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may write everywhere, and there is no setpriv to give that up")
        command = ["setpriv", "--bounding-set", ONLY_READS, "--inh-caps", ONLY_READS, *command]
    index, folders = tmp_path / "search" / "index", [tmp_path / "search", tmp_path / "search" / "index"]
    for place in (*folders, *index.iterdir(), tmp_path / "search" / "lock"):
        place.chmod(0o555)
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    finally:
        for place in folders:
            place.chmod(0o755)
    assert (done.stdout, done.returncode) == ("0 2\n", 0), done.stderr
