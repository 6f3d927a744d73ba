"""A draft beside the answer that was sent: labelled pairs, and what holds for any two texts."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.answers import Usage
from shared.drafting.compare import compare

ROOT = Path(__file__).resolve().parents[3]
USAGES = {"as_is": Usage.AS_IS, "light": Usage.EDITED, "heavy": Usage.EDITED, "ignored": Usage.IGNORED}
#: Sentences, and whatever else may come.
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            ["Hi Sarah,", "Thank you.", "Your parcel left.", "ca. 3 Tage", "Best regards,", "返品です。", "\n"]
        ),
        max_size=12,
    ).map(" ".join),
)


@dataclass(frozen=True)
class Labelled:
    draft: str
    answer: str
    label: str
    held_out: bool


def labelled() -> list[Labelled]:
    drafts = tomllib.loads(Path(__file__).with_name("answers.toml").read_text(encoding="utf-8"))["draft"]
    return [
        Labelled(draft["text"], answer["text"], answer["label"], draft.get("held_out", False))
        for draft in drafts
        for answer in draft["answer"]
    ]


def right(pairs: list[Labelled]) -> int:
    return sum(compare(pair.draft, pair.answer).usage is USAGES[pair.label] for pair in pairs)


def test_there_are_sixty_labelled_pairs_and_half_are_held_out() -> None:
    pairs = labelled()

    assert len(pairs) >= 60
    assert sum(pair.held_out for pair in pairs) >= len(pairs) / 2
    assert {pair.label for pair in pairs} == set(USAGES)


def test_the_documents_say_how_many_of_the_pairs_are_told_right() -> None:
    chosen_on, held_out = ([pair for pair in labelled() if pair.held_out is held] for held in (False, True))
    said = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")

    assert f"{right(chosen_on)} of {len(chosen_on)}" in said
    assert f"{right(held_out)} of {len(held_out)}" in said


def test_the_more_was_changed_the_larger_the_distance() -> None:
    distances = {
        label: median(compare(pair.draft, pair.answer).edit_distance for pair in labelled() if pair.label == label)
        for label in USAGES
    }

    assert distances["as_is"] == 0 < distances["light"] < distances["heavy"] < distances["ignored"]


DRAFT = """\
Hi Sarah,

Thank you for writing.

Your parcel left on Monday. It should be with you soon.

Best regards,
Team"""


@pytest.mark.parametrize(
    "answer",
    [
        DRAFT,
        DRAFT.upper(),
        DRAFT.replace("Sarah", "Ms Kim").replace("Team", "Jo\nThe Shop\n+44 20 7946 0000"),
        DRAFT.replace("Hi Sarah,\n\n", ""),
        DRAFT.replace("\n\n", "\n"),
        DRAFT.replace("Best regards,\nTeam", "Jo"),
        DRAFT.replace("soon.", "soon!"),
        f"{DRAFT}\n\nOn Mon, 16 Nov 2026 at 09:01, Sarah <s@mail.example> wrote:\n> Where is it?",
    ],
)
def test_greeting_signature_case_and_quoted_mail_make_no_difference(answer: str) -> None:
    comparison = compare(DRAFT, answer)

    assert (comparison.usage, comparison.edit_distance) == (Usage.AS_IS, 0)
    assert comparison.kept_sentences == comparison.draft_sentences == 2
    assert comparison.kept_characters == len("your parcel left on monday") + len("it should be with you soon")


@pytest.mark.parametrize(
    "answer",
    [
        DRAFT.replace("Monday", "Tuesday"),
        DRAFT.replace("should", "should not"),
        DRAFT.replace("left on Monday", "left on Monday for £5"),
        DRAFT.replace("Thank you for writing.\n\n", ""),
    ],
)
def test_a_changed_word_is_an_edit_that_keeps_the_sentence(answer: str) -> None:
    comparison = compare(DRAFT, answer)

    assert comparison.usage is Usage.EDITED
    assert 0 < comparison.edit_distance < 0.3
    assert comparison.kept_sentences == 2


def test_thanks_greeting_and_signature_alone_are_nothing_kept() -> None:
    answer = "Hi Sarah,\n\nThank you for writing.\n\nWe have sent the money back.\n\nBest regards,\nTeam"

    assert compare(DRAFT, answer).usage is Usage.IGNORED
    assert compare(DRAFT, answer).kept_sentences == 0


def test_sentences_that_were_joined_are_kept() -> None:
    joined = "Hi Sarah, your parcel left on Monday and it should be with you soon, the carrier says so."

    assert compare(DRAFT, joined).kept_sentences == 2


def test_one_sentence_of_the_answer_stands_for_one_of_the_draft() -> None:
    draft = "We will send you the red cup. We will send you the blue cup."

    assert compare(draft, "We will send you the green cup.").kept_sentences == 1


def test_an_amount_in_another_currency_is_another_amount() -> None:
    assert compare("You get £20 back.", "You get €20 back.").edit_distance > 0


def test_two_texts_without_words_are_the_same() -> None:
    assert compare("", " :) ").usage is Usage.AS_IS
    assert compare("Your parcel left.", "").usage is Usage.IGNORED


@given(TEXTS, TEXTS)
def test_any_two_texts_have_figures_within_their_bounds(draft: str, answer: str) -> None:
    there, back = compare(draft, answer), compare(answer, draft)

    assert 0 <= there.edit_distance <= 1
    assert there.edit_distance == back.edit_distance
    assert (there.draft_sentences, there.answer_sentences) == (back.answer_sentences, back.draft_sentences)
    assert 0 <= there.kept_sentences <= there.draft_sentences
    assert 0 <= there.kept_characters <= len(draft) * 4
    assert (there.usage is Usage.AS_IS) == (there.edit_distance == 0)


@given(TEXTS)
def test_any_text_is_used_as_is_by_itself(text: str) -> None:
    comparison = compare(text, text)

    assert (comparison.usage, comparison.edit_distance) == (Usage.AS_IS, 0)
    assert comparison.kept_sentences == comparison.draft_sentences


@pytest.mark.parametrize("part", ["a. ", "Hi ", "regards\n", "On a wrote", "返。", "> x\n", "Dr. ", "thank you for "])
def test_what_is_endless_is_compared_in_part(part: str) -> None:
    endless = part * 200_000

    assert compare(endless, endless).draft_sentences <= 200
