from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from services.slackbot.tasks.send_report import send_report
from shared.domain.access import Role
from shared.domain.questions import QueryKind
from shared.domain.slack import Place
from shared.domain.subscriptions import NewSubscription, Rhythm, Subscription, Timing
from shared.errors import Denied, NotFound, Permanent, Retryable, Uncertain
from shared.jobs.job import SendReport
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.thresholds import AlertMetric, Condition
from tests.unit.slackbot.by_the_clock import Office

SLOT = "2026-11-30T08:00"
DAILY = Timing(Rhythm.DAILY, None, time(8), "UTC")
MINE = NewSubscription("C1", "1.5", "U1", QueryKind.REVENUE_FORECAST, DAILY)
OURS = NewSubscription("C1", None, None, QueryKind.CHURN_RISK, DAILY, name="daily churn summary")


@pytest.fixture
def office() -> Office:
    return Office()


def send(office: Office, subscription: Subscription, slot: str = SLOT) -> Outcome:
    return send_report(SendReport(subscription.id, slot), office.at, office.lease)


def buttons(office: Office, number: int = -1) -> dict[str, str]:
    """The action of each button of a message, and its value."""
    blocks: Any = office.chat.messages[number].message.blocks
    return {
        element["action_id"]: element.get("value", "")
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
    }


def small_print(office: Office) -> str:
    blocks: Any = office.chat.messages[-1].message.blocks
    return " ".join(each["text"] for block in blocks if block["type"] == "context" for each in block["elements"])


def test_a_report_is_posted_where_it_was_asked_for_with_its_chart_and_how_to_stop_it(office: Office) -> None:
    kept = office.subscriptions.create(MINE)
    assert send(office, kept) == Finished("sent revenue_forecast")
    [shown] = office.chat.messages
    assert (shown.place, shown.key) == (Place("C1", "1.5"), f"report:{kept.id}@{SLOT}")
    assert [block["type"] for block in shown.message.blocks].count("image") == len(office.chat.pictures) == 1
    assert "Sent every day at 08:00 (UTC). Mention me with “stop this” here" in small_print(office)
    assert buttons(office)["stop_report"] == str(kept.id)


def test_a_report_of_the_settings_is_asked_for_as_a_viewer_and_says_which_setting_stops_it(office: Office) -> None:
    office.people.default = None
    assert send(office, office.subscriptions.create(OURS)) == Finished("sent churn_risk")
    assert {(each.asker.person, each.asker.role) for each in office.analyst.asked} == {("slack:reports", Role.VIEWER)}
    assert "SLACK_REPORT_CHANNEL" in small_print(office)
    assert "stop_report" not in buttons(office)


def test_a_report_that_is_sent_again_after_a_crash_stands_there_once(office: Office) -> None:
    kept = office.subscriptions.create(MINE)
    office.chat.lost["post"] = [Uncertain("no answer in time")]
    with pytest.raises(Uncertain):
        send(office, kept)
    send(office, kept)
    send(office, kept)
    assert len(office.chat.messages) == 1
    send(office, kept, "2026-12-01T08:00")
    assert len(office.chat.messages) == 2


def test_its_buttons_find_the_answer_that_they_belong_to(office: Office) -> None:
    send(office, office.subscriptions.create(MINE))
    kept = office.answers.get(office.lease.job_id)
    assert (kept.user_id, kept.query_type) == ("U1", "revenue_forecast")


def test_it_shows_what_its_asker_may_see_today(office: Office) -> None:
    office.people.roles = {"U1": Role.VIEWER}
    send(office, office.subscriptions.create(replace(MINE, query_type=QueryKind.CHURN_RISK)))
    shown = str(office.chat.messages[-1].message)
    assert "c5" in shown
    assert "Ann Number" not in shown
    office.people.roles = {"U1": Role.ANALYST}
    send(office, office.subscriptions.create(replace(MINE, query_type=QueryKind.CHURN_RISK, channel="D1")))
    assert "Ann Number" in str(office.chat.messages[-1].message)


@pytest.mark.parametrize("role", [Role.SUPPORT, None])
def test_when_its_asker_may_not_see_it_any_more_it_ends_with_a_notice(office: Office, role: Role | None) -> None:
    kept = office.subscriptions.create(MINE)
    office.people.roles = {"U1": role}
    for _ in range(2):
        assert isinstance(send(office, kept), Skipped)
    assert office.subscriptions.alive == {}
    assert [text.startswith("🔕 This report has ended") for text in office.chat.texts()] == [True]


def test_in_a_channel_that_is_allowed_no_more_reports_of_people_end_and_those_of_the_settings_do_not(
    office: Office,
) -> None:
    office.options = replace(office.options, channels=frozenset({"C0ELSE"}))
    assert isinstance(send(office, office.subscriptions.create(MINE)), Skipped)
    assert office.analyst.asked == []
    assert isinstance(send(office, office.subscriptions.create(replace(MINE, channel="D1"))), Finished)
    assert isinstance(send(office, office.subscriptions.create(OURS)), Finished)


