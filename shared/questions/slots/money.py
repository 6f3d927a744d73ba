"""How much at least: "over 5000 dollars", "$5k+", "spent more than £1,200.50"."""

import re

from shared.questions.slots.spans import Found, found_at

_TIMES = {"k": 1e3, "grand": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "": 1.0}
_IN_WORDS = {"half a": 0.5, "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0} | {
    "six": 6.0,
    "seven": 7.0,
    "eight": 8.0,
    "nine": 9.0,
    "ten": 10.0,
    "twenty": 20.0,
    "fifty": 50.0,
}
_SIGN = r"(?:[$£€¥₹]|\b(?:usd|eur|gbp|us\$|rs\.?)(?![a-z]))"
_UNIT = r"(?:[$£€¥₹]|(?:us )?dollars?\b|bucks\b|euros?\b|pounds?\b|quid\b|rupees?\b|(?:usd|eur|gbp|inr|cad|aud|chf)\b)"
_FIGURE = r"(?P<figure>\d{1,3}(?:[ ,.]\d{3}){1,3}(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?)(?![\d%])"
_SAID = r"\b(?P<said>half a|an?|one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty)(?P<hundred> hundred)?\b"
_AMOUNT = rf"(?:(?P<sign>{_SIGN})\s?)?(?:{_FIGURE}|{_SAID})\s?(?P<times>k\b|grand\b|thousand\b|million\b|mn\b|m\b)?"
_MORE_THAN = (
    r"(?:>=?|\bover|\babove|\bmore than|\bgreater than|\bhigher than|\bat least|\bexceed(?:s|ing)?|\bbeyond|\bfrom"
    r"|\bno less than|\bminimum(?: of)?|\bmin\.?|\bupwards of|\bnorth of|\bdropped|\bspent)"
)
_AT_LEAST = re.compile(
    rf"(?:(?P<more>{_MORE_THAN})(?: an?(?= \d))?\s{{0,3}})?{_AMOUNT}\s?(?P<unit>{_UNIT})?"
    r"(?P<plus>\s?\+|\s(?:or more|plus|and (?:up|above|over)|upwards?)\b)?(?=(?P<after>\s?%|\s?[a-z'-]{1,20})?)",
    re.IGNORECASE,
)
#: What makes an amount without a currency one of money.
_OF_MONEY = re.compile(
    r"\b(?:spen[dt]\w*|ltv|clv|lifetime|revenue|value|worth|paid|aov|baskets?|total|turnover|outlay|bought for)\b",
    re.IGNORECASE,
)
#: What a number counts when it is no money; "in" and the like may follow an amount.
_MAY_FOLLOW = re.compile(
    r"(?:in|with|on|a|per|each|lifetime|ltv|clv|total|overall|since|so|this|last|or|and|to|at|for|who|that|but"
    r"|altogether"
    r"|please|pls|spend|spent|spending|value|worth|of|alltime|all)",
    re.IGNORECASE,
)


def at_least(text: str) -> Found[float] | None:
    """The amount that something is to reach, in the shop's currency; what it is to stay under is none."""
    has_money = _OF_MONEY.search(text) is not None
    for match in _AT_LEAST.finditer(text):
        amount = _amount(match)
        if amount >= 1 and _is_reached(match) and _is_money(match, has_money=has_money):
            return found_at(amount, match)
    return None


def _is_reached(match: re.Match[str]) -> bool:
    return bool(match["more"] or match["plus"])


def _is_money(match: re.Match[str], *, has_money: bool) -> bool:
    if match["sign"] or match["unit"] or (match["times"] or "").lower() == "grand":
        return True
    if match["said"] and not (match["times"] or match["hundred"]):
        return False
    after = (match["after"] or "").strip()
    return has_money and (not after or _MAY_FOLLOW.fullmatch(after) is not None)


def _amount(match: re.Match[str]) -> float:
    times = _TIMES[(match["times"] or "").lower()]
    if match["figure"]:
        return _figure(match["figure"]) * times
    return _IN_WORDS[" ".join(match["said"].lower().split())] * (100 if match["hundred"] else 1) * times


def _figure(text: str) -> float:
    """As "1,200.50", "1.200,50", "1 200" or "5000": three digits behind a mark are thousands."""
    whole, mark, cents = text[-3:].rpartition(".") if "." in text[-3:] else text[-3:].rpartition(",")
    before = text[:-3] + whole if mark else text
    return float("".join(filter(str.isdigit, before)) + (f".{cents}" if mark else ""))
