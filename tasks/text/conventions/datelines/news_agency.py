"""News agencies, with the forms of their names in print."""

_FORMS = {
    "AAP": "aap/australian associated press",
    "AFP": "afp/agence france-presse/agence france presse/afp news/أ ف ب/ا ف ب/فرانس برس/法新社",
    "AGI": "agi/agenzia italia",
    "ANI": "ani/asian news international",
    "ANP": "anp/algemeen nederlands persbureau",
    "ANSA": "ansa",
    "ANTARA": "antara/antara news",
    "AP": "ap/the associated press/associated press/ap news/美联社/美聯社/ap通信",
    "APA": "apa/austria presse agentur",
    "APP": "app/associated press of pakistan",
    "Adnkronos": "adnkronos",
    "Anadolu": "aa/anadolu/anadolu agency/anadolu ajansı",
    "Belga": "belga",
    "Bernama": "bernama",
    "BTA": "bta/бта",
    "CNA": "cna/central news agency/中央社",
    "DHA": "dha/demirören haber ajansı",
    "CP": "cp/the canadian press/canadian press/la presse canadienne",
    "China News Service": "china news service/中新社/中新网/中新網/中国新闻社",
    "ČTK": "čtk/ctk",
    "dpa": "dpa/deutsche presse-agentur/德新社",
    "EFE": "efe/agencia efe/埃菲社",
    "epd": "epd",
    "Europa Press": "europa press/europapress",
    "GNA": "gna/ghana news agency",
    "HINA": "hina",
    "IHA": "iha/ihlas haber ajansı",
    "IANS": "ians/indo-asian news service",
    "Interfax": "interfax/интерфакс",
    "Interfax-Ukraine": "interfax-ukraine/інтерфакс-україна",
    "Jiji": "jiji/jiji press/時事/時事通信/时事社",
    "Keystone-SDA": "keystone-sda/sda/ats/keystone-ats",
    "KNA": "kna",
    "Kyodo": "kyodo/kyodo news/共同/共同通信/共同社/교도",
    "LUSA": "lusa/agência lusa",
    "MTI": "mti",
    "NAN": "nan/news agency of nigeria",
    "News1": "뉴스1",
    "Newsis": "newsis/뉴시스",
    "NTB": "ntb",
    "PA": "pa/pa media/press association/the press association",
    "PAP": "pap",
    "PTI": "pti/press trust of india/पीटीआई/भाषा/पीटीआई-भाषा",
    "Reuters": "reuters/reuter/thomson reuters/رويترز/рейтер/路透社/路透/ロイター/로이터",
    "RIA Novosti": "ria novosti/риа новости",
    "Ritzau": "ritzau/ritzaus bureau",
    "SID": "sid",
    "STT": "stt",
    "TASS": "tass/itar-tass/тасс/итар-тасс/塔斯社/タス",
    "Télam": "télam/telam",
    "Tanjug": "tanjug/танјуг",
    "TT": "tt/tidningarnas telegrambyrå",
    "UNN": "unn/унн",
    "Ukrinform": "ukrinform/укрінформ",
    "UNB": "unb/united news of bangladesh",
    "UNI": "uni/united news of india",
    "UPI": "upi/united press international",
    "Xinhua": "xinhua/新华社/新華社/新华网/新華網",
    "Yonhap": "yonhap/yonhap news agency/연합뉴스/韩联社/韓聯社/聯合ニュース/연합",
    "VNA": "vna/vietnam news agency/ttxvn",
}
"""The forms of each agency's name, in lower case and separated by "/". A closed list, from common knowledge."""
_AGENCY = {form: name for name, forms in _FORMS.items() for form in forms.split("/")}

LONG_FORMS = sorted((form for form in _AGENCY if len(form) > 4), key=len, reverse=True)
"""Names that are long enough to be searched for inside a line."""
EAST_ASIAN_FORMS = sorted((form for form in _AGENCY if form[-1] >= "\u3040"), key=len, reverse=True)
"""Names in Chinese, Japanese and Korean."""


def agency_of(name: str) -> str | None:
    """The common short name of a news agency: "The Associated Press" -> "AP". None: the name is not an agency's."""
    return _AGENCY.get(" ".join(name[:60].lower().split()).removesuffix(".com").removesuffix(".ru").strip(" .:"))
