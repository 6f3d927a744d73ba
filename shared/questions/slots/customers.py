"""Which customer: an e-mail address, an id or a name."""

import re

from shared.questions.slots.names import names_of_people
from shared.questions.slots.spans import Found, found_at, without

_EMAIL = re.compile(r"(?<![\w.@+-])\w[\w.%+'-]{0,63}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w@])")
_CUSTOMER = (
    r"(?:customer|cust|client|account|accnt|acct|acc|buyer|shopper|patron|user|member|person|record|profile"
    r"|registered as)(?: card| file| sheet| record| entry)?"
)
_NUMBER_SIGN = r"(?:no\.?|number|num\.?|nr\.?|id|ids|#|id no\.?|id number|id #|code)"
#: What a number counts or measures when it is no id.
_COUNTED = (
    r"(?! ?(?:%|percent\b|pct\b|orders?\b|months?\b|mos?\b|days?\b|weeks?\b|wks?\b|years?\b|yrs?\b|hours?\b|units?\b"
    r"|dollars?\b"
    r"|euros?\b|pounds?\b|bucks\b|quid\b|grand\b|times\b|customers\b|accounts\b|[$£€]))"
)
_ID = rf"(?P<id>(?:[A-Za-z]{{1,5}}[-_]?)?\d{{1,12}}(?:-\d{{1,8}})?)(?![\w@%]|[.,]\d){_COUNTED}"
#: "customer 4412", "cust #88", "client no. 3350", "account: C-7".
_BEHIND_CUSTOMER = re.compile(
    rf"\b{_CUSTOMER}(?:'s)?\.?(?: with| under"
    rf"| the)?(?: {_NUMBER_SIGN})?(?: is)?[ :=#]{{1,3}}(?:{_NUMBER_SIGN}[ :=]{{0,2}})?{_ID}",
    re.IGNORECASE,
)
#: "id 118", "ID=4451", "#88", "no. 12", "number 29384".
_BEHIND_SIGN = re.compile(
    rf"(?<![\w-])(?:id(?: is| was)?[ :=#]{{1,3}}{_ID}"
    rf"|(?:# ?|no\.? |number |nr\.? )(?=\d{{2}}){_ID.replace('P<id>', 'P<id2>')})",
    re.IGNORECASE,
)
#: An id with its letters: "C1029", "CUST-4412"; what else is written so is not.
_LETTERED = re.compile(
    r"(?<![\w-])(?P<id>(?!(?:Q|H|FY|SKU|ISO|CO|COVID|MP|GA|TOP|WK|V|R|F|M|T|A|B|X|P)-?\d)(?:[A-Z]{1,5}-?\d{2,12}"
    r"|c\d{3,12}))(?![\w-])"
)
#: Numbers of other things.
_OTHER_NUMBERS = re.compile(
    r"\b(?:orders?|tickets?|invoices?|parcels?|tracking|skus?|products?|prods?|items?|articles?|puzzle"
    r"|refund(?: request)?"
    r"|gift card|aisle|page|week"
    r"|wk|cases?|version|row|line|step|phase|batch|model|size|archetypes?|segments?|segs?|clusters?|personas?"
    r"|groups?|score|code|return)"
    r"(?: no\.?| number| #| nr\.?)? ?#?\d[\w-]{0,15}",
    re.IGNORECASE,
)

#: A number by itself is a customer only among words like these; years and counts are not.
_BARE_ID = r"(?P<id>\d{3,9})(?!'?\d|[\d.,]*\d|[\w%@/:-])"
_BEFORE_BARE = (
    r"(?:^|\b(?:about|abt|behind|is|was|did|does|do|has|will|would|are|can|if|that|on|for|of|from|keep|keeping|save"
    r"|saving|stop|losing|lose"
    r"|retain|see|show|find|fetch|get|gets|gimme|give|check|open|up|out|lookup|with|to|like|let|tell|call|us|vip|who's|whos|pull)\s"
    r"|\bw/ ?)"
)
_BEHIND_BARE = (
    r"(?=\s*(?:$|[?.!;,|)-]|'s\b|(?:is|isn't|isnt|was|did|does|has|had|will|would|might|may|could|can|going|gonna|to"
    r"|from|for|back|who|what"
    r"|please|pls|plz|thx|details|profile|jumping|leaving|churn\w*|stay\w*|shop\w*|buy\w*|order\w*|normally|usually"
    r"|sit\w*|picking|on board|on the|not"
    r"|away|in (?:rfm|detail)|so she|so he|so they|and|or|looks?|spend\w*|stick\w*|hang\w*|quit\w*|walk\w*|leaves?"
    r"|here|happy|loyal|scaling"
    r"|slowing|fading|dependent|hooked|a\b|an\b|the\b|behave\w*|drift\w*|lapse\w*|return\w*|come|likely|up|by"
    r"|with us)\b))"
)
#: Behind these a number is somebody, whatever is said of them.
_ASKED_OF = r"\b(?:is|does|did|has|was|will|would) "
_YEAR_TOLD = (
    r"(?<!in )(?<!since )(?<!by )(?<!until )(?<!till )(?<!before )(?<!than )(?<!from )(?<!for )(?<!and )(?<!of )"
    r"|(?!(?:19[89]|20[0-3])\d\b)"
)
_BARE = re.compile(
    rf"(?:{_BEFORE_BARE}(?:{_YEAR_TOLD}){_BARE_ID}{_BEHIND_BARE}"
    rf"|{_ASKED_OF}{_BARE_ID.replace('P<id>', 'P<asked>')}(?= (?!enough|too|people|customers|of|more|less"
    rf"|percent)[a-z]))",
    re.IGNORECASE,
)


def emails_told(text: str) -> tuple[Found[str], ...]:
    """The e-mail addresses, as they are written."""
    return tuple(found_at(match[0], match) for match in _EMAIL.finditer(text))


def ids_told(text: str) -> tuple[Found[str], ...]:
    """The ids that are sure by what stands before them or by their own letters, without numbers of other things."""
    found: list[Found[str]] = []
    rest = text
    for expression in (_BEHIND_CUSTOMER, _BEHIND_SIGN, _LETTERED):
        if expression is not _BEHIND_CUSTOMER:
            rest = _OTHER_NUMBERS.sub(lambda match: "|" * len(match[0]), rest)
        for match in expression.finditer(rest):
            group = "id" if match["id"] else "id2"
            found.append(found_at(match[group], match, group))
        rest = without(rest, found)
    return tuple(sorted(found, key=lambda each: each.start))


def bare_ids_told(text: str) -> tuple[Found[str], ...]:
    """Numbers that nothing else explains, among words that are said of a customer: "how do we keep 5586"."""
    rest = _OTHER_NUMBERS.sub(lambda match: "|" * len(match[0]), text)
    return tuple(
        found_at(match[group], match, group)
        for match in _BARE.finditer(rest)
        for group in ("id", "asked")
        if match[group]
    )


def customers_told(text: str) -> tuple[Found[str], ...]:
    """Everybody who is meant, the surest first: e-mail addresses, ids, names. Not numbers that stand alone."""
    emails = emails_told(text)
    rest = without(text, emails)
    ids = ids_told(rest)
    return *emails, *ids, *names_of_people(without(rest, ids))
