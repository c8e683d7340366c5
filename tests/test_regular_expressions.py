"""Every regular expression of the project runs in linear time on whatever a stranger writes.

Each is pumped: what it repeats is repeated thousands of times, alone, behind what may stand before it, and with an end
that almost fits. Four times the text may cost about four times the CPU time, and never sixteen times.
"""

import ast
import importlib
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from time import process_time
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    str(file.relative_to(ROOT).with_suffix("")).replace("/", ".")
    for room in ("schemas", "tasks", "warehouse", "flows")
    for file in (ROOT / room).rglob("*.py")
    if file.name != "__init__.py" and "re." in file.read_text(encoding="utf-8")
)
SMALL, FOUR_TIMES = 4_000, 16_000
HARMLESS_SECONDS = 0.06
"""CPU time of the large text below which nothing needs to be compared: a quadratic pattern takes twice as long."""
MOST_GROWTH = 8.0
MOST_SECONDS = 0.5
"""CPU time after which a pattern is given up: a linear one takes a millisecond."""
SIGNS = "a0 .,-/:;<>\"'=&%@#()[]{}_\n\tA1zéЖ中"


def sample(tree: Any, chosen: int = 0) -> str:  # noqa: ANN401 - the standard library's own tree has no types
    """A text that the parsed pattern matches, or nearly so; `chosen` picks among alternatives."""
    return "".join(_sample(code, value, chosen) for code, value in tree)


def _sample(code: Any, value: Any, chosen: int) -> str:  # noqa: ANN401
    if code is codes.LITERAL:
        return chr(int(value))
    if code is codes.NOT_LITERAL:
        return next(sign for sign in SIGNS if ord(sign) != value)
    if code is codes.ANY:
        return "a"
    if code is codes.IN:
        literal = next((member for code, member in value if code is codes.LITERAL), 97)
        return next((sign for sign in SIGNS if _is_in(value, sign)), chr(literal))
    if code is codes.BRANCH:
        return sample(value[1][chosen % len(value[1])], chosen)
    if code is codes.SUBPATTERN:
        return sample(value[3], chosen)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return sample(value[2], chosen) * max(int(value[0]), 1)
    if code is codes.ATOMIC_GROUP:
        return sample(value, chosen)
    return ""


def _is_in(members: Any, sign: str) -> bool:  # noqa: ANN401
    negated = bool(members) and members[0][0] is codes.NEGATE
    found = False
    for code, value in members:
        if code is codes.LITERAL:
            found |= ord(sign) == value
        elif code is codes.RANGE:
            found |= value[0] <= ord(sign) <= value[1]
        elif code is codes.CATEGORY:
            found |= bool(re.match(CATEGORIES[value], sign))
    return found != negated


CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


def repeats(tree: Any, before: str, chosen: int) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """What the pattern repeats, each with a text that may stand before it."""
    for code, value in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            yield before, sample(value[2], chosen)
            yield from repeats(value[2], before, chosen)
        elif code is codes.SUBPATTERN:
            yield from repeats(value[3], before, chosen)
        elif code is codes.BRANCH:
            yield from repeats(value[1][chosen % len(value[1])], before, chosen)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from repeats(value[1], before, chosen)
        before += _sample(code, value, chosen)


