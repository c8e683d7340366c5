"""The questions of pages: each is a file of SQL with named parameters, which a reader can also copy and run.

A file begins with comments: what it answers, then a line for each parameter,

    -- $outlet text?: only this publication

whose kind is text, day or number. A question mark means that the parameter may be omitted, and is then NULL.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from warehouse.backend.literal import literal
from warehouse.errors import BadQuery

Kind = Literal["text", "day", "number"]
Value = str | int | date | None

_PARAMETER = re.compile(r"-- \$(\w+) (text|day|number)(\??): (.+)")
_NAME = re.compile(r"\$([a-z_]+)")
MAX_TEXT = 2_000
"""Characters of a parameter."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question: required or optional."""

    name: str
    kind: Kind
    required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question and its SQL."""

    name: str
    title: str
    """What it answers, in a sentence."""
    parameters: tuple[Parameter, ...]
    sql: str
    """With `$name` for each parameter."""

    @property
    def pages(self) -> bool:
        """Whether its SQL itself limits the rows by $limit and $offset; otherwise a limit is appended."""
        return "$limit" in self.sql

    def values(self, given: Mapping[str, object]) -> dict[str, Value]:
        """The values of the parameters, parsed if they are texts. Raises BadQuery for wrong values."""
        unknown = set(given) - {parameter.name for parameter in self.parameters}
        if unknown:
            raise BadQuery(self.sql, f"{self.name} has no parameter {', '.join(sorted(unknown))}")
        return {parameter.name: self._value(parameter, given.get(parameter.name)) for parameter in self.parameters}

    def _value(self, parameter: Parameter, given: object) -> Value:
        if given is None or given == "":
            if parameter.required:
                raise BadQuery(self.sql, f"{self.name} needs {parameter.name}: {parameter.meaning}")
            return None
        try:
            return _read(parameter.kind, given)
        except ValueError:
            raise BadQuery(self.sql, f"{parameter.name} is no {parameter.kind}: {str(given)[:80]!r}") from None


def question(name: str) -> Question:
    """The question of this name. Raises KeyError for an unknown name."""
    return questions()[name]


@cache
def questions() -> dict[str, Question]:
    """All questions by name."""
    folder = files("warehouse.queries.questions")
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda entry: entry.name)
    return {
        entry.name.removesuffix(".sql"): parsed(entry.name.removesuffix(".sql"), entry.read_text(encoding="utf-8"))
        for entry in found
    }


def parsed(name: str, text: str) -> Question:
    """A question from its file."""
    head, said, parameters = 0, [], []
    lines = text.splitlines()
    while head < len(lines) and lines[head].startswith("--"):
        found = _PARAMETER.fullmatch(lines[head])
        if found:
            kind: Kind = "text" if found[2] == "text" else "day" if found[2] == "day" else "number"
            parameters.append(Parameter(found[1], kind, not found[3], found[4]))
        else:
            said.append(lines[head].removeprefix("-- "))
        head += 1
    return Question(name, " ".join(said), tuple(parameters), "\n".join(lines[head:]).strip())


def copied(question: Question, values: Mapping[str, Value]) -> str:
    """The SQL with the values in it, to be pasted into `cuttings sql`."""
    return _NAME.sub(lambda match: _literal(values[match[1]]) if match[1] in values else match[0], question.sql)


def _literal(value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return f"DATE '{value}'"
    return literal(value)


def _read(kind: Kind, given: object) -> Value:
    if kind == "number":
        number = int(str(given))
        if abs(number) > 2**53:
            raise ValueError(given)
        return number
    if kind == "day":
        return given if isinstance(given, date) else date.fromisoformat(str(given))
    if len(str(given)) > MAX_TEXT or "\x00" in str(given):
        raise ValueError(given)
    str(given).encode()  # a lone surrogate is not valid text
    return str(given)
