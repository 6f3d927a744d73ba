"""Talking on: choices, refinements, what is forgotten, what is kept where."""

import json
from typing import Any

import pytest
import redis

from shared.embedded.valkey import EmbeddedValkey
from tests.integration.slack.office import ADA, ANA, RETENTION, SAM, VIC, Office, with_options

#: A question that must be asked back: whom the campaign is for.
UNCLEAR = "who should we target for a campaign"


def ask(office: Office, text: str, *, user: str = ADA) -> dict[str, Any]:
    """What a direct message is answered."""
    asked = office.people.message(user, text)
    office.work()
    return next(each for each in office.read(asked["channel"]) if each["ts"] > asked["ts"])


def shown(message: dict[str, Any]) -> str:
    return str(message["text"]) + json.dumps(message["blocks"], ensure_ascii=False)


@pytest.mark.parametrize("said", ["2", "the second one", "retention", "keep customers"])
def test_a_question_that_is_asked_back_goes_on_with_a_number_or_a_word(office: Office, said: str) -> None:
    assert "Choose one" in shown(ask(office, UNCLEAR))

    assert "etention" in shown(ask(office, said))


def test_or_with_a_button(office: Office) -> None:
    asked = office.people.message(ADA, UNCLEAR)
    office.work()
    back = next(each for each in office.read(asked["channel"]) if each["ts"] > asked["ts"])
    office.people.click(ADA, "choose:2", channel=asked["channel"], ts=back["ts"])
    office.work()
    [answer] = office.read(asked["channel"], thread_ts=back["ts"])[-1:]

    assert "etention" in shown(answer)


def test_a_question_of_its_own_is_not_taken_for_a_choice(office: Office) -> None:
    ask(office, UNCLEAR)

    assert "evenue" in shown(ask(office, "What is the revenue forecast for the next 3 months?"))


def test_the_last_question_can_be_refined(office: Office) -> None:
    every = ask(office, "which customers are at high churn risk?")
    critical = ask(office, "only critical ones")

    assert "leave" in shown(critical)
    assert shown(critical) != shown(every)


def test_in_a_thread_everybody_talks_on_about_the_same(office: Office) -> None:
    asked = office.people.mention(ADA, RETENTION, "Revenue forecast for the next 3 months")
    office.work()
    office.people.mention(ANA, RETENTION, "and the next 6 months?", thread_ts=asked["ts"])
    office.work()
    answers = office.read(RETENTION, thread_ts=asked["ts"])

    assert len(answers) == 2
    assert "evenue" in shown(answers[1])


def test_other_threads_and_people_know_nothing_of_it(office: Office) -> None:
    ask(office, "Revenue forecast for the next 3 months", user=ANA)

    assert "evenue to come" not in shown(ask(office, "only critical ones", user=SAM))


def test_a_thread_that_nobody_talked_to_us_in_is_left_alone(office: Office) -> None:
    root = office.people.message(ADA, "Lunch?", channel=RETENTION)
    office.people.message(VIC, "yes please", channel=RETENTION, thread_ts=root["ts"])
    office.work()

    assert office.read(RETENTION, thread_ts=root["ts"]) == []


def test_what_is_remembered_holds_no_word_and_no_address_of_anybody(office: Office, valkey: EmbeddedValkey) -> None:
    ask(office, "How likely is somebody.secret@example.com to leave?")
    ask(office, "How do we keep customer 13027?")
    with redis.Redis.from_url(valkey.valkey.url) as client:
        kept = b"".join(client.get(key) or b"" for key in client.scan_iter("selvage:conversation:*"))

    assert b"13027" in kept
    assert b"secret" not in kept
    assert b"How" not in kept


def test_what_was_written_is_forgotten_once_it_is_answered(office: Office) -> None:
    ask(office, "Which products sell best this quarter?")
    with office.database.connection() as connection:
        [[left]] = connection.execute("SELECT count(*) FROM deliveries WHERE hint ? 'payload'").fetchall()

    assert left == 0


def test_a_viewer_sees_no_name_and_may_not_look_at_one_customer(office: Office) -> None:
    listed, one = (
        ask(office, "Who are our most valuable customers?", user=VIC),
        ask(office, "Show customer 13027", user=VIC),
    )

    assert "customer" in shown(listed)
    assert "🔒" in shown(one)


def test_support_sees_customers_and_no_figures_of_the_shop(office: Office) -> None:
    assert "13027" in shown(ask(office, "Show customer 13027", user=SAM))
    assert "🔒" in shown(ask(office, "What is the revenue forecast for the next 3 months?", user=SAM))


