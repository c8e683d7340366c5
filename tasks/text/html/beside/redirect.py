"""Addresses that count a click and redirect to the address that they contain: of social networks, search engines, mail
filters and affiliate networks."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from tasks.text.conventions.address import LONGEST_ADDRESS
from tasks.text.conventions.wordlist import wordlist

_HOST = re.compile(
    r"(?:^|\.)(?:lm?\.facebook\.com|t\.umblr\.com|out\.reddit\.com|safelinks\.protection\.outlook\.com|slack-redir\.net"
    r"|go\.redirectingat\.com|go\.skimresources\.com|redirect\.viglink\.com|click\.linksynergy\.com|awin1\.com|pxf\.io"
    r"|sjv\.io|anrdoezrs\.net|dpbolvw\.net|jdoqocy\.com|kqzyfj\.com|tkqlhce\.com|avantlink\.com|shareasale\.com"
    r"|partner-ads\.com|tradedoubler\.com|href\.li|anonym\.to|deref-\w{2,10}\.\w{2,4})$"
)
_PATH = re.compile(
    r"/(?:redirect|redir|away|out|exit|goto|leaving|extern|external|click|l|link|url)(?:\.(?:php|aspx?|html?))?/?"
)
_GOAL = wordlist("u url q z to target dest destination redirect link goto murl ued d")
"""Parameters that contain the target of such an address."""
_BEHIND = re.compile(r"(?<=[/*?])https?(?::|%3A)(?:/|%2F){1,2}[^/]", re.IGNORECASE)
"""An address at the end of another one's path: ".../type/dlg/https://shop.example/"."""
_SHARES = re.compile(
    r"https?://(?:[\w-]{1,40}\.){0,3}(?:facebook\.com/(?:sharer|share\.php|dialog/(?:send|share|feed))"
    r"|(?:twitter|x)\.com/(?:intent/|share\b|home\?status=)"
    r"|linkedin\.com/(?:shareArticle|sharing/|cws/share)|pinterest\.[\w.]{2,6}/pin/create|reddit\.com/submit"
    r"|t\.me/share/|telegram\.me/share/|vk\.com/share\.php|tumblr\.com/(?:share|widgets/share)|wa\.me/\?text="
    r"|api\.whatsapp\.com/send|getpocket\.com/(?:save|edit)|news\.ycombinator\.com/submitlink|share\.flipboard\.com"
    r"|connect\.ok\.ru/offer|service\.weibo\.com/share|bsky\.app/intent/|threads\.net/intent/|line\.me/R/msg)",
    re.IGNORECASE,
)


def shares(url: str) -> bool:
    """Whether an address opens a form for sharing this page: a button, not a link of the text."""
    return _SHARES.match(url[:200]) is not None


def leads_to(url: str) -> str:
    """The target that `url` contains, else `url` itself."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = parts.hostname or ""
    known = _HOST.search(host) is not None
    if (known or _PATH.fullmatch(parts.path)) and parts.query:
        for name, value in parse_qsl(parts.query[:LONGEST_ADDRESS]):
            if name.lower() in _GOAL and (goal := _address(value)) and urlsplit(goal).hostname != host:
                return goal
    if known and (behind := _BEHIND.search(url, 9)):
        return _address(url[behind.start() :]) or url
    return url


def _address(text: str) -> str | None:
    """`text` as an http address, also if it is escaped twice. None: it is not one."""
    for _ in range(2):
        if text.startswith(("http://", "https://")):
            try:
                return text if urlsplit(text).hostname else None
            except ValueError:
                return None
        text = unquote(text)
    return None
