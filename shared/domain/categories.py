"""What a ticket is about, told by keywords."""

import re
from enum import StrEnum


class Category(StrEnum):
    """What a ticket is about."""

    RETURN = "Return/Exchange Request"
    PRODUCT_ISSUE = "Product Issue - Damaged/Wrong Item"
    ORDER_STATUS = "Order Status/Delivery Inquiry"
    PRODUCT_QUESTION = "Product Question"
    ORDER_CHANGE = "Order Modification"
    GENERAL = "General Inquiry"


#: The analysis' keywords with their inflections, in its order: the first category with a hit holds, so a damaged
#: item that is to be refunded is a return. "In return" is no return. English only.
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
_PATTERNS = tuple((category, re.compile(rf"\b(?:{words})\b")) for category, words in KEYWORDS)


def category_of(message: str, subject: str = "") -> Category:
    """What the message is about; the subject line decides only when the message has no keyword."""
    for text in (message, subject):
        plain = " ".join(text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
        for category, pattern in _PATTERNS:
            if pattern.search(plain):
                return category
    return Category.GENERAL
