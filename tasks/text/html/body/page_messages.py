"""The page's messages to its readers inside a text: ad-blocker notices, subscription offers, player menus, prices; and
the lines with which readers' comments or the next article begin."""

import re

from tasks.text.conventions.wordlist import lower_case, word_file

# As in `furniture_lines`, all expressions match text in lower case.

_BLOCKER = re.compile(
    r"ad(?:vert)?[\s-]?block|werbeblocker|bloqueurs? de pub|bloqueador de (?:anuncios|publicidad)|блокировщик",
)
_ITS_USER = re.compile(
    r"\byour ad|please (?:disable|turn|switch|consider|whitelist|allow|deactivate|support)|(?:you are|you['’]re"
    r"|you seem|you have|looks"
    r" like|detected|noticed)\b.{0,60}block|disable (?:your|any|the|it)\b|whitelist (?:us|our|this)|\b(?:sie"
    r"|du) (?:nutz|verwend|benutz|hab)"
    r"|bitte\b.{0,60}(?:deaktivier|schalt)|deaktivieren sie|désactive[zr]|vous (?:utilisez|avez)|desactiv[ae]"
    r"|est[áa]s? usando|desativ[ae]"
    r"|detectamos|disattiva|stai (?:usando|utilizzando)|je gebruikt|u gebruikt|schakel\b|wyłącz|używasz|wykryliśmy"
    r"|stäng av|slå\b"
    r"|du (?:använder|bruker|bruger)|lütfen|devre disi|отключите|вы используете",
)
_LONGEST_NOTICE = 320

_OFFERS = (
    re.compile(
        r"(?:unlimited|full|digital|all) access|read (?:every|all) (?:stor|articl)|unbegrenzter? zugang"
        r"|uneingeschränkt(?:en|er)? zu"
        r"|accès (?:illimité|à tous)|acceso (?:ilimitado|completo)|acesso (?:ilimitado|total)|accesso (?:illimitato"
        r"|completo)"
        r"|onbeperkt(?:e)? toegang|nieograniczony dostęp",
    ),
    re.compile(
        r"cancel (?:any ?time|online)|jederzeit (?:kündbar|kündigen)|monatlich kündbar|sans engagement|résiliable"
        r"|cancel[ae] (?:cuando"
        r"|quando|en cualquier)|sin permanencia|disdici quando|(?:dagelijks|altijd) opzegbaar|avsluta när",
    ),
    re.compile(
        r"already (?:a|have)\b.{0,12}(?:subscri|member|account)|(?:schon|bereits) abonn|déjà abonné|ya (?:eres"
        r"|es) (?:suscrip|socio)"
        r"|já é assinante|sei già abbonato|al abonnee",
    ),
    re.compile(
        r"(?:please )?(?:subscribe (?:now|today|for|from|to)|jetzt (?:abonnieren|testen|weiterlesen)|abonnieren sie"
        r"|abonnez-vous|suscr[ií]bete"
        r"|suscríbase|assine|abbonati|neem een abonnement|prenumerera)\b.{0,80}(?:[£$€]|\d\s?(?:eur|kr|zł)|gratis"
        r"|free)",
    ),
)
"""Phrases of subscription offers: a line with two of them, or one that begins with the last, is an offer."""
_LEAST_TELLS = 2
_LONGEST_OFFER = 240
_SPOKEN = re.compile(r"[\"“”„«»]")

# Texts for screen readers of the usual players and dialogs (video.js, JW Player).
_PLAYER = re.compile(
    r"(?:this is a modal window|beginning of dialog window|end of dialog window|escape will (?:cancel|close)"
    r"|(?:captions?|subtitles?|descriptions?) (?:off|settings?)(?:, .{0,50})?$|the media could not be loaded"
    r"|no compatible source was found"
    r"|video player is loading|(?:current|remaining) time \d|stream type live|seek to live|playback rate"
    r"|picture-in-picture"
    r"|text(?: ?color| background|edge style).{0,80}(?:transparency|opaque)|font size\s?50%|restore all settings)",
)
_LONGEST_PLAYER = 200
_PRICE = re.compile(
    r"(?:from |ab |now |only )?(?:[£$€]\s?\d[\d.,]{0,10}|\d[\d.,]{0,10}\s?(?:[£$€]|euro?|usd))"
    r"(?: (?:at|on|from|bei|chez|en|su|bij) \S.{1,40})?(?:\s?[|·].{0,30})?",
)
_LONGEST_PRICE = 70

_COUNT = r"\(?\d{1,6}\)?"
_ENDS = re.compile(
    rf"(?:{_COUNT}\s)?(?:{'|'.join(word_file('tasks.text.html.body', 'article_ends'))})(?:\s?{_COUNT})?\s?[:：»>→]?",
)
_LONGEST_END = 60


def is_page_message(text: str) -> bool:
    """Whether a line is a message of the page to its reader, not part of the article."""
    if len(text) > _LONGEST_NOTICE:
        return False
    lowered = lower_case(text)
    return (
        _is_blocker_notice(lowered)
        or _is_offer(lowered)
        or (len(text) <= _LONGEST_PLAYER and _PLAYER.match(lowered) is not None)
        or (len(text) <= _LONGEST_PRICE and _PRICE.fullmatch(lowered) is not None)
    )


def ends_article(text: str) -> bool:
    """Whether a line by itself opens the readers' comments or the next article."""
    return len(text) <= _LONGEST_END and _ENDS.fullmatch(lower_case(text)) is not None


def _is_blocker_notice(text: str) -> bool:
    """Whether the text is about the reader's own ad blocker; an article about ad blockers is about other people's."""
    if not (blocker := _BLOCKER.search(text)) or _SPOKEN.search(text):
        return False
    return _ITS_USER.search(text, max(0, blocker.start() - 80), blocker.end() + 80) is not None


def _is_offer(text: str) -> bool:
    if len(text) > _LONGEST_OFFER or _SPOKEN.search(text):
        return False
    tells = sum(tell.search(text) is not None for tell in _OFFERS[:-1])
    if tells + 1 >= _LEAST_TELLS and _OFFERS[-1].search(text):
        tells += 1
    return tells >= _LEAST_TELLS or _OFFERS[-1].match(text) is not None
