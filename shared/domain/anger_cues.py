"""The words by which anger is told. The form and the other moods are in cues.py and mood_cues.py."""

from shared.domain.cues import Cue, Sentiment

#: What is worse for the shop comes first.
ANGER_CUES = (
    Cue(
        Sentiment.ANGRY,
        "threatens legal action",
        (
            r"(?:my|a|our) (?:lawyer|solicitor|attorney)s?|legal action|small claims|to court|in court|(?:will|to) sue",
            r"(?:rechts)?anwalt\w*|vor gericht|anzeige erstatt\w*|erstatte anzeige|zeige (?:sie|euch) an",
            r"rechtliche schritte",
            r"avocat|porter? plainte|tribunal|action en justice|mise en demeure",
            r"abogad[oa]|denunci\w+|acciones legales|demandar\w*|hoja de reclamaciones",
            r"avvocat[oa]|vie legali|querela",
            r"advogad[oa]|(?:fazer|apresentar) queixa|processar\w*|livro de reclamacoes",
            r"advocaat|aangifte|rechtszaak|juridische stappen",
        ),
    ),
    Cue(
        Sentiment.ANGRY,
        "threatens a chargeback",
        (
            r"charge ?backs?|dispute (?:the|this|it|my)(?: \w+)? ?(?:charge|payment|transaction|with)",
            r"(?:reverse|stop|cancel) (?:the|my) payment|(?:credit card company|my bank) (?:to|will)",
            r"ruckbuchung|zuruckbuchen|buche (?:das|es) zuruck|lastschrift zuruck\w*",
            r"opposition (?:a la|au|de|sur)\w*|retrofacturation|contracargo|storno|chargeback|terugboek\w*|estorno",
        ),
    ),
    Cue(
        Sentiment.ANGRY,
        "threatens to complain in public",
        (
            r"trustpilot|trading standards|consumer protection|better business bureau|ombudsman",
            r"(?:bad|1|one)[ -]star review",
            r"report(?:ing)? you|tell everyone|go(?:ing)? public|warn (?:others|everyone|people)",
            r"verbraucher(?:schutz|zentrale)|ufc[ -]que choisir|dgccrf|facua|adiconsum|codacons|deco proteste",
            r"consumentenbond",
        ),
    ),
    Cue(
        Sentiment.ANGRY,
        "speaks of fraud",
        (
            r"scam(?:m?ers?|med)?(?! (?:e-?mail|message|text|call|site|sms))|fraud(?:sters?|ulent)?|thie(?:f|ves)",
            r"theft|stole",
            r"rip(?:ped)?[ -]?off|con artists?|crooks?|liars?|(?:you|you have|you've) (?:\w+ )?lied|robbery|conned",
            r"betrug|betruger\w*|abzocke\w*|verarsch\w*|arnaqu\w+|voleurs?|escroc\w*|estaf\w+|ladron\w*|un robo",
            r"truff\w+|ladri|imbroglion\w*|roubo|burl\w+|ladroes|vigaric\w+|oplicht\w*|bedrog\w*|bedriegers?",
        ),
    ),
    Cue(
        Sentiment.ANGRY,
        "is outraged",
        (
            r"unacceptable|outrageous|outraged|disgust(?:ed|ing)|appall(?:ed|ing)|furious|livid|fuming|infuriat\w+",
            r"enraged",
            r"(?:so|very|really|extremely|getting|am|i'm) angry|shame on you|how dare you|pathetic|disgrace(?:ful)?",
            r"a disgrace",
            r"(?:the )?worst (?:\w+ ){0,2}(?:service|shop|store|company|experience|support|seller|website|customer)",
            r"the worst",
            r"(?:you(?: people)?|service|support|team)(?: \w+){0,2} useless",
            r"useless (?:service|support|company|people|shop)",
            r"(?:are you|you must be|you have got to be|you've got to be) (?:kidding|joking)",
            r"(?:a|an absolute|complete) joke of",
            r"bullshit|wtf|what the hell|bloody (?:joke|useless|awful)|idiots?|incompeten\w+",
            r"money back (?:now|immediately|today)",
            r"frechheit|unverschamt\w*|unmoglich von ihnen|sauerei|inakzeptabel|stinksauer|wutend|skandal\w*",
            r"schweinerei",
            r"inadmissible|inacceptable|scandal\w*|honteux|une honte|se moque\w*|moquez|furieu[xs]e?|lamentable",
            r"inaceptable|verguenza|indignad[oa]|furios[oa]|vergognos[oa]|(?:una|che) vergogna|inaccettabile|schifo",
            r"inaceitavel|(?:uma|que) vergonha|onacceptabel|schandalig|schande|belachelijk slecht|woedend|revoltad[oa]",
        ),
    ),
    Cue(
        Sentiment.ANGRY,
        "will not buy again",
        (
            r"never (?:ever )?(?:order|buy|shop|use|come|deal)\w*(?: \w+){0,4} again|never again",
            r"(?:call me|am|i'm|now) a (?:former|ex)[ -]customer|shitty|crap(?:py)?",
            r"lost (?:a|me as a|my) (?:customer|business)",
            r"(?:last|final) time (?:that )?i(?:'ll| will)? (?:ever )?(?:order|buy|shop)",
            r"nie wieder|plus jamais|nunca mas|mai piu|nunca mais|nooit meer",
        ),
    ),
)
