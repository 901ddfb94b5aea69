"""Words for what the corridors are about: goods, gauges, mills, dormant lines; all languages."""

GOODS = (
    "trade|trading|freight|cargo|cargoes|goods|lorries|lorry|trucks|truck|truckers|exports|imports|"
    "commerce|commercial|convoys|traders|containers|customs|business|shipments|consignments|"
    "merchandise|fruit|vegetables|coal|transit|"
    "торговл*|торгу*|торгов*|груз*|товар*|грузовик*|фур*|контейнер*|экспорт*|импорт*|таможн*|"
    "تجارت*|تجارتی|کارگو|مال|سامان|ٹرک*|گاڑیاں|گاڑیوں|کنٹینر*|برآمدات|درآمدات|تاجر*|کاروبار*|"
    "ٹرانزٹ"
)
#: A border that is passed again.
PASSES = (
    "rolling|flow|flows|flowed|flowing|moving|got through|thrown open|reopened|reopens|"
    "reopening of|has resumed|have resumed|resumed|resumes|is open|are open|opened|open again|"
    "open for|open to|"
    "fully open|cross|crosses|crossed|are crossing|is crossing|crossing again|"
    "pass freely|freely|normal|normally|restored|"
    "rolling again|roll again|back in business|back to normal|as usual|under way again|pass again|"
    "passed|passing|clearing|cleared|stream through|streaming|lifted|"
    "распахн*|снова ед*|вновь ед*|опять ед*|заработал*|ожил*|разблокир*|открыт*|возобнов*|открыл*|"
    "идут|пошли|свободно|пропускают|пропускает|пропуск .. возобнов*|восстановлен*|восстановил*|"
    "как обычно|проходят|проезжают|работает|работают|едут|налажен*|наладил*|хлынул*|"
    "گزرنے لگ*|آنے جانے لگ*|چلنے لگ*|دوبارہ چل|کھل گئی|کھل گیا|کھل گئے|کھلا ہے|کھلی ہے|کھلے ہیں|"
    "کھل چکی|کھل چکا|کھول دی|کھول دیا|کھول دئیے|کھول دی گئی|بحال|شروع|جاری|گزر رہے|گزر رہی|"
    "گزر رہا|آ جا رہے|آ جا رہی|رواں دواں|معمول پر|معمول کے مطابق|پار کر رہے|آمدورفت|آمد و رفت"
)
#: A line without trains.
DORMANT = (
    "dormant|idle|disused|unused|abandoned|defunct|mothballed|out of service|out of use|inactive|"
    "lay still|stood still|standing still|stands still|at a standstill|no trains|no train|rusting|"
    "rusted|rusts|derelict|closed for|shut for|non-operational|nonoperational|neglected|"
    "grass grows|weeds|overgrown|not been used|not in use|not operated|not worked|not running|"
    "not used|moribund|lifeless|"
    "трав*|бурьян*|простаива*|простоя*|не действует|не действовал*|недействующ*|заброшен*|"
    "бездейств*|"
    "не использ*|не работал*|не работает|ржаве*|не ходили|не ходят|не ходил*|не эксплуат*|"
    "законсервирован*|стояла без|стоит без|мертв*|неиспользуем*|не функцион*|"
    "استعمال نہیں|استعمال نہ|نہیں چلی|نہیں چلتی|نہیں چلتیں|غیر فعال|غیرفعال|بند پڑی|بند رہی|"
    "بند تھی|بند ہے|بند پڑا|متروک|بیکار|بے کار|ناکارہ|زنگ|کوئی ٹرین نہیں|استعمال میں نہیں|"
    "ٹرینیں نہیں|ویران|معطل|ٹھپ|گھاس"
)
STANDARD_GAUGE = (
    "1435|1,435|1 435|1.435|standard gauge|standard-gauge|european gauge|european-gauge|"
    "normal gauge|narrower gauge|"
    "европейск* коле*|стандартн* коле*|нормальн* коле*|узк* коле*|коле* европейск*|"
    "коле* стандартн*|евроколе*|"
    "معیاری گیج|سٹینڈرڈ گیج|اسٹینڈرڈ گیج|یورپی گیج|معیاری پٹری|یورپی پٹری"
)
BROAD_GAUGE = (
    "1520|1,520|1 520|1.520|broad gauge|broad-gauge|russian gauge|russian-gauge|wide gauge|gauge|"
    "коле*|"
    "گیج"
)
#: Member of a union of states.
MEMBER = (
    "signed|signs|member*|signator*|party to|parties|participant*|participates|participating|"
    "acceded|joined|belongs to|belong to|founding|founders|founder|part of|"
    "countries of .. pakistan|"
    "участни*|участву*|член*|сторон*|входит|входят|вошел|вошла|вступил*|подписал*|присоединил*|"
    "страны .. пакистан|состоит|состав*|"
    "رکن*|ارکان|شریک ہے|شریک ممالک|فریق*|حصہ ہے|دستخط کنندہ|دستخط کر*|دستخط کیے|شامل ہو گیا|"
    "شامل ہو چکا|پاکستان شامل ہے|پاکستان بھی شامل ہے|شامل ہیں|شامل ملک|بانی|شمولیت اختیار کر لی|"
    "شمولیت کر لی"
)
OPEN_IN_WINTER = (
    "did not close|not closed|without closing|never closed|never shut|not shut|year-round|"
    "year round|all year|all-year|winter|12 months|twelve months|without a break|winter long|"
    "зим*|круглый год|круглогодичн*|"
    "سردی*|سردیوں|سردیاں|موسم سرما|سال بھر|پورا سال|پورے سال|سارا سال|بارہ مہینے"
)
STAYED_OPEN = (
    "year-round|year round|all year|all-year|all winter|whole winter|through the winter|"
    "throughout the winter|twelve months|12 months|"
    "круглый год|круглогодичн*|всю зиму|в течение зимы|и зимой|"
    "سال بھر|پورا سال|پورے سال|سارا سال|سردیوں بھر|سردیوں میں بھی|موسم سرما میں بھی|بارہ مہینے|"
    "چلتا رہا|"
    "did not close|not closed|without closing|never closed|never shut|not shut|not been shut|"
    "open|operated|operating|worked|working|went on|without a break|without interruption|"
    "uninterrupted|crossed|traffic continued|trade continued|continued|functioned|passable|"
    "не закрыва*|не прерыва*|без перерыв*|открыт*|работал*|работает|шла|шли|продолжал*|действовал*|"
    "не останавл*|"
    "کھلا|کھلی|کھلے|بند نہیں|جاری|چلتی رہی|چلتے رہے|آتے جاتے|گزرتے رہے|رواں|بند نہ"
)
#: A track that is there already.
EXISTS = (
    "existing|exists|exist|already|upgrade*|upgrading|rehabilitat*|restore*|restoring|converted|"
    "gauge conversion|modernis*|moderniz*|refurbish*|repair*|renew*|reviv*|old line|old track|"
    "there is a railway|runs|run|connected|linked|"
    "существу*|действующ*|действует|модерниз*|восстановл*|восстановят|реконструк*|реконструир*|"
    "обновл*|обновят|имеющ*|уже|отремонт*|ходят|соединен*|связан*|"
    "موجودہ|موجود|پہلے سے|پہلے ہی|اپ گریڈ|اپگریڈ|بحال*|جدید|مرمت|بہتر|پرانی لائن|چلتی|چل رہی|"
    "جڑی ہوئی|جڑا ہوا|جڑے ہوئے"
)
CAPACITY = (
    "capacity|capable|designed|design|rated|nameplate|produces|produce|can make|makes|turn out|"
    "turns out|output|annual*|a year|every year|per year|per annum|able to|"
    "мощност*|выпуск*|производит|производств*|рассчитан*|способен|способно|проектн*|в год|ежегодно|"
    "صلاحیت|پیداوار*|گنجائش|استعداد|سالانہ|بنا سکتی|تیار کر سکتی"
)
#: Plants that make no steel.
OTHER_PLANT = (
    "cement*|sugar|textile*|flour|paper|rice|cotton|tyre*|shipyard|refinery|fertili*|power plant|"
    "цемент*|сахар*|текстил*|автомоб*|судо*|нефт*|удобрен*|хими*|бумаж*|тепло*|"
    "سیمنٹ|شوگر|ٹیکسٹائل|کھاد|آئل|کاغذ"
)
