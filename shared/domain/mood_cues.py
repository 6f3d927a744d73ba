"""The words by which a customer's mood is told, in English and the commonest ones of six other languages.

Rows are searched in text in small letters without accents, so they hold none.
"""

from shared.domain.anger_cues import ANGER_CUES
from shared.domain.cues import Cue, Sentiment

_COUNT = r"(?:second|third|fourth|fifth|sixth|2nd|3rd|\d+th|umpteenth)"
_TIMES = r"(?:twice|(?:two|three|four|five|six|several|many|multiple|countless|\d+) times|again and again|repeatedly)"
_MANY = r"(?:two|three|four|five|six|several|many|countless|\d+)"
_I = r"(?:i|we)(?:'m|'ve| am| have)? "
_BOUGHT = r"(?:have |had |been )?(?:order|buy|bought|shop|purchas|visit)"
_LONG = r"(?:a|one|two|three|four|five|six|several|many|\d+)"
_WROTE = r"(?:wrote|written|e-?mailed|contacted|messaged|called|phoned|rung|asked|tried|reached out|chased)"

#: The worst comes first.
CUES = (
    *ANGER_CUES,
    Cue(
        Sentiment.FRUSTRATED,
        "has written before",
        (
            rf"{_COUNT} (?:time|e-?mail|message|request|attempt)s?(?: that)? {_I}(?:been )?(?!{_BOUGHT})\w+",
            rf"{_WROTE}(?: \w+){{0,4}} {_TIMES}|{_TIMES} (?:i|we)(?:'ve| have)? {_WROTE}",
            rf"sent (?:you )?(?:already )?{_MANY} (?:e-?mails|messages)",
            r"(?:last|previous|earlier) (?:\w+ )?(?:e-?mails|messages)",
            r"how (?:many times|often) (?:do|must|should|did)|over and over",
            r"(?:asked|said|explained) (?:this )?(?:before|already)",
            r"(?:zweite|dritte|vierte)[nrs]? (?:mal|mail|e-?mail|nachricht|anfrage)",
            r"(?:mehrmals|mehrfach|schon (?:zwei|drei|vier)mal)",
            r"(?:deuxieme|troisieme|quatrieme|\d+e) (?:fois|message|mail)|(?:deux|trois|plusieurs) fois que",
            r"(?:segunda|tercera|cuarta) vez|varias veces|(?:seconda|terza|quarta) volta|(?:piu|diverse) volte",
            r"(?:terceira|quarta) vez|varias vezes|(?:tweede|derde|vierde) (?:keer|mail|bericht)",
            r"meerdere (?:keren|malen)",
        ),
    ),
    Cue(
        Sentiment.FRUSTRATED,
        "has had no answer",
        (
            r"still (?:no|nothing|not|waiting|haven't|have not|hasn't|without)|heard nothing",
            r"not heard (?:back|anything)",
            r"no (?:answer|reply|response)s?(?: (?:yet|from|to|so far|at all|since))",
            r"(?:not a|without a) single (?:answer|reply|response)",
            r"(?:nobody|no[ -]?one)(?: \w+){0,3} (?:answer|repl|respond|care|help|gets? back|got back|call|pick)\w*",
            r"why (?:has|have|is|does|do|did)(?:n't)? (?:nobody|no one|anyone|you) (?:answer|repl|respond|ignor)\w*",
            r"(?:being|been|am|are|were|was) ignored|ignor(?:e|es|ed|ing) (?:me|my|us)",
            r"(?:is (?:anyone|anybody)|anyone|anybody) (?:even )?there",
            r"(?:immer )?noch (?:immer )?(?:nichts|keine|nicht)|keine (?:antwort|reaktion|ruckmeldung)",
            r"niemand (?:\w+ )?(?:antwortet|reagiert|meldet)|antwortet niemand",
            r"toujours (?:pas|rien|aucune)|sans (?:aucune )?reponse|aucune (?:reponse|nouvelle)",
            r"personne ne (?:me )?repond",
            r"(?:todavia|aun|sigo) (?:no|sin)|sin respuesta|nadie (?:\w+ )?(?:responde|contesta)|ninguna respuesta",
            r"ancora (?:nessun\w*|niente|nulla)|nessuno (?:\w+ )?risponde|nessuna risposta|senza risposta",
            r"(?:continuo|ainda) (?:sem|nao)|ninguem (?:\w+ )?responde|sem resposta|nenhuma resposta",
            r"nog (?:steeds|altijd) (?:niets|geen|niet)|niemand (?:\w+ )?(?:reageert|antwoordt)",
            r"geen (?:antwoord|reactie)|zonder antwoord",
        ),
    ),
    Cue(
        Sentiment.FRUSTRATED,
        "has waited for long",
        (
            rf"(?:waiting|waited|been)(?: now)?(?: for)?(?: over| more than| almost)? {_LONG} (?:weeks?|months?)",
            r"(?:for|in) (?:weeks|months)(?! of)|(?:it )?takes (?:a month|weeks|months)",
            r"weeks and (?:not|no|nothing|still)",
            r"(?:for|waiting) (?:[7-9]|[1-9]\d+) days",
            r"seit (?:\w+ )?(?:wochen|monaten|einem monat)|depuis (?:\w+ )?(?:semaines|mois|un mois)",
            r"(?:cela|ca) fait (?:un|deux|trois|\d+) (?:mois|semaines)",
            r"(?:llevo|hace) (?:\w+ )?(?:semanas|un mes|meses)(?: esperando)?",
            r"(?:aspetto|attendo) da (?:\w+ )?(?:settiman[ae]|mes[ei])|da (?:settimane|mesi)",
            r"(?:espero|espera) ha (?:\w+ )?(?:semanas?|mes|meses)|ha (?:semanas|meses)",
            r"al (?:\w+ )?(?:weken|maanden)|al een maand",
        ),
    ),
    Cue(
        Sentiment.FRUSTRATED,
        "is losing patience",
        (
            r"frustrat\w+|fed up|had enough|enough is enough|(?:losing|lost|running out of) (?:my )?patience",
            r"patience is",
            r"sick (?:and tired )?of|tired of|ridiculous|(?:really|so|very|getting|am|i'm) annoy(?:ed|ing)",
            r"(?:is|what) a joke",
            r"how hard (?:can|is)|seriously\?|come on!|for (?:goodness|heaven's|god's) sake|a real person",
            r"unbelievable|absurd",
            r"(?:chasing|chase) (?:you|this|it|up)|(?:going|sent) (?:a?round )?in circles",
            r"same (?:automated|automatic|canned|standard)",
            r"(?:a|total|complete|absolute|such a) (?:disaster|nightmare|mess|fiasco)|(?:epic|huge|major) ?fail",
            r"maddening",
            r"wast(?:e|ed|ing) (?:of )?(?:\w+ ){0,3}(?:time|money|hours)|come on,? (?:man|guys|people|now)|can't even",
            r"(?:so|very|extremely|incredibly|just|plain) rude|hung up|on hold for|for no (?:good )?reason",
            r"whatever reason",
            r"(?:thanks|thank you|thx) for nothing|give (?:me|us) (?:an )?answers?",
            r"(?:don't|won't|doesn't|never) (?:even )?answer",
            r"(?:isn't|not|without) (?:even |really |actually )?(?:responding|answering|helping)|give me a break",
            r"get your act together",
            r"(?:public|proper|an|owe me an) apology|what is the deal|what(?:'s| is) going on\?|nobody knows",
            r"what a (?:mess|nightmare)",
            r"finally (?:look|answer|reply|send|do|get|tell|fix)\w*|told (?:something|a) different\w*|last chance",
            r"last straw",
            r"frustrier\w*|genervt|nervt|reicht (?:es )?(?:mir|jetzt)|geduld|lacherlich|unglaublich",
            r"marre|ras[- ]le[- ]bol|exasper\w+|agace\w*|ridicule|perds? patience|(?:a|de) bout de (?:patience|nerfs)",
            r"hart[oa] de|frustrad[oa]|ridiculo|paciencia|stuf[oa]|stanc[oa] di|ridicolo|pazienza|fart[oa] de",
            r"beu|zat|gefrustreerd|belachelijk|geduld|irritant|genoeg van",
        ),
    ),
    Cue(
        Sentiment.FRUSTRATED,
        "says it went wrong again",
        (
            r"(?:wrong|broken|damaged|smashed|late|delay\w*|missing|faulty|defective|lost)(?: \w+){0,3} again",
            r"(?:once again|yet again|again),? (?:\w+ ){0,3}(?:wrong|broken|damaged|late|missing|faulty|delay\w*)",
            r"another delay|(?:broken|damaged|wrong|faulty),? too|(?:second|third) (?:one )?in a row",
            r"(?:wieder|erneut|schon wieder) (?:\w+ ){0,2}(?:falsch\w*|kaputt\w*|defekt\w*|beschadigt\w*|verspat\w*)",
            r"(?:encore|de nouveau) (?:\w+ ){0,2}(?:casse\w*|retard|mauvais\w*|abime\w*)",
            r"(?:otra vez|de nuevo) (?:\w+ ){0,2}(?:rot\w+|mal|equivocad\w+)|di nuovo (?:\w+ )?(?:rott\w+|sbagliat\w+)",
            r"(?:weer|opnieuw) (?:\w+ ){0,2}(?:verkeerd\w*|kapot|beschadigd)",
            r"(?:outra vez|de novo) (?:\w+ )?(?:partid\w+|errad\w+)",
        ),
    ),
    Cue(
        Sentiment.UNHAPPY,
        "is disappointed",
        (
            r"disappoint\w*|unhappy|dissatisf\w+",
            r"(?:not|isn't|wasn't|aren't) (?:\w+ ){0,2}(?:happy|satisfied|impressed|pleased|good enough)",
            r"sad(?:ly|dened)?|let (?:\w+ )?down|(?:a|such a|real) (?:shame|pity)",
            r"(?:expected|deserve) (?:\w+ )?better|spoil(?:ed|t)|ruined",
            r"(?:not|nothing) (?:what|like) (?:i|we|the|you)|unfortunately|poor(?:ly)?|upset|upsetting|terrible",
            r"awful|horrible|dreadful|annoying|bad experience|devastated|no fun|too late",
            r"enttausch\w*|nicht zufrieden|unzufrieden|schade|argerlich|verargert|decu\w*|deception|mecontent\w*",
            r"dommage|pas satisfaite?",
            r"decepcionad[oa]|insatisfech[oa]|lamentablemente",
            r"no (?:estoy|es lo) (?:content\w+|satisfech\w+|que esperaba)",
            r"delus[oa]|insoddisfatt\w+|non (?:sono )?soddisfatt\w+|peccato|purtroppo",
            r"desilud\w+|insatisfeit[oa]|infelizmente|que pena|teleurgesteld|ontevreden|niet tevreden|helaas|jammer",
        ),
    ),
    Cue(
        Sentiment.PLEASED,
        "is pleased",
        (
            r"(?:thank you|thanks) (?:so|very|ever so) much for|thank you so much",
            r"thanks (?:so much|a million|a lot for)|many thanks for",
            r"(?:love|loves|loved|adore) (?:it|the|my|this|your|them)|gorgeous",
            r"(?:great|excellent|fantastic|amazing|wonderful) service",
            r"wonderful|thrilled|delighted|amazing|fantastic|brilliant|awesome|(?:so|very|really) (?:happy|pleased)",
            r"how happy|happy with",
            r"beautiful|five stars|5 stars|well done|keep it up|made my day|superb|excellent",
            r"(?:vielen|herzlichen|tausend) (?:herzlichen )?dank|wunderschon|begeistert|super(?:,| zufrieden)",
            r"toll(?:e[rsn]?)?",
            r"merci (?:beaucoup|infiniment|mille fois)|ravie?|parfait|magnifique|genial",
            r"(?:muchisimas|mil|muchas) gracias por|muchisimas gracias|me encanta|encantad[oa]|perfecto|grazie mille",
            r"contentissim[oa]|bellissim\w+|perfetto",
            r"muito obrigad[oa]|adorei|perfeito|(?:heel erg|hartelijk) (?:bedankt|dank)|superblij|geweldig|prachtig",
        ),
    ),
)
