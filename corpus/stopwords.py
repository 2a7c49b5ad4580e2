"""Function words, letters and endings by which languages of one script are told apart.

Words are given in lower case as they are written, letters only where few other languages of the
script have them. A word may belong to several languages; it then counts less for each.
"""

STOPWORDS: dict[str, dict[str, str]] = {
    "Latin": {
        "en": "the of and to in is that for it as was with be by on not he his are this at from "
        "or have an had they which you were there been their has will would what if can when "
        "who more no we its our should must may than these into also such other all how her she",
        "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als "
        "auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem "
        "über einen so zum war haben nur oder aber vor zur bis mehr durch kann sein wurde wir ich",
        "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se "
        "ce il sont avec son aux d'une elle comme cette mais ou nous leur sa ses ont été être "
        "c'est l'on d'un qu'il était deux ces même fait tout où je vous n'est dont",
        "es": "de la que el en y a los se del las un por con no una su para es al lo como más o "
        "pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue "
        "había era muy años hasta desde está mi porque qué sólo han yo hay donde",
        "it": "di e il la che in un a per è una del non si da sono della le con i dei al come più "
        "nel alla ma lo gli delle anche ha ed se su nella o questo quando io dal essere degli "
        "ai suo stato tra molto cui loro questa perché sulla dalla fra c'è l'ha così",
        "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas ao "
        "foi ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até "
        "isso ela entre era depois sem mesmo aos são você ter seus nas num estava "
        "foram ainda onde ninguém nada cada sobre durante",
        "nl": "de van een het en in is dat op te zijn met voor niet aan er die als om ook door bij "
        "maar naar uit wordt werd heeft ze nog dan over worden tot hij deze of kan hun meer ik "
        "was hebben geen wel moet veel zich wij waar onder zo je",
        "sv": "och i att det som en på är av för med till den har de inte om ett han men var sig "
        "från vi så kan när år under också efter eller nu sin där vid mot ska skulle kommer ut "
        "får finns vara hade alla jag mycket",
        "da": "og i at det er en til af på for den med de ikke der som et har han jeg var fra sig "
        "men vi om så kan også hun nu over da efter eller skal blev ved være når hvor havde "
        "mange deres bliver noget meget kunne hvad ingen hvornår igen ville",
        "no": "og i det er som på en til av for at med har de ikke den et om han var fra "
        "seg men vi "
        "så kan også jeg etter eller nå skal ble ved være når hvor hadde mange deres blir noe "
        "mye hva bare dette ut opp sier",
        "fi": "ja on ei että se oli hän mutta ovat kun kuin myös joka niin mukaan sekä tai ole "
        "ollut sen nyt vain jos voi vielä jo sitä kanssa mitä hänen koko siitä ne minä tämä olisi "
        "sitten joka ennen noin kaikki",
        "pl": "i w na z się nie do to że jest o a jak za od po przez co dla są ale czy tak jego "
        "być już tym był tego oraz tylko może które ze który przed także może jej ich będzie było "
        "ma bardzo pod więc lub nad jako",
        "cs": "a v se na je že s z do o to i k ve pro za by ale si po jsou od jako které který tak "
        "podle jeho není byl jsem už však ze bylo také nebo jen při má až ještě před jejich mezi "
        "být co když pak roku",
        "sk": "a v sa na je že s z do o to aj k vo pre za by ale si po sú od ako ktoré ktorý tak "
        "podľa jeho nie bol som už však zo bolo tiež alebo len pri má až ešte pred ich medzi byť "
        "čo keď potom roku",
        "hu": "a az és hogy nem is egy ez meg csak de azt mint volt van már ha még el kell ki után "
        "lehet vagy mert sem minden szerint be majd fel így lesz most amely akkor pedig nagyon "
        "több magyar két ezt ami",
        "ro": "de și în a la cu nu pe care să din o este un ce că mai se al au pentru sunt fi ca "
        "prin sau ale iar lui fost dar după așa cel această cum lor fără am când către foarte "
        "cele unei ei toate",
        "tr": "ve bir bu da de için ile olarak çok daha en kadar gibi olan var sonra ne ki o ama "
        "olduğu her ise değil iki ya ben yok diye tarafından göre bunu şey mi içinde üzerinde "
        "nasıl büyük önce hem veya ancak sadece",
        "vi": "và của là có không được trong cho với các một người này đã những để khi về đến từ "
        "ra tại như cũng vào nhiều trên sự đó theo sẽ năm thì phải bị do nhưng mà hay còn lại "
        "việc sau cả đang nước",
        "id": "yang dan di dengan untuk dari dalam ini pada tidak itu adalah ke akan oleh juga "
        "sebagai bahwa telah karena ada atau dapat lebih mereka saya kita kami bisa para tersebut "
        "sudah secara harus serta hanya antara banyak menjadi seperti belum setelah",
        "ca": "de la i el que a en les els un per del una amb és no es al ha va són com però seu "
        "aquesta aquest més també fins molt quan seva hi ser pel entre dels ja ho han sobre "
        "perquè l'any estat",
    },
    "Cyrillic": {
        "ru": "и в не на что с он как это по но из у за к от так же для его был то о бы до их при "
        "мы вы она они или только уже ещё если быть также который которые было были",
        "uk": "і в не на що з він як це за але із у до від так для його був та є або про їх під ми "
        "ви вона вони тільки вже ще якщо бути також який які було були й при",
        "be": "і ў не на што з ён як гэта па але за да ад так для яго быў то пра іх мы вы яна яны "
        "або толькі ўжо яшчэ калі быць таксама які якія было былі",
        "bg": "и в не на че с той като това по но от за до да се са е към или само вече още ако "
        "също който които беше бяха ще си тя те ние във със",
        "sr": "и у не на да с он као то по али из за до од је се су или само већ још ако такође "
        "који које био била ће би она они ми са о",
    },
    "Arabic": {
        "ar": "في من على إلى أن عن التي الذي هذا هذه كان ما لا مع أو بين كما بعد قبل وقد ذلك هو هي "
        "كل لم إن حيث كانت غير خلال",
        "fa": "و در به از که این را با است برای آن یک خود تا بر هم نیز شده ما یا می بود اما شد "
        "او هر اگر کرد باید",
        "ur": "کے میں کی ہے اور سے کا کو اس نے ہیں کہ پر یہ بھی ایک تھا ہو کیا لیے وہ ان تو کر "
        "نہیں جو گیا",
    },
    "Devanagari": {
        "hi": "के में की है और से का को इस ने हैं कि पर यह भी एक था हो किया लिए वह नहीं जो "
        "गया कर तो "
        "ही या अपने",
        "mr": "आहे आणि या ते व हे की आहेत होते च्या तर त्या मध्ये करण्यात असे नाही त्यांनी होता एक म्हणून",
        "ne": "छ र को मा यो पनि भएको छन् हो ले लाई गर्न थियो गरेको भने तर एक हुन्छ उनले",
    },
}

