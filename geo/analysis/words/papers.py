"""Words for papers and what is done with them, and for building and studying, in all languages."""

SIGNED = (
    "sign|signs|signed|signing|signature*|inked|ink|sealed|concluded|concludes|initialled|"
    "initialed|clinched|struck|entered into|put their names|put pen to|agreed on|reached|"
    "подписал*|подписан*|подписывают|подписи|подписями|подпись|заключил*|заключен*|скрепил*|"
    "парафир*|достигнут*|оформил*|договорились|"
    "دستخط*|طے پا گیا|طے پا گئی|طے پایا|طے پائی|طے ہو گیا|طے ہو گئی|طے ہوا|طے کر لیا|طے کر لی|"
    "معاہدہ ہو|معاہدہ کر|معاہدہ کیا|معاہدے کیے|معاہدہ ہوا|سمجھوتہ ہو|سمجھوتہ کر|سمجھوتہ ہوا"
)
PAPER = (
    "agreement|agreements|pact|accord|treaty|deal|memorandum|mou|document|paper|"
    "соглашени*|договор|договора|договору|договором|пакт*|меморандум*|документ*|"
    "معاہد*|سمجھوت*|مفاہمت*|یادداشت*|دستاویز*"
)
FRAMEWORK = "framework|рамочн*|فریم ورک"
#: A paper that binds.
CONTRACT = (
    "contract|contracts|contracted|binding agreement|binding deal|final agreement|final deal|"
    "firm deal|firm order|construction agreement|epc|turnkey|commercial agreement|"
    "контракт*|подряд*|обязывающ* соглашени*|обязывающ* договор*|договор|договора|договору|"
    "договором|"
    "ٹھیکہ|ٹھیکے|ٹھیکا|کنٹریکٹ|کانٹریکٹ|حتمی معاہد*|پابند معاہد*|تعمیر کا معاہد*|"
    "تعمیر کے معاہد*|تجارتی معاہد*"
)
#: Given to somebody who is to build.
AWARDED = (
    "won|wins|awarded|handed|secured|landed|hired|contracted|obliges|binds|commits|"
    "under a contract|under the contract|by contract|placed|closed|"
    "достал*|отдан*|отдали|передан*|выигра*|получил*|вступил* в силу|обязыва*|по контракту|"
    "по договору|"
    "مل گیا|مل گئی|دے دیا|دیا گیا|دے دی|حاصل کر لیا|سونپ دیا|جیت لیا|ہو گیا"
)
BUILD = (
    "construct*|build|builds|building|lay|laying|lays|"
    "строительств*|построить|построят|построит|строить|сооружени*|соорудить|прокладк*|проложить|"
    "возведени*|возвести|укладк*|"
    "تعمیر*|بنانے|بنائیں|بنائی جائے|بچھانے|بچھائیں|بچھائی جائے"
)
STUDY = (
    "study|studies|studied|feasib*|survey*|appraisal|"
    "тэо|обоснован*|изучени*|изыскан*|исследован*|"
    "فزیبلٹی|فیزیبلٹی|فزیبیلٹی|امکان*|مطالع*|سروے|جائزہ|جائزے"
)
#: A way that has been fixed.
ROUTE_FIXED = (
    "route was agreed|agreed route|agreed on a route|agreed the route|agreed on the route|"
    "settled .. route|settled on a route|settled the route|fixed .. route|fixed .. path|"
    "chose .. route|approved .. route|route .. approved|route .. fixed|route .. settled|"
    "drew .. route|mapped out .. route|decided .. route|"
    "утвердил*|согласовал* маршрут*|согласован* маршрут*|маршрут* .. согласован*|"
    "определил* маршрут*|выбрал* маршрут*|договорил* .. пройдет|договорил* о маршрут*|"
    "наметил* маршрут*|решили .. пройдет|"
    "روٹ طے|راستہ طے|روٹ کا تعین|راستے کا تعین|راستے کی منظوری|روٹ کی منظوری|روٹ منظور|"
    "راستہ منظور|روٹ پر اتفاق|راستے پر اتفاق"
)
CHOSE = (
    "chose|chosen|decided|decision|decides|approved|approves|approval|opted|picked|adopted|settled|"
    "fixed|endorsed|ruled|ordered|selected|set|backed|cleared|"
    "выбрал*|утвердил*|одобрил*|решил*|решени*|принял*|остановил*|постановил*|определил*|избрал*|"
    "منظور*|فیصل*|منتخب|چن لیا|چنا|طے|انتخاب|مقرر|تعین"
)
