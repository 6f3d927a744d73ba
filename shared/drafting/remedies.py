"""Promises of a refund, a gift or the like, which only the shop may make. Reads folded text (letters.py)."""

import re

from shared.drafting.speech import WE, asserted

#: What a draft may not even name unless somebody on the ticket has, in the languages that shops write.
GIFTS = (
    r"discounts?|coupons?|vouchers?|rebates?|cash ?back|price match\w*|half[ -](?:price|off)|percent off|\d+ ?% off",
    r"off (?:your|the|any|a) (?:next|future|following) \w+|(?:something|bit|little) off",
    r"something (?:extra|special)(?= (?:for|from|in)\b)|surprise (?:in|for you)",
    r"(?:small|little|thank[ -]you) (?:presents?|gifts?|treats?|tokens?)|(?:ships?|shipped|delivered) (?:for )?free",
    r"satisfaction guarantee|guarantees?|warrant(?:y|ies)|covered by",
    r"(?:promo|promotion|promotional|discount) codes?|(?:use|enter|with|apply) (?:the |this )?code",
    r"gift (?:cards?|certificates?)|store credits?|loyalty points|goodwill",
    r"compensat\w+|reimburs\w+|money[ -]back",
    r"complimentary|for free|free of charge|(?:at|for) no (?:\w+ )?(?:cost|charge)|without (?:\w+ )?(?:cost|charge)",
    r"free (?:\w+ )?(?:shipping|delivery|postage|returns?|replacements?|gifts?|samples?|items?|products?|upgrades?)",
    r"(?:gift|present|treat|something) from us|(?:don't|won't|not) (?:have|need) to pay",
    r"on the house|our treat|(?:is|it's|are|be|shipping|order|one|that|this) on us",
    r"prepaid (?:\w+ )?label|waiv(?:e|ed|ing)|make (?:it|this|that) up to you",
    r"(?:cover|pay|absorb)(?:ing)? (?:for )?(?:the|your|any|all) (?:\w+ )?(?:shipping|postage|costs?|fees?)",
    r"rabatt\w*|gutschein\w*|erstatt\w+|kostenlos\w*|gratis|entschadig\w*|ersatz(?:lieferung)?",
    r"remises?|rembours\w+|remplacement|bons? d'achat|gratuit\w*|dedommag\w+|code promo",
    (
        r"descuentos?|reembols\w+|reemplazo|cup(?:on|om)\w*|compensaci\w+|sconto|sconti|rimbors\w+|buono|omaggio"
        r"|desconto\w*"
    ),
    r"korting\w*|terugbetal\w*|vergoed\w*|tegoedbon\w*|vervanging",
)
_GIFTS = tuple(re.compile(rf"(?<!\w)(?:{gift})(?!\w)") for gift in GIFTS)

#: Words that promise wherever they are asserted, unless they stand in a mention.
_REMEDY_WORDS = re.compile(
    r"\b(?:refund|reimburs|compensat|replacement|money back|repay|repaid)\w*"
    r"|\bcredit(?:ed|ing)? (?:to|the|you|your|back|it|that|this)\b|\b(?:be|been|is|was) (?:\w+ )?credited\b"
)
_REMEDY = r"(?:\w+ ){0,2}?(?:refund|replacement|reimbursement|compensation|exchange)s?\b"
_SPEAKING_OF = (
    r"\b(?:about|regarding|concerning|(?:request(?:ing)?|ask(?:ing)?|wait(?:ing)?|wish|preference) for"
    r"|(?:status|idea) of|happened (?:with|to)|look(?:ing)? (?:into|at)|check(?:ing)? on|news (?:on|of)|decid\w+ on"
    r"|(?:might|may|could) be|be it|either)"
)
#: Ways of speaking about a remedy without promising it, each beside an example.
MENTIONS = (
    ("your refund request", rf"{_REMEDY} (?:request|polic|question|process|option|inquir|enquir|form|status|claim)\w*"),
    ("A refund would be fine with you.", rf"{_REMEDY} (?:would|sounds?|seems?|might|may|could)\b"),
    ("You were refunded too little.", r"\byou were (?:\w+ )?(?:refunded|reimbursed|credited)\b"),
    ("replacement parts", r"\breplacement (?:parts?|blades?|needles?|bulbs?|foot|feet)\b"),
    ("your request for a refund or a replacement", rf"{_SPEAKING_OF} {_REMEDY}(?:,? or {_REMEDY})*"),
)
_MENTIONS = tuple(re.compile(pattern) for _, pattern in MENTIONS)

