"""Which product: its id, or words of its name."""

import re

from shared.questions.slots.spans import Found, either, found_at
from shared.segmentation.events.naming import event_named

_SELLING = (
    r"(?:selling|sold|sell|sells|doing|done|do|performing|performed|perform|fare|fared|moving|been (?:returned"
    r"|selling|sold|doing|performing|moving|a hit)|flopp?ing|worth|still|ok|okay|a hit|pull|any good|the star)"
)
_ID = re.compile(
    r"\b(?P<what>product|prod|sku|item|article|art)\.?(?: (?:id|no\.?|number|code))?[ :=#]{1,3}"
    r"(?P<id>(?=[\w-]*\d)[A-Za-z0-9]{1,10}(?:-[A-Za-z0-9]{1,10}){0,3})(?![\w%])",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"(?P<name>[^"|]{2,80})"|(?<![\w\'])\'(?P<single>[^\'|]{2,80})\'(?!\w)')

#: With these words what stands in quotes is something else: a group, a letter, a note.
_NO_PRODUCT_QUOTED = re.compile(
    r"\b(?:archetypes?|personas?|segments?|groups?|grp|buckets?|rfm|mail\w*|letters?|cards?|leaflets?|notes?"
    r"|campaigns?|categor\w{1,3}|says?|asks?)\b",
    re.IGNORECASE,
)

_WORD = r"[^\W\d_][\w'+&-]{0,30}"
#: Words that end the name of a product.
_ENDS = """
    a according add after all also among an and any anyway are as at average basket be because been before best
    between bought bring brings btw but buy buyer buyers buying buys by can cart compared could customer customers
    decent did do does doing done during each else ever every exactly except existing figures folk folks for from get
    go goes had has have hear here how i if in into is it judging just last lately leaving like look looks may might
    month most mostly must n need next no normally not now number numbers of often on only or order ordered our out
    over pay pays people per performing pick picks please pls plz ppl pull purchase purchased quarter reach reaches
    recently sell selling sells shall shop shopper shoppers should since so sold still take takes tend than that the
    then there these they this those to today together too typically up usually versus vs w want was we week were what
    when which who will with would year yet you
"""
_STOP = rf"(?:\w{{2,12}}est|{either(_ENDS.split())})"
_NAME = rf"(?P<name>(?!{_STOP}\b){_WORD}(?: (?!{_STOP}\b){_WORD}){{0,3}})"
_THE = r"(?:the |our |a |an |his |her |their |those |these |this |that |new |some )"

#: What is said of a product, with its name behind it.
_BEHIND = re.compile(
    rf"\b(?:sales (?:figures |history |numbers )?(?:of|for)|units (?:sold |shifted )?(?:of|for)|units sold|pieces of"
    rf"|sold of|returns? (?:rate )?(?:of|on|for)"
    rf"|return rate (?:of|on|for)|returns on|revenue (?:of|from)|rev of|turnover of|performance of|buyers of"
    rf"|purchasers of"
    rf"|(?:go|goes|went|pair|pairs|fit|fits|match|matches|sells?)(?: \w{{2,6}})? (?:with|w|alongside)|alongside"
    rf"|(?:along|together) with|(?:basket|recommend|shelf|show) next to|bought with|buys? with|buy {_THE}?with"
    rf"|add-?on (?:for|to)|complements?|combine with|besides|wingman of|sidekicks? (?:of|for)|cross[- ](?:buys"
    rf"|sells?|purchases) (?:for|with|of)"
    rf"|pairings for|basket with|cart with|order with|purchase of|bundles? (?:with|for|around)|companions? (?:of|for"
    rf"|to)"
    rf"|customers? (?:buy|purchase|order|take|add|get) with|people (?:buy|take|add|get|put) with"
    rf"|purchased? with) {_THE}?{_NAME}",
    re.IGNORECASE,
)
#: What is said of a product, with its name before it: "how is the blue mug selling".
_BEFORE = re.compile(
    rf"\b(?:how(?:'s| is| are| has| have| did| was|s)|is|did|has|have) (?:the|our) {_NAME} {_SELLING}\b",
    re.IGNORECASE,
)
_BUYERS = re.compile(
    rf"\bwhat (?:else|other things|more) (?:do|does|did|are)(?: the)? (?!our\b|most\b|regular\b){_NAME} (?:buyers"
    rf"|customers|purchasers|fans)\b",
    re.IGNORECASE,
)
_WHO_BOUGHT = re.compile(
    rf"\b(?:buyers?|people|customers?|shoppers?|those|someone|somebody|anyone|folks?|ppl) (?:who |that )?(?:buys?"
    rf"|bought|takes?|picks?|purchased?|owns?|gets?|orders?|ordered)"
    rf" {_THE}{_NAME}",
    re.IGNORECASE,
)
#: Words that no single product is called by: what is left when nothing but these is said is no name.
_GENERIC = frozenset(
    """
    product products prod prods item items article articles sku skus good goods thing things stuff range shop store
    catalogue catalog category categories department departments dept line lines section sections customer customers
    buyer buyers order orders basket baskets cart carts sale sales revenue money units returns market company business
    everything anything something other others each all any our their us them it one ones another total average top
    best worst bestsellers bestseller archetype archetypes segment segments group groups subscription subscriptions
    campaign base people folks event events holiday holidays season christmas halloween easter year month quarter
    discount discounts coupon coupons code codes promo promotion promotions offer offers deal deals rest churn risk
    growth share shares forecast team website app assortment brand inventory pairs bundles combinations purchases
    purchase checkout till time crowd bucket wind name same bulk large small first second single new old retail
    wholesale trade list half shoppers day days week weeks
    """.split()  # noqa: SIM905  a list of words reads best as text
)

#: What is called by these is no product.
_NO_PRODUCT = frozenset(
    """
    category department dept line range section aisle family cat group segment base corner archetype promotion ad
    offer campaign score scores share value mail e-mail email history tier programme program probability plan result
    results buckets letter card list leaflet name names total spend personas
    """.split()  # noqa: SIM905  a list of words reads best as text
)


def product_told(text: str) -> Found[str] | None:
    """The product that the question is about, without article; None when it is about products in general."""
    by_id = _ID.search(text)
    if by_id:
        return found_at(by_id["id"], by_id)
    quoted = _QUOTED.search(text)
    if quoted and not _NO_PRODUCT_QUOTED.search(text):
        return found_at((quoted["name"] or quoted["single"]).strip(), quoted)
    for expression in (_BEHIND, _BUYERS, _BEFORE, _WHO_BOUGHT):
        for match in expression.finditer(text):
            if not all(
                word in _GENERIC for word in re.split(r"[ -]", match["name"].lower())
            ) and not _is_something_else(match["name"]):
                return found_at(match["name"], match, "name")
    return None


def _is_something_else(name: str) -> bool:
    """Whether the words name a category, a campaign, a figure or an event: "the skincare line", "the bundle offer"."""
    return name.lower().rsplit(" ", 1)[-1] in _NO_PRODUCT or event_named(name) is not None
