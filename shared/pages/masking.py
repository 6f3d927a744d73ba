"""E-mail addresses, hidden from those who may not see whose they are: "a•••@shop.example"."""

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from shared.pages.page import Page

Whatever = TypeVar("Whatever")

DOTS = "•••"
#: What an address may be written with in place of "@": other characters for it, and how links and HTML encode it.
OTHER_SIGNS = re.compile(
    r"[\uff20\ufe6b]|(?<=\S)(?:%(?:25){0,5}40|&#0{0,5}64;|&#x0{0,5}40;|&commat;)(?=[^\s@]{1,255}\.)", re.IGNORECASE
)
#: `"john doe"@shop.example` is an address too.
QUOTED = re.compile(r'"([^"]{1,300})"(?=@\S)')
#: What may hold an address: none of its characters ends one.
RUN = re.compile(r'[^\s<>"(),;\[\]]+')
#: What parts an address from the rest of a link. Elsewhere these are letters of an address like any other.
LINK = re.compile(r"(?:https?|ftp|slack)://|mailto:", re.IGNORECASE)
LINK_PART, PART = re.compile(r"[^/?&=|#:]+"), re.compile(r"[^:]+")
#: An address in a link, that ends in such a letter before its sign.
ODD_NAME = re.compile(r"[^/?&=|#:]{0,64}[/?&=|#:]{1,64}@(?=[^/?&=|#:@]{1,255}\.)")
#: Marks around a word that are not the beginning of an address.
AROUND = "*_~`'.-!¡¿"


def masked(page: Page) -> Page:
    """The page with every address in it hidden.

    Questions that name a customer by an address cannot be asked any more and go; so does an id that is an address.
    """
    asked = tuple(each for each in page.next_questions if mask_addresses(each.query) == each.query)
    known = page.customer_id if page.customer_id == mask_addresses(page.customer_id or "") else None
    return without_addresses(replace(page, next_questions=asked, customer_id=known))


def without_addresses(value: Whatever) -> Whatever:
    """The same value with the addresses in every text of it hidden, however deep.

    Before anything is cut: of an address that is cut before its "@" nobody can tell any more what it was.
    """
    hidden: Whatever = _masked(value)
    return hidden


def mask_addresses(text: str) -> str:
    """The text with all but the first letter and the domain of each address hidden."""
    plain = OTHER_SIGNS.sub("@", text)
    if "@" not in plain:
        return text
    return RUN.sub(_mask_run, QUOTED.sub(lambda found: _mask_name(found[1]), plain))


def _mask_run(found: re.Match[str]) -> str:
    run = found[0]
    if "@" not in run:
        return run
    if run.endswith("@") and found.string[found.end() : found.end() + 1] == "[":  # john@[192.0.2.1]
        return f"{_mask_name(run[:-1])}@"
    link = LINK.search(run)
    before, rest = (run[: link.start()], run[link.start() :]) if link else (run, "")
    plain = ODD_NAME.sub(lambda odd: f"{_mask_name(odd[0][:-1])}@", rest)
    return PART.sub(_mask_part, before) + LINK_PART.sub(_mask_part, plain)


def _mask_part(found: re.Match[str]) -> str:
    """What stands before the last "@" of the part is hidden, if anything stands on both sides of it."""
    part = found[0]
    inner = part.rstrip("@")
    name, _, domain = inner.rpartition("@")
    return f"{_mask_name(name)}@{domain}{part[len(inner) :]}" if name and domain else part


def _mask_name(name: str) -> str:
    inner = name.lstrip(AROUND)
    marks = name[: len(name) - len(inner)]
    first = inner[:1] if inner[:1].isalnum() else ""
    return f"{marks if first else ''}{first}{DOTS}"


def _masked(value: Any) -> Any:  # noqa: ANN401  whatever a page holds
    """The same value with every text in it masked, however deep."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return mask_addresses(value)
    if isinstance(value, tuple):
        return tuple(_masked(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _masked(getattr(value, each.name)) for each in fields(value)})
    return value
