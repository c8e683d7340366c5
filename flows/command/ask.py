"""`cuttings sql`, `explain`, `original` and `reconcile`: queries to what was loaded."""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from flows.command.health import shown
from flows.command.terminal import answer_table, counted, say, table
from schemas.home import Home
from schemas.settings import Settings
from tasks.inbox.drops import drops_in_inbox
from tasks.loading.load_steps import LOCK_SECONDS
from warehouse.archive.kept import kept_chunks
from warehouse.backend.backend import backend_of
from warehouse.backend.published import snapshot_age
from warehouse.export.answer_file import answer_file, csv_rows, json_rows
from warehouse.queries.explain import FIELDS, explain
from warehouse.queries.original import original
from warehouse.queries.query import query
from warehouse.queries.reconcile import reconcile
from warehouse.search.session import open_searchable

MOST_SHOWN = 1_000
"""Rows printed as a table; --csv and --json print all."""


def run_sql(given: argparse.Namespace, settings: Settings) -> int:
    """Queries the snapshot and prints the answer."""
    sql = sys.stdin.read() if given.query == "-" else given.query
    if given.output:
        try:
            count = answer_file(settings.home, sql, given.output, opened=open_searchable)
        except (ValueError, OSError) as error:
            sys.stderr.write(f"cuttings: {error}\n")
            return 2
        say(f"{counted(count, 'row')} in {given.output}")
        return 0
    with query(settings.home, sql, opened=open_searchable) as answer:
        if given.csv:
            csv_rows(sys.stdout, answer)
        elif given.json:
            json_rows(sys.stdout, answer)
        else:
            rows = [row for _, row in zip(range(MOST_SHOWN + 1), answer.rows, strict=False)]
            answer_table(answer.columns, rows[:MOST_SHOWN])
            more = " (the first ones; --csv and --json print all)" if len(rows) > MOST_SHOWN else ""
            age = shown(snapshot_age(settings.home, datetime.now(UTC)))
            say(f"{counted(min(len(rows), MOST_SHOWN), 'row')}{more}; snapshot of {age} ago")
    return 0


def run_explain(given: argparse.Namespace, settings: Settings) -> int:
    """Prints each field with its candidates, the chosen one marked."""
    found = explain(settings.home, given.article)
    say(f"article {found.article_id}, version {found.version_id}")
    rows: list[tuple[object, ...]] = []
    for field in found.fields:
        # Fields that are not columns of `articles` (encoding, original) have no value that could be NULL.
        missing = None if field.field in FIELDS else ""
        rows.append((field.field, "", missing if field.value is None else str(field.value), "", ""))
        rows += [("", "✓" if c.chosen else "", c.value, c.method, c.locator) for c in field.candidates]
    table(["field", "chosen", "value", "method", "where"], rows)
    return 0


def run_reconcile(given: argparse.Namespace, settings: Settings) -> int:
    """Compares the ledger with the documents, the articles and the archive; 1 if they do not match."""
    drops, _ = drops_in_inbox(Home(settings.home).inbox, now=time.time(), settle_seconds=0)
    with backend_of(settings.home).turn(wait_seconds=LOCK_SECONDS):
        found = reconcile(settings.home, [drop.key for drop in drops], deep=given.deep)
    counts: list[tuple[object, ...]] = [("documents stored", found.documents)]
    counts += [(f"  {outcome}", count) for outcome, count in found.outcomes.items()]
    counts += [("captures", found.captures), ("articles", found.articles), ("versions", found.versions)]
    counts += [
        ("waiting in the inbox", len(found.waiting)),
        ("archived, not in the ledger yet", len(found.not_in_ledger)),
    ]
    counts += [("runs that have not ended", len(found.unfinished_runs))]
    table(["what", "count"], counts)
    for fault in found.faults:
        say(f"does not add up: {fault}")
    say("It adds up." if found.adds_up else f"{counted(len(found.faults), 'fault')}.")
    return 0 if found.adds_up else 1


def run_original(given: argparse.Namespace, settings: Settings) -> int:
    """Writes a document's bytes to standard output, as they arrived."""
    found = original(settings.home, given.arrival)
    sys.stdout.buffer.writelines(kept_chunks(settings.home, found.path.name))
    sys.stdout.buffer.flush()
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "sql": run_sql,
    "explain": run_explain,
    "reconcile": run_reconcile,
    "original": run_original,
}
