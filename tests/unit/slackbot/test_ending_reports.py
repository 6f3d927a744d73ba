"""Who ends which reports."""

from dataclasses import replace
from datetime import time

import pytest

from shared.domain.questions import QueryKind
from shared.domain.subscriptions import NewSubscription, Rhythm, Timing
from shared.jobs.outcome import Finished, Skipped
from tests.factories_slack import CHANNEL, DIRECT, a_click, a_direct_message, a_mention
from tests.unit.slackbot.by_the_clock import Office
from tests.unit.slackbot.visiting import come, seen_by_all, seen_by_one

DAILY = Timing(Rhythm.DAILY, None, time(8), "UTC")
HERS = NewSubscription(CHANNEL, "1700000000.000004", "U9", QueryKind.CHURN_RISK, DAILY)


@pytest.fixture
def office() -> Office:
    return Office()


def test_whoever_reads_a_report_may_stop_it_there_and_everybody_is_told_who_did(office: Office) -> None:
    kept = office.subscriptions.create(HERS)
    assert come(office, "interaction", a_click("stop_report", str(kept.id))) == Finished("unsubscribed")
    assert office.subscriptions.alive == {}
    assert "Somebody U1 has stopped it" in seen_by_all(office)

    office.subscriptions.create(HERS)
    come(office, "event", a_mention("stop this", thread_ts="1700000000.000004"))
    assert office.subscriptions.alive == {}
    assert seen_by_all(office).count("Somebody U1 has stopped it") >= 2


@pytest.mark.parametrize("where", ["D9", "C0ELSE"])
def test_nobody_stops_a_report_that_is_sent_elsewhere(office: Office, where: str) -> None:
    kept = office.subscriptions.create(replace(HERS, channel=where))
    assert isinstance(come(office, "interaction", a_click("stop_report", str(kept.id))), Skipped)
    assert kept.id in office.subscriptions.alive
    assert "not sent here" in seen_by_one(office)[0]


def test_a_button_stops_no_report_of_the_settings(office: Office) -> None:
    kept = office.subscriptions.create(replace(HERS, user=None, name="daily churn summary"))
    assert isinstance(come(office, "interaction", a_click("stop_report", str(kept.id))), Skipped)
    assert kept.id in office.subscriptions.alive


def test_nobody_without_a_role_stops_any(office: Office) -> None:
    office.people.default = None
    kept = office.subscriptions.create(HERS)
    come(office, "interaction", a_click("stop_report", str(kept.id)))
    come(office, "event", a_mention("stop this", thread_ts="1700000000.000004"))
    assert kept.id in office.subscriptions.alive


def test_in_private_nobody_has_to_be_named(office: Office) -> None:
    office.subscriptions.create(replace(HERS, channel=DIRECT, thread_ts=None, user="U1"))
    come(office, "event", a_direct_message("stop this"))
    assert office.chat.texts() == ["🔕 I send no more of this here."]
