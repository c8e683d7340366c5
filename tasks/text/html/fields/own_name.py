"""Whether an author's name is the outlet's own, so that the site signs and not a writer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from schemas.article import Author
from tasks.text.html.fields.outlet_affix import folded, host_label

COMPANY = re.compile(
    r"[\s,](?:inc|llc|llp|ltd|limited|gmbh|ag|pc|corp|corporation|company|co|plc|bv|sa|srl)\.?$", re.IGNORECASE
)
_SHORT_NAME = 5


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The names of a page's outlet, folded for comparison."""

    names: frozenset[str]
    host: str
    """The name in its host, such as "fjordpost" of www.fjordpost.example; empty: unknown."""

    @classmethod
    def of(cls, url: str | None, outlets: Iterable[str]) -> "OwnNames":
        """The names that the page states, and the one in its address."""
        return cls(frozenset(map(folded, outlets)) - {""}, folded(host_label(url)))

    def holds(self, author: Author) -> bool:
        """Whether an author is the outlet: "Fjord Post", or the company "Fjord Post Media Inc". A person whose own site
        has the person's name is a person."""
        key = folded(author.name)
        if key in self.names:
            return True
        if key == self.host:
            return author.kind != "person" or " " not in author.name
        known = (name for name in (*self.names, self.host) if len(name) > _SHORT_NAME)
        return author.kind == "desk" and COMPANY.search(author.name) is not None and key.startswith(tuple(known))
