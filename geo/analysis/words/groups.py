"""Words that many signs of mistakes share, in all languages: `=rail` in a sign stands for them.

Entries are those of a sign, see `TrapSign`. Languages need no keeping apart here, for none of these
words is one of another language.
"""

from geo.analysis.words.papers import (
    AWARDED,
    BUILD,
    CHOSE,
    CONTRACT,
    FRAMEWORK,
    PAPER,
    ROUTE_FIXED,
    SIGNED,
    STUDY,
)
from geo.analysis.words.running import BY_TRAIN, MAKES_STEEL, MOVES, REVIVED, TALK
from geo.analysis.words.things import (
    BROAD_GAUGE,
    CAPACITY,
    DORMANT,
    EXISTS,
    GOODS,
    MEMBER,
    OPEN_IN_WINTER,
    OTHER_PLANT,
    PASSES,
    STANDARD_GAUGE,
    STAYED_OPEN,
)

_RAIL = (
    "rail*|train|trains|track|tracks|line|lines|locomotive*|wagons|железн*|жд|ж/д|поезд*|"
    "состав|составы|составов|лини*|дорог*|магистрал*|рельс*|ветк*|маршрут*|железнодорожн*|"
    "трасс*|пути|ریل*|ٹرین*|گاڑی|گاڑیاں|لائن*|پٹری*|پٹڑی*|ٹریک*"
)
#: A way that is used, or works that are over.
_DONE = (
    "completed|is complete|are complete|now complete|finished|is ready|open|opened|reopened|"
    "inaugurated|commissioned|launched|have a rail|has a railway|have a railway|has a rail|"
    "in service|in operation|operational|operating|operates|operate|up and running|running|"
    "runs|run|is working|connects|connect|links|connected|linked|joined|joins|in use|"
    "entered service|put into service|carries|carry|carrying|arrive|arrives|arrived|reach|"
    "reaches|reached|ply|plies|rolls|roll|rolling|travel|travels|ride|hauls|haul|leave|leaves|"
    "goes|moves|moved|departs|depart|serves|have begun running|has begun running|"
    "service .. began|services .. began|service began|services began|began running|"
    "began to run|now go|go on|go to|daily|every day|twice a week|brought into service|"
    "back on the rails|reachable by|arriving|has gone|have gone|unload*|terminate in|"
    "terminates in|is done|pull in|pulls in|pulled in|goes all the way|go all the way|вывоз*|"
    "отправля*|уходят|уходит|идут поезда|поезда идут|составы идут|идут составы|поезд идет|"
    "следуют|снова на маршруте|идут грузы|грузы идут|груз идет|грузы .. идут|регулярн*|"
    "ежедневн*|проложен*|проложили|проложил*|уложен*|уложили|протянули|протянут*|пустил*|"
    "стыкован*|состыков*|построен|построена|построено|построены|построили|достроен*|достроили|"
    "достроил|завершен*|завершили|завершил*|закончен*|закончили|сдан|сдана|сдано|сдали|введен|"
    "введена|введено|введены|ввели|вступил*|открыт|открыта|открыто|открыты|открыли|открыл|"
    "открылась|открылся|открылось|запущен|запущена|запущено|запущены|запустили|заработал*|"
    "работает|работают|действует|действуют|действующ*|функциониру*|эксплуатируется|ходят|ходит|"
    "ездят|ездит|курсиру*|пошли|пошел|пошла|соединила|соединил|соединили|соединены|соединен|"
    "соединяет|связала|связал|связаны|связан|связывает|дошла|дошел|дошли|доходит|доходят|"
    "добрал*|дотянул*|готов|готова|в строю|пущена|пущен|пустили|прибывают|прибыл*|приходят|"
    "приходит|доезжа*|перевозит|перевозят|везут|возят|добраться|سفر شروع|سروس شروع|"
    "سروس کا آغاز|سروس بحال|شروع ہو گیا|شروع ہو چکا|شروع ہوا|شروع ہوئی|شروع کر دی|گزرنے لگے|"
    "گزرنے لگی|چلا دی|چلائی جا رہی|چلائی جاتی|چل پڑا|روزانہ|آنے لگی|جانے لگی|آنے جانے لگی|"
    "آغاز ہو گیا|آغاز ہو چکا|آغاز ہوا|پایہ تکمیل|روانہ ہوتی|روانہ ہو رہی|آ رہی|آتی ہے|آتی ہیں|"
    "مکمل کر چکا|مکمل کی گئی|تعمیر مکمل|دستیاب|مکمل ہو گئی|مکمل ہو گیا|مکمل ہو چکی|مکمل ہو چکا|"
    "مکمل ہوئی|مکمل ہوا|مکمل ہے|مکمل کر لی|مکمل کر لیا|مکمل کر دی|مکمل کی جا چکی|"
    "مکمل کیا جا چکا|تکمیل ہو گئی|تکمیل ہو چکی|تکمیل ہوئی|تکمیل کو پہنچ*|تیار ہے|تیار ہو گئی|"
    "تیار ہو چکی|بن گئی|بن چکی|بن گیا|بن چکا|بچھ گئی|بچھ چکی|بچھا دی|بچھی ہوئی|بچھائی جا چکی|"
    "کھل گئی|کھل گیا|کھل چکی|کھل چکا|کھلی ہے|کھول دی|کھول دیا|کھل گئے|افتتاح ہو گیا|"
    "افتتاح ہو چکا|افتتاح ہوا|افتتاح کر دیا|افتتاح کیا|فعال ہے|فعال ہیں|فعال ہو گئی|"
    "فعال ہو گیا|فعال ہو چکی|فعال ہو چکا|فعال کر دی|چالو ہے|چالو ہو گئی|چالو ہو چکی|رواں دواں|"
    "چل رہی|چل رہے|چل رہا|چلتی|چلتے|چلتا|چلنے لگی|چلنے لگیں|چل پڑی|چل پڑیں|دوڑ رہی|دوڑنے لگی|"
    "دوڑتی|آتی جاتی|آ جا رہی|تک جاتی|تک جا رہی|کو جاتی|ملاتی ہے|بچھا دیا|بچھ گیا|بچھ چکا|چل دی|"
    "ملا دیا|ملا رہی|جوڑتی|جوڑ دیا|جوڑ رہی|جڑ گیا|جڑ گئے|جڑ چکا|منسلک ہے|منسلک ہو گیا|"
    "منسلک ہو گئی|منسلک ہو چکا|منسلک ہو چکی|منسلک ہو گئے|منسلک کر دیا|پہنچ گئی|پہنچ گیا|"
    "پہنچ چکی|پہنچ رہی|پہنچتی|پہنچنے لگی|لے جا رہی|گزرتی|کام کر رہی|کام کر رہا|استعمال میں|"
    "زیر استعمال|خدمت میں|سروس جاری|آمدورفت جاری|آمد و رفت جاری|شروع ہو گئی|شروع ہو چکی|"
    "بحال ہو گئی|بحال ہو چکی|بحال ہوئی|بحال ہے|بحال کر دی"
)
#: Works that go on.
_WORKS = (
    "earth is being|earth .. moved|earthworks|embankment*|paved|asphalted|started to lay|"
    "begun to lay|began to lay|began laying|started laying|lay sleepers|"
    "laid sleepers|laying sleepers|sleepers are|laid the first|being put down|is progressing|"
    "are progressing|progresses|progressing|pushing ahead|in progress|tracklaying|track-laying|"
    "under construction|is being built|are being built|being laid|laying rails|laying track|"
    "laying the track|laying tracks|rails are laid|bulldozer*|excavators|works are under way|"
    "work is under way|work is underway|works are underway|construction is under way|"
    "construction is underway|under way|underway|in full swing|is taking shape|is advancing|"
    "half finished|half built|at work on|works have begun|work has begun|works began|"
    "work began|work has started|work started|works started|construction has begun|"
    "construction began|construction has started|construction started|"
    "construction of .. has begun|construction of .. began|construction of .. started|"
    "construction of .. has started|construction on .. began|construction on .. started|"
    "construction on .. has begun|work on .. has begun|work on .. began|work on .. has started|"
    "work on .. started|works on .. have begun|works on .. began|began building|"
    "started building|begun building|have begun laying|are building|is building|builders are|"
    "workers are laying|crews are|ground has been broken|ground was broken|goes ahead|"
    "going ahead|broke ground|breaks ground|broken ground|being constructed|started to build|"
    "began to build|nears completion|nearing completion|are digging|per cent built|"
    "per cent complete|строительство ведут|насыпь|насыпи|отсыпа*|заасфальт*|земляные работы|"
    "строительство развернул*|развернулось строительств*|"
    "возведен* начал*|укладку|укладке|строится|строят|возводится|возводят|прокладка .. идет|"
    "прокладка идет|прокладка .. началась|прокладка началась|прокладка начата|"
    "сооружение .. началось|сооружение началось|идет прокладка|прокладывают|прокладывается|"
    "прокладыва*|кладут|укладывают|укладка|уложили|уложены|стройка|роют|бурят|бульдозер*|"
    "экскаватор*|полным ходом|ведется|ведутся работы|идут работы|работы идут|работы начались|"
    "начались работы|начались строительные|идет строительство|строительство идет|"
    "началось строительство|началось .. строительство|строительство .. началось|"
    "строительство начато|начато строительство|строительство .. начато|начали строить|"
    "начали стро*|начал строить|начала строить|приступил* к строительств*|приступил* к работ*|"
    "приступил* к сооружен*|стартовало|стартовали|сооружается|сооружают|بچھانے میں مصروف|"
    "تعمیر میں مصروف|تعمیراتی کام|زیر تعمیر|زیرتعمیر|تعمیر جاری|تعمیر شروع|تعمیراتی کام شروع|"
    "تعمیراتی کام جاری|کام جاری|کام شروع|کام کا آغاز|کام تیزی|تعمیر کا آغاز|تعمیر کا کام|"
    "تعمیر .. شروع|تعمیر .. جاری|تعمیر زور|کام زور|زور و شور|زوروں|تعمیر کی جا رہی|"
    "تعمیر ہو رہی|تعمیر کیا جا رہا|تعمیر ہو رہا|بنائی جا رہی|بنایا جا رہا|بن رہی|بن رہا|"
    "بنا رہے|بنا رہا|بچھائی جا رہی|بچھائی جانے لگی|بچھا رہے|بچھ رہی|بچھانے کا کام|بلڈوزر*|"
    "کھدائی|کھودی|پکی کی|سنگ بنیاد رکھ*|تعمیر کر رہے|تعمیر کر رہا"
)
_NOT = (
    "not|no|never|nothing|neither|nor|none|without|cannot|can't|isn't|aren't|wasn't|weren't|"
    "hasn't|haven't|doesn't|don't|didn't|nowhere|no longer|yet to|не|нет|ни|никогда|ничего|"
    "нигде|никак*|отсутств*|без|نہیں|نہ|بغیر|کوئی ٹرین نہیں|ابھی تک نہ|نہ ہی"
)
#: What is only meant, hoped for or thought of.
_LATER = (
    "will|would|won't|shall|should|could|may|might|if|when|whenever|once the|once it|once a|"
    "once they|once completed|once built|once finished|until|till|unless|before|to be|is to|"
    "are to|was to|were to|due to open|due to be|hope*|hopes|expected|planned|plans|plan|"
    "planning|propos*|promise*|aim|aims|wants|want|wanted|goal|intends|intend|meant to|seeks|"
    "schedul*|ahead of|pending|awaits|await|waiting|demand*|prepar*|announced plans|будет|"
    "будут|будем|бы|если|когда|чтобы|должен|должн*|планир*|планах|намерен*|намечен*|ожида*|"
    "предполаг*|предстоит|хотят|хочет|обещ*|может|могут|собира*|готовится|предлаг*|после того|"
    "надеет*|надеют*|перспектив*|اگر|جب|توقع|متوقع|امید|مجوزہ|تجویز|چاہتا|چاہتے|چاہتی|چاہیے|"
    "خواہش*|خواہاں|ہونا ہے|ہونی ہے|زیر غور|وعدہ|وعدے|تیاری|تیاریاں|مطالبہ|منصوبہ بندی"
)
#: The future of Urdu, which stands at the end of a clause, so that another one may have it.
_FUTURE = (
    "گا|گی|گے|ہوگا|ہوگی|ہوگے|ہونگے|ہونگی|جائیگا|جائیگی|جائینگے|جائےگا|جائےگی|کریگا|کریگی|"
    "کرینگے|آئیگی|آئیگا|چلیگی|چلےگی"
)
_KM = "km|kms|kilomet*|км|километр*|کلومیٹر*|کیلومیٹر*|کلو میٹر*|کیلو میٹر*|کلومیڑ|کلو میٹرز"

