"""Server time of every kind of page over a made warehouse: wall and CPU milliseconds, p50, p95 and p99.

    python -m benchmarks.pages --articles 100000 --home /tmp/made [--times 40]

The articles are made_warehouse.py's; names, arrivals, copies, topics and refused documents are added. Each request asks
for another story, article, name or outlet; the first of each kind is not counted, only lists are asked for twice.
A real server on loopback, in a thread of this process, whose CPU time is the page's.
"""

import argparse
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import uvicorn
from duckdb import DuckDBPyConnection

from benchmarks.made_warehouse import make
from warehouse.backend.live import open_live
from warehouse.backend.snapshot import publish
from warehouse.queries.query import open_snapshot
from warehouse.web.application import application

_MORE = """
INSERT INTO article_entities BY NAME
SELECT article_id, md5(who::VARCHAR) AS entity_id, ['person', 'organisation', 'place'][who % 3 + 1] AS label,
    md5(who::VARCHAR)[:6] || ' ' || md5(who::VARCHAR)[7:13] AS name, []::VARCHAR[] AS aliases, load_number
FROM (
    SELECT article_id, load_number, unnest(list_distinct(list_transform(range(10), lambda k:
        (hash(article_id || k) % greatest(1, (10 ** (1 + k % 5))::BIGINT))::BIGINT))) AS who
    FROM versions
) ORDER BY load_number;
INSERT INTO mentions BY NAME
SELECT article_id, 'body' AS field, 'about' AS surface, label, 10 AS start_char, 15 AS end_char, entity_id, load_number
FROM article_entities ORDER BY load_number;
INSERT INTO captures BY NAME
SELECT capture_id, 'text/html' AS media_type, 'utf-8' AS encoding, 9000 AS byte_size, canonical_url AS source_url,
    seen_at AS first_received_at, load_number
FROM versions ORDER BY load_number;
INSERT INTO arrivals BY NAME
SELECT md5('arrival' || article_id) AS arrival_id, 'b' || (load_number - 1) AS batch_id, capture_id, 'path' AS origin,
    '/made/' || article_id || '.html' AS location, seen_at AS received_at, 'loaded' AS outcome, article_id, version_id,
    article_id AS drop_key, (row_number() OVER () % 250)::INTEGER AS document, load_number
FROM versions ORDER BY load_number;
UPDATE versions SET
    section = ['Politics', 'Sport', 'World', 'Business', 'Local', 'Culture'][(hash(article_id) % 6)::INT + 1],
    keywords = ['topic ' || hash(article_id || 'a') % 300, 'topic ' || hash(article_id || 'b') % 3000];
INSERT INTO copies BY NAME
SELECT m.article_id, o.original_id, 1.0 AS similarity, 1.0 AS containment, 'earliest' AS original_rule
FROM (
    SELECT story_id, min(article_id) AS original_id, max(article_id) AS article_id FROM story_articles
    GROUP BY story_id HAVING count(*) > 1 AND hash(story_id) % 3 = 0
) o JOIN story_articles m USING (story_id, article_id);
INSERT INTO copy_families
SELECT article_id, original_id FROM copies UNION ALL SELECT original_id, original_id FROM copies;
INSERT INTO arrivals BY NAME
SELECT
    md5('refused' || n) AS arrival_id, 'r' || n // 250 AS batch_id, md5('refused' || n) AS capture_id, 'path' AS origin,
    '/made/' || n || '.html' AS location, TIMESTAMPTZ '2026-01-01 00:00:00+00' + n * INTERVAL 48 MINUTE AS received_at,
    ['rejected', 'quarantined'][(n % 9 = 0)::INT + 1] AS outcome,
    ['too_short', 'no_text', 'index_page'][n % 3 + 1] AS reason,
    md5('refused' || n) AS drop_key, n % 250 AS document, n // 25 + 1 AS load_number
FROM range(10000) AS refused(n);
INSERT INTO captures BY NAME
SELECT
    capture_id, 'text/html' AS media_type, 9000 AS byte_size,
    'https://outlet' || document || '.example/x/' AS source_url,
    received_at AS first_received_at, load_number
FROM arrivals WHERE outcome IN ('rejected', 'quarantined') ORDER BY load_number;
UPDATE statements SET speaker_entity_id = named.entity_id
FROM (
    SELECT article_id, min(entity_id) AS entity_id FROM article_entities WHERE label = 'person' GROUP BY article_id
) named
WHERE statements.article_id = named.article_id AND statements.position % 3 = 0;
INSERT INTO readings BY NAME
SELECT
    capture_id, batch_id, received_at AS read_at, '3' AS reader_version, 'article' AS reading, version_id, load_number
FROM arrivals WHERE outcome = 'loaded' ORDER BY load_number;
"""
_IDS = {
    "story": "SELECT '/stories/' || story_id FROM stories",
    "article": "SELECT '/articles/' || article_id FROM versions",
    "evidence": "SELECT '/articles/' || article_id || '/evidence' FROM versions",
    "name": "SELECT '/entities/' || entity_id FROM article_entities",
    "outlet": "SELECT DISTINCT '/outlets/' || outlet_id FROM article_outlets",
    "arrival": "SELECT '/arrivals/' || arrival_id FROM arrivals",
    "front": "SELECT '/'",
    "front, until any day": "SELECT DISTINCT '/?until=' || published_on FROM versions",
    "front, an outlet": "SELECT DISTINCT '/?days=30&outlet=' || outlet_id FROM article_outlets",
    "outlets": "SELECT '/outlets'",
    "names": "SELECT '/names?words=' || name FROM article_entities",
    "arrivals": "SELECT '/arrivals?page=' || load_number FROM versions",
}


