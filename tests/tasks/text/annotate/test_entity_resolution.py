"""Who is who across articles: merged on evidence, whatever the order."""

import pytest

from schemas.mention import Entity, EntityLabel
from tasks.text.annotate.entity_resolution import Found, KnownKey, keys_of, resolve_across
from tasks.text.annotate.name_key import name_key, person_key


def found(scope: str, label: EntityLabel, name: str, *aliases: str) -> Found:
    return Found(scope, Entity(label=label, name=name, aliases=aliases))


def in_batches(batches: list[list[Found]]) -> dict[Found, str]:
    """Ids after all batches, with the merges applied as a warehouse applies them."""
    table: set[KnownKey] = set()
    ids: dict[Found, str] = {}
    for batch in batches:
        wanted = {key for one in batch for key in keys_of(one)}
        result = resolve_across(batch, [row for row in sorted(table) if row.key in wanted])
        moved = dict(result.merges)
        table = {KnownKey(row.key, moved.get(row.entity_id, row.entity_id)) for row in table | set(result.keys)}
        ids = {one: moved.get(owner, owner) for one, owner in ids.items()}
        ids.update(zip(batch, result.ids, strict=True))
    return ids


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ahmed al-Tarif", "Ahmad Al-Tarif"),
        ("Mohammed Hussein", "Muhammad Husain"),
        ("José Núñez", "Jose Nunez"),
        ("Orla J. Finch", "Orla Finch"),
        ("Orla J. Finch, Jr.", "Orla Finch Jr"),
        ("Yousef al-Shara'a", "Yusuf el-Sharaa"),
    ],
)
def test_spellings_of_one_person(one: str, other: str) -> None:
    assert person_key(one) == person_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orla Finch", "Orla Finck"),
        ("Orla Finch", "Olga Finch"),
        ("A. Finch", "Orla Finch"),
        ("Orla Finch Jr.", "Orla Finch"),
    ],
)
def test_different_people(one: str, other: str) -> None:
    assert person_key(one) != person_key(other)


def test_name_key() -> None:
    assert name_key("The Northport Times") == name_key("NORTHPORT TIMES")


BATCH = [
    found("1", "person", "Ahmed al-Tarif", "al-Tarif", "Abu Omar al-Nuri"),
    found("2", "person", "Ahmad Al-Tarif", "President Al-Tarif"),
    found("3", "person", "Abu Omar al-Nuri"),
    found("4", "person", "Al-Tarif", "President Al-Tarif"),
    found("5", "person", "Finch"),
    found("6", "person", "Finch"),
    found("7", "person", "Orla Finch", "Finch"),
    found("8", "organisation", "AP"),
    found("9", "organisation", "Associated Press", "AP"),
    found("10", "organisation", "ISIL"),
    found("11", "organisation", "Islamic State", "IS"),
    found("12", "place", "Islamic State"),
]
TOGETHER = [{0, 1, 2, 3}, {4}, {5}, {6}, {7, 8}, {9, 10}, {11}]


@pytest.mark.parametrize("size", [1, 3, 12])
@pytest.mark.parametrize("turn", range(6))
def test_same_entities_in_any_order(size: int, turn: int) -> None:
    order = BATCH[turn * 2 :] + BATCH[: turn * 2]
    if turn % 2:
        order.reverse()
    ids = in_batches(
        [list(part) for part in (order[at : at + size] for at in range(0, len(order), size))] if size < 12 else [order]
    )
    groups: dict[str, set[int]] = {}
    for one, owner in ids.items():
        groups.setdefault(owner, set()).add(BATCH.index(one))
    assert sorted(map(sorted, groups.values())) == sorted(map(sorted, TOGETHER))


def test_ids_do_not_depend_on_the_order() -> None:
    assert in_batches([[one] for one in BATCH]) == in_batches([[one] for one in reversed(BATCH)])


def test_two_presidents_of_one_name_take_no_bare_one() -> None:
    batch = [
        found("1", "person", "Orla Finch", "President Orla Finch"),
        found("2", "person", "Jonas Finch", "President Jonas Finch"),
        found("3", "person", "Finch", "President Finch"),
    ]
    assert len(set(resolve_across(batch, []).ids)) == 3


def test_twice_the_same_batch_changes_nothing() -> None:
    first = resolve_across(BATCH, [])
    again = resolve_across(BATCH, first.keys)
    assert again.ids == first.ids
    assert again.keys == ()
    assert again.merges == ()
