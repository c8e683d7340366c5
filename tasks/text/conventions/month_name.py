"""Names of months in sixty languages, as news prints them.

Source: Unicode CLDR (months in dates, wide and abbreviated; also the nominative in languages that inflect them), with
everyday variants added: Austrian "Jänner", Levantine and Maghreb Arabic names, Serbian in Latin letters.
"""

import unicodedata
from functools import cache, lru_cache

_NAMES = {
    "en": (
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept "
        "october/oct november/nov december/dec"
    ),
    "de": (
        "januar/jan/janner februar/feb/feber marz/mrz april/apr mai juni juli august/aug september/sept "
        "oktober/okt november/nov dezember/dez"
    ),
    "fr": (
        "janvier/janv fevrier/fevr/fev mars avril/avr mai juin juillet/juil aout septembre/sept/sep "
        "octobre/oct novembre/nov decembre/dec"
    ),
    "es": (
        "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago "
        "septiembre/sept/setiembre/sep octubre/oct noviembre/nov diciembre/dic"
    ),
    "pt": (
        "janeiro/jan fevereiro/fev marco/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set "
        "outubro/out novembro/nov dezembro/dez"
    ),
    "it": (
        "gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago "
        "settembre/set ottobre/ott novembre/nov dicembre/dic"
    ),
    "nl": (
        "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep "
        "oktober/okt november/nov december/dec"
    ),
    "sv": (
        "januari/jan februari/feb mars april/apr maj juni juli augusti/aug september/sep oktober/okt "
        "november/nov december/dec"
    ),
    "da": (
        "januar/jan februar/feb marts/mar april/apr maj juni/jun juli/jul august/aug september/sep "
        "oktober/okt november/nov december/dec"
    ),
    "nb": (
        "januar/jan februar/feb mars april/apr mai juni juli august/aug september/sep oktober/okt "
        "november/nov desember/des"
    ),
    "fi": (
        "tammikuuta/tammi/tammikuu helmikuuta/helmi/helmikuu maaliskuuta/maalis/maaliskuu "
        "huhtikuuta/huhti/huhtikuu toukokuuta/touko/toukokuu kesakuuta/kesa/kesakuu heinakuuta/heina/heinakuu "
        "elokuuta/elo/elokuu syyskuuta/syys/syyskuu lokakuuta/loka/lokakuu marraskuuta/marras/marraskuu "
        "joulukuuta/joulu/joulukuu"
    ),
    "is": (
        "januar/jan februar/feb mars/mar april/apr mai juni/jun juli/jul agust/agu september/sep oktober/okt "
        "november/nov desember/des"
    ),
    "pl": (
        "stycznia/sty/styczen lutego/lut/luty marca/mar/marzec kwietnia/kwi/kwiecien maja/maj "
        "czerwca/cze/czerwiec lipca/lip/lipiec sierpnia/sie/sierpien wrzesnia/wrz/wrzesien "
        "pazdziernika/paz/pazdziernik listopada/lis/listopad grudnia/gru/grudzien"
    ),
    "cs": (
        "ledna/led/leden unora/uno/unor brezna/bre/brezen dubna/dub/duben kvetna/kve/kveten cervna/cvn/cerven "
        "cervence/cvc/cervenec srpna/srp/srpen zari/zar rijna/rij/rijen listopadu/lis/listopad "
        "prosince/pro/prosinec"
    ),
    "sk": (
        "januara/jan/januar februara/feb/februar marca/mar/marec aprila/apr/april maja/maj juna/jun jula/jul "
        "augusta/aug/august septembra/sep/september oktobra/okt/oktober novembra/nov/november "
        "decembra/dec/december"
    ),
    "sl": (
        "januar/jan/januarja februar/feb/februarja marec/mar/marca april/apr/aprila maj/maja junij/jun/junija "
        "julij/jul/julija avgust/avg/avgusta september/sep/septembra oktober/okt/oktobra "
        "november/nov/novembra december/dec/decembra"
    ),
    "hr": (
        "sijecnja/sij/sijecanj veljace/velj/veljaca ozujka/ozu/ozujak travnja/tra/travanj svibnja/svi/svibanj "
        "lipnja/lip/lipanj srpnja/srp/srpanj kolovoza/kol/kolovoz rujna/ruj/rujan listopada/lis/listopad "
        "studenoga/stu/studeni prosinca/pro/prosinac"
    ),
    "sr": (
        "јануар/јан/januar фебруар/феб/februar март/мар/mart април/апр/april мај/maj јун/jun/juna/јуна "
        "јул/jul/jula/јула август/авг/avgust/avgusta септембар/сеп/septembar/septembra "
        "октобар/окт/oktobar/oktobra новембар/нов/novembar/novembra децембар/дец/decembar/decembra"
    ),
    "bs": (
        "januar/jan/januara februar/feb/februara mart/mar/marta april/apr/aprila maj/maja juni/jun/juna "
        "juli/jul/jula august/aug/augusta septembar/sep/septembra oktobar/okt/oktobra novembar/nov/novembra "
        "decembar/dec/decembra"
    ),
    "mk": (
        "јануари/јан февруари/фев март/мар април/апр мај јуни/јун јули/јул август/авг септември/сеп "
        "октомври/окт ноември/ное декември/дек"
    ),
    "bg": (
        "януари/яну февруари/фев март април/апр маи юни юли август/авг септември/сеп октомври/окт ноември/ное "
        "декември/дек"
    ),
    "ru": (
        "января/янв/январь февраля/февр/февраль/фев марта/мар/март апреля/апр/апрель мая/маи июня/июн/июнь "
        "июля/июл/июль августа/авг/август сентября/сент/сентябрь/сен октября/окт/октябрь "
        "ноября/нояб/ноябрь/ноя декабря/дек/декабрь"
    ),
    "uk": (
        "січня/січ/січень лютого/лют/лютии березня/бер/березень квітня/квіт/квітень травня/трав/травень "
        "червня/черв/червень липня/лип/липень серпня/серп/серпень вересня/вер/вересень жовтня/жовт/жовтень "
        "листопада/лист/листопад грудня/груд/грудень"
    ),
    "be": (
        "студзеня/сту/студзень лютага/лют/люты сакавіка/сак/сакавік красавіка/кра/красавік мая/маи "
        "чэрвеня/чэр/чэрвень ліпеня/ліп/ліпень жніуня/жні/жнівень верасня/вер/верасень "
        "кастрычніка/кас/кастрычнік лістапада/ліс/лістапад снежня/сне/снежань"
    ),
    "ro": (
        "ianuarie/ian februarie/feb martie/mar aprilie/apr mai iunie/iun iulie/iul august/aug septembrie/sept "
        "octombrie/oct noiembrie/nov decembrie/dec"
    ),
    "hu": (
        "januar/jan februar/febr marcius/marc aprilis/apr majus/maj junius/jun julius/jul augusztus/aug "
        "szeptember/szept oktober/okt november/nov december/dec"
    ),
    "el": (
        "ιανουαριου/ιαν/ιανουαριοσ φεβρουαριου/φεβ/φεβρουαριοσ μαρτιου/μαρ/μαρτιοσ απριλιου/απρ/απριλιοσ "
        "μαιου/μαι/μαιοσ ιουνιου/ιουν/ιουνιοσ ιουλιου/ιουλ/ιουλιοσ αυγουστου/αυγ/αυγουστοσ "
        "σεπτεμβριου/σεπ/σεπτεμβριοσ οκτωβριου/οκτ/οκτωβριοσ νοεμβριου/νοε/νοεμβριοσ "
        "δεκεμβριου/δεκ/δεκεμβριοσ"
    ),
    "tr": (
        "ocak/oca subat/sub mart/mar nisan/nis mayıs/may haziran/haz temmuz/tem agustos/agu eylul/eyl "
        "ekim/eki kasım/kas aralık/ara"
    ),
    "et": (
        "jaanuar/jaan veebruar/veebr marts aprill/apr mai juuni juuli august/aug september/sept oktoober/okt "
        "november/nov detsember/dets"
    ),
    "lv": (
        "janvaris/janv/janvari februaris/febr marts/marta aprilis/apr/aprili maijs/maija junijs/jun/junija "
        "julijs/jul/julija augusts/aug/augusta septembris/sept oktobris/okt novembris/nov decembris/dec"
    ),
    "lt": (
        "sausio/saus/sausis vasario/vas/vasaris kovo/kov/kovas balandzio/bal/balandis geguzes/geg/geguze "
        "birzelio/birz/birzelis liepos/liep/liepa rugpjucio/rugp/rugpjutis rugsejo/rugs/rugsejis "
        "spalio/spal/spalis lapkricio/lapkr/lapkritis gruodzio/gruod/gruodis"
    ),
    "ca": (
        "gener/gen febrer/febr marc abril/abr maig juny juliol/jul agost/ag setembre/set octubre/oct "
        "novembre/nov desembre/des"
    ),
    "gl": (
        "xaneiro/xan febreiro/feb marzo/mar abril/abr maio xuno xullo/xul agosto/ago setembro/set outubro/out "
        "novembro/nov decembro/dec"
    ),
    "eu": (
        "urtarrila/urt/urtarrilaren otsaila/ots/otsailaren martxoa/mar/martxoaren apirila/api/apirilaren "
        "maiatza/mai/maiatzaren ekaina/eka/ekainaren uztaila/uzt/uztailaren abuztua/abu/abuztuaren "
        "iraila/ira/irailaren urria/urr/urriaren azaroa/aza/azaroaren abendua/abe/abenduaren"
    ),
    "mt": (
        "jannar/jan frar/fra marzu/mar april/apr mejju/mej gunju/gun lulju/lul awwissu/aww settembru/set ottubru/ott "
        "novembru/nov dicembru/dic"
    ),
    "sq": (
        "janar/jan shkurt/shk mars/mar prill/pri maj qershor/qer korrik/korr gusht/gush shtator/sht tetor/tet "
        "nentor/nen dhjetor/dhj"
    ),
    "ga": (
        "eanair/ean feabhra/feabh marta aibrean/aib bealtaine/beal meitheamh/meith iuil lunasa/lun mfomh "
        "dfomh samhain/samh nollaig/noll"
    ),
    "cy": (
        "ionawr/ion chwefror/chwef mawrth/maw ebrill/ebr mai mehefin/meh gorffennaf/gorff awst medi "
        "hydref/hyd tachwedd/tach rhagfyr/rhag"
    ),
    "ar": (
        "يناير/جانفي فبراير/فيفري/شباط مارس/آذار أبريل/أفريل/نيسان/ابريل مايو/ماي/أيار يونيو/جوان/حزيران "
        "يوليو/جويلية/تموز/يوليوز أغسطس/أوت/آب/غشت/اغسطس سبتمبر/شتنبر/أيلول أكتوبر/اكتوبر نوفمبر/نونبر "
        "ديسمبر/دجنبر"
    ),
    "fa": "ژانویهٔ/ژانویه فوریهٔ/فوریه مارس آوریل مهٔ/مه ژوئن ژوئیهٔ/ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "he": (
        "ינואר/ינו פברואר/פבר מרץ/מארס אפריל/אפר מאי יוני יולי אוגוסט/אוג ספטמבר/ספט אוקטובר/אוק נובמבר/נוב דצמבר/דצמ"
    ),
    "hi": (
        "जनवरी/जन फ़रवरी/फ़र/फरवरी मार्च अप्रैल मई जून जुलाई/जुल अगस्त/अग सितंबर/सित/सितम्बर अक्टूबर/अक्टू "
        "नवंबर/नव/नवम्बर दिसंबर/दिस/दिसम्बर"
    ),
    "bn": (
        "জানুয়ারী/জানু/জানুয়ারি ফেব্রুয়ারী/ফেব/ফেব্রুয়ারি মার্চ এপ্রিল/এপ্রি মে জুন জুলাই/জুল আগস্ট/আগ "
        "সেপ্টেম্বর/সেপ অক্টোবর/অক্টো নভেম্বর/নভে ডিসেম্বর/ডিসে"
    ),
    "ta": ("ஜனவரி/ஜன பிப்ரவரி/பிப் மார்ச்/மார் ஏப்ரல்/ஏப் மே ஜூன் ஜூலை ஆகஸ்ட்/ஆக செப்டம்பர்/செப் அக்டோபர்/அக் நவம்பர்/நவ டிசம்பர்/டிச"),
    "te": ("జనవరి/జన ఫిబ్రవరి/ఫిబ్ర మార్చి ఏప్రిల్/ఏప్రి మే జూన్ జులై ఆగస్టు/ఆగ సెప్టెంబర్/సెప్టెం అక్టోబర్/అక్టో నవంబర్/నవం డిసెంబర్/డిసెం"),
    "mr": ("जानेवारी/जाने फेब्रुवारी/फेब्रु मार्च एप्रिल/एप्रि मे जून जुलै ऑगस्ट/ऑग सप्टेंबर/सप्टें ऑक्टोबर/ऑक्टो नोव्हेंबर/नोव्हें डिसेंबर/डिसें"),
    "gu": ("જાન્યુઆરી/જાન્યુ ફેબ્રુઆરી/ફેબ્રુ માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટેમ્બર/સપ્ટે ઑક્ટોબર/ઑક્ટો નવેમ્બર/નવે ડિસેમ્બર/ડિસે"),
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "ne": "जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर",
    "th": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "id": (
        "januari/jan februari/feb maret/mar april/apr mei juni/jun juli/jul agustus/agu/agt september/sep "
        "oktober/okt november/nov desember/des"
    ),
    "ms": (
        "januari/jan februari/feb mac april/apr mei jun julai/jul ogos/ogo september/sep oktober/okt "
        "november/nov disember/dis"
    ),
    "sw": (
        "januari/jan februari/feb machi/mac aprili/apr mei juni/jun julai/jul agosti/ago septemba/sep "
        "oktoba/okt novemba/nov desemba/des"
    ),
    "af": (
        "januarie/jan februarie/feb maart/mrt april/apr mei junie/jun julie/jul augustus/aug september/sep "
        "oktober/okt november/nov desember/des"
    ),
    "ka": (
        "იანვარი/იან თებერვალი/თებ მარტი/მარ აპრილი/აპრ მაისი/მაი ივნისი/ივნ ივლისი/ივლ აგვისტო/აგვ "
        "სექტემბერი/სექ ოქტომბერი/ოქტ ნოემბერი/ნოე დეკემბერი/დეკ"
    ),
    "hy": (
        "հունվարի/հնվ/հունվար փետրվարի/փտվ/փետրվար մարտի/մրտ/մարտ ապրիլի/ապր/ապրիլ մայիսի/մյս/մայիս "
        "հունիսի/հնս/հունիս հուլիսի/հլս/հուլիս օգոստոսի/օգս/օգոստոս սեպտեմբերի/սեպ/սեպտեմբեր "
        "հոկտեմբերի/հոկ/հոկտեմբեր նոյեմբերի/նոյ/նոյեմբեր դեկտեմբերի/դեկ/դեկտեմբեր"
    ),
    "kk": (
        "қаңтар/қаң ақпан/ақп наурыз/нау сәуір/сәу мамыр/мам маусым/мау шілде/шіл тамыз/там қыркүиек/қыр "
        "қазан/қаз қараша/қар желтоқсан/жел"
    ),
    "uz": (
        "yanvar/yan fevral/fev mart/mar aprel/apr may iyun/iyn iyul/iyl avgust/avg sentabr/sen oktabr/okt "
        "noyabr/noy dekabr/dek"
    ),
    "ml": (
        "ജനുവരി/ജനു ഫെബ്രുവരി/ഫെബ്രു മാർച്ച്/മാർ ഏപ്രിൽ/ഏപ്രി മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ്/ഓഗ സെപ്റ്റംബർ/സെപ്റ്റം ഒക്‌ടോബർ/ഒക്ടോ നവംബർ/നവം ഡിസംബർ/ഡിസം"
    ),
    "kn": ("ಜನವರಿ/ಜನ ಫೆಬ್ರವರಿ/ಫೆಬ್ರ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್/ಏಪ್ರಿ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್/ಆಗ ಸೆಪ್ಟೆಂಬರ್/ಸೆಪ್ಟೆಂ ಅಕ್ಟೋಬರ್/ಅಕ್ಟೋ ನವೆಂಬರ್/ನವೆಂ ಡಿಸೆಂಬರ್/ಡಿಸೆಂ"),
    "pa": "ਜਨਵਰੀ/ਜਨ ਫ਼ਰਵਰੀ/ਫ਼ਰ ਮਾਰਚ ਅਪ੍ਰੈਲ/ਅਪ੍ਰੈ ਮਈ ਜੂਨ ਜੁਲਾਈ/ਜੁਲਾ ਅਗਸਤ/ਅਗ ਸਤੰਬਰ/ਸਤੰ ਅਕਤੂਬਰ/ਅਕਤੂ ਨਵੰਬਰ/ਨਵੰ ਦਸੰਬਰ/ਦਸੰ",
    "am": "ጃንዋሪ/ጃን ፌብሩዋሪ/ፌብ ማርች ኤፕሪል/ኤፕሪ ሜይ ጁን ጁላይ ኦገስት/ኦገስ ሴፕቴምበር/ሴፕቴ ኦክቶበር/ኦክቶ ኖቬምበር/ኖቬም ዲሴምበር/ዲሴም",
    "si": ("ජනවාරි/ජන පෙබරවාරි/පෙබ මාර්තු අප්‍රේල් මැයි ජූනි ජූලි අගෝස්තු/අගෝ සැප්තැම්බර්/සැප් ඔක්තෝබර්/ඔක් නොවැම්බර්/නොවැ දෙසැම්බර්/දෙසැ"),
    "az": (
        "yanvar/yan fevral/fev mart/mar aprel/apr may iyun/iyn iyul/iyl avqust/avq sentyabr/sen oktyabr/okt "
        "noyabr/noy dekabr/dek"
    ),
}
"""The twelve months of each language, each with its forms, folded by `fold` and separated by "/"."""

