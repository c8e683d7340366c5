"""Entities as entities.toml states them; its entries take precedence over what was found."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from schemas.outlet import StatedEntity

_ID_LENGTH = 32


def stated_entity_id(stated: StatedEntity) -> str:
    """The id of an entity of entities.toml. It depends on the label and the name only, not on articles."""
    return _id(f"stated|{stated.label}|{_folded(stated.name)}")


def apart_id(label: str, form: str) -> str:
    """The id of an entity of which entities.toml only states who it is not."""
    return _id(f"apart|{label}|{_folded(form)}")


def ids_of_file(stated: Iterable[StatedEntity]) -> frozenset[str]:
    """All ids that the file can assign."""
    return frozenset(
        one for entry in stated for one in (stated_entity_id(entry), *(apart_id(entry.label, n) for n in entry.not_))
    )


class StatedIdentities:
    """Looks up which entity of entities.toml an entity of an article is."""

    def __init__(self, stated: Sequence[StatedEntity], owned: Mapping[str, str]) -> None:
        """`owned`: the id of the stated entity, by the id that its names have without the file."""
        self._owned = owned
        self._forms: dict[tuple[str, str], str] = {
            (entry.label, _folded(form)): stated_entity_id(entry)
            for entry in stated
            for form in (entry.name, *entry.forms)
        }
        self._apart = {
            (stated_entity_id(entry), _folded(form)): apart_id(entry.label, form)
            for entry in stated
            for form in entry.not_
        }

    def of(self, label: str, names: Sequence[str], found: str) -> str | None:
        """The id that the file assigns to an entity. `names`: the fullest first; `found`: its id without the file.
        None: the file does not mention it."""
        for name in names:
            own = self._forms.get((label, _folded(name)))
            if own:
                return own
        owner = self._owned.get(found)
        if owner is None:
            return None
        return next((self._apart[owner, key] for key in map(_folded, names) if (owner, key) in self._apart), owner)


def _folded(form: str) -> str:
    return " ".join(form.casefold().split())


def _id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:_ID_LENGTH]