def test_a_key_of_ours_that_nobody_accepts_ends_nobodys_report(office: Office) -> None:
    kept = office.subscriptions.create(MINE)
    office.analyst.failures["ask"] = Denied("the analytics do not accept our key")
    with pytest.raises(Denied):
        send(office, kept)
    assert kept.id in office.subscriptions.alive


def test_analytics_that_are_away_are_asked_again_later(office: Office) -> None:
    kept = office.subscriptions.create(MINE)
    office.analyst.failures["ask"] = Retryable("the analytics are away")
    with pytest.raises(Retryable):
        send(office, kept)
    assert office.chat.messages == []


def test_a_report_whose_channel_is_gone_ends_and_one_of_the_settings_fails_visibly(office: Office) -> None:
    office.chat.closed = frozenset({"C1"})
    assert isinstance(send(office, office.subscriptions.create(MINE)), Skipped)
    assert office.subscriptions.alive == {}
    ours = office.subscriptions.create(OURS)
    with pytest.raises(NotFound):
        send(office, ours)
    assert list(office.subscriptions.alive) == [ours.id]


def test_a_report_without_its_picture_is_sent_all_the_same(office: Office) -> None:
    office.chat.failures["upload_picture"] = [Permanent("Slack says file_uploads_disabled")]
    assert send(office, office.subscriptions.create(MINE)) == Finished("sent revenue_forecast")


def test_one_that_has_ended_or_whose_next_is_due_is_not_sent(office: Office) -> None:
    kept = office.subscriptions.create(MINE)
    office.clock.present += timedelta(days=1)
    assert send(office, kept) == Skipped("the next one is due already")
    office.subscriptions.end(kept.id)
    assert send(office, kept) == Skipped("the subscription has ended")
    assert office.chat.messages == []


def alert(office: Office, metric: AlertMetric, threshold: float, *, is_above: bool = True) -> Subscription:
    condition = Condition(metric, is_above=is_above, threshold=threshold)
    return office.subscriptions.create(replace(OURS, name=f"alert {metric}", condition=condition))


def test_an_alert_is_told_when_it_is_crossed_not_again_and_once_when_it_is_back(office: Office) -> None:
    kept = alert(office, AlertMetric.DRAFTS_ACCEPTED, 0.7, is_above=False)
    days = (f"2026-12-{day:02}T05:00" for day in range(1, 9))

    def night(as_is: int, ignored: int) -> Outcome:
        office.analyst.drafts[7] = replace(office.analyst.drafts[7], as_is=as_is, edited=0, ignored=ignored)
        return send(office, kept, next(days))

    assert night(8, 2) == Finished("nothing to tell")
    assert night(6, 4) == Finished("told that it has crossed")
    assert night(5, 5) == Finished("nothing to tell")
    assert night(71, 29) == Finished("nothing to tell")
    assert night(9, 1) == Finished("told that it is back")
    assert night(9, 1) == Finished("nothing to tell")
    assert [text[:1] for text in office.chat.texts()] == ["🚨", "✅"]
    assert "Drafts accepted in 7 days: 60%, which is below the threshold of 70%." in office.chat.texts()[0]
    assert "no longer below" in office.chat.texts()[1]


@pytest.mark.parametrize("metric", AlertMetric)
def test_every_figure_can_be_looked_at_and_told(office: Office, metric: AlertMetric) -> None:
    assert send(office, alert(office, metric, 0.0)) == Finished("told that it has crossed")
    assert "above the threshold" in office.chat.texts()[-1]


def test_a_look_that_is_done_again_after_a_crash_tells_once(office: Office) -> None:
    kept = alert(office, AlertMetric.CUSTOMERS_AT_RISK, 1)
    office.chat.lost["post"] = [Uncertain("no answer in time")]
    with pytest.raises(Uncertain):
        send(office, kept)
    send(office, kept)
    assert len(office.chat.messages) == 1
    assert office.subscriptions.get(kept.id).last_value is not None


def test_a_figure_that_is_not_known_is_no_news(office: Office) -> None:
    kept = alert(office, AlertMetric.DRAFTS_ACCEPTED, 0.7, is_above=False)
    office.analyst.drafts[7] = replace(office.analyst.drafts[7], as_is=0, edited=0, ignored=0)
    assert send(office, kept) == Skipped("drafts_accepted is not known")
    assert office.subscriptions.get(kept.id).last_value is None


def test_an_alert_offers_the_question_that_goes_further(office: Office) -> None:
    send(office, alert(office, AlertMetric.CUSTOMERS_AT_RISK, 1))
    assert "churn_risk" in buttons(office)["ask:1"]
