"""What a ticket is about, told by keywords."""

import re
from enum import StrEnum

from shared.domain.spelling import unaccented


class Category(StrEnum):
    """What a ticket is about."""

    RETURN = "Return/Exchange Request"
    PRODUCT_ISSUE = "Product Issue - Damaged/Wrong Item"
    ORDER_STATUS = "Order Status/Delivery Inquiry"
    PRODUCT_QUESTION = "Product Question"
    ORDER_CHANGE = "Order Modification"
    GENERAL = "General Inquiry"


#: The analysis' keywords with their inflections, in its order: the first category with a hit holds, so a damaged
#: item that is to be refunded is a return. "In return" is no return.
KEYWORDS = (
    (
        Category.RETURN,
        r"(?<!\bin )return|return(?:s|ed|ing|able)|refund(?:s|ed|ing|able)?|(?:send|sending|sent)(?: \w+){0,3} back",
    ),
    (Category.PRODUCT_ISSUE, r"broken?|damag(?:e|es|ed|ing)|defect(?:s|ive)?|wrong items?"),
    (
        Category.ORDER_STATUS,
        r"where(?: is| are|'s)|track(?:ed|ing)?|(?:(?:has|have|had|did)(?:n't| not)|not|never)(?: \w+)? arrived?",
    ),
    (Category.PRODUCT_QUESTION, r"how to|questions? about|wonder(?:ed|ing)?"),
    (
        Category.ORDER_CHANGE,
        r"cancel(?:s|l?ed|l?ing|l?ations?)?|chang(?:e|ed|ing)(?: \w+){0,2} orders?|modif(?:y|ies|ied|ying|ications?)",
    ),
)
#: Looked at when none of those is there: more English, then German, French, Spanish, Italian, Portuguese and Dutch,
#: without accents.
MORE_KEYWORDS = (
    (
        Category.RETURN,
        (
            r"give it back|money back|wrong size|too (?:small|big|large) for (?:me|us|him|her)|does(?:n't| not) fit",
            r"zuruck(?:schick|send|geb|geschickt|gesandt)\w*|rucksend\w*|retour\w*|umtausch\w*|erstatt\w*|geld zuruck",
            r"renvoy\w*|rembours\w*|echang\w*|devol\w*|reembols\w*|cambiarlo",
            r"restitu\w*|reso|rimbors\w*|troca(?:r|s)?|terugstur\w*|terugbetal\w*|ruilen",
        ),
    ),
    (
        Category.PRODUCT_ISSUE,
        (
            r"cracked|smashed|shattered|faulty|torn|ripped|stained|scratched|does(?:n't| not) work|stopped working",
            r"(?:parts?|pieces?|items?) (?:is|are|was|were) missing|missing (?:parts?|pieces?|items?)",
            r"kaputt\w*|beschadigt\w*|defekt\w*|zerbrochen\w*|falsche[nrs]? (?:artikel|ware|produkt|farbe|grosse)",
            r"casse\w*|abime\w*|endommage\w*|defectueu\w*|mauvais article|rot[oa]s?|danad\w+|defectuos\w+|estropead\w+",
            r"rott\w+|danneggiat\w+|difettos\w+|partid[oa]s?|danificad\w+|defeituos\w+|kapot(?:te)?|beschadigde?|defecte?",
        ),
    ),
    (
        Category.ORDER_STATUS,
        (
            r"still (?:nothing|waiting|no (?:sign|parcel|package|delivery|order))",
            r"when (?:will|does|is|can) (?:it|my|the|i)",
            r"(?:parcel|package|delivery|shipment|order)(?: \w+){0,3} (?:late|delayed|lost|stuck)",
            r"(?:not|\w+n't) (?:come|shipped)",
            r"wo (?:ist|bleibt|sind)|sendungs\w*|nicht angekommen|wann (?:kommt|wird|kommen)",
            r"ou (?:est|en est|sont)|suivi|pas (?:encore )?(?:recu|arrive)e?|numero de colis",
            r"donde (?:esta|estan)|no ha llegado|cuando (?:llega|llegara)|seguimiento",
            r"dov'e|dove (?:si trova|e)|non e (?:ancora )?arrivat\w+|tracciamento|quando arriva",
            r"onde esta|nao chegou|rastreio|waar (?:is|blijft)|niet (?:aangekomen|ontvangen)|track en trace",
        ),
    ),
    (
        Category.PRODUCT_QUESTION,
        (
            r"(?:does|do|is|are|can|will) (?:the|this|these|it) (?:\w+ ){1,4}(?:come|fit|work|go|be used|suit|wash)",
            r"what (?:size|colou?r|material|length|width)|made (?:of|from)|dishwasher|machine wash\w*|compatible",
            r"frage (?:zu|zum|zur)|wie (?:wasche|benutze|pflege)\w*",
            r"question (?:sur|concernant)|comment (?:laver|utiliser)",
            r"pregunta sobre|como (?:se lava|lavar|usar|utilizar)|domanda su\w*|come (?:si lava|lavare|usare)",
            r"pergunta sobre|duvida sobre|vraag over|hoe (?:was|gebruik)\w*",
        ),
    ),
    (
        Category.ORDER_CHANGE,
        (
            r"(?:change|update|correct|wrong) (?:\w+ ){0,3}address|add (?:\w+ ){1,4}to my order",
            r"stornier\w*|adresse (?:andern|geandert)|bestellung (?:\w+ )?(?:andern|kundigen)",
            r"annul\w*|modifi\w+|anular\w*",
            r"cancelar\w*|cambiar (?:\w+ ){0,2}(?:direccion|pedido)|cambiare (?:\w+ ){0,2}(?:indirizzo|ordine)|changer",
            r"alterar\w*|wijzig\w*|annuleer\w*",
        ),
    ),
)
_PATTERNS = (
    *((category, re.compile(rf"\b(?:{words})\b")) for category, words in KEYWORDS),
    *((category, re.compile(rf"\b(?:{'|'.join(words)})\b")) for category, words in MORE_KEYWORDS),
)


def category_of(message: str, subject: str = "") -> Category:
    """What the message is about; the subject line decides only when the message has no keyword."""
    for text in (message, subject):
        plain = unaccented(text)
        for category, pattern in _PATTERNS:
            if pattern.search(plain):
                return category
    return Category.GENERAL