_SAME_AS = {"no": "nb", "nn": "nb", "cnr": "sr", "sh": "sr"}


def fold(word: str) -> str:
    """Lower case without accents, so that "Août", "aout" and "AOÛT" are equal. Combining marks of other scripts
    stay."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not "\u0300" <= sign < "\u0370")


@lru_cache(maxsize=4096)
def month_of(word: str, *, language: str | None) -> int | None:
    """The month, 1 to 12. None: the word is not a month's name.

    `language` decides where languages disagree: "listopad" is November in Polish and October in Croatian. Without it,
    English takes precedence, and a word on which the other languages disagree is not a month.
    """
    folded = fold(word)
    if language:
        code = language.partition("-")[0].lower()
        month = _months(_SAME_AS.get(code, code)).get(folded)
        if month:
            return month
    return _any_language().get(folded)


def month_names(language: str) -> tuple[tuple[str, ...], ...]:
    """The twelve months from January on, each with its folded forms, the full name first. Empty: the language is not in
    the table."""
    return tuple(tuple(forms.split("/")) for forms in _NAMES.get(language, "").split())


def knows_months(language: str) -> bool:
    """Whether the table contains this language (two or three letters)."""
    return _SAME_AS.get(language, language) in _NAMES


@cache
def _months(language: str) -> dict[str, int]:
    return {form: number for number, forms in enumerate(month_names(language), start=1) for form in forms}


@cache
def _any_language() -> dict[str, int]:
    meanings: dict[str, set[int]] = {}
    for language in _NAMES:
        for form, number in _months(language).items():
            meanings.setdefault(form, set()).add(number)
    agreed = {form: numbers.pop() for form, numbers in meanings.items() if len(numbers) == 1}
    return agreed | _months("en")