LETTERS: dict[str, str] = {
    "de": "ßü",
    "fr": "œçêèù",
    "es": "ñ¿¡",
    "it": "ìò",
    "pt": "ãõ",
    "sv": "åä",
    "da": "åæø",
    "no": "åæø",
    "fi": "äö",
    "pl": "ąęłńśźż",
    "cs": "ěřů",
    "sk": "ľĺŕôä",
    "hu": "őű",
    "ro": "ășțţ",
    "tr": "ğış",
    "vi": "ơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "ca": "·",
    "uk": "їєґ",
    "be": "ў",
    "sr": "ђћџљњј",
    "bg": "ъ",
    "ru": "ыэё",
    "fa": "پچژگ",
    "ur": "ٹڈڑےں",
}

ENDINGS: dict[str, str] = {
    "en": "ing tion tions ness ment ments ity ies ly ous ful",
    "de": "ung ungen heit keit lich schaft isch",
    "fr": "tion tions ment ements eux euse ité ique",
    "es": "ción ciones miento idad ando iendo ico",
    "it": "zione zioni mento ità ando endo",
    "pt": "ção ções mento idade ando endo",
    "nl": "heid lijk ing ingen schap",
    "sv": "ning ningar het lig",
    "pl": "ość ości nie nia owa",
    "fi": "nen sta ssa lla minen",
    "tr": "lar ler ları leri ması mesi",
    "id": "kan nya",
    "ru": "ость ение ения ться ого ский",
    "uk": "ість ення ться ого ський",
}
