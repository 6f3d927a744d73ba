import pytest

from shared.drafting.claims import addresses, claimed_figures, granted_figures


@pytest.mark.parametrize(
    ("draft", "ticket"),
    [
        ("$49.99", "49,99 paid"),
        ("3450", "$3,450.00"),
        ("3 weeks", "three weeks"),
        ("twenty-four stitches", "24 stitches"),
        ("2 photos, one box, ten stitches", ""),
        ("1. a photo\n2. a number\n12. a name", ""),
        ("october 20", "2025-10-20"),
        ("you may write, and march on", ""),
        ("order ab12", "my order ab12"),
        ("the 5th one", "5 of them"),
    ],
)
def test_what_the_ticket_has_may_be_said(draft: str, ticket: str) -> None:
    assert claimed_figures(draft) <= granted_figures(ticket)


@pytest.mark.parametrize(
    ("draft", "ticket"),
    [
        ("15% of it", "15 needles"),
        ("$15 of it", "15 needles"),
        ("order ab13", "order ab12"),
        ("two percent", ""),
        ("two dollars", ""),
        ("in october", "order 10"),
        ("on may 5", "5 of them"),
        ("eleven of them", ""),
        ("five five five one two", ""),
    ],
)
def test_what_it_does_not_have_may_not(draft: str, ticket: str) -> None:
    assert not claimed_figures(draft) <= granted_figures(ticket)


def test_addresses_are_found_with_and_without_their_beginnings() -> None:
    text = "see https://www.shop.example/a?b=1, or shop.com/x. mail me@shop.example! ask @shop; evil [.] com"
    assert addresses(text) == {"shop.example/a?b=1", "shop.com/x", "me@shop.example", "@shop", "l [.] com"}


@pytest.mark.parametrize("text", ["thank you.please write", "e.g. this", "5.5 inches", "and so on...", "a/b"])
def test_ordinary_dots_make_no_address(text: str) -> None:
    assert addresses(text) == frozenset()
