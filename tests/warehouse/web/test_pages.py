"""The pages over HTTP: each renders, what it shows is escaped, its data come as CSV and JSON, strangers stay out."""

import csv
import io
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html

from tests.warehouse.web.conftest import Served, serving
from warehouse.queries.question import questions
from warehouse.web.application import application

KINDS = (
    "front", "story", "article", "changes", "evidence", "names", "entity", "outlets", "outlet", "arrivals", "arrival",
    "watches", "watch", "search", "data",
)  # fmt: skip

TOKEN = "letters" * 4


def get(pages: Served, path: str) -> html.HtmlElement:
    answer = pages.client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}\n{answer.text[:2000]}"
    return html.fromstring(answer.text)


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("kind", KINDS)
def test_each_page_renders_well_formed_and_without_script(pages: Served, kind: str) -> None:
    page = get(pages, pages.paths[kind])
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//main")) == 1
    assert not page.xpath("//script | //iframe | //object | //embed | //@onload | //@onerror | //@onclick | //@style")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), "an id twice"
    for pointed in page.xpath("//@aria-labelledby | //@for"):
        assert pointed in ids, f"no element is {pointed}"
    assert all(text(heading) for heading in page.xpath("//h1 | //h2 | //h3"))


def test_links_of_pages_lead_somewhere(pages: Served) -> None:
    """Two of each kind: what stands in the place of an id is left out of the kind."""
    by_kind: dict[str, set[str]] = {}
    for path in pages.paths.values():
        for link in get(pages, path).xpath("//a/@href[starts-with(., '/')]"):
            kind = re.sub(r"(?<=/)[0-9a-f]{32}|(?<=outlets/).+|=[^&]*", "", link)
            by_kind.setdefault(kind, set()).add(link)
    assert len(by_kind) > 50
    for links in by_kind.values():
        for link in sorted(links)[:2]:
            answer = pages.client.get(link)
            assert answer.status_code == 200, f"{link} gives {answer.status_code}: {answer.text[:300]}"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("data", "search")])
def test_each_part_has_its_data_and_the_sql_that_made_it(pages: Served, kind: str) -> None:
    page = get(pages, pages.paths[kind])
    parts = page.xpath("//details[@class='data']")
    assert parts
    for part in parts:
        as_csv, as_json = part.xpath(".//a/@href")[:2]
        rows = list(csv.reader(io.StringIO(pages.client.get(as_csv).text)))
        found = pages.client.get(as_json).json()
        assert rows[0] == found["columns"]
        assert len(rows) - 1 == len(found["rows"])
        sql = part.xpath(".//pre")[0].text_content()
        assert pages.session is not None
        asked = pages.session.execute(sql).fetchall()
        limit = int(re.findall(r"LIMIT (\d+)", sql)[-1])
        assert len(asked) == min(limit, len(found["rows"])), "the SQL to copy gives other rows than the page has"


def test_a_search_has_its_data(pages: Served) -> None:
    (part,) = get(pages, "/search?q=barrage&order=day").xpath("//details[@class='data']")
    as_csv, as_json = (pages.client.get(link) for link in part.xpath(".//a/@href"))
    rows, found = list(csv.DictReader(io.StringIO(as_csv.text))), as_json.json()["rows"]
    assert [row["article_id"] for row in rows] == [row["article_id"] for row in found]
    assert [row["headline"] for row in rows] == [row["headline"] for row in found]
    assert all("arrage" in row["passage"] + row["headline"] for row in rows)
    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"


def test_every_question_is_described_and_can_be_asked(pages: Served) -> None:
    described = pages.client.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    for name, question in questions().items():
        operation = described["paths"][f"/data/{name}.json"]["get"]
        assert [one["name"] for one in operation["parameters"]][:-2] == [one.name for one in question.parameters]
        given = {one.name: {"text": "x", "day": "2026-03-04", "number": "1"}[one.kind] for one in question.parameters}
        answer = pages.client.get(f"/data/{name}.json", params=given)
        assert answer.status_code == 200, f"{name}: {answer.text}"
        assert question.title.endswith((".", "counted.")), name


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/stories/none", 404),
        ("/articles/none", 404),
        ("/articles/none/changes", 404),
        ("/entities/none", 404),
        ("/outlets/none", 404),
        ("/arrivals/none", 404),
        ("/static/../site.py", 404),
        ("/?days=many", 400),
        ("/?days=7&until=soon", 400),
        ("/?days=99999999999999999999", 400),
        ("/?until=0001-01-01&days=36000", 400),
        ("/?days=²", 400),
        ("/arrivals?page=0", 400),
        ("/data/articles.json", 404),
        ("/data/story.json", 400),
        ("/data/story.json?story=x&limit=many", 400),
        ("/data/front_volume.json?first=soon", 400),
        ("/data/front_volume.json?more=1", 400),
        ("/data/names.json?words=%00", 400),
    ],
)
def test_what_cannot_be_answered_says_why(pages: Served, path: str, status: int) -> None:
    answer = pages.client.get(path)
    assert answer.status_code == status, answer.text[:500]
    assert "Traceback" not in answer.text
    assert "error" in answer.text.lower() or html.fromstring(answer.text).xpath("//*[@role='alert']")


