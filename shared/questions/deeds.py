"""Questions that are none: something is to be done to the shop, or the reader of questions is to be steered."""

import re

from shared.questions.slots.spans import either

_POLITELY = (
    r"^\W*(?:(?:please|pls|plz|kindly|hey|hi|hello|ok|okay|just|now|then)\b[, ]{1,3}"
    r"|(?:can|could|would|will|cud) (?:you|u|someone|somebody)(?: please| pls| kindly| just| in there){0,2} "
    r"|go ahead and "
    r"|i(?:'d| would) like you to |i (?:need|want) you to |be a dear and ){0,4}"
)
#: What is done to the shop, never asked of it.
_DEEDS = (
    *(
        "activate",
        "adjust",
        "amend",
        "anonymise",
        "anonymize",
        "append",
        "apply",
        "approve",
        "archive",
        "assign",
        "attach",
    ),
    *(
        "backdate",
        "ban",
        "blacklist",
        "block",
        "bump",
        "cancel",
        "cap",
        "change",
        "charge",
        "correct",
        "credit",
        "deactivate",
    ),
    *("delete", "disable", "dispatch", "downgrade", "download", "e-mail", "edit", "email", "enable", "enrol"),
    *("enroll", "erase", "escalate", "exchange", "export", "extend", "forward", "hide", "import", "install", "invite"),
    *("issue", "mark", "merge", "migrate", "move", "notify", "overwrite", "pause", "publish", "purge"),
    *(
        "rebook",
        "refund",
        "reimburse",
        "reinstate",
        "reject",
        "relabel",
        "release",
        "remove",
        "rename",
        "replace",
        "reprice",
    ),
    *("resend", "reserve", "reset", "restart", "restock", "revoke", "schedule", "send", "ship", "subscribe", "suspend"),
    *("swap", "sync", "tag", "text", "transfer", "tweet", "unblock", "undo", "unsubscribe", "update", "upload", "void"),
    *("waive", "warn", "whitelist", "wipe"),
)
_SOMEBODY = r"(?:everyone|everybody|anyone|whoever|him|her|them|it|mr|mrs|ms|miss|dr)"
_THING = (
    r"(?:customers?|cust|clients?|users?|accounts?|acct|orders?|tickets?|invoices?|buyers?|shoppers?|coupons?"
    r"|vouchers?|discounts?|payments?"
    r"|subscriptions?|sku|products?|prices?|vips|emails?|e-mails?|refunds?|labels?|points|codes?|passwords?"
    r"|address(?:es)?)"
)
#: What stands behind a deed: "the", "all", a number, an address, a thing of the shop. A deed without it may be a noun.
_OBJECT = (
    rf"(?:(?:the|a|an|all|any|every|each|my|our|his|her|its|their|this|that|these|those)\b|\d|[$£€#\"]|{_SOMEBODY}\b"
    rf"|{_THING}(?= #?[a-z]{{0,3}}-?\d| (?:about|to) )|[\w.+-]{{1,64}}@)"
)
#: What is asked for and not done: "send me the list", "update the forecast", "email us a report".
_ASKED_FOR = re.compile(
    r"\b(?:lists?|reports?|forecasts?|overviews?|breakdowns?|tables?|summar(?:y|ies)|analys[ie]s|stats|statistics"
    r"|results|figures|numbers|names"
    r"|insights?|projections?|predictions?|outlook|rankings?|charts?|graphs?|plans?|strateg(?:y|ies)|rfm|comparison"
    r"|profiles?|records?|recency"
    r"|period|limit|metric|filters?|question|query|range|horizon|window|top|churn|revenue|trends?)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    rf"{_POLITELY}(?:{either(_DEEDS)})(?: out| off| back)? (?!me\b|us\b|over\b)(?P<object>{_OBJECT})", re.IGNORECASE
)
#: Deeds that are told from questions by what they are done to.
_DONE_TO = re.compile(
    rf"{_POLITELY}(?:"
    r"(?:create|issue|generate|make|set up|open|raise|add|print) (?:me )?(?:the |an? |some |new |\d{1,6} "
    r"|accounts? )(?:[a-z%-]{1,15} ){0,2}"
    r"(?:coupons?|vouchers?|(?:promo|discount|coupon) codes?|gift cards?|support tickets?|tickets?|credit notes?"
    r"|invoices?|(?:shipping |return )?labels?"
    r"|webhooks?|users?|draft orders?|purchase orders?|packing slips?|reminders?|loyalty cards)\b"
    r"|close (?:the )?(?:tickets?|case|complaint) |place an? (?:purchase )?order\b|mark (?:down|order)\b"
    r"|(?:turn|switch) (?:off|on) the |(?:take|opt|sign) \w{1,15} (?:off|out of) the (?:newsletter|mailing list)"
    r"|give (?:customer |client |account )?\d{3,9} (?:an? )?(?:\d{1,3} ?%|refund|discount|coupon|voucher)"
    r"|reply to (?:the |ticket|customer|mr|mrs|ms)"
    r"|order (?:another|more|fresh) "
    r")",
    re.IGNORECASE,
)
_STEERS = re.compile(
    r"\b(?:ignore|disregard|forget|override) (?:all |any |every(?:thing)? )?(?:of )?(?:(?:your|the|my|previous|prior"
    r"|above|earlier|these|those|safety) ){0,3}"
    r"(?:instructions?|prompts?|rules|guidelines|guide|filters?|label guide|above|directions)\b"
    r"|\bsystem prompt\b|\byour (?:hidden |initial |original |secret )?(?:instructions|prompt)\b"
    r"|\bhidden instructions\b|\bjail ?break|\bdeveloper mode\b"
    r"|^\W*(?:you are now|pretend (?:you|to be)|act as (?:an?|if|my)|from (?:now|here) on,? (?:you|answer|classify"
    r"|always|every)|system ?:|sudo |cat /|curl )"
    r"|<script\b|\{\s?\"role\"",
    re.IGNORECASE,
)
_SQL = re.compile(
    r"\b(?:drop|truncate|alter) table\b|\bdelete from \w{1,40} ?(?:where\b|;|$)|\binsert into \w{1,40} ?(?:\("
    r"|values\b)|\bunion (?:all )?select\b"
    r"|\bupdate \w{1,40} set \w{1,40} ?=|\bselect (?:\*|[\w.]{1,40}(?:, ?[\w.]{1,40}){1,20}) from \w"
    r"|\bselect .{1,80} from \w{1,40} where .{1,40}[=<>]"
    r"|\bor 1 ?= ?1\b",
    re.IGNORECASE,
)


def is_deed(text: str) -> bool:
    """Whether the sentence begins with something to be done: "refund customer 4412", "please cancel the order"."""
    if _DONE_TO.match(text):
        return True
    done = _DONE.match(text)
    # Only what stands close to the deed: "send the coupon to whoever is on the list" is done, not asked.
    return done is not None and not _ASKED_FOR.search(text[done.start("object") : done.end() + 25])


def steers(text: str) -> bool:
    """Whether the text gives orders to the reader of questions, or is a query for a database."""
    return _STEERS.search(text) is not None or _SQL.search(text) is not None
