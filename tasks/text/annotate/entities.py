"""Coreference within one article: the entity of each mention."""

import re
from collections import Counter, defaultdict
from itertools import pairwise

from schemas.mention import Entity, EntityLabel, Mention
from tasks.text.annotate.gazetteer import CANONICAL
from tasks.text.annotate.labelled_mentions import LabelledMention
from tasks.text.annotate.languages.en.titles import is_title
from tasks.text.annotate.mention_label import initials_of
from tasks.text.annotate.name_key import generation, name_key, person_key
from tasks.text.annotate.union import Union

_BRACKETED = re.compile(
    r"(?:['’]s)?,?\s{1,50}\((?:the\s{1,50}|known as\s{1,50}|or\s{1,50})?[\"“]?(?P<short>[A-Z][\w.&-]{1,11})[\"”]?[),;]"
)
_OTHER_NAME = re.compile(
    r",?\s{1,50}\(?(?:formerly|previously|once|also|better|now)?\s{0,50}(?:known|called|dubbed|named) "
    r"(?:as |by )?(?:the nom "
    r"de guerre )?$"
    r"|,?\s{1,50}\((?:formerly|born|aka|a\.k\.a\.)\s{1,50}$"
)
_REACH = 45
# A word that more names of one article share identifies nobody.
_TOO_MANY = 50
_GENERIC = frozenset(
    [
        "front",
        "group",
        "movement",
        "party",
        "army",
        "forces",
        "jabhat",
        "jebhat",
        "the",
        "of",
        "for",
        "and",
        "organization",
        "organisation",
        "state",
    ]
)

Form = tuple[EntityLabel, str]


class _Groups(Union[Form]):
    """Groups of name forms for the same entity. Forms with different labels are never joined."""

    def join(self, one: Form, other: Form) -> None:
        if self.root(one)[0] == self.root(other)[0]:
            super().join(one, other)


def resolve(names: list[LabelledMention], body: str) -> tuple[list[Entity], list[Mention]]:
    """The entities of an article in order of first mention, and the mentions with their entities."""
    groups = _Groups()
    forms = Counter((name.label, name.surface) for name in names)
    for form in forms:
        groups.root(form)
    _join_spellings(groups, forms)
    _join_people(groups, forms)
    _join_organisations(groups, forms)
    _join_introduced(groups, names, body)
    order: dict[Form, int] = {}
    members: dict[Form, dict[Form, None]] = {}
    for name in names:
        root = groups.root((name.label, name.surface))
        order.setdefault(root, len(order))
        members.setdefault(root, {})[name.label, name.surface] = None
    titled: dict[Form, list[str]] = {}
    for name in names:
        title = _titled(name, body) if name.label == "person" and name.field == "body" else None
        known = titled.setdefault(groups.root((name.label, name.surface)), [])
        if title is not None and title not in known:
            known.append(title)
    entities = [_entity(list(members[root]), titled[root], forms) for root in order]
    mentions = [
        Mention(
            field=name.field, surface=name.surface, label=name.label, start_char=name.start, end_char=name.end,
            entity=order[groups.root((name.label, name.surface))],
        )
        for name in names
    ]  # fmt: skip
    return entities, mentions


def _titled(name: LabelledMention, body: str) -> str | None:
    """The name with the title before it: "President Lee". None: there is no title."""
    words = body[max(0, name.start - 40) : name.start].split()
    taken: list[str] = []
    for word in reversed(words[-3:]):
        if not (word[:1].isupper() and is_title(word)) or body[name.start - 1 : name.start] != " ":
            break
        taken.insert(0, word)
    start = name.start - len(" ".join(taken)) - 1
    text = body[start : name.end]
    return text if taken and text.startswith(taken[0]) else None


def _entity(found: list[Form], titled: list[str], forms: Counter[Form]) -> Entity:
    label = found[0][0]
    surfaces = [surface for _, surface in found]

    def rank(surface: str) -> tuple[int, bool, int, int]:
        words = len(surface.split())
        shouted = surface.isupper() and any(one != surface and one.casefold() == surface.casefold() for one in surfaces)
        # The fullest form; on a tie, the one that is not in capitals and the most frequent one.
        return (
            min(words, 4),
            not shouted,
            forms[label, surface],
            -surfaces.index(surface),
        )

    name = max(surfaces, key=rank)
    return Entity(label=label, name=name, aliases=tuple(surface for surface in (*surfaces, *titled) if surface != name))


