"""From an empty home to rows and back again, on real sockets: fetch, inbox, ingest, SQL."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.command.main import main
from flows.orchestration.fetch_steps import FetchSteps
from flows.orchestration.fetching import FetchReport, fetch_sources
from schemas.fetch import FetchOutcome
from schemas.settings import Settings
from tasks.errors import FetchRunning
from tasks.fetching.fetch_steps import fetch_lock
from tasks.fetching.page_drop import clear_unfinished_pages
from tasks.fetching.source_file import read_sources
from tasks.inbox.receiving import read_sidecar
from tasks.text.feed import feed as feed_reader
from tests.loopback_server import Page, Server, raw
from warehouse.backend.live import open_live

RULES = """
[fetch]
contact = "desk@example.org"
host_interval = 0
allow = ["127.0.0.0/8"]
max_attempts = 1
idle_seconds = 1
"""
TODAY = datetime.now(UTC).date()
PAGES = 8


def article(number: int, *, edited: str = "") -> bytes:
    subject = ("barrage", "harbour", "council", "orchard", "railway", "library", "quarry", "lighthouse", "market")[
        number
    ]
    text = "".join(
        f"<p>Sentence {n} of report {number} says that the {subject} was closed for {n} days, and people waited.</p>"
        for n in range(14)
    )
    title = f"The {subject} is closed"
    body = f"<article><h1>{title}</h1>{text}{edited}</article>"
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def feed(server: Server, paths: list[str], *, updated: str = "once") -> bytes:
    entries = "".join(
        f"<entry><title>Feed title {path}</title><link href='{server.url(path)}'/>"
        f"<author><name>Ada Plint</name></author><published>{TODAY}</published><updated>{updated}</updated></entry>"
        for path in paths
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Courier</title>{entries}</feed>".encode()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        for number in range(PAGES):
            running.pages[f"/{number}"] = Page(article(number), etag=f'"{number}"')
        paths = [f"/{number}" for number in range(PAGES)] + ["/missing"]
        running.pages["/feed"] = Page(
            feed(running, paths), etag='"feed"', headers={"Content-Type": "application/atom+xml"}
        )
        running.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /7", headers={"Content-Type": "text/plain"})
        yield running


@pytest.fixture
def home(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CUTTINGS_ANNOTATE", "none")
    monkeypatch.setenv("CUTTINGS_SETTLE_SECONDS", "0")
    monkeypatch.setenv("CUTTINGS_WORKERS", "1")
    (tmp_path / "sources.toml").write_text(f'{RULES}\n[[source]]\nname = "courier"\nurl = "{server.url("/feed")}"\n')
    return tmp_path


def ask(home: Path, query: str) -> list[Any]:
    with closing(duckdb.connect(str(home / "cuttings.duckdb"), read_only=True)) as con:
        return con.execute(query).fetchall()


def fetch(home: Path, *, every: bool = True) -> FetchReport:
    settings = Settings(home=home)
    return fetch_sources(read_sources(home / "sources.toml"), settings=settings, steps=FetchSteps(), every=every)


def let_time_pass(home: Path) -> None:
    """Makes everything due that ever will be."""
    with closing(open_live(home)) as con:
        con.execute("UPDATE fetches SET next_due = now() - INTERVAL 1 MINUTE WHERE next_due IS NOT NULL")


def test_from_an_empty_home_to_rows_and_on_to_version_two(home: Path, server: Server) -> None:
    command = ["fetch", "--all", "--ingest", "--no-record", "--home", str(home)]
    assert main(command) == 0
    outcomes = dict(ask(home, "SELECT outcome, count(*) FROM fetched_pages GROUP BY ALL"))
    assert outcomes == {"fetched": 7, "gone": 1, "disallowed": 1}
    assert ask(home, "SELECT outcome, origin, count(*) FROM arrivals GROUP BY ALL") == [("loaded", "fetch", 7)]
    titles = "SELECT value, chosen FROM evidence WHERE method = 'sidecar' AND field = 'headline'"
    assert ask(home, f"{titles} AND value LIKE '%/0'") == [("Feed title /0", False)]
    assert ask(home, "SELECT published_on, count(*) FROM articles GROUP BY ALL") == [(TODAY, 7)]
    assert not list((home / "inbox").iterdir())

    server.log.clear()
    let_time_pass(home)
    server.pages["/1"] = Page(
        article(1, edited="<p>Correction: it was closed for two days only, the keeper says.</p>"), etag='"new"'
    )
    assert main(command) == 0
    asked = {request.path: request for request in server.log}
    assert set(asked) == {"/feed", *(f"/{number}" for number in range(PAGES - 1))}
    assert all("if-none-match" in request.headers for request in server.log)
    assert ask(home, "SELECT outcome, count(*) FROM arrivals GROUP BY ALL ORDER BY ALL") == [
        ("loaded", 7),
        ("version", 1),
    ]
    assert ask(home, "SELECT count(*) FROM versions WHERE number = 2") == [(1,)]
    assert ask(home, "SELECT source, failures, alarm FROM source_health") == [("courier", 0, None)]


def test_a_second_run_asks_for_nothing_that_is_not_due(home: Path, server: Server) -> None:
    fetch(home)
    server.log.clear()
    report = fetch(home, every=False)
    assert (server.paths(), report.sources) == ([], {})
    server.pages["/feed"] = Page(feed(server, ["/0", "/1"], updated="5"), etag='"other"')
    report = fetch(home)
    assert server.paths() == ["/feed", "/1", "/0"] or server.paths() == ["/feed", "/0", "/1"]
    assert (report.sources["courier"].known, report.sources["courier"].queued) == (0, 2)
    # What robots.txt forbids is looked at again, without a request.
    assert report.pages == {"not_modified": 2, "disallowed": 1}


def test_what_lies_in_the_inbox_says_where_it_came_from(home: Path, server: Server) -> None:
    (home / "sources.toml").write_text(
        f'{RULES}\n[[source]]\nname = "courier"\nurl = "{server.url("/feed").replace("://", "://reader:secret@")}"\n'
    )
    server.pages["/0"] = Page(article(0), headers={"Set-Cookie": "a=b", "Content-Language": "en"})
    fetch(home)
    documents = [path for path in (home / "inbox").iterdir() if not path.name.endswith(".meta.json")]
    assert len(documents) == 7
    by_url = {sidecar.url: sidecar for sidecar, fault in (read_sidecar(str(path)) for path in documents) if not fault}
    sidecar = by_url[server.url("/0")]
    assert sidecar.headers["content-language"] == "en"
    assert (sidecar.feed and sidecar.feed.author) == "Ada Plint"
    written = "".join(path.read_text() for path in (home / "inbox").iterdir())
    assert "secret" not in written + json.dumps(ask(home, "SELECT url, final_url, detail FROM fetches"))
    assert "a=b" not in written


def test_a_host_in_trouble_is_left_alone_and_taken_up_again(home: Path, server: Server) -> None:
    for number in range(PAGES):
        server.pages[f"/{number}"] = raw(b"", hold=30)
    report = fetch(home)
    # Three failures are enough: the rest waits for another run, and nothing is lost.
    assert report.pages[FetchOutcome.TIMEOUT] == 3
    with closing(open_live(home)) as con:
        waiting = con.execute("SELECT count(*) FROM fetched_pages WHERE next_due IS NOT NULL AND visits = 0").fetchone()
        assert waiting == (9 - report.pages[FetchOutcome.GONE],)
        con.execute("UPDATE fetch_hosts SET not_before = NULL, failures = 0")
    for number in range(PAGES):
        server.pages[f"/{number}"] = Page(article(number))
    let_time_pass(home)
    assert fetch(home).pages[FetchOutcome.FETCHED] == 7


def test_what_a_killed_fetch_left_is_cleared_and_nothing_else(home: Path) -> None:
    inbox = home / "inbox"
    inbox.mkdir()
    name = "courier.example-0123456789abcdef-20260303T100000123456.html"
    for left in (
        f"{name}.part",
        f"{name}.meta.json",
        f"{name}.meta.json.part",
        "mine.html.part",
        "mine.html.meta.json",
    ):
        (inbox / left).write_text("x")
    assert clear_unfinished_pages(inbox) == 3
    (inbox / name).write_text("x")
    (inbox / f"{name}.meta.json").write_text("x")
    assert clear_unfinished_pages(inbox) == 0


def test_two_at_a_time_are_one_too_many(home: Path) -> None:
    with fetch_lock(home), pytest.raises(FetchRunning):
        fetch(home)


def test_a_source_in_trouble_is_an_alarm_in_the_status(
    home: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fetch", "--all", "--no-record", "--home", str(home)]) == 0
    assert main(["status", "--home", str(home)]) == 0
    server.pages["/feed"] = Page(b"<html>A new layout, and no feed</html>")
    for _ in range(3):
        assert main(["fetch", "--all", "--no-record", "--home", str(home)]) == 1
    capsys.readouterr()
    assert main(["status", "--home", str(home)]) == 1
    assert "3 polls in a row failed" in capsys.readouterr().out


def test_the_flow_does_the_same(home: Path, prefect_server: None) -> None:
    from flows.fetch import fetch as flow

    report = flow(home=str(home), every=True)
    assert report.pages == {"fetched": 7, "gone": 1, "disallowed": 1}
    assert flow(home=str(home / "elsewhere")).sources == {}


def test_sources_are_checked_and_added(home: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.pages["/"] = Page(
        b"<html><head><link rel='alternate' type='application/atom+xml' href='/more'></head></html>"
    )
    server.pages["/more"] = Page(feed(server, ["/0"]))
    assert main(["sources", "add", server.url("/"), "--name", "more", "--home", str(home)]) == 0
    assert [source.url for source in read_sources(home / "sources.toml").sources] == [
        server.url("/feed"),
        server.url("/more"),
    ]
    assert main(["sources", "check", "--home", str(home)]) == 0
    assert "Atom 1.0" in capsys.readouterr().out
    assert main(["sources", "add", server.url("/0"), "--home", str(home)]) == 1
    assert main(["sources", "add", server.url("/feed"), "--home", str(home)]) == 2
    sitemap = f"<urlset><url><loc>{server.url('/0')}</loc></url></urlset>"
    server.pages["/news.xml"] = Page(sitemap.encode())
    server.pages["/robots.txt"] = Page(f"Sitemap: {server.url('/news.xml')}".encode())
    assert main(["sources", "add", server.url("/0"), "--name", "map", "--home", str(home)]) == 0
    assert read_sources(home / "sources.toml").sources[-1].url == server.url("/news.xml")
    del server.pages["/more"]
    assert main(["sources", "check", "--home", str(home)]) == 1


def test_what_one_source_does_stops_no_other(home: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.pages["/half"] = Page(
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "x \\ud83d", "items": '
        b'[{"id": "1", "url": "/0", "title": "Cut off \\ud83d"}]}'
    )
    server.pages["/bad"] = Page(b"<rss version='2.0'><channel><title>bad</title></channel></rss>")
    sources = home / "sources.toml"
    more = "".join(f'\n[[source]]\nname = "{name}"\nurl = "{server.url("/" + name)}"\n' for name in ("half", "bad"))
    sources.write_text(sources.read_text() + more)

    def read_feed(data: bytes, *, source: str, url: str, content_type: str | None = None) -> object:
        if source == "bad":
            raise RecursionError("a feed that brings its reader down")
        return feed_reader.read_feed(data, source=source, url=url, content_type=content_type)

    monkeypatch.setattr("tasks.fetching.source_poll.read_feed", read_feed)
    report = fetch(home)
    assert {name: one.polled for name, one in report.sources.items()} == {
        "courier": FetchOutcome.FETCHED,
        "half": FetchOutcome.FETCHED,
        "bad": FetchOutcome.UNREADABLE,
    }
    with closing(open_live(home)) as con:
        counted = con.execute("SELECT count(DISTINCT url) FROM fetches WHERE purpose = 'page'").fetchone()
        said = con.execute("SELECT detail FROM fetches WHERE source = 'bad'").fetchone()
    assert counted == (9,)
    assert said is not None
    assert "RecursionError" in said[0]