def pumps(pattern: "re.Pattern[str]") -> set[tuple[str, str, str]]:
    """Texts to pump: a beginning, what is repeated, an end."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    made: set[tuple[str, str, str]] = set()
    for chosen in range(3):
        whole = sample(tree, chosen)
        made |= {("", whole[:40], "\x00"), ("", whole[:-1][:40], ""), ("", whole[:1], "\x00"), ("", whole[-1:], "\x00")}
        for before, piece in repeats(tree, "", chosen):
            made |= {(before[-40:], piece[:40], "\x00"), ("", piece[:40], ""), ("", before[-40:] + piece[:40], "\x00")}
    return {(start, piece, end) for start, piece, end in made if piece}


class Slow(Exception):
    pass


def stop(*_: object) -> None:
    raise Slow


def seconds(pattern: "re.Pattern[str]", text: str, *, anchored: bool) -> float:
    """CPU time of finding all matches, or of one match at the start. Raises Slow after `MOST_SECONDS`."""
    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    started = process_time()
    try:
        if anchored:
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for _ in pattern.finditer(text):
                pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return process_time() - started


def is_linear(pattern: "re.Pattern[str]", attack: tuple[str, str, str], *, anchored: bool = False) -> bool:
    start, piece, end = attack
    small, large = (start + piece * (length // len(piece)) + end for length in (SMALL, FOUR_TIMES))
    try:
        taken = seconds(pattern, large, anchored=anchored)
        if taken < HARMLESS_SECONDS:
            return True
        taken = min(taken, seconds(pattern, large, anchored=anchored))
        # A clock of coarse ticks may say that the small text took no time.
        return taken / max(seconds(pattern, small, anchored=anchored), HARMLESS_SECONDS / MOST_GROWTH) < MOST_GROWTH
    except Slow:
        return False


SOURCE = {module: (ROOT / (module.replace(".", "/") + ".py")).read_text(encoding="utf-8") for module in MODULES}


def is_anchored(name: str, module: str) -> bool:
    """Whether a pattern is only ever asked at the start of a text: it is never searched for."""
    uses = [
        use
        for text in (SOURCE[module], *(t for m, t in SOURCE.items() if m != module and f" import {name}" in t))
        for use in re.findall(rf"\b{name}\b(?!\s*(?::[^=\n]*)?=[^=])(\.\w+)?", text)
    ]
    return bool(uses) and set(uses) <= {".match", ".fullmatch"}


def patterns_in(value: Any, depth: int = 0) -> Iterator["re.Pattern[str]"]:  # noqa: ANN401
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
        else:
            yield re.compile(
                value.pattern.decode("latin-1"), value.flags & (re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE)
            )
    elif depth < 3 and isinstance(value, dict):
        for one in value.values():
            yield from patterns_in(one, depth + 1)
    elif depth < 3 and isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from patterns_in(one, depth + 1)


def written_inline(module: str) -> Iterator[tuple["re.Pattern[str]", bool]]:
    """Patterns that a function hands to `re` itself, and whether only the start of a text is asked."""
    tree = ast.parse((ROOT / (module.replace(".", "/") + ".py")).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        called, of, first = node.func.attr, node.func.value, node.args[0]
        if not (isinstance(of, ast.Name) and of.id == "re" and isinstance(first, ast.Constant)):
            continue
        if called not in ("escape", "compile"):
            anchored = called in ("match", "fullmatch")
            yield from ((pattern, anchored) for pattern in patterns_in(re.compile(first.value)))


OF_EXTRAS = {"tasks.text.annotate.engine.spacy_engine": "spacy"}
"""Modules that import what an extra brings."""


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_runs_in_linear_time(module: str) -> None:
    own: dict[re.Pattern[str], bool] = {}
    for pattern, anchored in written_inline(module):
        own[pattern] = anchored and own.get(pattern, True)
    if module in OF_EXTRAS:
        pytest.importorskip(OF_EXTRAS[module], reason="an extra that is not installed")
    for name, value in vars(importlib.import_module(module)).items():
        if not name.startswith("__"):
            anchored = isinstance(value, re.Pattern) and is_anchored(name, module)
            own |= {pattern: anchored and own.get(pattern, True) for pattern in patterns_in(value)}
    slow = [
        (pattern.pattern[:120], attack)
        for pattern, anchored in sorted(own.items(), key=lambda pair: pair[0].pattern)
        for attack in sorted(pumps(pattern))
        if not is_linear(pattern, attack, anchored=anchored)
    ]
    assert slow == []


@pytest.mark.parametrize("quadratic", [r"a+b", r"\s+$", r"x.*y", r"(?:ab?)+c", r"\d+[.]"])
def test_the_test_itself_finds_quadratic_patterns(quadratic: str) -> None:
    pattern = re.compile(quadratic, re.DOTALL)
    assert not all(is_linear(pattern, attack) for attack in pumps(pattern))


def test_the_test_itself_finds_what_is_slow_at_the_start_of_a_text() -> None:
    pattern = re.compile(r"(?:a+)+b")
    assert not all(is_linear(pattern, attack, anchored=True) for attack in pumps(pattern))
