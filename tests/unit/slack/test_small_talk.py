"""What is small talk, what asks for tickets, and what is in another language; questions are none of these."""

from pathlib import Path

import pytest

from shared.questions.suggestions import WORDINGS
from shared.slack.languages import is_foreign
from shared.slack.meanings import ARCHETYPE, CHURN, RFM, TIERS
from shared.slack.small_talk import ABOUT_ME, AGREED, CRITICISM, FAREWELL, GREETING, NEVER_MIND, THANKS, small_talk
from shared.slack.ticket_wish import ticket_asked, tickets_asked

QUESTIONS = [wording.query for wording in WORDINGS.values()]
COMMON = (
    "churn",
    "rfm",
    "top 3",
    "only VIPs",
    "and for Halloween?",
    "no purchase in 90 days",
    "what is the churn risk?",
    "what are our segments",
    "who are our VIP customers",
    "great customers",
    "ok and the revenue?",
    "thanks, and what about archetype 2?",
    "2",
    "12748",
    "?",
    "",
)


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("thanks", THANKS),
        ("Thank you so much!!", THANKS),
        ("ok thx 🙏", THANKS),
        ("ok", AGREED),
        ("👍", AGREED),
        ("Great, makes sense.", AGREED),
        ("Good morning team", GREETING),
        ("hi", GREETING),
        ("never mind", NEVER_MIND),
        ("no", NEVER_MIND),
        ("great, see you tomorrow", FAREWELL),
        ("Who are you?", ABOUT_ME),
        ("are you a bot?", ABOUT_ME),
        ("you are useless", CRITICISM),
        ("what is RFM?", RFM),
        ("What\N{RIGHT SINGLE QUOTATION MARK}s an archetype?", ARCHETYPE),
        ("what does churn mean", CHURN),
        ("what is a VIP", TIERS),
    ],
)
def test_small_talk_has_its_answer(said: str, reply: str) -> None:
    assert small_talk(said) == reply


@pytest.mark.parametrize("said", [*QUESTIONS, *COMMON])
def test_a_question_is_no_small_talk_and_asks_for_no_tickets(said: str) -> None:
    assert small_talk(said) is None
    assert tickets_asked(said) is None
    assert ticket_asked(said) is None
    assert not is_foreign(said)


def test_none_of_the_questions_that_the_classifier_is_made_of_is_taken_for_something_else() -> None:
    folder = Path(__file__).resolve().parents[3] / "shared" / "questions" / "examples"
    texts = [line.split("\t", 1) for file in folder.glob("*.tsv") for line in file.read_text("utf-8").splitlines()]
    asked = [text for kind, text in texts if kind != "out_of_scope"]

    assert len(asked) > 1000
    assert [text for text in asked if small_talk(text) or tickets_asked(text) is not None or is_foreign(text)] == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("urgent tickets", "urgent"),
        ("show me the open tickets please", "open"),
        ("which tickets are on hold?", "on hold"),
        ("any tickets?", "any"),
        ("tickets", ""),
    ],
)
def test_tickets_are_asked_for_in_words(said: str, words: str) -> None:
    told = tickets_asked(said)

    assert told is not None
    assert words in told


@pytest.mark.parametrize("said", ["how many tickets did 12748 open last year", "tickets about broken mugs", "ticket 7"])
def test_what_no_filter_understands_is_left_to_others(said: str) -> None:
    assert tickets_asked(said) is None


def test_one_ticket_is_asked_for_by_its_number() -> None:
    assert ticket_asked("show me ticket #2884965317") == 2884965317
    assert ticket_asked("ticket 7") == 7
    assert ticket_asked("show customer 7") is None


@pytest.mark.parametrize("said", ["wer sind unsere besten Kunden?", "quels clients risquent de partir"])
def test_other_languages_are_told_by_their_short_words(said: str) -> None:
    assert is_foreign(said)
