"""Possible speakers in English: which words beside a cue name somebody, and which stand for anybody or anything."""

import re

from tasks.text.conventions.wordlist import wordlist

GENERIC = wordlist("you your we our ours us one one's yours oneself ya y'all")
"""Words for anybody, or for writer and readers: outside quotation marks they are not speakers."""
PRONOUNS = wordlist(
    "he him his himself she her hers herself they them their theirs themselves it its itself i me my mine myself who "
    "whom whose which that this these those what whoever whatever someone somebody anyone anybody everyone everybody "
    "nobody none others other another some many most few several all both either neither each such there so more less "
    "much any half"
)
"""Words for somebody or something named elsewhere, or for nobody in particular."""
_TIMES = wordlist(
    "second minute hour day week month year decade century season quarter weekend today tomorrow yesterday morning "
    "afternoon evening night time moment period era age future past spring summer autumn winter monday tuesday "
    "wednesday thursday friday saturday sunday january february march april june july august september october "
    "november december"
)
_WEEKDAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
# Nouns for what is said, done or the case: these things may "show" or "suggest", but do not speak.
_THINGS = wordlist(
    "thing something anything everything nothing fact way reason case situation circumstance condition problem issue "
    "matter point idea thought feeling sense kind sort type lot number amount bit part rest result outcome consequence "
    "effect impact cause change move step action act effort attempt decision choice event incident accident crash "
    "attack war fight battle game match race win victory loss defeat death life birth job work project process "
    "trend development growth increase decrease rise fall drop gain price cost rate level size value money fund "
    "place area road street house building home room door car bus train plane ship boat phone computer "
    "machine device weapon gun food water weather storm rain snow wind fire flood heat success failure "
    "example experience history reality truth chance opportunity possibility risk danger threat fear hope doubt "
    "belief interest concern pressure tension language voice tone style look appearance clause deal presence absence "
    "lack need desire ability silence smile face eye hand heart mind body head"
)
_LETTER = re.compile(r"[^\W\d_]")
_ENDINGS = ("", ""), ("ies", "y"), ("ses", "s"), ("s", "")


def is_generic(text: str) -> bool:
    """Whether a speaker as printed is anybody: "you", "one"."""
    return text.lower() in GENERIC


def is_you(text: str) -> bool:
    """Whether a speaker as printed is the reader, who has said nothing."""
    return text.lower() in {"you", "your", "ya", "y'all"}


def is_pronoun(text: str) -> bool:
    """Whether a speaker as printed is only a word for somebody named elsewhere."""
    return text.lower().strip("’'s") in PRONOUNS or text.lower() in PRONOUNS


def can_speak(head: str) -> bool:
    """Whether the head of a phrase may be a speaker: a person, a group of persons, or something written."""
    word = head.strip("’'\"“”.,;:")
    if word.lower() in PRONOUNS or word.lower() in GENERIC or is_time(word):
        return False
    if word.endswith("%") or word.isdigit():
        return True  # "42% said": of the people asked
    return len(word) > 1 and bool(_LETTER.search(word)) and not (word[0].islower() and _is_one_of(word, _THINGS))


def is_time(head: str) -> bool:
    """Whether a word measures time: "the coming months will show", "late Friday declared" have no speaker."""
    return (head[:1].islower() and _is_one_of(head, _TIMES)) or head in _WEEKDAYS


def _is_one_of(word: str, words: frozenset[str]) -> bool:
    return any(word.endswith(end) and word.removesuffix(end) + one in words for end, one in _ENDINGS)
