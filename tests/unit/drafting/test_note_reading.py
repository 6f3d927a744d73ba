from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.drafting.fallback import fall_back
from shared.drafting.insight import describe
from shared.drafting.note import render_note, superseded_note
from shared.drafting.note_layout import RULE, TITLE
from shared.drafting.note_reading import draft_in
from tests.factories_drafting import SHOP, a_question
from tests.unit.drafting.test_note import BY_CLAUDE

NBSP = "\N{NO-BREAK SPACE}"
LETTER = "Hi Sarah,\n\nI'm looking into it.\n\nBest regards,\nCustomer Success Team"
FELL_BACK = fall_back("no ANTHROPIC_API_KEY is set", "Sarah", SHOP)


def note_with(text: str, *, fell_back: bool = False) -> str:
    draft = replace(FELL_BACK if fell_back else BY_CLAUDE, text=text)
    return render_note(describe(None, a_question()), draft)


@settings(deadline=None)
@given(st.text(), st.booleans())
def test_any_draft_comes_back_out_of_its_note(text: str, fell_back: bool) -> None:
    assert draft_in(note_with(text, fell_back=fell_back)) == text


@pytest.mark.parametrize(
    "text",
    [
        RULE,
        f"{RULE}\n{TITLE}",
        f"\n{RULE}\n\n{TITLE}\n\n{RULE}\n",
        "",
        "\n",
        "\r\n",
        f" {NBSP}\n{NBSP}",
        "No draft by Claude: x",
    ],
)
def test_a_draft_that_looks_like_the_note_itself_comes_back_whole(text: str) -> None:
    assert draft_in(note_with(text)) == text


def with_crlf(note: str) -> str:
    return note.replace("\n", "\r\n")


def with_trailing_spaces(note: str) -> str:
    return note.replace("\n", "  \n")


def with_nbsp(note: str) -> str:
    return note.replace(" ", NBSP)


def trimmed(note: str) -> str:
    return note.strip()


def without_empty_lines(note: str) -> str:
    return "\n".join(line for line in note.split("\n") if line)


@pytest.mark.parametrize("fell_back", [False, True])
@pytest.mark.parametrize(
    "returned",
    [
        with_crlf,
        with_trailing_spaces,
        with_nbsp,
        trimmed,
        lambda note: with_crlf(with_trailing_spaces(with_nbsp(note))),
        lambda note: with_nbsp(with_trailing_spaces(note)),
        lambda note: f"\n \n{note}\n\n",
    ],
    ids=["CRLF", "trailing spaces", "unbreakable", "trimmed", "all three", "unbreakable trailing", "padded"],
)
def test_what_a_helpdesk_does_to_a_note_is_undone(returned: Callable[[str], str], fell_back: bool) -> None:
    assert draft_in(returned(note_with(LETTER, fell_back=fell_back))) == LETTER


def test_dropped_empty_lines_cost_no_word() -> None:
    assert draft_in(without_empty_lines(note_with(LETTER))) == LETTER.replace("\n\n", "\n")


@pytest.mark.parametrize(
    "text",
    ["", "An agent's own note.", TITLE, f"{RULE}\n{TITLE}", f"{RULE}\n{TITLE}\nno end", superseded_note(), RULE * 2],
)
def test_a_text_that_is_no_note_of_ours_has_no_draft(text: str) -> None:
    assert draft_in(text) is None


@given(
    st.text(st.sampled_from(f"a {NBSP}\r\n━")),
    st.lists(st.sampled_from([RULE, TITLE, "", "No draft by Claude: x", "a"])),
)
def test_any_text_is_read(text: str, lines: list[str]) -> None:
    for note in (text, "\n".join(lines)):
        found = draft_in(note)
        assert found is None or isinstance(found, str)
