"""Sentences made of labelled ones, for what few labelled sentences show.

The long tail of a language's plain words, names in capitals, letters whose accents are lost, line-ups of teams, Italian
and Ukrainian, the names of Chinese. Plain words: `german-nouns` (Wiktionary, CC BY-SA 4.0), `wordfreq` (CC BY-SA 4.0),
`jieba` (MIT). Names: Faker (MIT), GeoNames (CC BY 4.0), CLDR (Unicode), jieba.
"""

import csv
import random
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple
from unicodedata import combining, normalize

from benchmarks.training.name_sentences import Sentence, renamed
from tasks.text.annotate.engine.tokens import is_cjk

Times = list[tuple[Sentence, int]]

_SWAPPED = 0.35
"""The share of a sentence's plain words that another word takes the place of."""
_WORN, _WORN_GERMAN, _CAPITALS, _AS_SISTER = 0.06, 0.3, 0.04, 0.3
_KNOWN, _JOINING = 30_000, 2
"""How many of a language's words are known, and how long those are at most that only join others."""
_SHOWN = {"pl": 0.8, "sv": 0.8, "nl": 0.3, "da": 0.2, "hr": 0.2, "es": 0.5, "ru": 0.3}
"""The share of a language's sentences that come once more with other plain words."""
_SISTERS = {"es": "it", "pt": "it", "fr": "it", "ru": "uk"}
"""A language without labelled sentences, and those whose sentences are written in its words."""
# What a word that only joins others is in Italian, of Spanish, Portuguese and French.
_ITALIAN = dict(
    pair.split("=")
    for pair in (
        "de=di del=del de_la=della el=il la=la los=i las=le en=in un=un una=una y=e que=che por=per con=con para=per "
        "se=si su=suo no=non es=è al=al lo=lo como=come más=più o=o pero=ma sus=suoi fue=fu ha=ha este=questo "
        "esta=questa sobre=su entre=tra también=anche desde=da hasta=fino ya=già años=anni año=anno cuando=quando "
        "dos=due tres=tre muy=molto donde=dove son=sono era=era ser=essere todo=tutto todos=tutti "
        "do=del da=della dos=dei das=delle em=in no=nel na=nella nos=nei nas=nelle um=un uma=una e=e os=gli as=le "
        "com=con não=non é=è ao=al à=alla mais=più mas=ma foi=fu seu=suo sua=sua pelo=dal pela=dalla ou=o são=sono "
        "le=il les=gli des=dei du=del et=e dans=in pour=per qui=che que=che est=è par=da sur=su une=una avec=con "
        "au=al aux=ai ne=non pas=non plus=più son=suo sa=sua ses=suoi il=lui elle=lei où=dove ou=o mais=ma sont=sono "
        "était=era deux=due trois=tre après=dopo"
    ).split()
)
_UKRAINIAN = dict(
    pair.split("=")
    for pair in (
        "и=і в=у во=у на=на не=не что=що как=як это=це с=з со=зі из=з для=для по=по за=за от=від до=до к=до "
        "о=про об=про его=його её=її ее=її их=їх он=він она=вона они=вони мы=ми я=я был=був была=була "
        "было=було были=були также=також но=але или=або после=після который=який которая=яка которое=яке "
        "которые=які которых=яких год=рік года=року году=році если=якщо чтобы=щоб уже=вже еще=ще ещё=ще "
        "только=тільки может=може между=між через=через перед=перед под=під над=над без=без где=де когда=коли "
        "там=там так=так есть=є будет=буде этот=цей эта=ця все=всі том=тому того=того этого=цього "
        "более=більше время=час "
    ).split()
)
_WORDS = {"it": _ITALIAN, "uk": _UKRAINIAN}
_JOIN = {"d'": "dell'", "l'": "l'"}


class Stock(NamedTuple):
    """Words and names to put into sentences."""

    nouns: list[str]
    """German nouns in all their cases."""
    plain: dict[str, list[str]]
    """Words of a language in small letters, the frequent ones often."""
    chinese: dict[str, list[str]]
    """Chinese words by their kind: n, v, a, and names: nr, ns, nt."""


