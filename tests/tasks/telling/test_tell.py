"""What people are told: once, in time, and after crashes too. Real databases, a real HTTP server for apprise."""

import http.server
import json
import os
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from flows.reporting.notices import send
from schemas.arrival import Outcome
from schemas.home import Home
from schemas.settings import Settings
from tasks.errors import FileWrong
from tasks.stated.watch_file import read_watches
from tasks.telling.feeds import feed, write_feeds
from tasks.telling.tell import tell
from tests.staged_batch import NOON, an_article, article_id, header, open_with_run, stage_documents, to_article
from warehouse.backend.snapshot import publish
from warehouse.store.loader import store

NOW = NOON + timedelta(hours=2)
ATOM = "{http://www.w3.org/2005/Atom}"


def clip(con: DuckDBPyConnection, name: str, watch: str = "floods", tell_after: datetime | None = None) -> None:
    con.execute(
        "INSERT INTO clippings VALUES (?, ?, ?, ?, 'query: flood', 'new', ?, false, NULL, NULL, 1)",
        [watch, article_id(name), f"{article_id(name)}-1", NOON + timedelta(hours=1), tell_after],
    )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A home with four clippings: one embargoed until later, one of an article that was withdrawn since."""
    names = ["open", "embargoed", "withdrawn", "other"]
    rows = [an_article(name, headline=f"<b>{name}</b> & more", url=f"https://echo.example/{name}") for name in names]
    rows[3]["documents"][0]["url"] = "javascript:alert(1)"
    with closing(open_with_run(tmp_path)) as con:
        store(
            con,
            stage_documents(tmp_path / "b", rows),
            [to_article(n, Outcome.LOADED, m) for n, m in enumerate(names)],
            header("b1"),
        )
        clip(con, "open")
        clip(con, "embargoed", tell_after=NOW + timedelta(hours=1))
        clip(con, "withdrawn")
        clip(con, "other", "else")
        con.execute("UPDATE versions SET editorial_status = 'canceled' WHERE article_id = ?", [article_id("withdrawn")])
        publish(tmp_path, force=True, con=con)
    Home(tmp_path).watches.write_text(
        '[[watch]]\nname = "floods"\nquery = "flood"\n\n[[watch]]\nname = "else"\nquery = "x"\n\n'
        '[[notify]]\nurl = "json://one"\nwatches = ["floods"]\n\n'
        '[[notify]]\nurl = "json://two"\nevery = "day"\ntrouble = true\n'
    )
    return Settings(home=tmp_path)


def told(settings: Settings, now: datetime, *, sent: bool = True) -> list[tuple[str, int]]:
    """Address and number of notices of what was sent."""
    box: list[tuple[str, str]] = []

    def post(address: str, _title: str, text: str) -> bool:
        box.append((address, text))
        return sent

    digests = tell(settings, now=now, send=post)
    assert len(box) == (len(digests) if sent else len(box))
    return [(one.channel.url, len(one.notices)) for one in digests]


def test_each_is_told_once_and_in_its_time(settings: Settings) -> None:
    assert told(settings, NOW) == [("json://one", 1), ("json://two", 2)]
    assert told(settings, NOW) == []
    # The embargo is over: at once to the one, to the other on the next day.
    assert told(settings, NOW + timedelta(hours=2)) == [("json://one", 1)]
    assert told(settings, NOW + timedelta(days=1)) == [("json://two", 1)]
    assert told(settings, NOW + timedelta(days=30)) == []


def test_a_refused_message_comes_again_and_a_dry_run_changes_nothing(settings: Settings) -> None:
    assert [len(one.notices) for one in tell(settings, now=NOW, send=lambda *_: False, dry=True)] == [1, 2]
    assert told(settings, NOW, sent=False) == []
    assert told(settings, NOW) == [("json://one", 1), ("json://two", 2)]


def test_an_address_may_stand_in_the_environment(settings: Settings) -> None:
    file = Home(settings.home).watches
    file.write_text('[[watch]]\nname = "floods"\nquery = "flood"\n[[notify]]\nurl = "env:WHERE"\n')
    box: list[str] = []

    def post(address: str, *_: str) -> bool:
        box.append(address)
        return True

    assert tell(settings, now=NOW, send=post, environment={}) == []
    tell(settings, now=NOW, send=post, environment={"WHERE": "json://three"})
    assert box == ["json://three"]


def test_trouble_is_told_to_those_who_ask(settings: Settings) -> None:
    told(settings, NOW)
    from warehouse.backend.live import open_live

    with closing(open_live(settings.home)) as con:
        con.execute("UPDATE runs SET ended_as = 'failed', ended_at = ?, error = 'no space left'", [NOW])
    _, digest = tell(settings, now=NOW + timedelta(days=1), send=lambda *_: True)
    assert (digest.title, "no space left" in digest.text) == ("cuttings: 1 floods, 1 runs", True)


def test_the_feed_is_atom_escaped_and_never_early(settings: Settings) -> None:
    assert write_feeds(settings, now=NOW) == 2
    assert write_feeds(settings, now=NOW) == 0
    entries = ET.fromstring((Home(settings.home).feeds / "floods.atom").read_bytes()).findall(f"{ATOM}entry")  # noqa: S314 - our own
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["<b>open</b> & more"]
    (other,) = ET.fromstring(feed(settings, "else", now=NOW)).findall(f"{ATOM}entry")  # noqa: S314
    assert other.find(f"{ATOM}link") is None
    assert write_feeds(settings, now=NOW + timedelta(hours=1)) == 1


@pytest.fixture
def server() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """An address for apprise, and what came there."""
    came: list[dict[str, str]] = []

    class Box(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Box) as box:
        threading.Thread(target=box.serve_forever, daemon=True).start()
        yield f"json://127.0.0.1:{box.server_port}/", came
        box.shutdown()


def test_apprise_sends(server: tuple[str, list[dict[str, str]]]) -> None:
    address, came = server
    assert send(address, "a title", "<b>text</b>")
    assert [(one["title"], one["message"]) for one in came] == [("a title", "<b>text</b>")]
    assert not send("no-such-thing://x", "a", "b")


def test_a_channel_names_watches_that_are_there(tmp_path: Path) -> None:
    file = tmp_path / "watches.toml"
    file.write_text('[[watch]]\nname = "a"\nquery = "x"\n\n[[notify]]\nurl = "json://x"\nwatches = ["b"]\n')
    with pytest.raises(FileWrong, match=r"line 7.*there is no watch b"):
        read_watches(file)


TELLER = """
import sys, time
from datetime import datetime
from pathlib import Path
from schemas.settings import Settings
from tasks.telling.tell import tell

def post(address, title, text):
    with Path(sys.argv[2]).open("a") as file:
        for line in text.splitlines():
            file.write(address + " " + line + chr(10))
    time.sleep(0.05)
    return True

print("ready", flush=True)
tell(Settings(home=sys.argv[1]), now=datetime.fromisoformat(sys.argv[3]), send=post)
"""


def test_killed_again_and_again_nothing_is_told_twice(settings: Settings, tmp_path: Path) -> None:
    box = tmp_path / "box.txt"
    for moment in range(6):
        command = [sys.executable, "-c", TELLER, str(settings.home), str(box), NOW.isoformat()]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.02 + 0.06 * moment)
            os.kill(process.pid, signal.SIGKILL)
    told(settings, NOW)
    said = box.read_text().splitlines() if box.exists() else []
    addresses = [line for line in said if "https://echo" in line]
    assert len(addresses) == len(set(addresses))
    assert told(settings, NOW) == []
