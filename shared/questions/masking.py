"""Questions as a model may read them: without e-mail addresses, ids, names and telephone numbers."""

import re
from collections.abc import Iterable
from itertools import count

from shared.questions.normal import plainly_written
from shared.questions.slots.customers import bare_ids_told, emails_told, ids_told
from shared.questions.slots.names import names_of_people
from shared.questions.slots.rfm import rfm_code
from shared.questions.slots.spans import Found, found_at, without

_PHONE = re.compile(
    r"(?<![\w.])(?!\d{4}-\d\d-\d\d(?!\d))(?:\+|\((?=\+?\d{1,5}\))\+?|\b)\d(?:[ ()./-]{0,2}\d){6,16}(?!\w)"
)
#: Fewer digits than this are no telephone number, unless it begins with a country's code.
_PHONE_DIGITS = 9
CUSTOMER, PHONE = "customer", "phone"


def masked(question: str) -> tuple[str, dict[str, str]]:
    """The question with "<customer_1>" and the like for whoever is named, and what stood there, by placeholder.

    One person who is named twice in the same way has one placeholder. What is only written like a name counts as one:
    a product that is hidden costs less than a person who is not.
    """
    text = plainly_written(question)
    hidden: dict[str, str] = {}
    parts: list[str] = []
    place = 0
    for each in sorted(_personal(text), key=lambda found: found.start):
        said = question[each.start : each.end]
        parts += [question[place : each.start], _placeholder(each.value, said, hidden, question)]
        place = each.end
    return "".join([*parts, question[place:]]), hidden


def unmasked(text: str, hidden: dict[str, str]) -> str:
    """The text with what stood at each placeholder."""
    if not hidden:
        return text
    return re.sub("|".join(map(re.escape, hidden)), lambda match: hidden[match[0]], text)


def _placeholder(kind: str, said: str, hidden: dict[str, str], question: str) -> str:
    """The placeholder that stands for these words, kept in `hidden`; never one that the asker wrote."""
    known = next((name for name, words in hidden.items() if words == said and name.startswith(f"<{kind}_")), None)
    if known:
        return known
    names = (f"<{kind}_{number}>" for number in count(1))
    fresh = next(name for name in names if name not in hidden and name not in question)
    hidden[fresh] = said
    return fresh


def _personal(text: str) -> Iterable[Found[str]]:
    """Where somebody is named, and by what kind of placeholder to hide it; no two overlap."""
    found: list[Found[str]] = [Found(CUSTOMER, each.start, each.end) for each in emails_told(text)]
    rest = without(text, found)
    found += _phones(rest)
    code = rfm_code(rest)
    rest = without(rest, [*found, *([code] if code else [])])
    for read in (ids_told, lambda some: names_of_people(some, anywhere=True), bare_ids_told):
        told = [Found(CUSTOMER, each.start, each.end) for each in read(rest)]
        found += told
        rest = without(rest, told)
    return found


def _phones(text: str) -> list[Found[str]]:
    return [
        found_at(PHONE, match)
        for match in _PHONE.finditer(text)
        if match[0].lstrip("(").startswith("+") or sum(map(str.isdigit, match[0])) >= _PHONE_DIGITS
    ]
