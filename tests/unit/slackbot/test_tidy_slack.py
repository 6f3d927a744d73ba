from datetime import timedelta
from uuid import uuid4

from services.slackbot.tasks.tidy_slack import tidy_slack
from shared.domain.slack import Place, SlackDelivery
from shared.jobs.job import TidySlack
from shared.jobs.outcome import Finished
from tests.unit.slackbot.by_the_clock import Office


def test_what_is_old_is_forgotten_and_what_is_not_is_kept() -> None:
    office = Office()
    now = office.clock.present
    for days in (8, 6):
        delivery = SlackDelivery(uuid4(), "event", {"text": "hello"}, now - timedelta(days=days))
        office.deliveries.kept[delivery.id] = delivery
    for days in (31, 29):
        office.posts.now = now - timedelta(days=days)
        office.posts.begin(f"report:{days}", Place("C1"))
    for days in (91, 89):
        office.homes.opened_at[f"U{days}"] = now - timedelta(days=days)

    told = tidy_slack(TidySlack(), office.at, office.lease)
    assert told == Finished("forgot 1 payload, 1 post, 1 home tab")
    assert [now - each.received_at for each in office.deliveries.kept.values()] == [timedelta(days=6)]
    assert list(office.posts.begun) == ["report:29"]
    assert list(office.homes.opened_at) == ["U89"]
    assert tidy_slack(TidySlack(), office.at, office.lease) == Finished("forgot 0 payloads, 0 posts, 0 home tabs")
