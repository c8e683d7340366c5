"""Names of outlets and of their sections, recognised by typical words."""

import re

from tasks.text.conventions.person_name import looks_like_name

_OUTLET_WORDS = """
abendblatt advertiser advocate age agency allgemeine anzeiger argus bangla banner beacon blade blatt blog bote
broadcasting bugle bulletin bureau business chronicle citizen clarion corriere courant courier daily dagblad diario
diário dispatch eagle echo economist enquirer enterprise evening examiner express folha free-press gazeta gazette
gazzetta giornale globe guardian harald herald independent inquirer insider intelligencer journal kurier ledger leader
magazine mail media mercury messenger mirror monitor morgenpost nachrichten network news newspaper newsroom newswire
observer online patriot periódico planet plain-dealer post press presse profile radio record recorder register
reporter republic review rundschau sentinel standard star statesman sun tageblatt tagblatt tageszeitung telegraaf
telegram telegraph television tidning tidende times today transcript tribune tribuna tv union universal voice wire
weekly world-herald zeitung zeit
"""
_OUTLET = frozenset(_OUTLET_WORDS.split())
_SECTION_WORDS = """
africa america americas analysis arts asia auto automotive banking books breaking business canada cars central china
cities city climate comment commentary companies community consumer country court courts crime culture defence defense
east economics economy editorial editorials education election elections energy entertainment environment europe
explained explainer farming fashion features film finance focus food football foreign gaming global golf headlines
health history home homepage housing india industry innovation international interview interviews investigations jobs
justice latest law letters life lifestyle living local magazine main market markets media middle mideast military
money motoring movies music nation national nature news north obituaries oceania op-ed opinion opinions people
personal policy politics property pacific racing real estate region regional religion review reviews rugby royal
schools sci-tech science security showbiz society soccer south space special sport sports stories state style tech
technology television tennis theatre top travel trending tv uk us u.s. usa video weather west women world york your
welt politik wirtschaft sport kultur wissen gesellschaft panorama ausland inland meinung regional monde politique
économie société culture sport international france europe opinions mundo política economía economia sociedad
sociedade deportes esportes cultura internacional nacional opinión opinião mondo politica cronaca economia esteri
sport cultura spettacoli wereld politiek economie binnenland buitenland
"""
_SECTION = frozenset(_SECTION_WORDS.split())
_JOINING = frozenset({"the", "and", "&", "of", "a", "in", "from", "for", "/", "+"})
_ADDRESS = re.compile(
    r"(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,20})?\.(?:com|org|net|news|co\.uk|info|tv|[a-z]{2})", re.IGNORECASE
)
_MOST_WORDS = 6


def is_section(text: str) -> bool:
    """Whether a line is a section's name, because each of its words is typical of sections: "The World", "Arts &
    Culture", "World News"."""
    words = [word.strip(",|").lower() for word in text.split()]
    telling = [word for word in words if word not in _JOINING]
    return 0 < len(telling) <= 4 and all(word in _SECTION for word in telling) and text[:1].isupper()


def is_menu(text: str) -> bool:
    """Whether a line is a row of sections: "News Sport Weather Travel More"."""
    words = text.lower().split()
    known = sum(word in _SECTION or word in {"more", "shop", "menu", "search", "weather"} for word in words)
    return len(words) >= 4 and known >= 0.7 * len(words) and text.istitle()


def is_outlet(text: str) -> bool:
    """Whether a line is an outlet's name: few capitalised words, one of them typical of newspapers ("Tribune"); or a
    host name.

    "The Tolle Valley Bugle" and "harbourpost.example" are outlets; "World News" is a section.
    """
    if _ADDRESS.fullmatch(text):
        return True
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS or is_section(text) or text[-1] in ".?!:;" or "," in text:
        return False
    folded = [word.lower().strip(".,’'") for word in words]
    capitals = all(word[0].isupper() or word[0].isdigit() or folded[at] in _JOINING for at, word in enumerate(words))
    named = any(
        word in _OUTLET or word.endswith(("zeitung", "blatt", "bladet", "avisen", "posten", "nachrichten"))
        for word in folded
    )
    return capitals and named and (len(words) > 1 or words[0].isupper() or len(words[0]) > 8)


def is_plain_label(text: str) -> bool:
    """Whether a short capitalised line may be an unlisted section ("Valley News"): at most four words, not a person's
    name."""
    words = text.split()
    return (
        1 <= len(words) <= 4
        and all(word[0].isupper() or word.lower() in _JOINING for word in words)
        and (is_section(text) or words[-1].lower() in _SECTION or not looks_like_name(text))
    )
