"""What a few words name where a question came before: 50 is a length, "critical" a level, "1000" money."""

import re
from collections.abc import Mapping
from datetime import date

from shared.domain.churn import ChurnLevel
from shared.domain.high_value import ValueMetric
from shared.domain.periods import LENGTHS, MONTH_NAMES
from shared.domain.questions import QueryKind, Slots
from shared.domain.value import HIGH_VALUE, VALUE_TIERS
from shared.questions.followups.vocabulary import TAKES
from shared.questions.slots.durations import days_of_silence
from shared.questions.slots.groups import groups_told
from shared.questions.slots.money import at_least
from shared.questions.slots.numbers import NUMBER, whole_number
from shared.questions.slots.periods import last_whole
from shared.questions.slots.read import read_slots
from shared.questions.slots.risk import levels_told
from shared.questions.slots.spans import either

K = QueryKind

VIP_VALUE = VALUE_TIERS[0][0]
_VIPS = re.compile(r"\bv\.?i\.?p'?s?\b\.?", re.IGNORECASE)
_HIGH_VALUE = re.compile(r"\bhigh[ _-]value\b", re.IGNORECASE)
_PAST = re.compile(rf"\b(?:last|previous|prior|past) (?P<unit>{either(LENGTHS)})\b", re.IGNORECASE)
#: "top 20" is a length; only "top 20 products" says which end comes first.
_TOP = re.compile(rf"\btop(?= {NUMBER}(?:[ .?!]*$| (?:only|please|pls|of|instead)\b))", re.IGNORECASE)
_BARE_MONTH = re.compile(rf"^(?:(?:for|of) )?(?={either(MONTH_NAMES)}\b)", re.IGNORECASE)
_OPPOSITE = re.compile(r"\b(?:the )?(?:opposite|reverse|other way (?:a?round)|other end)\b", re.IGNORECASE)
_LEVEL = re.compile(r"\b(?P<level>critical|high|medium|moderate|low)\b(?![ _-]value)", re.IGNORECASE)
_LENGTH = re.compile(
    rf"(?:(?:show|give|list|make|see|me|us|it|only|just|the|first|up to|limit|to) ){{0,4}}(?P<number>{NUMBER})"
    rf"(?: (?:of (?:them|those|these)|customers|products|categories|archetypes|segments|pairs|people|rows|results|only"
    rf"|please|pls|instead)){{0,3}}[ .?!]*",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?:for )?(?P<code>[1-5]{3})[ .?!]*")
_TWO_PLACES = re.compile(
    r"(?P<first>\d{1,2}) (?:and|with|to|vs\.?|versus|against|or) (?P<second>\d{1,2})[ .?!]*", re.IGNORECASE
)
_EVERYBODY = re.compile(
    r"\b(?:everybody|everyone|all (?:of )?(?:the |our )?(?:customers|clients|shoppers|buyers)|the whole (?:shop|base)"
    r"|overall)\b",
    re.IGNORECASE,
)
_SHORT_UNIT = re.compile(r"\b(?:days?|weeks?)\b", re.IGNORECASE)
#: What may end a text.
_END = " .?!"
_LETTERS = re.compile(r"[^\W\d_][^\d@]*")


def said_in_context(text: str, kind: QueryKind, earlier: Slots, *, today: date) -> dict[str, object]:
    """Slot to what the text names, read as something that goes on from a question of the kind.

    `groups` is () for "everybody". `today` is the day that "last quarter" is seen from.
    """
    text, found = _by_value(text, kind)
    text = _PAST.sub(lambda match: f"in {last_whole(match['unit'].lower(), today)}", text)
    text = _BARE_MONTH.sub("in ", _TOP.sub("first", text))
    if _OPPOSITE.search(text) and earlier.rising is not None:
        found["rising"] = not earlier.rising
    if _EVERYBODY.search(text):
        found["groups"] = ()
    return {**_only_here(text, kind, read_slots(text, today=today).named()), **found}


def named_by_phrase(phrase: str, kind: QueryKind) -> Mapping[str, object]:
    """Slot to what words name that nothing else explains: a product, a category or a group; nothing if none."""
    groups = groups_told(f"compare {phrase} customers") if "groups" in TAKES[kind] else ()
    if groups:
        return {"groups": tuple(dict.fromkeys(each.value for each in groups))}
    own = _free_text(kind)
    return {own: phrase} if own else {}


def _by_value(text: str, kind: QueryKind) -> tuple[str, dict[str, object]]:
    """The text without the name of a tier of value, and from where on that tier is."""
    for said, least in ((_VIPS, VIP_VALUE), (_HIGH_VALUE, HIGH_VALUE)):
        if said.search(text):
            # Tiers are told by what customers have spent so far.
            by = {"metric": ValueMetric.HISTORIC} if kind is K.HIGH_VALUE_CUSTOMERS else {}
            return said.sub("ones", text), {"at_least": float(least), **by}
    return text, {}


def _only_here(text: str, kind: QueryKind, read: Mapping[str, object]) -> dict[str, object]:
    """What was read, with what only follows from the kind of the earlier question."""
    whole = _as_a_whole(text, kind, read)
    if whole:
        return whole
    takes, found = TAKES[kind], dict(read)
    if "levels" in takes and "levels" not in read and (level := _LEVEL.search(text)):
        found["levels"] = levels_told(f"{level['level']} risk") or (ChurnLevel.CRITICAL,)
    if "at_least" in takes and "at_least" not in read and (money := at_least(f"{text.rstrip(_END)} spent")):
        found["at_least"] = money.value
    return _as_a_thing(kind, found)


def _as_a_whole(text: str, kind: QueryKind, read: Mapping[str, object]) -> dict[str, object]:
    """What the whole text can only mean, whatever was read from parts of it; nothing when it may mean more."""
    takes = TAKES[kind]
    if "rfm_code" in takes and (code := _CODE.fullmatch(text)):
        return {"rfm_code": code["code"]}
    if "groups" in takes and (two := _TWO_PLACES.fullmatch(text)):
        return {"groups": (two["first"], two["second"])}
    if not read.keys() & {"customer", "period"} and (length := _LENGTH.fullmatch(text)):
        return {"limit": whole_number(length["number"])}
    if "days" in takes and "days" not in read and _SHORT_UNIT.search(text):
        silent = days_of_silence(f"{text.rstrip(_END)} silent")
        return {"days": silent.value} if silent else {}
    return {}


def _as_a_thing(kind: QueryKind, read: dict[str, object]) -> dict[str, object]:
    """What was read, with a product or a category for a name that no person can have here."""
    own, name = _free_text(kind), read.get("customer")
    if own is None or "customer" in TAKES[kind] or not (isinstance(name, str) and _LETTERS.fullmatch(name)):
        return read
    return {own: name, **{slot: value for slot, value in read.items() if slot != "customer"}}


def _free_text(kind: QueryKind) -> str | None:
    """The slot of the kind that may hold any name."""
    if kind is K.CATEGORY_TRENDS:
        return "category"
    return "product" if "product" in TAKES[kind] else None
