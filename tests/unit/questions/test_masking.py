"""Questions without names, for a model."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.questions.masking import masked, unmasked


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("will jane.doe@example.com churn", "will <customer_1> churn"),
        ("Is John Smith (+44 20 7946 0958) leaving?", "Is <customer_1> (<phone_1>) leaving?"),
        (
            "cust 4412 against cust 7781, or cust 4412",
            "cust <customer_1> against cust <customer_2>, or cust <customer_1>",
        ),
        ("ren\u00e9e o\u2019neill\u2019s profile", "<customer_1>\u2019s profile"),
        ("how do we keep 5586", "how do we keep <customer_1>"),
        ("call 0151 2345 6789 back", "call <phone_1> back"),
        ("what does the Delacroix Thornbury order cost", "what does the <customer_1> order cost"),
        ("Mrs. Abernathy wants it", "Mrs. <customer_1> wants it"),
    ],
)
def test_who_is_named_is_hidden(question: str, text: str) -> None:
    assert masked(question)[0] == text


@pytest.mark.parametrize(
    "question",
    [
        "top 20 customers over $5,000 in Q4 2026",
        "RFM score 555",
        "compare archetype 3 and archetype 7",
        "revenue on 2026-11-30 against 2025-11-30",
        "Black Friday and Mother's Day",
        "units of sku 998877",
    ],
)
def test_what_names_nobody_stays(question: str) -> None:
    assert masked(question) == (question, {})


def test_a_placeholder_that_the_asker_wrote_is_not_used() -> None:
    text, hidden = masked("is <customer_1> the same as jane@x.com")

    assert text == "is <customer_1> the same as <customer_2>"
    assert hidden == {"<customer_2>": "jane@x.com"}


@given(st.text(max_size=2_000))
@settings(max_examples=60)
def test_every_question_comes_back_as_it_was(question: str) -> None:
    text, hidden = masked(question)

    assert unmasked(text, hidden) == question


WORDS = st.sampled_from(
    ["jane@x.com", "customer 4412", "John Smith", "+49 151 2345678", "<customer_1>", "is", "of", ",", "'s"]
)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_no_address_or_id_is_left(question: str) -> None:
    text, hidden = masked(question)

    assert "@" not in text
    assert "4412" not in text
    assert unmasked(text, hidden) == question