def test_words_from_documents_are_never_markup(pages: Served) -> None:
    """Every page on which the hostile article appears: its markup is text, its turned letters are seen."""
    article = pages.one("SELECT article_id FROM articles WHERE url LIKE '%hostile.example%'")
    outlet = pages.one("SELECT outlet_id FROM articles WHERE url LIKE '%hostile.example%'")
    arrival = pages.one("SELECT arrival_id FROM arrivals WHERE location LIKE '%hostile.html'")
    for path in (
        f"/articles/{article}", f"/articles/{article}/evidence", f"/outlets/{outlet}", f"/arrivals/{arrival}",
        "/?days=36000", "/search?q=mill", "/names", "/outlets", "/arrivals",
    ):  # fmt: skip
        page = get(pages, path)
        assert not page.xpath("//script | //iframe | //img | //@onerror | //@onload")
        for link in page.xpath("//@href | //@src | //@action"):
            assert re.match(r"(/|#|\?|https?://)", link), f"{path}: {link}"
        assert "\u202e" not in page.text_content(), path
    shown = text(get(pages, f"/articles/{article}"))
    assert "<script>document.title='ran'</script>" in shown


def test_bytes_of_a_document_are_text_in_a_sandbox(pages: Served) -> None:
    answer = pages.client.get(f"{pages.paths['arrival']}/text")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("sandbox;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "<" in answer.text


@pytest.mark.parametrize("kind", [*KINDS, "nowhere"])
def test_every_answer_forbids_scripts_and_frames(pages: Served, kind: str) -> None:
    headers = pages.client.get(pages.paths.get(kind, "/nowhere")).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:80"])
def test_another_name_for_this_machine_is_refused(pages: Served, host: str) -> None:
    assert pages.client.get("/", headers={"host": host}).status_code in (400, 421)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_pages_only_look(pages: Served, method: str) -> None:
    for path in ("/", "/arrivals", "/data/names.json", "/search?q=x"):
        assert pages.client.request(method, path).status_code == 405


def test_a_watch_has_a_feed(pages: Served) -> None:
    answer = pages.client.get("/watches/Barrage/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    titles = [one.text for one in etree.fromstring(answer.content).iterfind("{*}entry/{*}title")]
    shown = get(pages, "/watches/Barrage").xpath("//ol//h3")
    assert sorted(map(str, titles)) == sorted(text(one) for one in shown)
    assert len(shown) > 2
    assert pages.client.get("/watches/Nothing%20yet/feed.atom").status_code == 200
    assert pages.client.get("/watches/none/feed.atom").status_code == 404
    assert pages.client.get("/watches/none").status_code == 404


def test_reading_again_needs_a_form_of_these_pages(pages: Served) -> None:
    path = pages.paths["arrival"]
    token = str(get(pages, path).xpath("//input[@name='form']/@value")[0])
    other = str(get(pages, pages.paths["outlets"]).xpath("string(//h1)"))
    for form, site in (("", None), ("0" * 64, None), (other, None), (token, "cross-site"), (token, "same-site")):
        headers = {"sec-fetch-site": site} if site else {}
        assert pages.client.post(f"{path}/again", data={"form": form}, headers=headers).status_code == 403
    assert pages.client.get(f"{path}/again").status_code == 405
    assert not get(pages, path).xpath("//*[@role='status']")


def test_a_document_is_read_again_and_pages_show_the_new_snapshot(pages: Served) -> None:
    path = pages.paths["arrival"]
    page = get(pages, path)
    assert len(page.xpath("//section[@aria-labelledby='readings']//li")) == 1
    form = str(page.xpath("//input[@name='form']/@value")[0])
    headers = {"sec-fetch-site": "same-origin"}
    assert pages.client.post(f"{path}/again", data={"form": form}, headers=headers).status_code == 303
    until = time.monotonic() + 120
    while "it was read again" not in (said := text(get(pages, path))):
        assert "could not" not in said, said
        assert time.monotonic() < until, said
        time.sleep(0.3)
    assert len(get(pages, path).xpath("//section[@aria-labelledby='readings']//li")) == 2


@pytest.fixture
def guarded(library: Path) -> Iterator[Served]:
    yield from serving(application(library, token=TOKEN), library)


def test_others_are_asked_for_the_token(guarded: Served) -> None:
    client = guarded.client
    assert client.get("/").headers["location"] == "/token"
    assert client.get("/data/names.json").status_code == 401
    assert client.get("/data/names.json", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert client.post("/token", data={"token": "wrong"}).status_code == 403
    known = {"authorization": f"Bearer {TOKEN}"}
    assert client.get("/data/names.json", headers=known).status_code == 200
    answer = client.post("/token", data={"token": TOKEN})
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie
    assert client.get("/").status_code == 200


def test_a_home_without_anything_says_what_to_do(tmp_path: Path) -> None:
    for served in serving(application(tmp_path), tmp_path):
        for path in ("/", "/arrivals", "/search?q=x", "/outlets"):
            answer = served.client.get(path)
            assert answer.status_code == 503
            assert "cuttings ingest" in answer.text
        assert "error" in served.client.get("/data/names.json").json()


def test_a_page_that_takes_too_long_is_ended(library: Path) -> None:
    for served in serving(application(library, seconds=0), library):
        answer = served.client.get("/")
        assert answer.status_code == 503
        assert "too long" in answer.text


def test_what_an_articles_load_number_saves_is_time_alone(pages: Served) -> None:
    assert pages.session is not None
    asked = [
        one.name for one in questions().values() if [given.name for given in one.parameters] == ["article", "load"]
    ]
    assert len(asked) == 8
    shown = pages.session.execute("SELECT article_id, load_number FROM shown_articles ORDER BY ALL").fetchall()
    assert shown == pages.session.execute("FROM shown_loads ORDER BY ALL").fetchall()
    with_rows = set()
    for article, load in shown[:12]:
        for name in asked:
            sql = questions()[name].sql
            alone = pages.session.execute(sql, {"article": article, "load": None}).fetchall()
            assert pages.session.execute(sql, {"article": article, "load": load}).fetchall() == alone, name
            assert not pages.session.execute(sql, {"article": article, "load": load + 1_000}).fetchall()
            with_rows |= {name} if alone else set()
    assert {"article_blocks", "article_names", "article_statements", "article_figures"} <= with_rows
