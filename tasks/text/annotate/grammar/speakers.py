"""The speaker of a cue according to the dependency tree, as word positions in the sentence."""

from typing import NamedTuple

from tasks.text.annotate.engine.tree import Tree
from tasks.text.annotate.grammar.word_order import over_insertion, speaker_head
from tasks.text.conventions.wordlist import wordlist

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_OBJECTS = frozenset({"him", "them", "us", "me", "her", "themselves", "himself", "herself", "it"})
_CLIMB = frozenset(
    {"conj", "advcl", "xcomp", "ccomp", "pcomp", "prep", "dep", "acl", "pobj", "dobj", "attr", "acomp", "oprd"}
)
_TRAILING = frozenset({"relcl", "appos", "acl", "advcl", "punct", "parataxis", "dep"})
_MOVING = wordlist(
    "inspire inspires inspired lead leads led prompt prompts prompted cause causes caused get gets got force forces "
    "forced encourage encourages encouraged ask asks asked tell tells told urge urges urged want wants wanted order "
    "orders ordered push pushes pushed"
)
"""Verbs whose object does what their infinitive states."""


class SpeakerWords(NamedTuple):
    """The speaker's noun phrase: its head, its words without additions after it, and these additions, which are the
    role."""

    head: int
    first: int
    last: int
    role: tuple[int, int] | None
    relative: int | None = None
    """The relative pronoun ("who") that stands for the speaker beside the cue. None: there is none."""


def speaker_of(tree: Tree, cue: int) -> SpeakerWords | None:
    """The speaker of a cue verb, noun or adjective: its subject, owner or agent. None: the sentence names none."""
    if tree.words[cue].lower() == "according":
        to = tree.child(cue, "prep")
        source = tree.child(to if to is not None else cue, "pobj")
        return None if source is None else phrase(tree, source)
    if tree.tags[cue].startswith("NN"):
        head = _owner(tree, cue)
        return None if head is None else phrase(tree, head)
    head = speaker_head(tree, cue)
    if (
        head is None
        and tree.tags[cue] == "VBG"
        and tree.tags[cue - 1] in {"NNP", "NNPS"}
        and tree.heads[cue - 1] == cue
    ):
        head = cue - 1  # "with Ann Lee asking"
    if head is None:
        head = _subject(tree, cue)
    if head is None:
        head = _beside(tree, cue)
    if head is None:
        return None
    found = phrase(tree, head)
    relative = tree.child(cue, "nsubj", "nsubjpass")
    if relative is not None and tree.deps[cue] == "relcl" and tree.words[relative].lower() in _RELATIVES:
        return found._replace(relative=relative)
    return found


def phrase(tree: Tree, head: int) -> SpeakerWords:
    """The noun phrase around its head."""
    first, last = tree.left(head), head
    role: tuple[int, int] | None = None
    for kid in tree.children[head]:
        dep = tree.deps[kid]
        if kid > head and dep == "punct":
            continue
        if kid > head and dep == "appos" and tree.left(kid) == last + 1 and tree.tags[kid] in {"NNP", "NNPS"}:
            last = tree.right(kid)  # "the legal scholar Ann Lee"
            continue
        if kid > head and dep in _TRAILING:
            if dep == "appos" and role is None:
                role = tree.left(kid), tree.right(kid)
            break
        if kid < head and dep in {"relcl", "acl", "advcl", "parataxis"}:
            first = tree.right(kid) + 1
        if kid > head:
            last = max(last, tree.right(kid))
    bracket = next((at for at in range(head + 1, last + 1) if tree.words[at] in {"(", "["}), None)
    if bracket is not None:
        last = bracket - 1
    while first < head and tree.deps[first] in {"punct", "cc", "advmod", "preconj"} and tree.heads[first] == head:
        first += 1
    return SpeakerWords(head, first, last, role)


