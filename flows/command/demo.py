"""The demo: the main job as a Prefect flow on the examples, and what one can ask afterwards (`make demo`)."""

import sys
from pathlib import Path
from textwrap import dedent

from flows.command.main import main
from flows.command.terminal import say
from flows.up.project import project_folder

HOME = Path("demo-home")
QUESTIONS = {
    "What was loaded, and when was it printed?": """
        SELECT publication, published_on, headline, word_count
        FROM articles ORDER BY published_on NULLS LAST, headline""",
    "Which article was changed after it was printed?": """
        SELECT headline, number, seen_at, similarity_to_previous
        FROM versions WHERE article_id IN (SELECT article_id FROM versions WHERE number > 1) ORDER BY number""",
    "Where do the dates come from?": """
        SELECT method, locator, count(*) AS articles
        FROM evidence WHERE field = 'published' AND chosen GROUP BY ALL ORDER BY articles DESC, locator""",
}


def demo() -> int:
    """Loads `examples/`, asks three questions, says how to ask more. Its exit code."""
    say("Loading examples/ as a Prefect flow run (with its own Prefect server, which stops afterwards) ...")
    code = main(["ingest", str(project_folder() / "examples"), "--home", str(HOME), "--record"])
    if code not in (0, 1):
        return code
    for title, query in QUESTIONS.items():
        say(f"\n{title}\n{dedent(query).strip()}")
        main(["sql", query, "--home", str(HOME)])
    say(
        f"\nThe database is {HOME / 'cuttings.duckdb'}. Ask more:\n"
        f'  cuttings sql "FROM data_dictionary" --home {HOME}\n'
        f"  cuttings explain courier-barrage-fails.html --home {HOME}\n"
        f"  cuttings reconcile --home {HOME}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(demo())
