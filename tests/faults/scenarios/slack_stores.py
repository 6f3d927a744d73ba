"""The stores are away while people ask: what was taken is answered, and what was not is said so."""

import time

from shared.slack.intake.commands import NOT_TAKEN
from tests.faults.scenario import scenario
from tests.faults.scene import Scene
from tests.faults.slack_house import ANA, SlackHouse

AWAY_S = 10
#: Of Slack's pauses of 0, 60 and 300 s before it sends an event again.
QUICKER = 0.1
#: Slack waits so long for an answer.
IN_TIME_S = 3.0


@scenario(
    30,
    fault="Redis is down for 10 s while people ask",
    expected="the door takes everything all the while; answered afterwards",
    within_s=60,
)
def slack_redis_down(scene: Scene) -> None:
    """Commands and mentions, two a second."""
    house = SlackHouse(scene, analyst_s=0.2)
    house.open()
    house.ask(5)
    scene.valkey.kill()
    until = time.monotonic() + AWAY_S
    while time.monotonic() < until:
        house.ask(1)
        mentioned = house.people.mention(ANA, "which customers are at high churn risk?", "C0RETENTION")
        assert mentioned.is_kept, f"a mention was answered {mentioned.status}"
        time.sleep(0.5)
    slowest = max(asked.seconds for asked in house.people.asked)
    scene.note(f"without Redis the slowest acknowledgement took {slowest * 1000:.0f} ms")
    assert slowest < IN_TIME_S
    scene.valkey.start()
    scene.fault_ends()
    scene.settle()
    house.nobody_was_sent_away()


@scenario(
    31,
    fault="PostgreSQL is down for 10 s while people ask",
    expected="commands get a sentence that says so; events are refused, and taken when Slack sends them again",
    within_s=60,
)
def slack_postgres_down(scene: Scene) -> None:
    """Ten of each are under way when it goes, and five of each come while it is away."""
    house = SlackHouse(scene, analyst_s=1, retry_scale=QUICKER)
    house.open()
    house.ask(10)
    scene.wait(house.questions, "answers to be under way")
    scene.postgres.stop()
    began = time.monotonic()
    refused = house.people.all_at_once([house.next_command() for _ in range(5)])
    mentioned = [house.people.mention(ANA, "which customers are at high churn risk?", "C0RETENTION") for _ in range(5)]
    time.sleep(max(0, AWAY_S - (time.monotonic() - began)))
    scene.postgres.start()
    scene.fault_ends()

    for each in refused:
        assert (each.status, each.seconds < IN_TIME_S) == (200, True), f"a command was answered {each}"
        assert NOT_TAKEN in each.told, f"a command that was not taken was told {each.told!r}"
    assert {each.status for each in mentioned} == {503}, f"mentions were answered {mentioned}"
    keys = {each.key for each in mentioned}
    scene.wait(lambda: keys <= house.people.taken(), "Slack to send the mentions again", within_s=scene.within_s)
    scene.settle()
    house.nobody_was_sent_away()
