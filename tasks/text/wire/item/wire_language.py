"""The language of an item: the declared one, unless its text is clearly in another."""

from tasks.text.conventions.text_language import language_of

_THREE = {
    "eng": "en", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "spa": "es", "ita": "it", "por": "pt", "dut": "nl",
    "nld": "nl", "swe": "sv", "nor": "no", "nob": "nb", "nno": "nn", "dan": "da", "fin": "fi", "ara": "ar", "chi": "zh",
    "zho": "zh", "jpn": "ja", "rus": "ru", "pol": "pl", "cze": "cs", "ces": "cs", "hun": "hu", "tur": "tr", "kor": "ko",
    "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it", "dutch": "nl", "swedish": "sv",
}  # fmt: skip
_ALIKE = (
    {"no", "nb", "nn", "da", "sv"}, {"hr", "sr", "bs", "sh", "sl", "mk", "bg"}, {"id", "ms"}, {"cs", "sk"},
    {"es", "ca", "gl", "pt", "ast", "an"}, {"ru", "uk", "be"}, {"nl", "af", "fy", "li"}, {"de", "lb", "als"},
    {"zh", "yue", "wuu", "ja"}, {"fa", "ar", "ur", "ps"}, {"hi", "mr", "ne"}, {"tr", "az"}, {"fr", "oc", "wa"},
    {"it", "scn", "vec", "co", "la", "rm"}, {"et", "fi"}, {"en", "sco"},
)  # fmt: skip
"""Languages that detectors confuse."""
_FEWEST_LETTERS = 150


def wire_language(declared: str | None, text: str) -> str | None:
    """The declared tag; the detected language if none is declared or the declaration is clearly wrong."""
    tag = declared_language(declared)
    found = language_of(text) if tag is None or sum(map(str.isalpha, text[:1200])) >= _FEWEST_LETTERS else None
    if tag is None or found is None:
        return tag or found
    bare = tag.partition("-")[0]
    same = bare == found or any(bare in group and found in group for group in _ALIKE)
    return tag if same else found


def declared_language(declared: str | None) -> str | None:
    """The BCP 47 tag of a declaration: "FR" is fr, "nl-nl" nl-NL, "eng" en. None: not a language."""
    parts = (declared or "").strip().replace("_", "-").split("-")
    bare = _THREE.get(parts[0].lower(), parts[0].lower())
    if not bare.isalpha() or not bare.isascii() or len(bare) not in (2, 3):
        return None
    region = parts[1] if len(parts) > 1 else ""
    return f"{bare}-{region.upper()}" if len(region) == 2 and region.isalpha() else bare
