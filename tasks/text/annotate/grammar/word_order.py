"""Speakers by word order, in the fixed forms of attributions in news, which a parser may misread.

"..., said Ann Lee, the mayor", "the plan, Ann Lee said, ...", "Ann Lee, who left in May, said ...".
"""

from tasks.text.annotate.engine.tree import Tree
from tasks.text.annotate.languages.en.cues import VERB_OF
from tasks.text.conventions.wordlist import wordlist

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NAMES = frozenset({"NNP", "NNPS"})
_NOUNS = frozenset({"NN", "NNS", *_NAMES})
# Verbs of saying that may stand before their subject; before "the ..." only those that take no other noun as object.
_INVERTED = wordlist(
    "say add note explain warn write argue claim insist report conclude admit recall remark reply observe suggest "
    "declare predict concede comment"
)
_INVERTED_BEFORE_ARTICLE = wordlist("say")
_ARTICLES = wordlist("a an the one his her its their")
_DAYS = wordlist("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow last this")
_RELATIVE = wordlist("who which whose whom")
_CLOSING = frozenset({"”", '"', "’", "''"})
_NO_OFFICE = frozenset(
    ["IN", "DT", "TO", "CC", "PRP", "PRP$", "MD", "VBZ", "VBP", "WDT", "WP", "WRB", "RB", "EX", "CD"]
)
_LONGEST_NAME, _LONGEST_OFFICE = 14, 7
_LONGEST_INSERTION = 30


def speaker_head(tree: Tree, cue: int) -> int | None:
    """The head of the speaker's phrase in a fixed form. None: the cue is in no such form."""
    found = between_commas(tree, cue)
    return found if found is not None else inverted(tree, cue)


def inverted(tree: Tree, cue: int) -> int | None:
    """The head of the phrase after the verb: "The bridge is closed, said Ann Lee, the mayor." None: the cue is not in
    this form."""
    words = tree.words
    lemma = VERB_OF.get(words[cue].lower())
    first = cue + 1
    if lemma not in _INVERTED or cue < 3 or first >= len(words):
        return None
    comma = cue - 2 if words[cue - 1] in _CLOSING else cue - 1
    if words[comma] != ",":
        return None
    word = words[first].lower()
    if lemma == "say" and words[cue - 1] in _CLOSING:
        office = _named_behind_office(tree, first)
        if office is not None:
            return office
    named = tree.tags[first] in _NAMES and word not in _DAYS
    if not named and not (word in _ARTICLES and lemma in _INVERTED_BEFORE_ARTICLE):
        return None
    if not _says_something(tree, comma):
        return None
    return _noun_phrase_end(tree, first)


def _named_behind_office(tree: Tree, first: int) -> int | None:
    """The name after nouns in lower case, whatever their tags: "said state health department epidemiologist Ann Lee".
    None: there is none."""
    for at in range(first, min(len(tree.words), first + _LONGEST_OFFICE)):
        if tree.tags[at] in _NAMES and at == first:
            return None
        if tree.tags[at] in _NAMES:
            return next(
                (
                    end - 1
                    for end in range(at, len(tree.words))
                    if tree.tags[end] not in _NAMES and tree.words[end] != "-"
                ),
                at,
            )
        if tree.tags[at] in _NO_OFFICE or not tree.words[at].replace("-", "").isalpha():
            return None
    return None


def _says_something(tree: Tree, end: int) -> bool:
    """Whether the words before are a sentence, and not a subject with a relative clause: "Lee, who left, said ..."."""
    relative = next((at for at in range(1, end) if tree.words[at].lower() in _RELATIVE), end)
    return any(tree.tags[at] in FINITE for at in range(relative))


def _noun_phrase_end(tree: Tree, first: int) -> int | None:
    """The last noun before the phrase's comma, preposition or end. None: a clause follows, so the phrase is not a
    speaker."""
    head: int | None = None
    closed = False
    for at in range(first, min(len(tree.words), first + _LONGEST_NAME)):
        if tree.tags[at] in FINITE and not closed:
            return None
        if tree.words[at] in {",", ".", "(", "—", "–", ";"} or tree.words[at].lower() in _RELATIVE:
            break
        if tree.tags[at] in {"IN", "TO", "VBG", "VBN"}:
            closed = True
        if not closed and tree.tags[at] in _NOUNS:
            head = at
    return head


def between_commas(tree: Tree, cue: int) -> int | None:
    """The name or pronoun between a comma and a verb with another comma after it: "The plan, Ann Lee said, would fail".
    None: the cue is not in this form."""
    words, tags = tree.words, tree.tags
    if cue < 3 or (cue + 1 < len(words) and words[cue + 1] not in {",", "."}) or tags[cue] not in FINITE:
        return None
    first = cue - 1
    if tags[first] not in _NAMES and tags[first] != "PRP":
        return None
    while first > 0 and tags[first - 1] in _NAMES:
        first -= 1
    return cue - 1 if first > 0 and words[first - 1] == "," and words[cue - 1].lower() not in _DAYS else None


def over_insertion(tree: Tree, verb: int) -> int | None:
    """The noun before an insertion that ends with a comma before the verb: "Ann Lee, who left in May, said". None: the
    verb is not in this form."""
    words = tree.words
    if verb < 4 or words[verb - 1] != "," or tree.tags[verb] not in FINITE:
        return None
    for at in range(verb - 2, max(0, verb - _LONGEST_INSERTION), -1):
        if words[at] == "," and tree.tags[at - 1] in _NOUNS and words[at - 1].lower() not in _DAYS:
            opens = words[at + 1].lower()
            if opens in _RELATIVE or opens in {"a", "an", "the"} or tree.tags[at + 1] in {"CD", *_NOUNS, "IN"}:
                return at - 1
    return None