def _subject(tree: Tree, cue: int) -> int | None:
    at = cue
    for _ in range(8):
        if at == cue and _passive(tree, at):
            return _agent(tree, at)
        subject = tree.child(at, *_SUBJECTS)
        if subject is not None:
            return _antecedent(tree, at, subject)
        dep = tree.deps[at]
        if dep == "acl" and tree.tags[tree.heads[at]].startswith(("NN", "PRP")):
            return tree.heads[at] if tree.tags[at] != "VBN" else _agent(tree, at)
        if dep == "relcl":
            return tree.heads[at]
        aside = over_insertion(tree, at)
        if aside is not None:
            return aside
        if dep in _CLIMB and tree.heads[at] != at:
            asked = _asked(tree, at)
            if asked is not None:
                return asked
            at = tree.heads[at]
            continue
        return None
    return None


def _asked(tree: Tree, verb: int) -> int | None:
    """The person whom another verb asks, tells or moves to do what this verb states: "inspired Ann Lee to urge". None:
    there is none."""
    above = tree.heads[verb]
    moves = tree.deps[verb] == "xcomp" or (tree.deps[verb] == "advcl" and tree.words[above].lower() in _MOVING)
    if not moves or tree.tags[verb] != "VB" or above >= verb:
        return None
    moved = tree.child(above, "dobj")
    if moved is None or not above < moved < verb or tree.words[above].lower().startswith("promis"):
        return None
    return moved


def _head_of_name(tree: Tree, at: int) -> int:
    """The last word of a name that begins here: "said Senator Ann Lee"."""
    while tree.deps[at] in {"compound", "nmod"} and at < tree.heads[at] <= at + 6:
        at = tree.heads[at]
    return at


def _beside(tree: Tree, cue: int) -> int | None:
    """The name or pronoun directly before or after the cue, for a cue without a subject in the tree; else the nearest
    subject before it. None: there is none."""
    for at in (cue - 1, cue + 1):
        if (
            0 <= at < len(tree.words)
            and tree.tags[at] in {"NNP", "NNPS", "PRP", "NNS"}
            and tree.words[at].lower() not in _OBJECTS
        ):
            return _head_of_name(tree, at)
    if _passive(tree, cue):
        return None
    # Else the nearest subject before it.
    for at in range(cue - 1, max(-1, cue - 25), -1):
        if (
            tree.deps[at] in {"nsubj", "nsubjpass"}
            and tree.tags[at].startswith(("NN", "PRP"))
            and tree.words[at].lower() != "it"
        ):
            return at
    return None


def _passive(tree: Tree, at: int) -> bool:
    if tree.child(at, "auxpass", "nsubjpass") is not None:
        return True
    return tree.tags[at] == "VBN" and tree.child(at, "agent") is not None and tree.child(at, "aux") is None


def _agent(tree: Tree, at: int) -> int | None:
    by = tree.child(at, "agent")
    return tree.child(by, "pobj") if by is not None else None


def _antecedent(tree: Tree, verb: int, subject: int) -> int | None:
    word = tree.words[subject].lower()
    if word in _RELATIVES and tree.deps[verb] == "relcl":
        return tree.heads[verb]
    if tree.deps[subject] == "expl" or tree.tags[subject] == "EX":
        return None
    return subject


def _owner(tree: Tree, noun: int) -> int | None:
    """The owner of a noun ("his claim", "the claim by Ann Lee"); else the subject of the verb on which the noun
    depends. None: there is none."""
    owner = tree.child(noun, "poss")
    if owner is not None:
        return owner
    for kid in tree.kids(noun, "prep", "agent"):
        if tree.words[kid].lower() in {"by", "from", "among"}:
            return tree.child(kid, "pobj")
    verb = tree.heads[noun]
    if tree.deps[noun] in {"dobj", "attr", "pobj"}:
        if tree.deps[noun] == "pobj":
            verb = tree.heads[verb]
        if tree.tags[verb].startswith("VB"):
            return _subject(tree, verb)
    return None
