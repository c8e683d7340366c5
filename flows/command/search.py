"""`cuttings search`: articles by their words."""

import argparse
import json
import sys
from dataclasses import asdict

from flows.command.terminal import counted, say
from schemas.settings import Settings
from warehouse.search import index
from warehouse.search.results import Facet, Found, results

_MARK, _PLAIN = "\x1b[1m", "\x1b[22m"


def run_search(given: argparse.Namespace, settings: Settings) -> int:
    """Prints hits with their passages; with `--rebuild`, builds the index again first."""
    if given.rebuild:
        say(f"{counted(index.rebuild(settings.home), 'article')} indexed")
    if not given.query:
        return 0
    index.update(settings.home)
    query = " ".join(given.query)
    page = results(settings.home, query, order=given.order, limit=given.limit)
    if given.json:
        for one in page.found:
            sys.stdout.write(json.dumps(asdict(one), default=str, ensure_ascii=False) + "\n")
        return 0
    for one in page.found:
        said = " · ".join(str(part) for part in (one.published_on, one.publication, one.article_id[:12]) if part)
        say(f"{one.headline or '(no headline)'}\n  {said}\n  {_marked(one, color=sys.stdout.isatty())}")
    say(counted(page.total, "article"))
    if page.total > 1:
        say(f"outlets: {_told(page.outlets)}\nlanguages: {_told(page.languages)}")
    return 0


def _told(facets: tuple[Facet, ...]) -> str:
    return ", ".join(f"{facet.value or '(not said)'} {facet.articles}" for facet in facets)


def _marked(one: Found, *, color: bool) -> str:
    begin, end = (_MARK, _PLAIN) if color else ("[", "]")
    text, at, parts = one.passage.text, 0, []
    for start, stop in one.passage.marks:
        parts += [text[at:start], begin, text[start:stop], end]
        at = stop
    return " ".join("".join([*parts, text[at:]]).split())
