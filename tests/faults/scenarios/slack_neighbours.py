"""Slack itself has had enough, is away, or does not say that it did what it did."""

import time

from tests.faults.scenario import scenario
from tests.faults.scene import Scene, Wire
from tests.faults.slack_house import ANA, POST, UPDATE, SlackHouse

RETRY_AFTER_S = 3
REFUSED = 12
AWAY_S = 20
CROWD, PATIENCE_S = 100, 60


@scenario(
    28,
    fault="Slack answers 429 with Retry-After, as its limits want and to twelve posts and updates more",
    expected="answers are late, and there once",
    within_s=120,
)
def slack_429(scene: Scene) -> None:
    """Forty commands: more than a channel takes in a few seconds."""
    house = SlackHouse(scene, analyst_s=0.2, rate_limits="real")
    later = {"status": 429, "headers": {"Retry-After": str(RETRY_AFTER_S)}}
    for method in (POST, UPDATE):
        house.slack.fail(path=method, times=REFUSED, **later)
    house.open()
    house.ask(40)
    scene.fault_ends()
    scene.settle()
    refused = sum(row["requests"] for row in house.slack.traffic() if row["status"] == 429)
    scene.note(f"{refused} calls were answered 429")
    assert refused > 2 * REFUSED, "Slack's own limits were never met"
    house.nobody_was_sent_away()


@scenario(
    29,
    fault="Slack is down for 20 s amid answers; then it posts and changes messages for 20 s and does not say so",
    expected="one visible answer each",
    within_s=90,
)
def slack_away(scene: Scene) -> None:
    """The answers that are under way have announced themselves; others are asked for meanwhile."""
    house = SlackHouse(scene, analyst_s=2)
    house.open(Wire.SLACK)
    house.ask(10)
    scene.wait(lambda: house.questions() >= 5, "answers to be under way")
    scene.line(Wire.SLACK).down()
    house.ask(10)
    time.sleep(AWAY_S)
    scene.line(Wire.SLACK).up()
    scene.fault_ends()
    scene.settle()

    for method in (POST, UPDATE):
        house.slack.fail(path=method, drop_reply=True, times=None)
    until = time.monotonic() + AWAY_S
    while time.monotonic() < until:
        house.command()
        time.sleep(1)
    house.slack.drop_faults()
    scene.fault_ends()
    scene.settle()
    house.nobody_was_sent_away()


@scenario(
    34,
    fault="100 people ask in one channel, more than Slack's limits let be answered before their patience ends",
    expected="each is answered once or told once that there is no answer; nobody is left with a line that one comes",
    within_s=300,
)
def slack_limits(scene: Scene) -> None:
    """A message a second, and fifty changes of messages a minute."""
    house = SlackHouse(scene, analyst_s=0.2, rate_limits="real")
    house.open(SLACK_ANSWER_PATIENCE_S=str(PATIENCE_S))
    commands = [lambda: house.people.command(ANA, "/churn-check", "C0RETENTION") for _ in range(CROWD)]
    asked = house.people.all_at_once(commands)
    assert all(each.is_kept for each in asked)
    scene.fault_ends()
    scene.settle()
    refused = sum(row["requests"] for row in house.slack.traffic() if row["status"] == 429)
    apologies = len(house.oracle.apologies())
    scene.note(f"{CROWD - apologies} answered, {apologies} told that there is no answer; {refused} calls answered 429")