def test_every_read_is_kept_with_the_person_who_read(office: Office) -> None:
    ask(office, "Show customer 13027", user=ANA)
    [newest] = office.audit.reads(key=f"slack:{ANA}", limit=1)

    assert (newest.door, newest.role) == ("slack", "analyst")


def test_an_analyst_may_look_at_tickets_and_not_change_them(office: Office) -> None:
    office.people.command(ANA, "/tickets", "all", channel=RETENTION)
    office.work()
    listed, before = office.read(RETENTION)[-1], list(office.tickets.actions)
    office.people.click(ANA, "hold_ticket_8", channel=RETENTION, ts=listed["ts"])
    office.work()

    assert office.tickets.actions == before
    assert "🔒" in shown(office.whispered(RETENTION)[-1])


def test_outside_of_the_channels_that_are_allowed_nobody_is_answered_aloud(office: Office) -> None:
    elsewhere = with_options(office, channels=frozenset({"C0SUPPORT"}))
    asked = office.people.mention(ADA, RETENTION, "who may leave?")
    elsewhere.work()

    assert office.read(RETENTION, thread_ts=asked["ts"]) == []
    assert "🔒" in shown(office.whispered(RETENTION)[-1])


def test_an_answer_is_exported_as_a_file_in_its_thread(office: Office) -> None:
    asked = office.people.mention(ADA, RETENTION, "Which products sell best?")
    office.work()
    [answer] = office.read(RETENTION, thread_ts=asked["ts"])
    office.people.click(ADA, "csv", channel=RETENTION, ts=answer["ts"])
    office.work()
    [shared] = [each for each in office.people.messages(RETENTION, thread_ts=asked["ts"]) if each.get("files")]

    assert office.people.file(shared["files"][0]["id"]).startswith(b"\xef\xbb\xbf")


def test_thumbs_are_kept(office: Office) -> None:
    asked = office.people.mention(ADA, RETENTION, "Which products sell best?")
    office.work()
    [answer] = office.read(RETENTION, thread_ts=asked["ts"])
    good = next(block for block in answer["blocks"] if block["type"] == "context_actions")
    value = good["elements"][0]["positive_button"]["value"]
    office.people.click(ADA, "feedback", channel=RETENTION, ts=answer["ts"], value=value)
    office.work()
    with office.database.connection() as connection:
        verdicts = connection.execute("SELECT user_id, is_good FROM slack_verdicts").fetchall()

    assert (ADA, True) in verdicts


def test_the_home_tab_shows_the_state_of_the_shop(office: Office) -> None:
    office.people.open_home(ADA)
    office.work()
    home = office.people.home(ADA)
    assert home is not None

    assert "orecast" in json.dumps(home)
    office.people.click(ADA, "refresh_home")
    office.work()


def test_what_is_asked_on_the_home_tab_is_answered_directly(office: Office) -> None:
    office.people.open_home(ANA)
    office.work()
    before = office.people.message(ANA, "thanks")["ts"]
    asked = office.people.click(ANA, "ask:1")
    office.work()
    direct = office.people.message(ANA, "thanks")["channel"]
    answers = [each for each in office.read(direct) if each["ts"] > before]

    assert asked["status"] == 200
    assert any("Customer" in shown(each) or "evenue" in shown(each) for each in answers)
    assert all("Looking into it" not in shown(each) for each in answers)


def test_a_report_is_subscribed_to_in_the_thread_of_an_answer(office: Office) -> None:
    asked = office.people.mention(ADA, RETENTION, "which customers are at high churn risk?")
    office.work()
    office.people.mention(ADA, RETENTION, "every Monday at 9", thread_ts=asked["ts"])
    office.work()
    told = shown(office.read(RETENTION, thread_ts=asked["ts"])[-1])

    assert "every Monday at 09:00" in told
    office.people.mention(ADA, RETENTION, "stop this", thread_ts=asked["ts"])
    office.work()
    assert "no more" in shown(office.read(RETENTION, thread_ts=asked["ts"])[-1])


def test_the_pages_of_a_table_are_turned_in_the_place_of_the_answer(office: Office) -> None:
    asked = office.people.mention(ADA, RETENTION, "which customers are at high churn risk?")
    office.work()
    [first] = office.read(RETENTION, thread_ts=asked["ts"])
    office.people.click(ADA, "page:next", channel=RETENTION, ts=first["ts"])
    office.work()
    [second] = office.read(RETENTION, thread_ts=asked["ts"])

    assert second["ts"] == first["ts"]
    assert "Rows 11" in shown(second)
    assert picture(second) == picture(first), "the chart that is shown already is shown on"


def picture(message: dict[str, Any]) -> str:
    """The file that the message shows."""
    return str(next(block["slack_file"]["id"] for block in message["blocks"] if block["type"] == "image"))
