"""`cuttings ingest` and `cuttings replay`."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from flows.command.terminal import counted, progress, say, table
from flows.orchestration.load_report import LoadReport
from flows.orchestration.loading import load_documents
from flows.orchestration.replaying import replay_documents
from flows.orchestration.runner import VARIABLE, chosen
from flows.orchestration.steps import Steps
from flows.up.recording import chosen_server, recording
from schemas.arrival import Outcome
from schemas.home import Home
from schemas.settings import Settings
from tasks.errors import WrongRunner
from tasks.inbox.drops import drops_of
from tasks.inbox.passed_over import PassedOver, passed_over
from warehouse.backend.backend import backend_of
from warehouse.errors import NoSnapshot

MOST_LISTED = 20
"""Most refused documents that are listed on a terminal; the table `arrivals` has all."""


def run_ingest(given: argparse.Namespace, settings: Settings) -> int:
    """Loads the named files, or the inbox; recorded with Prefect if a server is running."""
    paths = [path.absolute() for path in given.paths] or None
    if paths:
        drops_of(paths)  # a path that does not exist is wrong usage: report it before anything starts
    server = None if given.no_record else chosen_server(settings.home)
    if server is None and chosen(os.environ):
        raise WrongRunner(f"{VARIABLE}=dask reads for recorded runs alone: a Prefect server must answer")
    if server or given.record:
        report = _recorded(paths, settings, server)
    else:
        with progress() as watch:
            report = load_documents(paths, settings=settings, steps=Steps(), watch=watch)
    code = show(report, settings)
    inbox = Home(settings.home).inbox
    beside = passed_over(paths) if paths else passed_over([inbox], inbox=True)
    if beside:
        say(f"Passed over, because they are no documents: {named(beside)}")
    elif not paths and not (report.documents or report.recorded_before):
        say(f"Nothing waits in {inbox}.")
    return code


def run_replay(given: argparse.Namespace, settings: Settings) -> int:
    """Reads captures again with today's reader; recorded with Prefect if a server is running.

    Raises NoSnapshot if nothing was ever stored.
    """
    if not backend_of(settings.home).exists():
        raise NoSnapshot(settings.home)
    server = None if given.no_record else chosen_server(settings.home)
    if server or given.record:
        report = _recorded_replay(given, settings, server)
    else:
        with progress() as watch:
            report = replay_documents(given.captures, outcome=given.outcome, settings=settings, watch=watch)
    return show(report, settings)


def named(beside: Sequence[PassedOver]) -> str:
    """Files that were skipped, with the reasons; only the first if there are many."""
    more = f" and {len(beside) - MOST_LISTED} more" if len(beside) > MOST_LISTED else ""
    return ", ".join(f"{Path(one.location).name} ({one.why})" for one in beside[:MOST_LISTED]) + more


def show(report: LoadReport, settings: Settings) -> int:
    """Prints the outcomes of the documents; returns the exit code."""
    outcomes = report.outcomes
    table(["outcome", "documents"], [(outcome.value, outcomes.get(outcome, 0)) for outcome in Outcome])
    if report.refused:
        rows = [
            (Path(one.location).name, one.outcome.value, one.reason, _last_line(one.detail)) for one in report.refused
        ]
        table(["document", "outcome", "reason", "what was seen"], rows[:MOST_LISTED])
        more = report.refusals.total() - len(rows[:MOST_LISTED])
        if more:
            say(f'... and {more} more: cuttings sql "FROM arrivals WHERE reason IS NOT NULL"')
    if report.recorded_before:
        say(f"{report.recorded_before} files were recorded by an earlier try and are not counted again.")
    cost = f"{report.wall_seconds:.1f} s, {report.reading_seconds:.1f} CPU s of reading"
    say(f"{counted(report.documents, 'document')}, {cost}. The database: {backend_of(settings.home).shown}")
    return 1 if outcomes.get(Outcome.QUARANTINED) else 0


def _recorded(paths: list[Path] | None, settings: Settings, server: str | None) -> LoadReport:
    """The same load as a Prefect flow run. Without a server, Prefect starts one for the duration of the run."""
    with recording(server, settings.home):
        from flows.ingest import ingest

        named = [str(path) for path in paths] if paths else None
        return ingest(paths=named, home=str(settings.home), settings=settings.limits())


def _recorded_replay(given: argparse.Namespace, settings: Settings, server: str | None) -> LoadReport:
    """The same replay as a Prefect flow run."""
    with recording(server, settings.home):
        from flows.replay import replay

        return replay(
            captures=given.captures or None, outcome=given.outcome, home=str(settings.home), settings=settings.limits()
        )


def _last_line(text: str | None) -> str | None:
    return text.strip().splitlines()[-1][:100] if text and text.strip() else text
