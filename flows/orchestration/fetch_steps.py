"""The interface of each step of a fetch. Separate from the steps of a load, which need no network."""

from dataclasses import dataclass
from typing import Protocol

from flows.orchestration.steps import RunSteps
from schemas.settings import Settings
from schemas.source import Sources
from tasks.fetching import fetch_steps
from tasks.fetching.fetch_steps import Manners, SourceReport


class PollSources(Protocol):
    def __call__(
        self, settings: Settings, sources: Sources, *, run_id: str, every: bool
    ) -> tuple[dict[str, SourceReport], Manners]: ...


class VisitPages(Protocol):
    def __call__(
        self,
        sources: Sources,
        settings: Settings,
        *,
        run_id: str,
        manners: Manners,
        reports: dict[str, SourceReport],
        every: bool = False,
    ) -> dict[str, SourceReport]: ...


@dataclass(frozen=True, slots=True)
class FetchSteps(RunSteps):
    """How each step of a fetch is run."""

    poll: PollSources = fetch_steps.poll_due
    visit: VisitPages = fetch_steps.visit_due