def stock(rng: random.Random) -> Stock:
    """Reads the lists; they are as the packages give them."""
    nouns: set[str] = set()
    with (files("german_nouns") / "nouns.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if any(kind in row["pos"] for kind in ("name", "Affix", "Abk", "Toponym")):
                continue
            forms = [value for key, value in row.items() if key and key.split()[0] in _CASES and value]
            nouns.update(form for form in forms if form.isalpha() and form[0].isupper() and not form.isupper())
    plain = {language: _plain(language, rng) for language in ("it", "uk", *_SHOWN)}
    return Stock(sorted(nouns), plain, _chinese())


_CASES = ("nominativ", "genitiv", "dativ", "akkusativ")


def _plain(language: str, rng: random.Random) -> list[str]:
    from wordfreq import iter_wordlist, word_frequency

    found: list[str] = []
    for at, word in enumerate(iter_wordlist(language)):
        if at > _KNOWN:
            break
        if word.isalpha() and len(word) > _JOINING:
            found.extend([word] * max(1, min(60, round(word_frequency(word, language) * 3e5))))
    rng.shuffle(found)
    return found


def _chinese() -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        kind = {"nrt": "nrt", "vn": "v", "l": "l"}.get(kind, kind)
        if (
            int(count) >= 3
            and all(is_cjk(sign) for sign in word)
            and kind in {"n", "v", "a", "d", "ns", "nt", "nrt", "nr"}
        ):
            words.setdefault(kind, []).extend([word] * (1 + (int(count) > 50)))
    return words


def made(sentences: list[Sentence], people: dict[str, list[str]], places: dict[str, list[str]], seed: int) -> Times:
    """New sentences, each to be seen once a round."""
    rng = random.Random(seed)
    have = stock(rng)
    found: list[Sentence] = []
    for one in sentences:
        found.extend(_of_one(one, have, people, places, rng))
    for language in ("de", "es", "it", "nl", "pt", "fr", "sv"):
        found.extend(line_up(people[language], places[language], language, rng) for _ in range(250))
    return [(one, 1) for one in found]


def _of_one(
    one: Sentence, have: Stock, people: dict[str, list[str]], places: dict[str, list[str]], rng: random.Random
) -> Iterator[Sentence]:
    if one.language == "de":
        swapped = with_other_nouns(one, have.nouns, rng)
        yield swapped
        if rng.random() < _WORN_GERMAN:
            yield from without_accents(swapped, rng)
    elif one.language == "zh":
        for _ in range(2):
            new = renamed(
                one,
                have.chinese["nrt"] + people["zh"] if rng.random() < 0.5 else people["zh"],
                have.chinese["ns"] + places["zh"],
                rng,
            )
            yield with_other_words(new or one, have.chinese, rng)
    elif rng.random() < _WORN:
        yield from without_accents(one, rng)
    sister = _SISTERS.get(one.language)
    if sister is not None and rng.random() < _AS_SISTER:
        new = renamed(one, people[sister], places[sister], rng)
        yield as_sister(new or one, sister, have.plain[sister], rng)
    if rng.random() < _SHOWN.get(one.language, 0):
        yield with_plain_words(one, have.plain[one.language], rng)
    if one.language != "zh" and rng.random() < _CAPITALS:
        yield in_capitals(one)


def with_other_nouns(one: Sentence, nouns: list[str], rng: random.Random) -> Sentence:
    """The sentence with other German nouns: a capital alone makes no name."""
    words = [
        rng.choice(nouns)
        if at and tag == "O" and word[:1].isupper() and word[1:].islower() and len(word) > 3 and rng.random() < _SWAPPED
        else word
        for at, (word, tag) in enumerate(zip(one.words, one.tags, strict=True))
    ]
    return one._replace(words=words)


def with_other_words(one: Sentence, words: dict[str, list[str]], rng: random.Random) -> Sentence:
    """A Chinese sentence with other words between its names, cut as jieba cuts."""
    import jieba.posseg

    new: list[str] = []
    tags: list[str] = []
    at = 0
    while at < len(one.words):
        end = at
        while end < len(one.words) and one.tags[end] == "O" and is_cjk(one.words[end]):
            end += 1
        if end == at:
            new.append(one.words[at])
            tags.append(one.tags[at])
            at += 1
            continue
        for part in jieba.posseg.cut("".join(one.words[at:end])):
            kind = {"vn": "v"}.get(part.flag, part.flag)
            swap = len(part.word) > 1 and kind in {"n", "v", "a", "d"} and rng.random() < _SWAPPED
            word = rng.choice(words[kind]) if swap else part.word
            new.extend(word)
            tags.extend(["O"] * len(word))
        at = end
    return one._replace(words=new, tags=tags)


def with_plain_words(one: Sentence, plain: list[str], rng: random.Random) -> Sentence:
    """The sentence with other words in small letters."""
    words = [
        rng.choice(plain) if tag == "O" and word.islower() and len(word) > 3 and rng.random() < _SWAPPED else word
        for word, tag in zip(one.words, one.tags, strict=True)
    ]
    return one._replace(words=words)


def as_sister(one: Sentence, language: str, plain: list[str], rng: random.Random) -> Sentence:
    """A sentence in a sister language's words: no sense, but the words between which names stand."""
    known = _WORDS[language]
    words = []
    for word, tag in zip(one.words, one.tags, strict=True):
        lower = word.lower()
        if lower in _JOIN:
            new = _JOIN[lower]
        elif lower in known:
            new = known[lower]
        elif tag == "O" and word.isalpha() and word.islower() and len(word) > _JOINING:
            new = rng.choice(plain)
        else:
            new = word
        words.append(new[:1].upper() + new[1:] if word[:1].isupper() else new)
    return one._replace(words=words, language=f"{one.language}>{language}")


def in_capitals(one: Sentence) -> Sentence:
    """The sentence with its names in capitals, as papers print the first place or person of a text."""
    words = [word.upper() if tag != "O" and tag != "?" else word for word, tag in zip(one.words, one.tags, strict=True)]
    return one._replace(words=words)


def without_accents(one: Sentence, rng: random.Random) -> Iterator[Sentence]:
    """The sentence with its accents lost, or the letters that bear them, as old wires and damaged files have it."""
    if all(word.isascii() for word in one.words) or not any(word.isascii() and word.isalpha() for word in one.words):
        return
    keeps = rng.random() < 0.4
    words = [
        "".join(sign for sign in normalize("NFD", word) if not combining(sign))
        if keeps
        else "".join(sign for sign in word if sign.isascii() or not sign.isalpha())
        for word in one.words
    ]
    yield one._replace(words=[new or old for new, old in zip(words, one.words, strict=True)])


def line_up(people: list[str], places: list[str], language: str, rng: random.Random) -> Sentence:
    """ "Mainz: Weber - Kranz, Holz (72. Reich)", or a day's results, as the sports pages print them."""
    words: list[str] = []
    tags: list[str] = []

    def put(text: str, kind: str = "") -> None:
        parts = text.split()
        words.extend(parts)
        tags.extend([f"B-{kind}", *[f"I-{kind}"] * (len(parts) - 1)] if kind else ["O"] * len(parts))

    def team() -> None:
        put((rng.choice(["", "", "FC ", "SC ", "TSV ", "AC ", "Sporting "]) + rng.choice(places)).strip(), "ORG")

    if rng.random() < 0.6:
        team()
        put(":")
        for at in range(rng.randint(5, 11)):
            if at:
                put(rng.choice([",", ",", "-", "-", ";"]))
            put(rng.choice(people).split()[-1], "PER")
            if rng.random() < 0.25:
                put(f"( {rng.randint(12, 90)} .")
                put(rng.choice(people).split()[-1], "PER")
                put(")")
        put(".")
    else:
        for at in range(rng.randint(2, 6)):
            if at:
                put(",")
            team()
            put("-")
            team()
            put(f"{rng.randint(0, 5)} : {rng.randint(0, 4)}")
    return Sentence(words, tags, language)
