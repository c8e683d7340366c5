"""A made warehouse of any size, and how long one story's quotations and figures take in it.

    python benchmarks/made_warehouse.py --articles 100000 --home /tmp/made

Texts are made of syllables by the database itself: ten statements, ten figures and eight paragraphs an article, three
articles a story, 400 outlets.
"""

import argparse
import statistics
import time
from contextlib import closing
from pathlib import Path

from duckdb import DuckDBPyConnection

from warehouse.backend.live import open_live
from warehouse.backend.snapshot import publish
from warehouse.queries.query import open_snapshot

_MADE = """
CREATE OR REPLACE MACRO made_word(n) AS
    chr((97 + hash(n) % 26)::INT) || substr('aeiou', (hash(n + 7) % 5)::INT + 1, 1) || substr(md5(n::VARCHAR), 1, 4);
CREATE TEMP TABLE made AS
SELECT
    n, md5('article' || n) AS article_id, md5('story' || n // 3) AS story_id, 'outlet' || (n * 7919) % 400 AS outlet,
    DATE '2026-01-01' + (n // 300)::INT AS day
FROM range($articles) AS of_number(n);
CREATE TEMP TABLE sentences AS
SELECT
    n, place,
    array_to_string(list_transform(range(12), lambda w: made_word((n // 3 * 1000 + place * 17 + w) % 20000)), ' ')
        || ' about ' || (100 + (n // 3 + place) % 400 + n % 3) || ' houses were counted. ' AS sentence
FROM made, range(10) AS of_place(place);
INSERT INTO versions BY NAME
SELECT
    article_id || '-1' AS version_id, article_id, 1 AS number, md5(article_id) AS capture_id,
    day::TIMESTAMPTZ AS seen_at, 'Headline ' || n AS headline, body, day AS published_on, true AS newest,
    outlet AS publication, 'https://' || outlet || '.example/' || n AS canonical_url, 'en' AS language,
    day::TIMESTAMPTZ AS first_seen_at, 200 AS word_count, 'article' AS kind, 'made' AS annotated,
    'url:' || n AS identity, article_id AS text_hash, '1' AS reader_version, n // 250 + 1 AS load_number
FROM made JOIN (SELECT n, string_agg(sentence, '' ORDER BY place) AS body FROM sentences GROUP BY n)
    USING (n) ORDER BY n;
INSERT INTO article_outlets BY NAME
SELECT article_id, outlet AS name, outlet AS name_key, outlet || '.example' AS host, outlet || '.example' AS outlet_id
FROM made ORDER BY n;
INSERT INTO story_articles SELECT story_id, article_id, 1 FROM made ORDER BY n;
INSERT INTO stories SELECT story_id, any_value('Headline ' || n), min(day), 3, 3, 3 FROM made GROUP BY ALL;
INSERT INTO blocks BY NAME
SELECT article_id, 0 AS position, 'paragraph' AS kind, v.body AS text, 0 AS start_char, length(v.body) AS end_char,
    v.load_number
FROM versions v;
INSERT INTO statements BY NAME
SELECT article_id, place AS position, 'direct' AS kind, sentence AS content, 0 AS start_char, 10 AS end_char,
    'Person ' || place AS speaker, n // 250 + 1 AS load_number
FROM sentences JOIN made USING (n) ORDER BY n, place;
INSERT INTO figures BY NAME
SELECT article_id, (100 + (n // 3 + place) % 400 + n % 3) || ' houses' AS surface,
    100 + (n // 3 + place) % 400 + n % 3 AS value, 'houses' AS counted, 5 + place AS start_char, 6 + place AS end_char,
    n // 250 + 1 AS load_number
FROM sentences JOIN made USING (n) ORDER BY n, place;
INSERT INTO batches
SELECT 'b' || b, 'r', 'ingest', b + 1, now(), now(), 250, 250, 0, 0, 0, 0 FROM range($articles // 250) AS of_batch(b);
"""


def make(con: DuckDBPyConnection, articles: int) -> None:
    """Fills an empty live database."""
    for statement in _MADE.split(";\n"):
        if statement.strip():
            con.execute(statement, {"articles": articles} if "$articles" in statement else None)


def main() -> None:
    """Makes the warehouse if it is not there, and prints a table of times."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--articles", type=int, default=100_000)
    given.add_argument("--home", type=Path, required=True)
    said = given.parse_args()
    if not (said.home / "cuttings.duckdb").exists():
        with closing(open_live(said.home)) as con:
            make(con, said.articles)
            publish(said.home, force=True, con=con)
    with closing(open_snapshot(said.home)) as con:
        stories = [row[0] for row in con.execute("SELECT story_id FROM stories ORDER BY 1 LIMIT 10").fetchall()]
        for asked in (
            "quotes_in(?)",
            "story_quotes WHERE story_id = ?",
            "figures_in(?)",
            "story_figures WHERE story_id = ?",
        ):
            times, rows = [], 0
            for story in stories:
                started = time.monotonic()
                rows = len(con.execute(f"FROM {asked}", [story]).fetchall())
                times.append(time.monotonic() - started)
            print(f"{asked:45} {statistics.median(times) * 1000:8.1f} ms  {rows} rows")


if __name__ == "__main__":
    main()
