"""Reports that are due come once, however many beats and slackbots there are."""

from datetime import UTC, datetime, timedelta

from shared.domain.questions import QueryKind
from shared.domain.subscriptions import NewSubscription, Rhythm, Timing
from shared.store.subscriptions import SubscriptionStore
from tests.faults.scenario import scenario
from tests.faults.scene import Scene
from tests.faults.slack_house import ANA, POST, SlackHouse
from tests.simulators.serving import clock

REPORTS, BEATS = 12, 2
#: They were asked for long ago, and fell due a moment ago.
LONG_AGO = "UPDATE subscriptions SET created_at = now() - interval '3 days'"
DUE_SINCE = timedelta(minutes=5)
SENT = "SELECT count(*) FROM jobs WHERE kind = 'send_report'"


@scenario(
    35,
    fault="reports fall due with two beats, hardly pausing, and the slackbot is killed while it sends them",
    expected="each is sent once",
    within_s=60,
)
def slack_two_beats(scene: Scene) -> None:
    """Slack has some of the reports, and no row says where they stand."""
    house = SlackHouse(scene, analyst_s=0.2)
    scene.door()
    due_at = clock().astimezone(UTC) - DUE_SINCE
    house.oracle.due = {_key(scene, number, due_at) for number in range(REPORTS)}
    scene.sql(LONG_AGO)
    house.start_bot()
    house.slack.fail(path=POST, delay_s=2.5, times=5)
    for _ in range(BEATS):
        scene.beat(RELAY_INTERVAL_S="0.05")
    scene.wait(
        lambda: house.begun_without_place() >= 3 and len(house.slack.effects("message")) >= 3, "reports in Slack"
    )
    house.kill_bot()
    house.slack.drop_faults()
    house.ask(2)
    scene.fault_ends()
    scene.settle()
    assert scene.sql(SENT) == [(REPORTS,)], "a report was due more than once"


def _key(scene: Scene, number: int, due_at: datetime) -> str:
    """What the report of a new subscription is found by."""
    timing = Timing(Rhythm.DAILY, None, due_at.time().replace(second=0, microsecond=0), "UTC")
    wish = NewSubscription("C0RETENTION", None, ANA, QueryKind.CHURN_RISK, timing, {"limit": number + 1})
    made = SubscriptionStore(scene.database).create(wish)
    return f"report:{made.id}@{due_at:%Y-%m-%dT%H:%M}"
