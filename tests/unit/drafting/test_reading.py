import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.cues import Sentiment
from shared.domain.drafts import ToFindOut
from shared.drafting.reading import CODES, Reading, plain_text, read_reply

LETTER = "Hi Sarah,\n\nI'm looking into it.\n\nBest regards,\nTeam"


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("MISSING: parcel", {ToFindOut.PARCEL}),
        ("MISSING: parcel, which_order", {ToFindOut.PARCEL, ToFindOut.WHICH_ORDER}),
        ("MISSING:parcel,which_order,", {ToFindOut.PARCEL, ToFindOut.WHICH_ORDER}),
        ("**MISSING:** parcel; payment", {ToFindOut.PARCEL, ToFindOut.PAYMENT}),
        ("`MISSING: PARCEL`", {ToFindOut.PARCEL}),
        ("- MISSING: remedy.", {ToFindOut.REMEDY}),
        ("Missing: parcel", {ToFindOut.PARCEL}),
        ("Missing: parcel, the weather", {ToFindOut.PARCEL}),
        ("FEHLT: return_terms", {ToFindOut.RETURN_TERMS}),
        ("Manquant : product_facts, other", {ToFindOut.PRODUCT_FACTS, ToFindOut.OTHER}),
        ("MISSING: the colour of the sky", set()),
        ("MISSING:", set()),
    ],
)
def test_the_line_of_what_is_missing_is_read_and_taken_out(line: str, missing: set[ToFindOut]) -> None:
    reading = read_reply(f"\n{line}\n\n{LETTER}")
    assert reading == Reading(LETTER, frozenset(missing))


def test_the_line_is_taken_out_wherever_it_stands() -> None:
    reading = read_reply(f"{LETTER}\n\nMISSING: payment")
    assert reading == Reading(LETTER, frozenset({ToFindOut.PAYMENT}))


@pytest.mark.parametrize(
    "text",
    [
        LETTER,
        f"{LETTER}\n\nPS: parcel",
        "Hi Sarah: I'm looking into it, and will write to you.",
        "Missing parcels are a nuisance, I'm sorry.\n\nBest regards",
        "What is missing: we'd need a photo, please. Then we go on!",
    ],
)
def test_a_reply_without_such_a_line_is_all_reply(text: str) -> None:
    reading = read_reply(text)
    assert reading == Reading(text, frozenset())


@given(st.lists(st.sampled_from(sorted(CODES)), min_size=1, unique=True), st.text("abc \n.", max_size=60))
def test_every_list_of_codes_comes_back_and_never_stays_in_the_reply(codes: list[str], letter: str) -> None:
    reading = read_reply(f"MISSING: {', '.join(codes)}\n\n{letter}")
    assert {one.name.lower() for one in reading.missing} == set(codes)
    assert reading.reply == letter.strip()


@pytest.mark.parametrize(
    ("line", "mood"),
    [
        ("MOOD: frustrated", Sentiment.FRUSTRATED),
        ("**Mood:** Angry.", Sentiment.ANGRY),
        ("MOOD: calm", Sentiment.CALM),
        ("MOOD: furious", None),
        ("MOOD:", None),
    ],
)
def test_the_line_of_the_mood_is_read_and_taken_out(line: str, mood: Sentiment | None) -> None:
    assert read_reply(f"{line}\nMISSING: parcel\n\n{LETTER}") == Reading(LETTER, frozenset({ToFindOut.PARCEL}), mood)
    assert read_reply(f"{line}\n\n{LETTER}") == Reading(LETTER, frozenset(), mood)


@given(st.text())
def test_any_text_is_read_and_holds_no_such_line(text: str) -> None:
    assert not any(line.startswith("MISSING:") for line in read_reply(text).reply.split("\n"))


def test_marks_of_markdown_are_taken_out() -> None:
    assert (
        plain_text("# Hello\n\n**Thank** you, `Sarah`, *really* __so__!\u200b\n")
        == "Hello\n\nThank you, Sarah, really so!"
    )
    assert plain_text("5 * 3 = 15, snake_case") == "5 * 3 = 15, snake_case"
