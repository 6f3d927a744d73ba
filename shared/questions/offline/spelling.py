"""A question as the classifier sees it: one spelling for many, without what says nothing about its kind."""

import re
import unicodedata
from collections.abc import Mapping

from shared.questions.normal import plainly_written

#: What stands behind is not read: nobody asks one thing in more characters.
READ_CHARACTERS = 1000
#: What stands for every address, and for every long number: which one it is says nothing.
ADDRESS, NUMBER = "someone@example.com", "4412"

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_LONG_NUMBER = re.compile(r"\b[a-z]{0,3}-?\d{4,}\b")
_SIGNS = re.compile(r"[^\w\s@#%$€£+*/<>.'-]|\.(?=\s|$)")
#: What people say before they ask; the sign behind it is gone by then.
_LEAD_IN = re.compile(
    r"^(?:(?:"
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|thanks|thank you|ok|okay|please|kindly)"
    r"(?: (?:there|team|all|everyone))?"
    r"|(?:just )?(?:a |one |another )?(?:quick|short|small) (?:question|one|thing)|one question"
    r"|(?:i have|i've got|i got) (?:a |one |another )(?:quick |short )?question(?: for you)?"
    r"|(?:can|could|would) you (?:please )?help me(?: out)?(?: with (?:something|this|a question))?"
    r"|i (?:need|could use) (?:some |your )?help(?: with (?:something|this))?"
    r"|(?:can|could|would) you (?:please |kindly )?tell me|i(?:'d| would) (?:like|love) to know"
    r"|(?:i was |i am |i'm )?just wondering"
    r") )+(?=\S)"
)
_THANKS = re.compile(
    r"(?<=\S)(?: (?:please|thanks|thank you|many thanks|cheers|in advance|so much|very much|a lot|a million))+$"
)

SHORT_FORMS: Mapping[str, str] = {
    "acct": "account",
    "accts": "accounts",
    "amt": "amount",
    "avg": "average",
    "bfcm": "black friday",
    "biz": "business",
    "btw": "between",
    "cant": "can't",
    "cat": "category",
    "cats": "categories",
    "cnt": "count",
    "cust": "customer",
    "custs": "customers",
    "deets": "details",
    "disc": "discount",
    "doesnt": "doesn't",
    "dont": "don't",
    "fcst": "forecast",
    "freq": "frequency",
    "gimme": "give me",
    "gonna": "going to",
    "grp": "group",
    "grps": "groups",
    "havent": "haven't",
    "hist": "history",
    "hw": "how",
    "info": "information",
    "lemme": "let me",
    "mo": "month",
    "mos": "months",
    "msg": "message",
    "msgs": "messages",
    "mth": "month",
    "mthly": "monthly",
    "mths": "months",
    "n": "and",
    "num": "number",
    "nxt": "next",
    "pct": "percent",
    "perf": "performance",
    "pls": "please",
    "plz": "please",
    "ppl": "people",
    "prob": "probability",
    "prod": "product",
    "prods": "products",
    "promo": "promotion",
    "promos": "promotions",
    "qtr": "quarter",
    "qtrs": "quarters",
    "qty": "quantity",
    "r": "are",
    "rec": "recommendation",
    "reco": "recommendation",
    "recos": "recommendations",
    "recs": "recommendations",
    "rev": "revenue",
    "seg": "segment",
    "segs": "segments",
    "shd": "should",
    "subs": "subscribers",
    "theyre": "they're",
    "thx": "thanks",
    "txn": "transaction",
    "txns": "transactions",
    "u": "you",
    "ur": "your",
    "vs": "versus",
    "w": "with",
    "w/": "with",
    "w/o": "without",
    "wanna": "want to",
    "wd": "would",
    "whats": "what's",
    "whos": "who's",
    "wk": "week",
    "wkly": "weekly",
    "wks": "weeks",
    "wont": "won't",
    "xmas": "christmas",
    "yr": "year",
    "yrs": "years",
}


def spelled_alike(question: str) -> str:
    """The question in lower case, short forms written out, without punctuation, lead-in and thanks.

    Addresses and long numbers are all alike. Empty when there is nothing but signs.
    """
    text = unicodedata.normalize("NFKC", plainly_written(question[:READ_CHARACTERS])).lower()
    text = _LONG_NUMBER.sub(NUMBER, _ADDRESS.sub(ADDRESS, text))
    words = _SIGNS.sub(" ", text).split()
    text = " ".join(SHORT_FORMS.get(word, word) for word in words)
    return _THANKS.sub("", _LEAD_IN.sub("", text))
