"""Which groups of customers: archetypes, segments and RFM groups, as `named_group` and `named_archetype` take them."""

import re

from shared.questions.slots.group_names import AXES, BEFORE_CUSTOMERS, CERTAIN, WHERE_COMPARED
from shared.questions.slots.numbers import whole_number
from shared.questions.slots.spans import Found, either, found_at, without

_KIND = r"(?:archetypes?|segments?|segs?|clusters?|personas?)"
_PLACE = r"(?:\d{1,3}(?![\d.]*[\d%])|[A-Z](?![\w'&]))"
_LINK = (
    rf"(?:,|,? ?(?:and|or|vs\.?|versus|to|with|from|against|than|n)\b|&|/|\+)\s?(?:the "
    rf"|of )?(?:(?i:{_KIND}) )?(?:no\.? ?|#)?"
)
#: Archetypes by place or letter: "archetype 3", "archetypes 3, 5 and 7", "segment A".
_BY_PLACE = re.compile(
    rf"\b(?i:{_KIND})(?: (?:no\.?|number|nr\.?))? ?#?(?P<places>{_PLACE}(?:\s?{_LINK}{_PLACE}(?! ?(?i:months?|days?"
    rf"|weeks?|years?))){{0,5}})"
)
#: "which archetype performs better, 1 or 4".
_BEHIND = re.compile(rf"[,:;]\s?(?:no\.? ?|#)?(?P<places>{_PLACE}(?:\s?{_LINK}{_PLACE}){{1,5}})(?=\W*$)")
_PLACES = re.compile(_PLACE)
#: "the top two archetypes": the largest have the first places.
_LARGEST = re.compile(
    rf"\b(?:(?:top|largest|biggest) (?P<number>two|three|four|five|[2-5])|(?P<first>two|three|four|five"
    rf"|[2-5]) (?:largest|biggest))"
    rf" {_KIND}\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    rf'\b{_KIND} (?:called |named )?"(?P<name>[^"|]{{1,120}})"|"(?P<before>[^"|]{{1,120}})" {_KIND}\b', re.IGNORECASE
)
_ARCHETYPE_ID = re.compile(r"(?<![\w.@])(?P<id>[a-z]+(?:_[a-z]+){0,3}(?:\.[a-z]+(?:_[a-z]+){0,3}){1,9})(?![\w@]|\.\w)")
_OF_AXIS = re.compile(rf"\b(?P<axis>{either(AXES)}):(?P<segment>[a-z_]{{2,40}})\b", re.IGNORECASE)

_CUSTOMERS = (
    r"(?:customers?|cust|clients?|buyers?|shoppers?|purchasers?|accounts?|accts?|patrons?|members?|people|ppl|folks?"
    r"|ones"
    r"|bunch|crowd)"
)
_GROUP = r"(?:segments?|segs?|groups?|grps?|archetypes?|rfm)"
_COMPARED = re.compile(
    r"\b(?:compar\w{1,6}|cmp|vs\.?|v|versus|against|between|difference\w?|differ\w{0,3}|contrast\w{0,3}|side by side"
    r"|head to head"
    r"|head-to-head|benchmark\w{0,3}|stack up|next to|nxt to|apart|beside|measure up)(?!\w)",
    re.IGNORECASE,
)
_SEGMENTS = frozenset(CERTAIN) | frozenset(BEFORE_CUSTOMERS) | frozenset(WHERE_COMPARED)


def _names(table: dict[str, str], behind: str = "") -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            key,
            re.compile(
                rf"(?<![\w-])(?<!more )(?<!most )(?<!less )(?<!least )(?:{said}){behind}(?![\w-])", re.IGNORECASE
            ),
        )
        for key, said in table.items()
    )


_CERTAIN = _names(CERTAIN)
#: "loyal and occasional buyers" are two groups of buyers.
_WITH_CUSTOMERS = _names(
    BEFORE_CUSTOMERS, rf"(?= (?:(?:and|or|vs\.?|versus|&|n) (?:the |our )?[a-z-]{{1,15}} )?{_CUSTOMERS}\b)"
)
_WITH_GROUP = _names(WHERE_COMPARED, rf"(?=\W{{1,2}}(?:{_CUSTOMERS} )?{_GROUP}\b)")
_ANYWHERE = _names(
    WHERE_COMPARED,
    rf"(?= (?:{_CUSTOMERS}|and|or|vs|versus|n|v|to|with|compared|against|beside|next|pls|please|&|/)(?!\w)"
    rf"|\W{{0,2}}$|[,?.!:;])",
)


def groups_told(text: str) -> tuple[Found[str], ...]:
    """Every group that is named, in the order of the text: places as "3", names as keys, "axis:segment" as written."""
    found: list[Found[str]] = []
    for read in (_exact, _places, _named):
        found += read(without(text, found))
    return tuple(sorted(found, key=lambda each: each.start))


def compares(text: str) -> bool:
    """Whether the words for comparing are used."""
    return _COMPARED.search(text) is not None


def _exact(text: str) -> list[Found[str]]:
    found = [found_at(match[0].lower(), match) for match in _OF_AXIS.finditer(text)]
    found += [found_at((match["name"] or match["before"]).strip(), match) for match in _QUOTED.finditer(text)]
    ids = (match for match in _ARCHETYPE_ID.finditer(text) if _SEGMENTS.issuperset(match["id"].split(".")))
    return found + [found_at(match["id"], match) for match in ids]


def _places(text: str) -> list[Found[str]]:
    matches = list(_BY_PLACE.finditer(text))
    if not matches and re.search(_KIND, text, re.IGNORECASE):
        matches = list(_BEHIND.finditer(text))
    found = [
        Found(place[0], match.start("places") + place.start(), match.start("places") + place.end())
        for match in matches
        for place in _PLACES.finditer(match["places"])
    ]
    largest = _LARGEST.search(text) if compares(text) and not found else None
    if largest:
        count = whole_number(largest["number"] or largest["first"])
        found += [found_at(str(place), largest) for place in range(1, count + 1)]
    return found


def _named(text: str) -> list[Found[str]]:
    tables = [_CERTAIN, _WITH_CUSTOMERS, _WITH_GROUP] + ([_ANYWHERE] if compares(text) else [])
    found: list[Found[str]] = []
    for table in tables:
        rest = without(text, found)
        found += [found_at(key, match) for key, expression in table for match in expression.finditer(rest)]
    # "wide explorers" are no explorers: what lies inside another name is none.
    return [each for each in found if not any(_lies_inside(each, other) for other in found)]


def _lies_inside(one: Found[str], other: Found[str]) -> bool:
    is_longer = other.end - other.start > one.end - one.start
    return is_longer and other.start <= one.start and one.end <= other.end
