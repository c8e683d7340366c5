"""General knowledge about names: places, well-known organisations, given names, and words that are not names."""

from functools import cache
from importlib.resources import files
from typing import Literal

from tasks.text.conventions.wordlist import wordlist

Gender = Literal["male", "female"]

COUNTRY_WORDS = wordlist(
    "afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus "
    "belgium "
    "bolivia bosnia botswana brazil britain bulgaria cambodia cameroon canada chad chile china colombia croatia cuba "
    "cyprus "
    "denmark ecuador egypt england eritrea estonia ethiopia finland france georgia germany ghana greece guatemala "
    "guinea haiti "
    "holland honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan "
    "kenya "
    "kuwait kyrgyzstan laos latvia lebanon liberia libya liechtenstein lithuania luxembourg macedonia malaysia mali "
    "malta "
    "mexico moldova mongolia morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway "
    "oman pakistan "
    "panama paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal serbia singapore "
    "slovakia "
    "slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand tunisia turkey "
    "turkmenistan "
    "uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen yugoslavia zaire zambia zimbabwe new_zealand "
    "south_africa "
    "south_korea north_korea sri_lanka saudi_arabia united_states u.s. us usa uk u.k. costa_rica el_salvador "
    "czech_republic "
    "sierra_leone burkina_faso ivory_coast hong_kong northern_ireland west_indies republic_of_ireland"
)
# Names for the people of a country, a faith or a party; they are not names of places.
DEMONYMS = wordlist(
    "Afghan Albanian Algerian American Angolan Arab Arabic Argentine Argentinian Armenian Asian African Australian "
    "Austrian "
    "Azeri Azerbaijani Bahraini Bangladeshi Basque Bavarian Belarusian Belgian Berber Bolivian Bosnian Brazilian "
    "British "
    "Briton Bulgarian Burmese Cambodian Cameroonian Canadian Catalan Catholic Chadian Chechen Chilean Chinese "
    "Christian "
    "Colombian Communist Congolese Conservative Corsican Croat Croatian Cuban Cypriot Czech Dane Danish Democrat "
    "Democratic "
    "Druze Dutch Ecuadorean Egyptian English Eritrean Estonian Ethiopian European Filipino Finn Finnish Flemish "
    "French German "
    "Georgian Ghanaian Greek Guatemalan Haitian Hindu Hispanic Honduran Hungarian Hutu Icelandic Indian Indonesian "
    "Iranian "
    "Iraqi Irish Islamic Islamist Israeli Italian Ivorian Jamaican Japanese Jew Jewish Jordanian Kashmiri Kazakh "
    "Kenyan Korean "
    "Kosovar Kurd Kurdish Kuwaiti Kyrgyz Laotian Latin Latino Latvian Lebanese Liberian Libyan Lithuanian Lutheran "
    "Macedonian "
    "Malaysian Malian Maltese Maoist Maronite Marxist Mexican Moldovan Mongolian Moroccan Moslem Mozambican Muslim "
    "Namibian "
    "Nazi Nepalese Nepali Nicaraguan Nigerian Norwegian Olympic Orthodox Ottoman Pakistani Palestinian Panamanian "
    "Paraguayan "
    "Pashtun Peruvian Pole Polish Portuguese Protestant Qatari Republican Roma Roman Romanian Russian Rwandan Saudi "
    "Scandinavian Scot Scottish Senegalese Serb Serbian Shia Shiite Shi'ite Sikh Sinhalese Slav Slovak Slovene "
    "Slovenian "
    "Socialist Somali South_African South_Korean North_Korean Soviet Spaniard Spanish Stalinist Sudanese Sunni Swede "
    "Swedish "
    "Swiss Syrian Taiwanese Tajik Tamil Tanzanian Texan Thai Tibetan Tunisian Turk Turkish Turkmen Tutsi Ugandan "
    "Ukrainian "
    "Uighur Uruguayan Uyghur Uzbek Venezuelan Vietnamese Welsh Western West_Indian Yazidi Yemeni Yugoslav Zairean "
    "Zambian "
    "Zimbabwean Zionist Zulu New_Zealander Frenchman Frenchwoman Englishman Irishman Dutchman Welshman Scotsman Brit "
    "Aussie Kiwi Londoner Parisian New_Yorker Midwestern Southern Northern Eastern"
)
_PLURALS = frozenset(word + "s" for word in DEMONYMS)
DAYS = wordlist(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September "
    "October November December Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec "
    "Christmas Easter "
    "Ramadan Internet GMT BST EST EDT GDP CPI IPO CEO AIDS HIV Covid COVID COVID-19 TV Mr Mrs Ms Dr Sir Labor_Day "
    "Thanksgiving Olympics World_Cup Grand_Prix"
)
# Words that headlines and tables capitalise, and parts of the names of offices.
NO_NAMES = wordlist(
    "Soccer Football Cricket Golf Tennis Baseball Basketball Hockey Boxing Cycling Athletics Rugby Swimming Skiing "
    "Racing Rowing Sailing "
    "Wrestling Badminton Squash Leading Results Standings Scores Prices Primary Total Education Defence Defense "
    "Agriculture Interior "
    "Finance Foreign Health Justice State Trade Transport Energy Environment Culture Industry Authority Stadium Dow "
    "FTSE Nikkei DAX "
    "CAC Footsie Eurobonds Eurodollars Treasuries Gilts Bunds Financial_Data Internet God Bible Koran Company "
    "Government President "
    "Parliament_Building Ashes English North South East West Northern Southern Eastern Western Black White Web Yes "
    "No OK Oscar Grammy "
    "AI VAR ICU GDP CPI PMI ATM DNA FAQ PDF URL GPS UFO CCTV Islam Christianity Judaism Buddhism Hinduism Twin "
    "Retires Moves Defeats CEO Chapter Article Figure Table Photo "
    "Image Video"
)
# Organisations with several names and initials, the main name first.
ALIASES: tuple[tuple[str, ...], ...] = (
    ("Islamic State", "IS", "ISIS", "ISIL", "Isis", "Daesh", "Islamic State group", "Islamic State of Iraq and Syria"),
    ("Associated Press", "AP"),
    ("Agence France-Presse", "AFP"),
    ("United Nations", "UN", "U.N."),
    ("UN General Assembly", "U.N. General Assembly", "United Nations General Assembly"),
    ("European Union", "EU"),
    ("International Monetary Fund", "IMF"),
    ("World Health Organization", "WHO"),
    ("World Trade Organization", "WTO"),
    ("NATO", "Nato", "North Atlantic Treaty Organization"),
    ("Al-Qaeda", "al-Qaeda", "al-Qaida", "Al-Qaida", "al Qaeda", "Al Qaeda", "al Qaida", "Qaeda"),
    ("Federal Bureau of Investigation", "FBI"),
    ("Central Intelligence Agency", "CIA"),
    ("US State Department", "U.S. State Department", "State Department", "Department of State"),
    ("Republican National Committee", "RNC"),
    ("Democratic National Committee", "DNC"),
    ("Republican Party", "GOP"),
    ("Hezbollah", "Hizbollah", "Hizbullah", "Hizballah"),
    ("Taliban", "Taleban"),
    ("European Central Bank", "ECB"),
    ("BBC", "British Broadcasting Corporation"),
    ("Palestine Liberation Organization", "PLO"),
    ("Organization for Security and Cooperation in Europe", "OSCE"),
    ("United States", "US", "U.S.", "USA", "U.S.A.", "America", "United States of America"),
    ("United Kingdom", "UK", "U.K.", "Britain", "Great Britain"),
    ("United Arab Emirates", "UAE", "U.A.E."),
    ("Washington", "Washington, D.C.", "Washington D.C.", "Washington DC"),
    ("Kyiv", "Kiev"),
    ("Myanmar", "Burma"),
)
CANONICAL = {form.casefold(): forms[0] for forms in ALIASES for form in forms}


