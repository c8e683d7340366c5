"""What a person says of outlets and of entities: the entries of outlets.toml and entities.toml."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field

from schemas.mention import EntityLabel
from schemas.record import Record

PYTHON_PATTERNS = ConfigDict(regex_engine="python-re")
"""For records with letters of any script in a pattern. The engine that pydantic has of its own takes a tenth of a
second for `\\w{1,80}`, each time the program starts. In this one the end of a text is `\\Z`."""

OutletKind = Literal["newspaper", "magazine", "agency", "broadcaster", "online", "blog", "institution", "aggregator"]
"""institution: a body that speaks for itself (a ministry, a company); aggregator: prints what others wrote."""


def _host(value: str) -> str:
    """A host name without `www.`. Raises ValueError."""
    host = value.strip().lower().removeprefix("www.").rstrip(".")
    if not re.fullmatch(r"[^\s/:@.]{1,63}(?:\.[^\s/:@.]{1,63}){1,9}", host):
        raise ValueError(f'a domain is wanted, such as "courier.example", not {value!r}')
    return host


def _text(value: str) -> str:
    """A text that says something. Raises ValueError."""
    text = " ".join(value.split())
    if not text:
        raise ValueError("is empty")
    return text


Host = Annotated[str, AfterValidator(_host)]
Text = Annotated[str, AfterValidator(_text)]


class StatedOutlet(Record):
    """An outlet as outlets.toml gives it. All articles that print one of its names, or stand at one of its domains, are
    its own."""

    model_config = PYTHON_PATTERNS

    name: Text
    """How it is shown."""
    id: str | None = Field(default=None, pattern=r"^[\w.-]{1,80}\Z")
    """None: its first domain, else its name in lower case with hyphens."""
    aliases: tuple[Text, ...] = ()
    """Other names that it is printed under."""
    domains: tuple[Host, ...] = ()
    """Hosts, each with its subdomains. Two outlets may share one: then names tell them apart."""
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}\Z")
    """ISO 3166-1, two letters."""
    language: str | None = Field(default=None, pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
    """BCP 47."""
    kind: OutletKind | None = None


class StatedEntity(Record):
    """A person, organisation or place as entities.toml gives it: all of its forms are one, and no other's."""

    model_config = PYTHON_PATTERNS

    name: Text
    """How it is shown."""
    label: EntityLabel = "person"
    forms: tuple[Text, ...] = ()
    """Other names that always mean this one."""
    not_: tuple[Text, ...] = Field(default=(), alias="not")
    """Names that the reader took for this one: whoever is called so is somebody else."""
    wikidata: str | None = Field(default=None, pattern=r"^Q[1-9]\d{0,11}\Z")
    """Its item in Wikidata: Q42."""
