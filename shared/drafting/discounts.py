"""Discounts, codes and days to return in a draft, held against the shop's policy. Reads folded text."""

import re

from shared.domain.policy import Policy
from shared.drafting.letters import folded

_OFF = (
    r"(?:discounts?|off|reduction|rebate|rabatt|nachlass|remise|descuento|rebaja|sconto|desconto|korting|cheaper|less)"
)
_PERCENT = re.compile(
    rf"(\d+(?:[.,]\d+)?)\s?(?:%|percent|per cent|prozent|pour ?cent|por ?ciento|per ?cento"
    rf"|procent)(?=[^.!?\n]{{0,40}}\b{_OFF}\b)"
    rf"|\b{_OFF}\b[^.!?\n]{{0,40}}?(\d+(?:[.,]\d+)?)\s?(?:%|percent|per cent|prozent|pour ?cent|por ?ciento|per ?cento)"
)
_CODE = re.compile(
    r"\b(?:codes?|codigo|codice|gutscheincode|kortingscode)\b:? (?:is |named |called"
    r" )?[\"']?([a-z]{2,}\d+[a-z\d]*|[A-Z\d]{4,})"
)
_RETURN = re.compile(
    r"(?=[^.!?\n]*\b(?:return|send (?:it |them )?back|exchange|zuruck\w*|retour\w*|renvo\w+|devol\w+|restitu\w+|reso"
    r"|terugst\w*)\w*)[^.!?\n]*?\b(\d+)[ -](?:calendar |business )?(?:days?|tagen?|jours|dias|giorni|dagen)\b"
)


def goes_beyond_the_policy(plain: str, policy: Policy, said_by_shop: str) -> bool:
    """Whether the draft offers a larger discount, another code or more days to return than the policy has.

    What agents have written and the policy's own sentences count as the shop's.
    """
    if any(_figure(match[1] or match[2]) > policy.most_discount_percent for match in _PERCENT.finditer(plain)):
        return True
    codes = {folded(code) for code in policy.discount_codes}
    if any(match[1] not in codes and match[1] not in said_by_shop for match in _CODE.finditer(plain)):
        return True
    window = policy.return_window_days
    return window is not None and any(int(match[1]) > window for match in _RETURN.finditer(plain))


def _figure(number: str) -> float:
    return float(number.replace(",", "."))
