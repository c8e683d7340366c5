"""Titles and offices that stand before a person's name and are not part of it."""

from tasks.text.conventions.wordlist import wordlist

HONORIFICS = wordlist("mr mrs ms miss dr prof sir dame lord lady madam sheikh hon rev mr. mrs. ms. dr. prof. rev. hon.")
MALE = wordlist("mr mr. sir lord king prince emperor sheikh chairman congressman businessman spokesman father pope")
FEMALE = wordlist(
    "mrs mrs. ms ms. miss dame lady madam queen princess chairwoman congresswoman businesswoman spokeswoman sister"
)
_OFFICES = wordlist(
    "president vice-president premier minister chancellor secretary senator sen sen. rep rep. representative "
    "congressman "
    "congresswoman governor gov gov. mayor ambassador judge justice attorney prosecutor sheriff general gen gen. "
    "colonel col col. "
    "lieutenant lt lt. major maj maj. captain capt capt. sergeant sgt sgt. admiral adm adm. commander cmdr private "
    "corporal "
    "marshal brigadier chief king queen prince princess emperor sultan emir pope cardinal archbishop bishop father "
    "sister "
    "brother pastor reverend rabbi ayatollah imam mullah chairman chairwoman chair director professor doctor spokesman "
    "spokeswoman spokesperson coach manager striker midfielder defender goalkeeper skipper analyst economist lawyer "
    "lawmaker "
    "leader officer deputy vice acting former ex-president co-founder founder journalist reporter editor author "
    "actor actress "
    "singer detective inspector superintendent constable agent dealer trader delegate envoy "
    "democrat republican rep sens reps sens. "
    "reps."
)
_BARE = frozenset({"prime minister", "vice president", "white house", "attorney general"})


def is_title(word: str) -> bool:
    """Whether a capitalised word is a title or an office, and not a name."""
    lower = word.lower()
    return lower in HONORIFICS or lower in _OFFICES or lower in _BARE
