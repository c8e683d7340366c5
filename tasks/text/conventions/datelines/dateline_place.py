"""Places that stand alone in a dateline, and words that stand before a dash there but are not places."""

_CITIES = """
abuja/accra/addis ababa/algiers/amman/amsterdam/ankara/athens/atlanta/baghdad/baku/baltimore/bangkok/barcelona/beijing
beirut/belgrade/berlin/bern/bogota/boston/brasilia/bratislava/bruselas/brussels/bruxelles/brüssel/bucharest/budapest
buenos aires/cairo/calgary/canberra/cape town/caracas/chicago/cincinnati/cleveland/colombo/copenhagen/dakar/dallas
damascus/delhi/denver/detroit/dhaka/djibouti/doha/dubai/dublin/düsseldorf/edinburgh/edmonton/firenze/frankfurt/gaza
gaza city/geneva/genève/genf/gibraltar/guatemala city/halifax/hamburg/hanoi/harare/havana/helsinki/hong kong/honolulu
houston/hyderabad/indianapolis/islamabad/istanbul/jakarta/jerusalem/johannesburg/kabul/kampala/karachi/kathmandu/khartoum
kiev/kigali/kinshasa/kolkata/kuala lumpur/kuwait/kyiv/köln/københavn/lagos/lahore/las vegas/lima/lisboa/lisbon/ljubljana
london/los angeles/lusaka/luxembourg/lyon/macau/madrid/manila/marseille/melbourne/mexico city/miami/milan/milano
milwaukee/minneapolis/minsk/mogadishu/monaco/montreal/montréal/moscow/moskau/mumbai/munich/muscat/münchen/nairobi/napoli
new delhi/new orleans/new york/nicosia/oklahoma city/oslo/ottawa/panama/paris/perth/philadelphia/phoenix/pittsburgh
prague/praha/pretoria/pristina/quebec/quito/québec/reykjavik/riga/rio de janeiro/riyadh/roma/rome/salt lake city
san antonio/san diego/san francisco/san marino/sanaa/santiago/sao paulo/sarajevo/são paulo/seattle/seoul/shanghai
singapore/skopje/sofia/st. louis/stockholm/strasbourg/stuttgart/sydney/taipei/tallinn/tbilisi/tehran/tel aviv/the hague
tirana/tokyo/toronto/torino/toulouse/tripoli/tunis/united nations/vancouver/vatican city/vienna/vilnius/warsaw/warszawa
washington/washington d.c./washington dc/wellington/wien/winnipeg/yangon/yerevan/zagreb/zurich/zürich/київ/москва
"""
STANDALONE_CITIES = frozenset(city for line in _CITIES.split("\n") for city in line.split("/") if city)
"""Cities named without their country in a dateline: the list of the AP Stylebook, with capitals of the world added."""

_REGIONS = """
ala./ariz./ark./calif./colo./conn./del./fla./ga./ill./ind./kan./ky./la./mass./md./mich./minn./miss./mo./mont./n.c./n.d.
n.h./n.j./n.m./n.y./neb./nev./okla./ore./pa./r.i./s.c./s.d./tenn./va./vt./w.va./wash./wis./wyo./d.c./alaska/hawaii/idaho
iowa/maine/ohio/texas/utah/ont./b.c./alta./sask./man./que./n.s./n.b./texas/california/florida/england/scotland/wales
afghanistan/albania/algeria/argentina/armenia/australia/austria/azerbaijan/bangladesh/belarus/belgium/bolivia/bosnia
brazil/bulgaria/cambodia/cameroon/canada/chad/chile/china/colombia/congo/costa rica/croatia/cuba/cyprus/denmark/ecuador
egypt/estonia/ethiopia/finland/france/georgia/germany/ghana/greece/guatemala/haiti/honduras/hungary/iceland/india
indonesia/iran/iraq/ireland/israel/italy/japan/jordan/kazakhstan/kenya/kosovo/kuwait/laos/latvia/lebanon/libya/lithuania
malaysia/mali/mexico/moldova/mongolia/morocco/mozambique/myanmar/nepal/netherlands/new zealand/nicaragua/niger/nigeria
north korea/northern ireland/norway/oman/pakistan/panama/peru/philippines/poland/portugal/qatar/romania/russia/rwanda
saudi arabia/senegal/serbia/slovakia/slovenia/somalia/south africa/south korea/south sudan/spain/sri lanka/sudan/sweden
switzerland/syria/taiwan/tanzania/thailand/tunisia/turkey/uganda/ukraine/united arab emirates/uzbekistan/venezuela
vietnam/west bank/yemen/zambia/zimbabwe
"""
REGIONS = frozenset(region for line in _REGIONS.split("\n") for region in line.split("/") if region)
"""States and countries as they follow a town's name."""

_LABELS = """
advertisement alert analysis athletics badminton baseball basketball blog boxing breaking business column comment
commentary correction clarification cricket cycling editorial election entertainment exclusive explainer factbox
feature focus football gallery golf graphic guide health highlights hockey hurling interview just letter letters live
lifestyle list look market markets motor motorcycling nba news nfl nhl note notebook obituary opinion photos
picture pictures podcast politics poll preview profile quiz quotebox racing rallying recap recipe report results
review rugby skiing soccer special sport sports squash story summary swimming technology tennis test timeline today
transcript update updated urgent video volleyball warning watch weather world wrapup
"""
LABELS = frozenset(_LABELS.split())
"""Labels that outlets print before a dash at the start of a text; they are not places."""