#: Deeds of Urdu and the endings of what has been done, in one and many, for both genders.
_URDU_DEEDS = ("مکمل", "بحال", "فعال", "چالو", "افتتاح", "منسلک")
_URDU_OVER = (
    "ہو گئی",
    "ہو گیا",
    "ہو گئے",
    "ہو گئیں",
    "ہو چکی",
    "ہو چکا",
    "ہو چکے",
    "ہو چکیں",
    "ہوئی",
    "ہوا",
    "کر دی",
    "کر دیا",
    "کر لی",
    "کر لیا",
    "کیا",
    "کی گئی",
    "کیا گیا",
    "کی جا چکی",
    "کیا جا چکا",
)
_URDU_DONE = "|".join(f"{deed} {ending}" for deed in _URDU_DEEDS for ending in _URDU_OVER)

#: The groups by the word that stands for them.
GROUPS = {
    "=rail": _RAIL,
    "=done": f"{_DONE}|{_URDU_DONE}|{MOVES}",
    "=works": _WORKS,
    "=not": _NOT,
    "=later": _LATER,
    "=future": _FUTURE,
    "=km": _KM,
    "=revived": REVIVED,
    "=makes-steel": MAKES_STEEL,
    "=signed": SIGNED,
    "=paper": PAPER,
    "=framework": FRAMEWORK,
    "=contract": CONTRACT,
    "=awarded": AWARDED,
    "=build": BUILD,
    "=study": STUDY,
    "=route-fixed": ROUTE_FIXED,
    "=chose": CHOSE,
    "=goods": GOODS,
    "=passes": PASSES,
    "=dormant": DORMANT,
    "=standard-gauge": STANDARD_GAUGE,
    "=broad-gauge": BROAD_GAUGE,
    "=member": MEMBER,
    "=winter": OPEN_IN_WINTER,
    "=stayed-open": STAYED_OPEN,
    "=exists": EXISTS,
    "=by-train": BY_TRAIN,
    "=talk": TALK,
    "=capacity": CAPACITY,
    "=other-plant": OTHER_PLANT,
}

#: Words that take back what the sentence says, or say that somebody is wrong in it.
REFUTES = (
    "contrary to|not true|untrue|is false|was false|are false|falsely|false report*|"
    "false claim*|denied|denies|deny|denying|refut*|debunk*|rumour*|rumor*|wrongly|erroneous*|"
    "mistaken|mistakenly|misprint|misreport*|myth|no truth|fake|incorrect*|mistake|in error|"
    "вопреки|опроверг*|опровер*|неправд*|неправ|неверн*|ошибочн*|ошибк*|ошибают*|ложн*|фейк*|"
    "слух*|миф|мифы|не соответству*|تردید*|غلط|غلطی*|درست نہیں|صحیح نہیں|سچ نہیں|افواہ*|جھوٹ*|"
    "بے بنیاد|کے برعکس|برخلاف|حقیقت نہیں|جعلی"
)