_GIFT = (
    r"\b(?:discount|voucher|coupon|rebate|upgrade|exchange|gift card|store credit|free (?!to\b)\w+"
    r"|new (?:one|item|order))s?\b"
)
_GIVE = (
    r"(?:(?:offer|giv|issu|provid|arrang|process|includ|grant|approv|authori[sz]|organi[sz]|prepar|extend"
    r"|honou?r|attach"
    r"|ensur|guarante|promis|confirm)\w*|mak(?:e|ing) sure|(?:ship|send|add|apply|secure|get)(?:p?ing)?|sent|applied"
    r"|added)\b"
)
#: What may stand between "we" and the giving, and between the giving and the gift.
_WILL = r"(?:'\w+)?(?: (?!(?:you|ask|asking|check|checking|look|looking)\b)\w+){0,5}? "
_A = r"(?:(?!\b(?:review|look|check|decid|discuss|consider|clarif|details|wrong)\w*)[^.!?\n]){0,80}?(?<!feel )"
#: Giving something that the customer has named, each promise beside a sentence that makes it.
PROMISES = (
    ("We will gladly give you a discount.", rf"{WE}{_WILL}{_GIVE}{_A}{_GIFT}"),
    ("Let me offer you free shipping.", rf"\b(?:will|let me|let us|let's|allow me to)(?: \w+)? {_GIVE}{_A}{_GIFT}"),
    ("Use the coupon that I've added.", rf"{_GIFT} (?:that )?(?:i|we)(?:'ve| have)?(?: \w+)? {_GIVE}"),
    (
        "You'll get the discount.",
        rf"\byou(?:'ll|'re| \w+)(?: \w+)? (?:receive|get|expect|enjoy|have)\b{_A}{_GIFT}|\byou (?:get|receive) {_GIFT}",
    ),
    ("You qualify for an upgrade.", rf"\b(?:entitled|eligible|qualify)\b{_A}{_GIFT}"),
    ("Please accept this voucher.", rf"\b(?:here's|here is|accept|enjoy|take) (?:\w+ ){{0,4}}?{_GIFT}"),
    ("We will replace it.", rf"{WE}{_WILL}(?:replac|exchang)(?:e|ed|ing) (?:your|the|it|this|that|them)\b"),
    ("We'll return your payment.", r"\breturn(?:ing|ed)? (?:your|the) (?:\w+ )?(?:money|payment)\b"),
    ("Your money will be returned.", r"\bmoney (?:\w+ )?(?:will|is|has)(?: \w+){0,2} (?:returned|refunded|back)\b"),
    ("We waive the fee.", r"\b(?:waive|waiving|waived|make (?:it|this|that) up to you)\b"),
)
_PROMISES = tuple(re.compile(pattern) for _, pattern in PROMISES)