def _join_spellings(groups: _Groups, forms: Counter[Form]) -> None:
    """Join the same name in capitals, with another apostrophe, or under a well-known other name."""
    by_key: dict[tuple[EntityLabel, str], Form] = {}
    for form in forms:
        label, surface = form
        key = person_key(surface) if label == "person" else name_key(CANONICAL.get(surface.casefold(), surface))
        first = by_key.setdefault((label, key), form)
        groups.join(first, form)


def _join_people(groups: _Groups, forms: Counter[Form]) -> None:
    """Join a shorter form with the longer one, if only one person of the article has it."""
    keys = {form: person_key(form[1]).split() for form in forms if form[0] == "person"}
    keys = {form: words[: len(words) - len(generation(form[1]))] for form, words in keys.items()}
    having: dict[str, list[Form]] = defaultdict(list)
    for form, words in keys.items():
        for word in set(words):
            having[word].append(form)
    for form, words in keys.items():
        if not words or len(having[words[-1]]) > _TOO_MANY:
            continue
        longer = [one for one in having[words[-1]] if len(keys[one]) > len(words) and _short_for(words, keys[one])]
        if len(words) > 1:
            longer = [one for one in longer if generation(one[1]) == generation(form[1])]
        owner = _only(groups, longer) or _only(groups, [one for one in longer if keys[one][-1] == words[-1]])
        owner = owner or (_foremost(groups, longer, forms) if len(words) == 1 else None)
        if owner is not None:
            groups.join(form, owner)


def _only(groups: _Groups, candidates: list[Form]) -> Form | None:
    """The one entity of all candidates. None: there are none, or several."""
    return candidates[0] if len({groups.root(one) for one in candidates}) == 1 else None


def _foremost(groups: _Groups, candidates: list[Form], forms: Counter[Form]) -> Form | None:
    """The candidate that is named at least three times as often as any other. None: there is none."""
    counts: Counter[Form] = Counter()
    for one in candidates:
        counts[groups.root(one)] += forms[one]
    ranked = counts.most_common(2)
    return ranked[0][0] if len(ranked) == 2 and ranked[0][1] >= 3 * ranked[1][1] else None


def _short_for(short: list[str], long: list[str]) -> bool:
    if len(short) == 1:
        return short[0] in (long[-1], long[0]) or (len(long) > 2 and short[0] in long)
    return (short[0] == long[0] and short[-1] == long[-1]) or short == long[-len(short) :]


def _join_organisations(groups: _Groups, forms: Counter[Form]) -> None:
    """Join initials and shortened forms of one organisation: "Magna" of "Magna International Inc", "SDF", "Nusra
    Front"."""
    cores = {form: _core(form[1]) for form in forms if form[0] == "organisation"}
    having: dict[str, list[Form]] = defaultdict(list)
    for form, core in cores.items():
        for word in {*core[:1], *core[-1:], _initials(form[1])}:
            having[word].append(form)
    for form, core in cores.items():
        surface = form[1]
        if surface.isupper() and " " not in surface and surface.casefold() not in CANONICAL:
            longer = [one for one in having[surface.replace(".", "")] if " " in one[1]]
        else:
            near = [*having[core[0]], *having[core[-1]]] if core else []
            longer = [one for one in near[:_TOO_MANY] if one != form and _contains(cores[one], core)]
        owner = _only(groups, longer)
        if owner is not None:
            groups.join(form, owner)


def _core(surface: str) -> list[str]:
    """The words that distinguish an organisation from others."""
    return [word for word in person_key(surface).split() if word not in _GENERIC]


def _contains(long: list[str], short: list[str]) -> bool:
    """Whether the short form is the first or the last words of the long one: a company is known by its first words, a
    movement by its last."""
    return (
        len(long) >= len(short) and (long[: len(short)] == short or long[-len(short) :] == short) and len(short[0]) > 3
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word and word[0].isupper())


def _join_introduced(groups: _Groups, names: list[LabelledMention], body: str) -> None:
    """Join names that the text itself equates: "Hayat Tahrir al-Sham (HTS)", "X, formerly known as Y"."""
    inside = [name for name in names if name.field == "body"]
    known = {name.surface: name.label for name in inside}
    for name in inside:
        short = _BRACKETED.match(body, name.end, name.end + _REACH)
        if short and short["short"] in known and initials_of(name.surface, short["short"]):
            groups.join((name.label, name.surface), (known[short["short"]], short["short"]))
    for name, after in pairwise(inside):
        near = after.start - name.end < _REACH and after.label == name.label
        if near and _OTHER_NAME.fullmatch(body, name.end, after.start):
            groups.join((name.label, name.surface), (after.label, after.surface))
