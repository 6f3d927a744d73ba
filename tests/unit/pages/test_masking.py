"""No e-mail address is left where others read along."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.questions import QueryKind, ReadyQuestion
from shared.pages.masking import mask_addresses, masked
from shared.pages.page import Column, Figure, Page, Table, Unit
from tests.unit.pages.pages import PAGES, a_page

#: What another program would take for an address, whatever ours does.
ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]*\w@[\w-]+\.\w")
AROUND = st.text(max_size=20) | st.sampled_from(
    ("", " ", "<mailto:", "https://x.example/?e=", "(", "„", "\u200b", "|", ">")
)
SIGNS = st.sampled_from(("@", "\uff20", "\ufe6b", "%40", "%2540", "&#64;", "&#x40;", "&commat;"))


def seen(text: str) -> str:
    """The text as a reader, or another program, takes it."""
    return unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Write to john.doe@shop.example, please", "Write to j•••@shop.example, please"),
        ("<mailto:jo@a.example|jo@a.example>", "<mailto:j•••@a.example|j•••@a.example>"),
        ("https://x.example/?email=john%40a.example&u=2", "https://x.example/?email=j•••@a.example&u=2"),
        ('"john doe"@a.example', "j•••@a.example"),
        ("john@[192.0.2.1]", "j•••@[192.0.2.1]"),
        ("a@b@c.example", "a•••@c.example"),
        ("https://x.example/?e=jo/@a.example", "https://x.example/?e=j•••@a.example"),
        ("jo?n@a.examplehttps://x.example/@jo", "j•••@a.examplehttps://x.example/@jo"),
        ("john@a.example@ and @ann@b.example", "j•••@a.example@ and •••@b.example"),
        ("*jo@a.example*", "*j•••@a.example*"),
        ("Müller: émile@schön.example", "Müller: é•••@schön.example"),
        ("5 @ £3, @channel, 50%4000", "5 @ £3, @channel, 50%4000"),
    ],
)
def test_an_address_keeps_its_first_letter_and_its_domain(text: str, told: str) -> None:
    assert mask_addresses(text) == told


@given(AROUND, st.emails(), AROUND)
def test_no_address_survives_in_a_text(before: str, address: str, after: str) -> None:
    hidden = mask_addresses(before + address + after)

    assert address not in hidden
    assert not ADDRESS.search(hidden)


@given(st.from_regex(r"[a-z][a-z0-9.]{1,12}[a-z]", fullmatch=True), SIGNS, AROUND)
def test_no_address_survives_however_its_sign_is_written(name: str, sign: str, before: str) -> None:
    hidden = seen(mask_addresses(f"{before}{name}{sign}shop.example"))

    assert not re.search(rf"(?<!\w){re.escape(name)}(@|%|&)", hidden)


@given(st.text(), st.text())
def test_texts_without_an_address_stay_and_masking_again_changes_nothing(one: str, other: str) -> None:
    plain = one.translate(dict.fromkeys(map(ord, "@\uff20\ufe6b%&")))
    hidden = mask_addresses(f"{one}@{other}")

    assert mask_addresses(plain) == plain
    assert mask_addresses(hidden) == hidden


@given(PAGES, st.emails())
def test_no_address_survives_anywhere_in_a_page(page: Page, address: str) -> None:
    table = Table((Column(address, Unit.PERSON),), ((address,), (f"from {address}",)), title=address)
    full = replace(
        page,
        headline=address,
        lead=f"{page.lead} {address}",
        figures=(Figure(address, address, Unit.PERSON),),
        table=table,
        advice=(address,),
        notes=(f"<{address}>",),
        next_questions=(ReadyQuestion(f"Show {address}", QueryKind.CUSTOMER_LOOKUP),),
        customer_id=address,
    )

    assert address not in repr(masked(full))
    assert masked(full).customer_id is None
    assert masked(full).next_questions == ()


def test_a_page_without_addresses_stays_as_it_is() -> None:
    assert masked(a_page()) == a_page()


def test_a_long_text_is_read_once() -> None:
    assert mask_addresses("a" * 200_000 + "@" + "b" * 200_000).startswith("a•••@b")
