"""Words that are a name and something else as well, and words that show what a name is.

All are plain (`geo.search.mentions.plain`).
"""

from geo.search.mentions.plain import plain


def _words(text: str) -> frozenset[str]:
    return frozenset(plain(text).split())


#: Names of places that are also words, given names, surnames or countries.
DOUBTFUL = _words(
    """
    hub pap van oral bam mary juma basal jand shu olya guba kuba kashi manas dusti tal razi pop
    chu jono merke otar makat galaba savay druzhba kulan sibi jand merv thal sust sost hub aral
    ван пап оля губа кум мары тал хаб бам шу джума дружба октябрьск манас достык самур сост хаш
    каган арал сиби ош самара
    حب وان قم ٹل مرو بوستان خاش اوش دوآبه دوشی کرکی سبی جنڈ جمعہ ترکستان ایبک دربند میانه
    """
)
#: Names of places that hardly ever mean the place.
NEVER = _words("куба kuba بم dostuk")
#: Words that are the name of a town somewhere and mean something else in texts.
NO_TOWN = _words(
    """
    union taiba khatam khalid akbar jalal rashid kamal jamal hasan aziz baba bala hamid mir saeed
    karim ibrahim ismail musa yusuf reza ahmad mahmud abad bandar qala shahr deh markaz khas kot
    garh pur bazar chak city park garden star new station port bridge river lake pass valley
    мира союз победа заря октябрьский первомайский советский ленинский мирный новый новая красный
    восток восточный южный северный западный центральный московский свободный железнодорожный
    مردان بالای ریلوے پاکستان حکومت اسلام خان علی محمد احمد حسن حسین کمال شاه گاؤں بازار پور
    کوٹ راه کام دین ملک بہار نور قلعه چک شرق صدر صنعت منصوبه سامان وقت سال کام لوگ
    """
)
#: What stands after the name of a town in that of a newspaper.
PAPERS = _words("times news post tribune herald gazette express journal daily today radio tv now")
#: What says that a name is somebody's.
NAMED_AFTER = _words("نامی صاحب")
NAMED_BEFORE = _words("named called имени девушка инженер прораб guard driver водитель")
#: Surnames that far too many people have.
COMMON_SURNAMES = _words(
    """
    khan shah ali ahmad ahmed hussain chaudhry sharif iqbal karim habib mirza malik qureshi sadiq
    khalid kamal jamal anjum sani fan group
    хан шах али ахмад шариф иванов петров федоров назаров зверев садик кан
    خان شاه علی احمد حسین چوہدری شریف اقبال کریم صادق انجم دار
    """
)
#: Before a place, in English and Russian.
BEFORE_PLACE = _words(
    """
    in at near from to via through between towards toward into of reach reached port city town
    station district province region leaving outside around beyond
    в во из до через у под порт порта порту город города городе городу станция станции станцию
    от к ко около возле близ между район районе погранпереход переход переходе пункт посёлок
    за рядом с
    """
)
#: After a place, in Urdu and Persian, and before it.
AFTER_PLACE_ARABIC = _words(
    "میں سے تک بارڈر سرحد ضلع شهر کراسنگ اسٹیشن سیکشن لائن گیٹ بندرگاه پورٹ جنکشن روڈ ریلوے "
    "شاهراه سیکٹر ٹرمینل"
)
#: After a name, as after any noun, in Urdu.
AFTER_NOUN_ARABIC = _words("کے کی کا کو اور پر")
BEFORE_PLACE_ARABIC = _words("در از به تا شهر بندر سرحد مرز ضلع شهرستان ولایت بین")
AFTER_PLACE = _words(
    "city border station port crossing district province junction pass town railway"
)
#: Words that often begin a name of something that is not the place it is called after.
TITLES = _words(
    """
    mr mrs ms dr sir president premier minister ministers secretary ambassador general governor
    chief envoy spokesman spokesperson spokeswoman deputy director adviser advisor assistant
    chairman ceo speaker senator lord leader counterpart
    президент президента президенту президентом премьер премьера министр министра министру
    министром посол посла послом послу замминистра
    глава главы главой секретарь директор губернатор генерал господин господина консул
    помощник спецпредставитель министры
    صدر وزیر وزیراعظم اعظم سفیر معاون خارجه ریلوے سیکرٹری سیکریٹری جنرل گورنر ترجمان نائب جناب مسٹر
    مواصلات ڈائریکٹر چیئرمین رئیس آقای قونصل توانائی مشیر خصوصی منصوبه بندی
    """
)
#: Capital words that begin sentences or names of everything, and are no place by themselves.
NO_PLACE = _words(
    """
    the this that these those a an in on at by for from with after before when while since until
    it its he she they we i his her their our but and or if as so no not all both most many more
    some each every according under over between during two three four five six seven eight nine
    ten new old former north south east west northern southern eastern western central first
    second third last next president prime minister ministry deputy foreign railway railways rail
    road roads line lines project projects corridor agreement protocol memorandum government
    commission committee bank company group union state national international federal authority
    party embassy house council court agency news times daily press express tribune post main
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday taliban soviet islamic republic asia
    europe eurasian silk belt economic transport communications steel mills mill port works khan
    sharif dar shah ali khan ahmad hussain mohammad muhammad nikitin motorway highway expressway
    в на по из от до с к о об и но а не как что это он она они мы его ее их при для после перед
    министр президент премьер министерство железная железные дорога дороги россия союз советский
    российский
    """
)
#: Nouns after a chain of places that say it is a line.
LINE_WORDS = _words(
    """
    section line railway railroad stretch road route corridor highway motorway track link leg
    segment expressway train
    участок участка участке участку линия линии линию дорога дороги дорогу дороге магистраль
    магистрали маршрут маршруту маршруте коридор коридора коридору
    железнодорожная железной трасса трассы ветка ветки
    سیکشن لائن ریلوے سڑک روڈ شاهراه راهداری ٹریک روٹ منصوبه پٹڑی راه اهن
    """
)
#: What stands for the only steelworks of an atlas where its country is spoken of.
STEELWORKS = (
    *("steel mill", "steel mills", "steelworks", "steel works", "steel plant", "mills complex"),
    *("металлургический завод", "металлургический комбинат", "сталелитейный завод"),
    *("меткомбинат", "метзавод", "сталелитейный комбинат"),
    *("اسٹیل مل", "اسٹیل ملز", "سٹیل مل", "سٹیل ملز", "کارخانه فولاد", "فولاد کا کارخانہ"),
)
#: Stems of the adjectives of countries in Russian, and what other languages call them.
COUNTRY_WORDS = {
    "AF": ("афганск", "Afghan Afghans افغان افغانی"),
    "AZ": ("азербаиджанск", "Azerbaijani Azeri آذربائیجانی"),
    "BY": ("белорусск", "Belarusian Belarussian بیلاروسی"),
    "CN": ("китаиск", "Chinese چینی"),
    "GE": ("грузинск", "Georgian جارجیائی"),
    "IN": ("индииск", "Indian بھارتی ہندوستانی"),
    "IR": ("иранск", "Iranian ایرانی"),
    "KG": ("киргизск кыргызск кыргызстанск", "Kyrgyz Kirghiz کرغیز کرغز"),
    "KZ": ("казахстанск казахск", "Kazakh Kazakhstani قازق قزاق"),
    "PK": ("пакистанск", "Pakistani Pakistanis پاکستانی"),
    "RU": ("россииск русск", "Russian Russians روسی"),
    "TJ": ("таджикск таджикистанск", "Tajik Tajikistani تاجک"),
    "TM": ("туркменск туркменистанск", "Turkmen Turkmenistani ترکمن"),
    "TR": ("турецк", "Turkish ترک"),
    "UZ": ("узбекск узбекистанск", "Uzbek Uzbekistani Uzbeks ازبک"),
}
