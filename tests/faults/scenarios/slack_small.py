"""Slack's two scenarios that tell most, with numbers so small that they are played with every change."""

from tests.faults.scenario import scenario
from tests.faults.scenarios.slack_killed import after_the_line, killed
from tests.faults.scene import Scene
from tests.faults.slack_house import ANA, SlackHouse


@scenario(
    26,
    fault="commands, a mention and a direct message at once, each of which takes the analytics a second",
    expected="each is answered once",
    within_s=60,
)
def few_at_once(scene: Scene) -> None:
    """Twelve of them."""
    house = SlackHouse(scene, analyst_s=1)
    house.open()
    people = house.people
    question = "which customers are at high churn risk?"
    acts = [house.next_command() for _ in range(10)]
    acts += [lambda: people.mention(ANA, question, "C0RETENTION"), lambda: people.message(ANA, question)]
    asked = people.all_at_once(acts)
    assert all(each.is_kept for each in asked), f"not taken: {asked}"
    scene.fault_ends()
    scene.settle()
    house.nobody_was_sent_away()


@scenario(
    27,
    fault="kill -9 of the slackbot after Slack has taken the line that announces an answer, before the row says so",
    expected="the line is found by its key, and becomes the answer",
    within_s=60,
)
def few_killed(scene: Scene) -> None:
    """Five of them."""
    house = SlackHouse(scene, analyst_s=0.2)
    house.open(LEASE_S="6")
    killed(house, 5, after_the_line)
    house.nobody_was_sent_away()