def _lines(name: str) -> list[str]:
    text = files("tasks.text.annotate").joinpath("words", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def places() -> frozenset[str]:
    """Names of places, lower case."""
    return frozenset(line.casefold() for line in _lines("places.txt"))


@cache
def organisations() -> dict[str, str]:
    """Well-known organisations by name, as printed, with the group that they belong to."""
    found: dict[str, str] = {}
    for line in _lines("organisations.txt"):
        group, _, names = line.partition(": ")
        for name in names.split("|"):
            found.setdefault(name, group)
    return found


@cache
def teams() -> frozenset[str]:
    """Clubs and teams, as printed."""
    chosen = [line.partition(": ") for line in _lines("organisations.txt")]
    return frozenset(name for group, _, names in chosen if group in {"teams", "counties"} for name in names.split("|"))


@cache
def given_names() -> dict[str, Gender]:
    """Given names with the gender that they mostly indicate."""
    found: dict[str, Gender] = {}
    for line in _lines("people.txt"):
        gender, _, names = line.partition(": ")
        for name in names.split():
            found.setdefault(name, "male" if gender == "male" else "female")
    return found


def is_demonym(name: str) -> bool:
    """Whether a word states somebody's origin, faith or party, and so is not a name."""
    return name in DEMONYMS or name in _PLURALS
