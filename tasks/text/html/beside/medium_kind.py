"""What is at an address: a film, a sound, a post of a social network, something else, or an advertisement."""

import re
from urllib.parse import urlsplit

from schemas.medium import MediumKind

_VIDEO = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|brightcove\.(?:net|com)|jwplatform\.com|jwplayer\.com"
    r"|kaltura\.com|wistia\.(?:com|net)|rutube\.ru|ooyala\.com|livestream\.com|theplatform\.com|newsinc\.com|jwpcdn\.com|vidyard\.com|bitchute\.com|odysee\.com|ustream\.tv|twitch\.tv|streamable\.com|rumble\.com)$"
)
_AUDIO = re.compile(
    r"(?:^|\.)(?:soundcloud\.com|spotify\.com|podcasts\.apple\.com|acast\.com|megaphone\.fm|simplecast\.com|podigee\.io|omny\.fm"
    r"|libsyn\.com|audioboom\.com|8tracks\.com|bandcamp\.com|transistor\.fm|redcircle\.com|captivate\.fm|buzzsprout\.com|art19\.com|anchor\.fm|spreaker\.com|podbean\.com|mixcloud\.com)$"
)
SOCIAL = re.compile(
    r"(?:^|\.)(?:twitter\.com|t\.co|x\.com|facebook\.com|fb\.com|instagram\.com|threads\.net|tiktok\.com|reddit\.com|pinterest\.\w{2,3}|t\.me"
    r"|telegram\.(?:me|org)|vk\.com|linkedin\.com|bsky\.app|weibo\.com|snapchat\.com|mastodon\.social|truthsocial\.com)$"
)
_ADVERTISEMENT = re.compile(
    r"doubleclick|googlesyndication|googletagmanager|adservice|amazon-adsystem|recaptcha|outbrain|taboola|criteo|adform"
    r"|adnxs|disqus|dianomi|cookie(?:bot|law|first|pro)|usercentrics|onetrust"
    r"|(?:^|[/.])(?:cookies?|consent|newsletters?)(?:$|[/.?_-])|/ads?[./]|/creative/|directorym|gumgum"
    r"|hcaptcha|safeframe|piano\.io|tinypass|chartbeat|scorecardresearch"
)
"""Words of consent stand alone, or begin a name: a video about cookies and "youtube-nocookie.com" are none."""
_VIDEO_PATH = re.compile(r"/(?:videos?|webtv|livestream)(?:-?player)?[/:.]|[/.-]video-?(?:player|embed)", re.IGNORECASE)
_AUDIO_PATH = re.compile(r"/(?:audio|podcasts?|radio)(?:-?player)?[/.]|[/.-]audio-?(?:player|embed)", re.IGNORECASE)
"""The addresses of outlets' own players."""
_SOUND_FILE = re.compile(r"\.(?:mp3|m4a|ogg|oga|wav|aac)$", re.IGNORECASE)
_FILM_FILE = re.compile(r"\.(?:mp4|m4v|webm|mov|m3u8|ogv)$", re.IGNORECASE)


def host_of(url: str) -> str:
    """The host without www., in lower case; empty if there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def medium_kind(url: str) -> MediumKind | None:
    """What a frame with this address shows. None: an advertisement or a form."""
    host, path = host_of(url), url.partition("?")[0]
    if not host:
        return None
    if _VIDEO.search(host) or (SOCIAL.search(host) and "/plugins/video" in path):
        return "video"
    if _AUDIO.search(host):
        return "audio"
    if SOCIAL.search(host):
        is_widget = re.search(r"/(?:plugins/(?:like|page|share|follow)|widgets/(?:follow|tweet)_button)", path)
        return None if is_widget else "social_post"
    if _ADVERTISEMENT.search(url[:500]):
        return None
    if _FILM_FILE.search(path):
        return "video"
    if _SOUND_FILE.search(path):
        return "audio"
    if _VIDEO_PATH.search(path):
        return "video"
    return "audio" if _AUDIO_PATH.search(path) else "embed"