def make_more(con: DuckDBPyConnection) -> None:
    """Names, captures and arrivals for the made articles."""
    for statement in _MORE.split(";\n"):
        if statement.strip():
            con.execute(statement)


def addresses(con: DuckDBPyConnection, sql: str, times: int) -> list[str]:
    """So many addresses of a kind, always the same."""
    asked = f"SELECT * FROM ({sql}) AS made(address) ORDER BY md5(address) LIMIT {times + 1}"  # noqa: S608 - our own
    found = [row[0] for row in con.execute(asked).fetchall()]
    return (found * (times + 1))[: times + 1]


def timed(client: httpx.Client, paths: list[str]) -> Iterator[tuple[float, float]]:
    """Wall and CPU milliseconds of each but the first."""
    for at, path in enumerate(paths):
        began, cpu = time.perf_counter(), time.process_time()
        answer = client.get(path)
        spent = (time.perf_counter() - began) * 1000, (time.process_time() - cpu) * 1000
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}\n{answer.text[:500]}")
        if at:
            yield spent


@contextmanager
def served(home: Path) -> Iterator[httpx.Client]:
    """The pages on loopback."""
    listening = socket.create_server(("127.0.0.1", 0))
    app = application(home, seconds=60)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    while not app._app.state.site.sessions.held:  # type: ignore[attr-defined]  # noqa: SLF001
        time.sleep(0.1)
    with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=60, trust_env=False) as client:
        yield client
    server.should_exit = True
    thread.join(timeout=20)


def part(values: list[float], share: float) -> float:
    """The value below which that share of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main() -> None:
    """Makes the home if it is not there, and prints the table."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--articles", type=int, default=100_000)
    given.add_argument("--home", type=Path, required=True)
    given.add_argument("--times", type=int, default=40)
    said = given.parse_args()
    if not (said.home / "cuttings.duckdb").exists():
        with closing(open_live(said.home)) as con:
            make(con, said.articles)
            make_more(con)
            publish(said.home, force=True, con=con)
    with closing(open_snapshot(said.home)) as con:
        kinds = {kind: addresses(con, sql, said.times) for kind, sql in _IDS.items()}
    print("| page | p50 ms | p95 ms | p99 ms | CPU p50 ms | CPU p95 ms |\n|---|---|---|---|---|---|")
    whole: list[float] = []
    with served(said.home) as client:
        for kind, paths in kinds.items():
            spent = list(timed(client, paths))
            wall, cpu = [one for one, _ in spent], [one for _, one in spent]
            whole += wall
            shown = [part(wall, 0.5), part(wall, 0.95), part(wall, 0.99), part(cpu, 0.5), part(cpu, 0.95)]
            print(f"| {kind} | " + " | ".join(f"{value:.0f}" for value in shown) + " |", flush=True)
    print("| all | " + " | ".join(f"{part(whole, share):.0f}" for share in (0.5, 0.95, 0.99)) + " | | |")


if __name__ == "__main__":
    main()
