"""The outlet of an article: one outlet for all spellings of its name and address.

An outlet is the publisher of a site. A name without an address belongs to the only site that prints it; otherwise it is
an outlet of its own. Entries of outlets.toml take precedence over both. The result depends only on which names stand at
which sites, not on the order or the number of articles.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from schemas.outlet import StatedOutlet
from tasks.text.conventions.address import canonicalise, site_of

_BARE_HOST = re.compile(r"(?:www\.)?[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,24}", re.IGNORECASE)
_NO_WORD = re.compile(r"[\W_]+")
_LEAST_LIKENESS = 4
"""Fewest characters that a site's name and an outlet's must have in common: too many names begin with "bbc"."""


class OutletForm(NamedTuple):
    """An outlet as one article states it."""

    name: str | None
    """As printed. None: no name is printed, or an address stands in its place."""
    name_key: str | None
    """The name in the form in which names are compared. None: as for `name`."""
    host: str | None
    """Host of the article's address. None: the article has no address."""


def outlet_form(publication: str | None, address: str | None) -> OutletForm:
    """The outlet form of a publication's name and an article's address. "/" and addresses are not names."""
    said = " ".join((publication or "").split())
    host = _host(address)
    if "://" in said or said.startswith("/") or _BARE_HOST.fullmatch(said):
        said, host = "", host or _host(said if "://" in said else f"https://{said}")
    key = name_key(said)
    return OutletForm(said if key else None, key, host)


def name_key(name: str) -> str | None:
    """A name without case, accents, punctuation and a leading "the". None: it contains no letter and no digit."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    words = _NO_WORD.sub(" ", plain.replace("'", "").replace("’", "")).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words) or None


def _host(address: str | None) -> str | None:
    plain = canonicalise(address) if address else None
    host = urlsplit(plain).hostname if plain else None
    return host if host and "." in host else None


@dataclass(frozen=True, slots=True)
class _Stated:
    """The entries of outlets.toml, by name and by host."""

    by_name: Mapping[str, Sequence[StatedOutlet]]
    by_host: Mapping[str, Sequence[StatedOutlet]]


def stated_id(outlet: StatedOutlet) -> str:
    """The id of an outlet that outlets.toml states."""
    return outlet.id or (outlet.domains[0] if outlet.domains else _slug(name_key(outlet.name) or outlet.name))


def outlet_ids(
    forms: Sequence[OutletForm], sites: Mapping[str, AbstractSet[str]], stated: Sequence[StatedOutlet]
) -> list[str | None]:
    """The id of each form's outlet; None if the article does not state one.

    `sites` are the hosts at which each `name_key` is printed, in all articles.
    """
    known = _index(stated)
    return [_outlet(form, sites, known) for form in forms]


def _outlet(form: OutletForm, sites: Mapping[str, AbstractSet[str]], stated: _Stated) -> str | None:
    if said := _of_stated(form.name_key, form.host, stated):
        return stated_id(said)
    if form.host:
        return site_of(f"https://{form.host}")
    if form.name_key is None:
        return None
    home = _home(form.name_key, sites.get(form.name_key, frozenset()))
    if home is None:
        return _slug(form.name_key)
    if said := _of_stated(form.name_key, home, stated):
        return stated_id(said)
    return site_of(f"https://{home}")


def _of_stated(key: str | None, host: str | None, stated: _Stated) -> StatedOutlet | None:
    """The stated outlet of a name and a host. If several outlets share the host, the name decides. None: none is
    stated, or the name does not decide."""
    named = stated.by_name.get(key, ()) if key else ()
    if host is None:
        return named[0] if len(named) == 1 else None
    labels = host.split(".")
    for at in range(len(labels) - 1):
        there = stated.by_host.get(".".join(labels[at:]), ())
        both = [outlet for outlet in there if outlet in named]
        if both or len(there) == 1:
            return (both or list(there))[0]
    anywhere = [outlet for outlet in named if not outlet.domains]
    return anywhere[0] if len(anywhere) == 1 else None


def _home(key: str, hosts: AbstractSet[str]) -> str | None:
    """The host of an outlet whose name is printed without an address. None: unknown.

    It is the only site that prints the name, or the only one of several whose own name resembles it (the pages of an
    agency's clients print the agency's name too).
    """
    by_site: dict[str, str] = {}
    for host in sorted(hosts):
        by_site.setdefault(site_of(f"https://{host}") or host, host)
    if len(by_site) == 1:
        return next(iter(by_site.values()))
    joined = key.replace(" ", "")
    alike = [host for site, host in by_site.items() if _alike(joined, site)]
    return alike[0] if len(alike) == 1 else None


def _alike(joined: str, site: str) -> bool:
    label = site.split(".", maxsplit=1)[0].replace("-", "")
    return min(len(label), len(joined)) >= _LEAST_LIKENESS and (label in joined or joined in label)


def _slug(key: str) -> str:
    return key.replace(" ", "-")


def _index(stated: Sequence[StatedOutlet]) -> _Stated:
    by_name: dict[str, list[StatedOutlet]] = {}
    by_host: dict[str, list[StatedOutlet]] = {}
    for outlet in stated:
        for key in dict.fromkeys(name_key(name) for name in (outlet.name, *outlet.aliases)):
            if key:
                by_name.setdefault(key, []).append(outlet)
        for host in outlet.domains:
            by_host.setdefault(host, []).append(outlet)
    return _Stated(by_name, by_host)
