import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.cues import Sentiment
from shared.domain.mood_cues import CUES
from shared.domain.sentiment import AS_READ, EXCLAIMING, SHOUTING, Mood, graver, mood_of, mood_of_text
from shared.domain.tickets import Author, Message
from tests.factories_tickets import MONDAY, a_message, a_ticket

LABELLED = tomllib.loads((Path(__file__).parent / "moods.toml").read_text(encoding="utf-8"))
TUNED = [(text, Sentiment(label)) for label, texts in LABELLED["tune"].items() for text in texts]
HELD_OUT = [(text, Sentiment(label)) for label, texts in LABELLED["held_out"].items() for text in texts]
URGENT = {Sentiment.FRUSTRATED, Sentiment.ANGRY}


@pytest.mark.parametrize(("text", "sentiment"), TUNED, ids=[text[:50] for text, _ in TUNED])
def test_the_labelled_messages_that_the_cues_were_made_with_sound_as_labelled(text: str, sentiment: Sentiment) -> None:
    assert mood_of_text(text).sentiment is sentiment


def test_on_held_out_messages_few_calm_ones_seem_urgent_and_few_urgent_ones_are_missed() -> None:
    urgent = [(sentiment in URGENT, mood_of_text(text).sentiment in URGENT) for text, sentiment in HELD_OUT]
    right = sum(is_urgent and seems for is_urgent, seems in urgent)
    assert right / sum(seems for _, seems in urgent) >= 0.95
    assert right / sum(is_urgent for is_urgent, _ in urgent) >= 0.9


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("I will sue you", "threatens legal action"),
        ("I'll go to court", "threatens legal action"),
        ("I will file a chargeback", "threatens a chargeback"),
        ("See you on Trustpilot", "threatens to complain in public"),
        ("This is fraud", "speaks of fraud"),
        ("This is unacceptable", "is outraged"),
        ("Never again", "will not buy again"),
        ("I have asked three times", "has written before"),
        ("Nobody answers", "has had no answer"),
        ("I have been waiting for two months", "has waited for long"),
        ("I am fed up", "is losing patience"),
        ("Wrong colour again", "says it went wrong again"),
        ("I am disappointed", "is disappointed"),
        ("I love it", "is pleased"),
    ],
)
def test_every_cue_tells_its_reason(text: str, reason: str) -> None:
    assert reason in mood_of_text(text).reasons


def test_every_cue_has_a_test_of_its_reason() -> None:
    [table] = [mark for mark in test_every_cue_tells_its_reason.pytestmark if mark.name == "parametrize"]  # type: ignore[attr-defined]  # pytest puts it there
    assert {reason for _, reason in table.args[1]} == {cue.reason for cue in CUES}


@pytest.mark.parametrize(
    ("text", "sentiment", "reasons"),
    [
        ("WHERE IS MY ORDER PLEASE", Sentiment.FRUSTRATED, (SHOUTING,)),
        ("where is my order??", Sentiment.CALM, ()),
        ("I am disappointed!!", Sentiment.FRUSTRATED, ("is disappointed", EXCLAIMING)),
        ("Nobody answers!!", Sentiment.ANGRY, ("has had no answer", EXCLAIMING)),
        ("NOBODY ANSWERS MY MAILS", Sentiment.ANGRY, ("has had no answer", SHOUTING)),
        ("I LOVE IT, IT IS GORGEOUS!!!", Sentiment.PLEASED, ("is pleased",)),
        ("OK, USB, LED", Sentiment.CALM, ()),
    ],
)
def test_loud_writing_makes_a_bad_mood_worse(text: str, sentiment: Sentiment, reasons: tuple[str, ...]) -> None:
    mood = mood_of_text(text)
    assert (mood.sentiment, mood.reasons) == (sentiment, reasons)


def test_a_complaint_outweighs_thanks() -> None:
    assert mood_of_text("Thank you so much for nothing, nobody answers").sentiment is Sentiment.FRUSTRATED


def written(*at: timedelta, text: str = "Any news?") -> list[Message]:
    return [a_message(text, id=number, sent_at=MONDAY + moment) for number, moment in enumerate(at, start=1)]


DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("at", "sentiment", "reasons"),
    [
        ((0 * DAY,), Sentiment.CALM, ()),
        ((0 * DAY, 2 * HOUR), Sentiment.CALM, ()),
        ((0 * DAY, 2 * DAY), Sentiment.CALM, ()),
        ((0 * DAY, 3 * DAY), Sentiment.FRUSTRATED, ("has written twice", "has waited 3 days for an answer")),
        ((0 * DAY, 2 * HOUR, 4 * HOUR), Sentiment.FRUSTRATED, ("has written three times",)),
        (
            (0 * DAY, DAY, 4 * DAY),
            Sentiment.FRUSTRATED,
            ("has written three times", "has waited 4 days for an answer"),
        ),
        # A chat in pieces is one writing.
        ((0 * MINUTE, MINUTE, 2 * MINUTE, 3 * MINUTE), Sentiment.CALM, ()),
        (tuple(number * 2 * HOUR for number in range(7)), Sentiment.FRUSTRATED, ("has written 7 times",)),
    ],
)
def test_waiting_without_an_answer_frustrates(
    at: tuple[timedelta, ...], sentiment: Sentiment, reasons: tuple[str, ...]
) -> None:
    mood = mood_of(a_ticket(messages=tuple(written(*at))))
    assert (mood.sentiment, mood.reasons) == (sentiment, reasons)


def test_an_answer_ends_the_wait_and_a_note_does_not() -> None:
    messages = written(0 * DAY, 2 * DAY, 4 * DAY)
    answer = a_message("We look into it", id=9, author=Author.AGENT, sent_at=MONDAY + 3 * DAY)
    note = a_message("A draft", id=9, author=Author.NOTE, sent_at=MONDAY + 3 * DAY)

    answered = a_ticket(messages=(*messages[:2], answer, messages[2]))
    noted = a_ticket(messages=(*messages[:2], note, messages[2]))
    assert mood_of(answered).sentiment is Sentiment.CALM
    assert mood_of(noted).sentiment is Sentiment.FRUSTRATED


def test_waiting_does_not_soften_anger_and_does_not_spoil_pleasure() -> None:
    angry = mood_of(a_ticket(messages=tuple(written(0 * DAY, 3 * DAY, text="This is unacceptable"))))
    assert angry.sentiment is Sentiment.ANGRY
    assert angry.reasons == ("is outraged", "has written twice", "has waited 3 days for an answer")
    pleased = mood_of(a_ticket(messages=tuple(written(0 * DAY, 3 * DAY, text="It came, I love it!"))))
    assert pleased.sentiment is Sentiment.PLEASED


def test_a_ticket_without_a_customers_message_is_calm() -> None:
    assert mood_of(a_ticket(messages=())).sentiment is Sentiment.CALM


@settings(deadline=None)
@given(st.text())
def test_any_text_has_a_mood_and_a_bad_one_has_a_reason(text: str) -> None:
    mood = mood_of_text(text)
    assert bool(mood.reasons) == (mood.sentiment is not Sentiment.CALM)


@pytest.mark.parametrize(
    ("by_words", "read", "counts"),
    [
        (Sentiment.CALM, Sentiment.FRUSTRATED, Sentiment.FRUSTRATED),
        (Sentiment.PLEASED, Sentiment.ANGRY, Sentiment.ANGRY),
        (Sentiment.ANGRY, Sentiment.CALM, Sentiment.ANGRY),
        (Sentiment.ANGRY, Sentiment.PLEASED, Sentiment.ANGRY),
        (Sentiment.CALM, None, Sentiment.CALM),
        (Sentiment.PLEASED, Sentiment.CALM, Sentiment.PLEASED),
    ],
)
def test_the_graver_of_what_words_and_what_the_model_say_counts(
    by_words: Sentiment, read: Sentiment | None, counts: Sentiment
) -> None:
    mood = graver(Mood(by_words, ("a cue",)), read)
    assert mood.sentiment is counts
    assert mood.reasons == (("a cue", AS_READ) if counts is not by_words else ("a cue",))