#: Promises in other languages, each beside a sentence that makes it. Questions and "whether" are left out beforehand.
FOREIGN_PROMISES = (
    (
        "Wir erstatten Ihnen den Betrag.",
        (
            r"\b(?:wir|ich)\b(?: \w+){0,3} (?:erstatt|ersetz|schenk|gewahr|gutschreib|versprech|garantier|verzicht"
            r"|uberweis)\w*"
        ),
    ),
    (
        "Sie bekommen Ihr Geld zurück.",
        (
            r"\b(?:sie|du) (?:bekomm|erhalt|krieg)\w*(?: \w+){0,4} (?:geld|erstattung|ersatz|gutschein|rabatt"
            r"|neue[ns]?)\b"
            r"|\b(?:wird|werden|wurde|ist|haben|habe)(?: \w+){0,5} (?:erstattet|ersetzt|gutgeschrieben|storniert"
            r"|genehmigt"
            r"|versendet|verschickt|veranlasst|uberwiesen)\b"
        ),
    ),
    (
        "Nous vous remboursons.",
        (
            r"\b(?:nous|je)(?: \w+){0,2} (?:rembours|rempla[cg]|offr|accord|garanti|promet|credit)\w*"
            r"|\bvous (?:recevrez|serez rembours\w*|etes rembours\w*|obtiendrez)"
            r"|\b(?:a|ont|sera|seront|est) (?:ete )?(?:rembours|rempla|annul|expedi|accord)e"
        ),
    ),
    (
        "Le reembolsamos el importe.",
        (
            r"\b(?:le|te|les|os) (?:reembols|reemplaz|regal|garantiz|devolv|devuelv|ofrec|abon|descont|descuent)\w*"
            r"|\b(?:recibira|recibiras|tendra|tendras|obtendras?) (?:\w+ ){0,4}(?:reembolso|dinero|descuento"
            r"|reemplazo)\b"
            r"|\b(?:ha|hemos|he|sera|fue) (?:sido )?(?:reembolsad|cancelad|enviad|aprobad|devuelt)\w*"
        ),
    ),
    (
        "La rimborsiamo.",
        (
            r"\b(?:la|le|ti|vi) (?:rimbors|sostitu|regal|garant|accredit|offr|restitu)\w*(?:iamo|remo|ero|o)\b"
            r"|\b(?:ricevera|avra|otterra) (?:\w+ ){0,4}(?:rimborso|sconto|denaro|sostituzione|buono)\b"
            r"|\b(?:e|stato|abbiamo|ho|verra|sara) (?:stato )?(?:rimborsat|annullat|spedit|approvat|sostituit)\w*"
        ),
    ),
    (
        "Vamos reembolsar o valor.",
        (
            r"\b(?:vamos|iremos|vou|irei) (?:\w+ )?(?:reembols|devolv|substitu|oferec|credit|garant)\w*"
            r"|\b(?:recebera|tera|ganhara) (?:\w+ ){0,4}(?:reembolso|dinheiro|desconto|cupom)\b"
            r"|\b(?:foi|sera|ja|esta) (?:sido )?(?:reembolsad|cancelad|enviad|aprovad|substituid)\w*"
        ),
    ),
    (
        "Wij vergoeden het bedrag.",
        (
            r"\b(?:we|wij|ik)(?: \w+){0,3} (?:vergoed|vervang|terugbeta|garander|beloof|belov|schenk)\w*"
            r"|\b(?:je|u) (?:krijgt|ontvangt)(?: \w+){0,4} (?:geld|terugbetaling|korting|vervanging|tegoed\w*)\b"
            r"|\b(?:is|wordt|zijn|worden|heb|hebben)(?: \w+){0,5} (?:terugbetaald|vergoed|geannuleerd"
            r"|goedgekeurd|vervangen)\b"
        ),
    ),
)
_FOREIGN_PROMISES = re.compile("|".join(pattern for _, pattern in FOREIGN_PROMISES))
#: Confirming a gift promises it, although "dass" and "que" otherwise begin what is only wished for: in German, "Hiermit
#: bestätige ich, dass Sie alles kostenlos bekommen."
_CONFIRMED = re.compile(
    r"\b(?:bestatig|confirm|conferm|bevestig)\w*\b[^.!?\n]{0,80}\b(?:kostenlos|gratis|gratuit|umsonst|rabatt|gutschein"
    r"|erstatt|rembours|remise|reembols|descuent|rimbors|sconto|descont|korting|vergoed|terugbetal)\w*"
)
#: Questions, wishes and doubts in other languages: they promise nothing.
_FOREIGN_SPANS = re.compile(
    r"[^.!?\n]*\?|\b(?:ob|wenn|falls|damit|bevor|si|afin|pour que|para que|se|caso|of|zodat|als|dat|dass|daß|que"
    r"|che)\b[^.!?,\n]*"
)


def promises_in_another_language(plain: str) -> bool:
    """Whether a draft in German, French, Spanish, Italian, Portuguese or Dutch promises a remedy or claims a deed."""
    rest = _FOREIGN_SPANS.sub(" … ", plain)
    return bool(_CONFIRMED.search(plain) or _FOREIGN_PROMISES.search(rest))


def promises_a_remedy(plain: str, said: str) -> bool:
    """Whether the draft promises a refund or the like, or names a gift that nobody on the ticket has named."""
    if any(gift.search(plain) and not gift.search(said) for gift in _GIFTS):
        return True
    rest = asserted(plain)
    for mention in _MENTIONS:
        rest = mention.sub(" … ", rest)
    return bool(_REMEDY_WORDS.search(rest)) or any(promise.search(rest) for promise in _PROMISES)
