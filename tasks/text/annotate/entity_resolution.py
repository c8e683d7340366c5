"""Entity resolution across articles: which entities of different articles are the same.

Two entities are the same if they share a strong key: the folded full name of a person, the name of an organisation or
place, a well-known other name of it (AP, ISIS), or another full name that an article equates with it ("formerly known
as"). A surname alone is not a key: in each article it is a separate person. A surname with an office that only one
person holds ("President Lee") is the one person known by that office and name; if there are two, it is neither.

The result does not depend on the order of the articles: an entity's id is the smallest hash of its strong keys. If a
new article joins two entities, or brings a smaller hash, the old id is merged into the new one, and `Resolution.merges`
lists it.

What a warehouse stores for this: `entity_keys(key VARCHAR, entity_id VARCHAR)`, one row per key. Look up the rows of
`keys_of` of the batch's entities, give them to `resolve_across`, insert `Resolution.keys`, and apply `merges` to all
rows that hold an entity_id, `entity_keys` included.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from schemas.mention import Entity, EntityLabel
from tasks.text.annotate.gazetteer import CANONICAL
from tasks.text.annotate.languages.en.titles import is_title
from tasks.text.annotate.name_key import generation, name_key, person_key
from tasks.text.annotate.union import Union
from tasks.text.conventions.wordlist import wordlist

# Offices with one holder per country at a time, so that office and surname identify one person in the news of a period.
_UNIQUE_OFFICES = wordlist("president premier chancellor king queen pope emperor sultan emir ayatollah")
_ID_LENGTH = 32


class Found(NamedTuple):
    """An entity of one article. `scope` identifies the article: its id or its document number."""

    scope: str
    entity: Entity


class KnownKey(NamedTuple):
    """One row of `entity_keys`."""

    key: str
    entity_id: str


class Resolution(NamedTuple):
    """The ids of the given entities by position, the rows to add to `entity_keys`, and the merged ids."""

    ids: tuple[str, ...]
    keys: tuple[KnownKey, ...]
    merges: tuple[tuple[str, str], ...]
    """(old id, new id)."""


class _Keys(NamedTuple):
    strong: tuple[str, ...]
    office: tuple[str, ...]


def entity_id(key: str) -> str:
    """The id that follows from a key alone."""
    return hashlib.sha256(key.encode()).hexdigest()[:_ID_LENGTH]


def keys_of(found: Found) -> tuple[str, ...]:
    """The keys under which a warehouse may know an entity."""
    keys = _keys(found)
    return (*keys.strong, *keys.office, *(f"person|{key}" for key in keys.office))


def resolve_across(found: Sequence[Found], known: Iterable[KnownKey]) -> Resolution:
    """The ids of a batch's entities. `known`: the stored rows for their keys."""
    keys = [_keys(one) for one in found]
    groups = _Components()
    old: dict[str, set[str]] = {}
    for row in known:
        old.setdefault(row.key, set()).add(row.entity_id)
        if not _is_office(row.key):
            groups.join(row.key, f"id {row.entity_id}")
    for one in keys:
        for key in one.strong:
            groups.join(one.strong[0], key)
    for key, owners in _holders(keys, old).items():
        roots = {groups.root(owner) for owner in owners}
        if len(roots) == 1:
            groups.join(_bare(key), roots.pop())
    names = groups.names()
    ids = tuple(names[groups.root(one.strong[0])] for one in keys)
    return Resolution(ids, _rows(keys, ids, old), _merges(old, groups, names))


def _keys(found: Found) -> _Keys:
    entity = found.entity
    forms = (entity.name, *entity.aliases)
    if entity.label == "person":
        return _person_keys(found, forms)
    strong = [_key(entity.label, entity.name)]
    # Initials and shortened names mean different organisations in different articles.
    whole = [
        one for one in forms[1:] if one.casefold() in CANONICAL or (" " in one and len(one) > len(entity.name) / 2)
    ]
    strong.extend(_key(entity.label, form) for form in whole)
    return _Keys(tuple(dict.fromkeys(strong)), ())


def _person_keys(found: Found, forms: tuple[str, ...]) -> _Keys:
    strong: list[str] = []
    office: list[str] = []
    for form in forms:
        words = form.split()
        titles = [word.lower() for word in words if is_title(word)]
        bare = words[len(titles) :] if titles else words
        if len(bare) > 1:
            strong.append(f"person|{person_key(' '.join(bare))}")
        if bare:
            name = " ".join(bare)
            surname = person_key(name).split()[-1 - len(generation(name)) :][:1]
            office.extend(f"office|{title} {surname[0]}" for title in titles if title in _UNIQUE_OFFICES and surname)
    offices = tuple(dict.fromkeys(office))
    if not strong:
        own = offices[0] if offices else f"{found.scope} {person_key(found.entity.name)}"
        return _Keys((f"person|{own}",), offices)
    return _Keys(tuple(dict.fromkeys(strong)), offices)


def _key(label: EntityLabel, form: str) -> str:
    return f"{label}|{name_key(CANONICAL.get(form.casefold(), form))}"


def _is_office(key: str) -> bool:
    return key.startswith("office|")


def _bare(office: str) -> str:
    """The strong key of a person with only an office and a surname."""
    return f"person|{office}"


def _holders(keys: list[_Keys], old: dict[str, set[str]]) -> dict[str, set[str]]:
    """The people with a full name, by the office and surname that an article gives them."""
    holders: dict[str, set[str]] = {}
    for one in keys:
        for key in one.office:
            known = {f"id {owner}" for owner in old.get(key, ()) if owner != entity_id(_bare(key))}
            holders.setdefault(key, set()).update(known)
            if one.strong[0] != _bare(key):
                holders[key].add(one.strong[0])
    return holders


def _rows(keys: list[_Keys], ids: tuple[str, ...], old: dict[str, set[str]]) -> tuple[KnownKey, ...]:
    rows = {
        KnownKey(key, owner)
        for one, owner in zip(keys, ids, strict=True)
        for key in (*one.strong, *one.office)
        if owner not in old.get(key, ())
    }
    return tuple(sorted(rows))


def _merges(old: dict[str, set[str]], groups: "_Components", names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    moved: set[tuple[str, str]] = set()
    for owners in old.values():
        for owner in owners:
            root = groups.root(f"id {owner}")
            if root in names and names[root] != owner:
                moved.add((owner, names[root]))
    return tuple(sorted(moved))


class _Components(Union[str]):
    """Connected components of keys and known ids."""

    def names(self) -> dict[str, str]:
        """The id of each component by its root: the smallest hash of a key, or a known id if that is smaller.

        The hash of an office is used only for a component without other keys.
        """
        smallest: dict[str, tuple[bool, str]] = {}
        bare = {entity_id(key) for key in self.parent if key.startswith("person|office|")}
        for key in self.parent:
            own = key.removeprefix("id ") if key.startswith("id ") else entity_id(key)
            root = self.root(key)
            smallest[root] = min((own in bare, own), smallest.get(root, (True, "~")))
        return {root: own for root, (_, own) in smallest.items()}
