"""Whether a line is running text or a fragment: a title, a name, a label."""

import re

_SENTENCE_END = re.compile(r"(?:[.!。！।۔…]|''|[.!?。！？؟…]\s?[\"'”’»)\]〉」』]{1,3})$")
_QUESTION_END = re.compile(r"[?？؟]$")
_SENTENCE_BREAK = re.compile(r"[a-zà-ÿ\d]{2}[.!?][\"”’']? [\"“‘'(A-ZÀ-Þ-]|[。！？]")
_ABBREVIATED = re.compile(r"(?<![\w.])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|vs|No|Inc|Co|Jr|Sr|Gov|Sen|Rep|Gen|Prof)\.$")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""

_LONG = 16
"""Words from which a line is running text whatever its ending; printed headlines rarely have more."""
_SHORT_SENTENCE = 3


def word_count(text: str) -> int:
    """The number of words; in scripts without spaces, two characters count as one word."""
    unspaced = len(_UNSPACED.findall(text))
    return len(text.split()) + unspaced // 2


def ends_sentence(text: str) -> bool:
    """Whether the line ends like a sentence. A question mark is not enough, since headlines end with it too."""
    return _SENTENCE_END.search(text) is not None and not (_ABBREVIATED.search(text) and word_count(text) < _LONG)


def has_sentence_break(text: str) -> bool:
    """Whether one sentence ends and another begins within the line."""
    return _SENTENCE_BREAK.search(text) is not None


def is_question(text: str) -> bool:
    return _QUESTION_END.search(text) is not None


def is_running(text: str) -> bool:
    """Whether a line by itself is running text: it contains a sentence, or is as long as one."""
    words = word_count(text)
    if words >= _LONG:
        return True
    if words < _SHORT_SENTENCE:
        return False
    return ends_sentence(text) or _SENTENCE_BREAK.search(text) is not None


def is_title_case(text: str) -> bool:
    """Whether nearly all longer words are capitalised, as in a headline and not in a sentence."""
    words = [word for word in re.findall(r"[^\W\d_][^\W_’']*", text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def is_like(text: str, other: str) -> bool:
    """Whether two lines have the same words, or the shorter one has nearly all words of the longer one's beginning."""
    first, second = _words(text), _words(other)
    if not first or not second:
        return False
    common = len(first & second)
    shorter, longer = sorted((len(first), len(second)))
    return common >= 0.8 * len(first | second) or (shorter >= max(4, 0.7 * longer) and common >= 0.9 * shorter)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text[:400].lower()))
